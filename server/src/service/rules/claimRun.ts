import type { Codes } from '../codes/tables';
import type { Claim } from '../model/claim';
import type { Finding, LineVerdict, Severity } from '../model/finding';
import type { Settings } from '../settings';
import type { ActiveRule, Unchecked } from './activeRule';
import type { JudgedClaim, JudgedLine, Rule, RuleFinding, RuleScope } from './rule';
import { type Reported, reported, settle } from './settle';
import { isVoid } from './support/judge';
import { LinesIndex } from './support/linesIndex';
import { mayBeGovernment } from './support/payer';

/** What the rules said of one claim. Nothing is kept of what passed unless `verdicts` were asked for. */
export interface ClaimResult {
  readonly findings: readonly Finding[];
  /** One entry a line and rule. */
  readonly unchecked: readonly Unchecked[];
  readonly verdicts: readonly LineVerdict[];
}

const NO_FINDINGS: readonly Finding[] = [];
const NO_UNCHECKED: readonly Unchecked[] = [];
const NO_VERDICTS: readonly LineVerdict[] = [];
const NO_LINES: readonly JudgedLine[] = [];
const NO_CLAIMS: readonly JudgedClaim[] = [];

/** Of a claim that is not judged, or of which nothing is to be said. */
export const NOTHING: ClaimResult = { findings: NO_FINDINGS, unchecked: NO_UNCHECKED, verdicts: NO_VERDICTS };

/** What the claims of a run share. */
export interface RunContext {
  readonly codes: Codes;
  readonly settings: Settings;
  /** Passes are told as well. */
  readonly verdicts: boolean;
  ruleOf(id: string): Rule;
  /** The one object for a rule's reason. */
  entryOf(active: ActiveRule, reason: string): Unchecked;
}

/** One claim while rule after rule looks at it. Used for claim after claim: `begin`, `ask` for each rule, `end`. */
export class ClaimRun implements RuleScope {
  claim!: Claim;
  lines = NO_LINES;
  index = new LinesIndex(NO_LINES);
  others = NO_CLAIMS;
  readonly codes: Codes;
  readonly settings: Settings;
  private hasModifiers = false;
  private isClaim = false;
  private isMedicare = false;
  private current!: ActiveRule;
  private findings: Reported[] | undefined;
  /** The severity of each finding before the settings. */
  private readonly own: Severity[] = [];
  /** What `deniedBy` knows of the first `looked` findings: rules by line. */
  private readonly denied = new Map<number, string>();
  private looked = 0;
  private unchecked: Unchecked[] | undefined;
  private verdicts: LineVerdict[] | undefined;

  constructor(private readonly context: RunContext) {
    this.codes = context.codes;
    this.settings = context.settings;
  }

  /** False where there is nothing to judge. */
  begin({ claim, lines, index }: JudgedClaim, others: readonly JudgedClaim[]): boolean {
    if (isVoid(claim) || (claim.lines.length === 0 && claim.role !== 'remittance')) return false;
    this.claim = claim;
    this.lines = lines;
    this.index = index;
    this.others = others;
    this.findings = this.unchecked = undefined;
    this.own.length = this.looked = 0;
    if (this.denied.size > 0) this.denied.clear();
    this.verdicts = this.context.verdicts ? [] : undefined;
    this.isMedicare = this.settings.payers === 'all' || mayBeGovernment(claim);
    this.hasModifiers = hasModifiers(lines);
    this.isClaim = claim.role === 'claim';
    return true;
  }

  /** A rule that fails loses its own findings, not the others'. */
  ask(active: ActiveRule): void {
    if (active.needsModifiers && !this.hasModifiers) return;
    if (active.needsClaim && !this.isClaim) return;
    if (active.needsMedicare && !this.isMedicare) return;
    this.current = active;
    const kept = this.own.length;
    try {
      active.check.call(active.rule, this);
    } catch {
      if (this.findings) this.findings.length = kept;
      this.own.length = kept;
      this.looked = Math.min(this.looked, kept);
      for (const line of this.lines) this.notChecked(line, 'the check itself failed');
    }
  }

  end(): ClaimResult {
    if (!this.findings && !this.unchecked && !this.verdicts) return NOTHING;
    return {
      findings: this.findings ? settle(this.findings, this.own, this.context.ruleOf) : NO_FINDINGS,
      unchecked: this.unchecked ?? NO_UNCHECKED,
      verdicts: this.verdicts ?? NO_VERDICTS,
    };
  }

  report(finding: RuleFinding): void {
    // Of a line that breaks off nothing is known.
    if (finding.line !== undefined && this.claim.lines[finding.line]!.breaksOff) return;
    const { rule, override, most } = this.current;
    const own = finding.severity ?? rule.severity;
    const severity = override ?? (own === 'error' ? most : own);
    this.findings ??= [];
    this.findings.push(reported(finding, rule.id, severity));
    this.own.push(own);
    if (this.verdicts && finding.line !== undefined) {
      this.verdicts.push({ rule: rule.id, line: finding.line, verdict: 'fail', note: finding.message });
    }
  }

  deniedBy({ index }: JudgedLine): string | undefined {
    const { denied, findings } = this;
    for (; this.looked < this.own.length; this.looked++) {
      const { rule, line, covers } = findings![this.looked]!;
      if (this.own[this.looked] !== 'error' || !this.context.ruleOf(rule).denies) continue;
      if (line !== undefined && !denied.has(line)) denied.set(line, rule);
      for (const one of covers ?? []) if (!denied.has(one)) denied.set(one, rule);
    }
    return denied.get(index);
  }

  pass(line: JudgedLine): void {
    this.verdicts?.push({ rule: this.current.rule.id, line: line.index, verdict: 'pass' });
  }

  bypass(line: JudgedLine, note: string): void {
    this.verdicts?.push({ rule: this.current.rule.id, line: line.index, verdict: 'bypassed', note });
  }

  notChecked(line: JudgedLine | undefined, reason: string): void {
    const { rule } = this.current;
    this.unchecked ??= [];
    this.unchecked.push(this.context.entryOf(this.current, reason));
    if (line) this.verdicts?.push({ rule: rule.id, line: line.index, verdict: 'not checked', note: reason });
  }
}

function hasModifiers(lines: readonly JudgedLine[]): boolean {
  for (const { modifiers } of lines) if (modifiers.length > 0) return true;
  return false;
}
