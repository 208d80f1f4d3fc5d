import type { Codes } from '../codes/tables';
import type { Claim } from '../model/claim';
import type { Finding, LineVerdict, Severity } from '../model/finding';
import type { RuleSetting, Settings } from '../settings';
import type { JudgedClaim, JudgedLine, Rule, RuleFinding, RuleScope } from './rule';
import { type Reported, reported, settle } from './settle';
import { isVoid, judge } from './support/judge';
import { LinesIndex } from './support/linesIndex';

/** Why a rule could not judge a line: one object of a run for each rule and reason, numbered from 0 to be counted. */
export interface Unchecked {
  readonly index: number;
  readonly rule: string;
  readonly reason: string;
}

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
const NO_OTHERS: readonly JudgedClaim[] = [];
/** Of a claim that is not judged, or of which nothing is to be said. */
export const NOTHING: ClaimResult = { findings: NO_FINDINGS, unchecked: NO_UNCHECKED, verdicts: NO_VERDICTS };

export interface RunOptions {
  readonly rules: readonly Rule[];
  readonly codes: Codes;
  readonly settings: Settings;
  readonly verdicts?: boolean;
}

/** A rule that the settings leave on, with what is asked of it for every claim: read from one shape, not from each rule's. */
interface ActiveRule {
  readonly rule: Rule;
  readonly check: Rule['check'];
  readonly needsModifiers: boolean;
  readonly needsClaim: boolean;
  readonly needsMedicare: boolean;
  readonly override: Severity | undefined;
  /** The preset lets no finding of the rule be worse than this. */
  readonly most: 'error' | 'warning';
  /** Few: a rule knows a handful of reasons, and mostly gives the same. */
  readonly reasons: Unchecked[];
}

function activeRule(rule: Rule, settings: Settings): ActiveRule {
  const level = levelOf(rule, settings);
  const needsMedicare = rule.scope === 'medicare edits';
  return {
    rule,
    check: rule.check,
    needsModifiers: rule.judges === 'modifiers',
    needsClaim: rule.appliesTo === 'claims',
    needsMedicare,
    override: level === 'off' || level === 'default' ? undefined : level,
    most: settings.preset === 'commercial' && needsMedicare ? 'warning' : 'error',
    reasons: [],
  };
}

/** Medicare and Medicaid by SBR09 (X12 element 1032): MA, MB, MC, and 16 for Medicare Advantage. */
const GOVERNMENT = new Set(['MA', 'MB', 'MC', '16']);

/** What the settings say of a rule: its own entry, else what the preset does with rules of its kind. */
function levelOf(rule: Rule, settings: Settings): RuleSetting {
  const level = settings.rules[rule.id];
  if (level !== undefined && level !== 'default') return level;
  return settings.preset === 'structure-only' && rule.scope === 'medicare edits' ? 'off' : 'default';
}

/** A claim says enough of its patient to tell another claim of the same one: an id, or a name and a birth date. */
export function hasPatient({ patient, role }: Claim): boolean {
  if (!patient || role !== 'claim') return false;
  return patient.id !== undefined || (patient.name !== undefined && patient.birthDate !== undefined);
}

/** The identity of a claim's patient within a file, or undefined where it can't be told. */
export function patientKey(claim: Claim): string | undefined {
  if (!hasPatient(claim)) return undefined;
  const { id, name, birthDate } = claim.patient!;
  return `${id ?? ''}|${name ?? ''}|${birthDate ?? ''}`;
}

/** What stands beside a claim of the same patient. */
function isCounted({ claim }: JudgedClaim): boolean {
  return !isVoid(claim) && claim.role === 'claim';
}

/** Runs every rule that the settings leave on. It is its own scope: a large file makes one, not one a claim. */
export class RuleRun implements RuleScope {
  claim!: Claim;
  lines: readonly JudgedLine[] = [];
  index = new LinesIndex([]);
  others: readonly JudgedClaim[] = NO_OTHERS;
  readonly codes: Codes;
  readonly settings: Settings;
  private readonly active: readonly ActiveRule[];
  private current!: ActiveRule;
  private findings: Reported[] | undefined;
  /** The severity of each finding before the settings. */
  private own: Severity[] = [];
  /** What `deniedBy` knows of the first `looked` findings: rules by line. */
  private readonly denied = new Map<number, string>();
  private looked = 0;
  private readonly byId: ReadonlyMap<string, Rule>;
  private unchecked: Unchecked[] | undefined;
  /** How many objects of `Unchecked` there are. */
  private entries = 0;
  private verdicts: LineVerdict[] | undefined;

