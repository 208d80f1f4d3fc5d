import type { Codes } from '../codes/tables';
import type { Claim } from '../model/claim';
import type { Finding, LineVerdict, Severity } from '../model/finding';
import type { Settings } from '../settings';
import type { JudgedClaim, JudgedLine, Rule, RuleScope } from './rule';
import { isVoid, judge } from './support/judge';

/** What the rules said of one claim. Nothing is kept for what passed unless `verdicts` were asked for. */
export interface ClaimResult {
  readonly findings: readonly Finding[];
  /** `rule TAB reason` → number of lines. */
  readonly notChecked: ReadonlyMap<string, number> | undefined;
  readonly verdicts: readonly LineVerdict[] | undefined;
}

const NOTHING: ClaimResult = { findings: [], notChecked: undefined, verdicts: undefined };

export interface RunOptions {
  readonly rules: readonly Rule[];
  readonly codes: Codes;
  readonly settings: Settings;
  readonly verdicts?: boolean;
}

/** Medicare and Medicaid by SBR09 (X12 element 1032): MA, MB, MC, and 16 for Medicare Advantage. */
const GOVERNMENT = new Set(['MA', 'MB', 'MC', '16']);

/** Judges the claims of one patient together. The result has one entry a claim, in their order. */
export function runRules(claims: readonly Claim[], options: RunOptions): ClaimResult[] {
  const judged = claims.map(judge);
  const run = new Run(options);
  if (judged.length === 1) return [run.check(judged[0]!, [])];
  const counted = judged.filter((one) => !isVoid(one.claim) && one.claim.role === 'claim');
  return judged.map((one) => run.check(one, counted.filter((other) => other !== one)));
}

/** The identity of a claim's patient within a file, or undefined where it can't be told. */
export function patientKey(claim: Claim): string | undefined {
  const patient = claim.patient;
  if (!patient || claim.role !== 'claim') return undefined;
  if (patient.id === undefined && (patient.name === undefined || patient.birthDate === undefined)) return undefined;
  return `${patient.id ?? ''}|${patient.name ?? ''}|${patient.birthDate ?? ''}`;
}

/** Lives for one call of `runRules`: the scope object is reused from rule to rule, so that a large file makes few. */
class Run implements RuleScope {
  claim!: Claim;
  lines: readonly JudgedLine[] = [];
  others: readonly JudgedClaim[] = [];
  readonly codes: Codes;
  readonly settings: Settings;
  private rule!: Rule;
  private override: Severity | undefined;
  private findings: Finding[] = [];
  private unchecked: Map<string, number> | undefined;
  private verdicts: LineVerdict[] | undefined;

  constructor(private readonly options: RunOptions) {
    this.codes = options.codes;
    this.settings = options.settings;
  }

  check(judged: JudgedClaim, others: readonly JudgedClaim[]): ClaimResult {
    const claim = judged.claim;
    if (isVoid(claim) || claim.lines.length === 0) return NOTHING;
    this.claim = claim;
    this.lines = judged.lines;
    this.others = others;
    this.findings = [];
    this.unchecked = undefined;
    this.verdicts = this.options.verdicts ? [] : undefined;
    const medicare = this.settings.payers === 'all' || GOVERNMENT.has(claim.payer?.filingIndicator ?? '');
    for (const rule of this.options.rules) {
      const level = this.settings.rules[rule.id];
      if (level === 'off') continue;
      if (rule.appliesTo === 'claims' && claim.role !== 'claim') continue;
      if (rule.scope === 'medicare edits' && !medicare) continue;
      this.override = level === undefined || level === 'default' ? undefined : level;
      this.rule = rule;
      const kept = this.findings.length;
      try {
        rule.check(this);
      } catch {
        // A rule that fails loses its own findings, not the others'.
        this.findings.length = kept;
        for (const line of this.lines) this.notChecked(line, 'the check itself failed');
      }
    }
    return this.findings.length === 0 && !this.unchecked && !this.verdicts
      ? NOTHING
      : { findings: this.findings, notChecked: this.unchecked, verdicts: this.verdicts };
  }

  report(finding: Omit<Finding, 'rule' | 'severity'> & { readonly severity?: Severity }): void {
    const severity = this.override ?? finding.severity ?? this.rule.severity;
    this.findings.push({ ...finding, rule: this.rule.id, severity });
    if (this.verdicts && finding.line !== undefined) {
      this.verdicts.push({ rule: this.rule.id, line: finding.line, verdict: 'fail', note: finding.message });
    }
  }

  pass(line: JudgedLine): void {
    this.verdicts?.push({ rule: this.rule.id, line: line.index, verdict: 'pass' });
  }

  bypass(line: JudgedLine, note: string): void {
    this.verdicts?.push({ rule: this.rule.id, line: line.index, verdict: 'bypassed', note });
  }

  notChecked(line: JudgedLine, reason: string): void {
    const key = `${this.rule.id}\t${reason}`;
    this.unchecked ??= new Map();
    this.unchecked.set(key, (this.unchecked.get(key) ?? 0) + 1);
    this.verdicts?.push({ rule: this.rule.id, line: line.index, verdict: 'not checked', note: reason });
  }
}
