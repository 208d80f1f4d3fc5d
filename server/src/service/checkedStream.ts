import { type CheckContext, type Counts, MOST_CLAIMS_OF_A_PATIENT, type NotChecked } from './checkedText';
import type { ClaimFormat, ClaimSource, ClaimStream } from './formats/format';
import type { Claim } from './model/claim';
import type { Finding, Severity } from './model/finding';
import { type ClaimResult, patientKey, RuleRun, type Unchecked } from './rules/runRules';

/** A claim with findings, in the order of the file. */
export interface FoundClaim {
  /** Of the claim in the file, from 0. */
  readonly index: number;
  readonly id: string | undefined;
  readonly source: ClaimSource;
  /** Spans relative to `source.base`. */
  readonly findings: readonly Finding[];
}

/** The first claim of a patient, and the others if there are any. */
interface Seen {
  readonly index: number;
  readonly source: ClaimSource;
  others: { readonly index: number; readonly source: ClaimSource }[] | undefined;
}

/**
 * Judges a file that arrives in pieces. A claim whose patient has no other in the file is judged once and let go;
 * the claims of one patient are read again at the end and judged together. What is kept grows with the text of the
 * claims, not with their models.
 */
export class CheckedStream {
  claims = 0;
  lines = 0;
  private readonly source: ClaimStream;
  private readonly run: RuleRun;
  private readonly patients = new Map<string, Seen>();
  private readonly found = new Map<number, FoundClaim>();
  private readonly unchecked = new Map<Unchecked, number>();
  private readonly counted: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };

  constructor(
    readonly format: ClaimFormat,
    context: CheckContext,
  ) {
    if (!format.stream) throw new Error(`format ${format.id} has no stream`);
    this.source = format.stream();
    this.run = new RuleRun(context);
  }

  push(piece: string): void {
    this.source.push(piece, this.take);
  }

  /** The claims with findings, in the order of the file. */
  end(): FoundClaim[] {
    this.source.end(this.take);
    for (const seen of this.patients.values()) if (seen.others) this.judgeAgain([seen, ...seen.others]);
    this.patients.clear();
    return [...this.found.values()].sort((a, b) => a.index - b.index);
  }

  get counts(): Counts {
    return this.counted;
  }

  get notChecked(): NotChecked[] {
    return [...this.unchecked].filter(([, lines]) => lines > 0).map(([{ rule, reason }, lines]) => ({ rule, reason, lines }));
  }

  private readonly take = (claim: Claim, source: ClaimSource): void => {
    const index = this.claims++;
    this.lines += claim.lines.length;
    const key = patientKey(claim);
    const seen = key === undefined ? undefined : this.patients.get(key);
    if (seen) {
      seen.others ??= [];
      seen.others.push({ index, source });
      return;
    }
    this.remember(index, claim, source, this.run.alone(claim));
    if (key !== undefined) this.patients.set(key, { index, source, others: undefined });
  };

  /** The claims of one patient: the first was judged alone, which is taken back. */
  private judgeAgain(group: readonly { readonly index: number; readonly source: ClaimSource }[]): void {
    const claims = group.map(({ source }) => source.read());
    const crowd = group.length > MOST_CLAIMS_OF_A_PATIENT;
    const alone = claims[0] && this.run.alone(claims[0]);
    if (alone) this.forget(group[0]!.index, alone);
    const known = claims.filter((claim) => claim !== undefined);
    const results = crowd ? known.map((claim) => this.run.alone(claim)) : this.run.together(known);
    for (let i = 0, k = 0; i < group.length; i++) {
      const claim = claims[i];
      if (claim) this.remember(group[i]!.index, claim, group[i]!.source, results[k++]!);
    }
  }

  private remember(index: number, claim: Claim, source: ClaimSource, result: ClaimResult): void {
    for (const one of result.unchecked) this.unchecked.set(one, (this.unchecked.get(one) ?? 0) + 1);
    if (result.findings.length === 0) return;
    for (const finding of result.findings) this.counted[finding.severity]++;
    this.found.set(index, { index, id: claim.id?.value, source, findings: result.findings });
  }

  private forget(index: number, result: ClaimResult): void {
    for (const one of result.unchecked) this.unchecked.set(one, (this.unchecked.get(one) ?? 0) - 1);
    for (const finding of result.findings) this.counted[finding.severity]--;
    this.found.delete(index);
  }
}