  constructor(private readonly options: RunOptions) {
    this.codes = options.codes;
    this.settings = options.settings;
    this.byId = new Map(options.rules.map((rule) => [rule.id, rule]));
    this.active = options.rules
      .filter((rule) => levelOf(rule, this.settings) !== 'off')
      .map((rule) => activeRule(rule, this.settings));
  }

  /** Judges a claim whose patient has no other in the file. */
  alone(claim: Claim): ClaimResult {
    return this.check(judge(claim), NO_OTHERS);
  }

  /** Judges the claims of one patient together. The result has one entry a claim, in their order. */
  together(claims: readonly Claim[]): ClaimResult[] {
    if (claims.length === 1) return [this.alone(claims[0]!)];
    const judged = claims.map(judge);
    const counted = judged.filter(isCounted);
    return judged.map((one) => this.beside(one, counted));
  }

  /** Judges one of them as `together` does. */
  among(claims: readonly Claim[], index: number): ClaimResult {
    if (claims.length === 1) return this.alone(claims[index]!);
    const judged = claims.map(judge);
    return this.beside(judged[index]!, judged.filter(isCounted));
  }

  private beside(one: JudgedClaim, counted: readonly JudgedClaim[]): ClaimResult {
    return this.check(
      one,
      counted.filter((other) => other !== one),
    );
  }

  private check(judged: JudgedClaim, others: readonly JudgedClaim[]): ClaimResult {
    const { claim } = judged;
    if (isVoid(claim) || (claim.lines.length === 0 && claim.role !== 'remittance')) return NOTHING;
    this.claim = claim;
    this.lines = judged.lines;
    this.index = judged.index;
    this.others = others;
    this.findings = this.unchecked = undefined;
    this.own.length = this.looked = 0;
    this.denied.clear();
    this.verdicts = this.options.verdicts ? [] : undefined;
    const medicare = this.settings.payers === 'all' || GOVERNMENT.has(claim.payer?.filingIndicator ?? '');
    const hasModifiers = judged.lines.some((line) => line.modifiers.length > 0);
    const isClaim = claim.role === 'claim';
    for (const active of this.active) {
      if (active.needsModifiers && !hasModifiers) continue;
      if (active.needsClaim && !isClaim) continue;
      if (active.needsMedicare && !medicare) continue;
      this.current = active;
      this.runOne(active);
    }
    if (!this.findings && !this.unchecked && !this.verdicts) return NOTHING;
    return {
      findings: this.findings ? settle(this.findings, this.own, this.ruleOf) : NO_FINDINGS,
      unchecked: this.unchecked ?? NO_UNCHECKED,
      verdicts: this.verdicts ?? NO_VERDICTS,
    };
  }

  /** A rule that fails loses its own findings, not the others'. */
  private runOne({ rule, check }: ActiveRule): void {
    const kept = this.own.length;
    try {
      check.call(rule, this);
    } catch {
      if (this.findings) this.findings.length = kept;
      this.own.length = kept;
      this.looked = Math.min(this.looked, kept);
      for (const line of this.lines) this.notChecked(line, 'the check itself failed');
    }
  }

  report(finding: RuleFinding): void {
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

  private readonly ruleOf = (id: string): Rule => this.byId.get(id)!;

  deniedBy({ index }: JudgedLine): string | undefined {
    const { denied, findings } = this;
    for (; this.looked < this.own.length; this.looked++) {
      const { rule, line, covers } = findings![this.looked]!;
      if (this.own[this.looked] !== 'error' || !this.ruleOf(rule).denies) continue;
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
    this.unchecked.push(this.entryOf(this.current, reason));
    if (line) this.verdicts?.push({ rule: rule.id, line: line.index, verdict: 'not checked', note: reason });
  }

  private entryOf({ rule, reasons }: ActiveRule, reason: string): Unchecked {
    for (let i = 0; i < reasons.length; i++) if (reasons[i]!.reason === reason) return reasons[i]!;
    const entry: Unchecked = { index: this.entries++, rule: rule.id, reason };
    reasons.push(entry);
    return entry;
  }
}
