import { type CheckContext, type Counts, MOST_CLAIMS_OF_A_PATIENT } from './checkedText';
import type { ClaimFormat, ClaimSource, ClaimStream } from './formats/format';
import type { Claim } from './model/claim';
import type { ReadProblem } from './model/document';
import type { Finding, Severity } from './model/finding';
import { type NoticedFinding, NoticedFindings } from './noticed';
import { PatientIndex } from './patientIndex';
import type { ClaimResult } from './rules/claimRun';
import { hasPatient, patientKey, RuleRun } from './rules/runRules';
import { type NotChecked, UncheckedCounts } from './uncheckedCounts';

/** A claim with findings. */
export interface FoundClaim {
  /** Of the claim in the file, from 0. */
  readonly index: number;
  readonly id: string | undefined;
  readonly source: ClaimSource;
  /** Spans relative to `source.base`. */
  readonly findings: readonly Finding[];
}

/** Claims are judged a few at a time. */
const MOST_WAITING = 32;

/** Claims of one patient, by their numbers in the file. */
type Group = readonly number[];

/**
 * Judges a file that arrives in pieces. Claims are judged as they come and let go, findings are counted; the claims of
 * one patient are read again at the end and judged together. What is kept is the text and a few numbers a claim:
 * findings are worked out again for the claims that are looked at, which is cheaper than keeping hundreds of thousands.
 */
export class CheckedStream {
  claims = 0;
  lines = 0;
  /** Findings, each cause of a claim counted once. */
  causes = 0;
  private readonly source: ClaimStream;
  private read: NoticedFindings | undefined;
  private readonly run: RuleRun;
  private readonly patients = new PatientIndex();
  private readonly found = new Set<number>();
  private readonly groups = new Map<number, Group>();
  private readonly unchecked = new UncheckedCounts();
  /** Claims to be judged, with their numbers. */
  private readonly waiting: Claim[] = [];
  private readonly numbers: number[] = [];
  private readonly counted: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };

  constructor(
    readonly format: ClaimFormat,
    private readonly context: CheckContext,
    atLeast?: number,
  ) {
    if (!format.stream) throw new Error(`format ${format.id} has no stream`);
    this.source = format.stream(atLeast);
    this.run = new RuleRun(context);
  }

  push(piece: string): void {
    this.source.push(piece, this.take);
  }

  /** Characters that have to be read at once. */
  get held(): number {
    return this.source.held;
  }

  /** Ends the reading; from here on counts and findings are whole. */
  end(): void {
    this.source.end(this.take);
    this.judgeWaiting();
    this.read = undefined;
    for (const candidates of this.patients.groups()) this.judgeAgain(candidates);
  }

  /** The claims with findings, in the order of the file, each worked out when it is its turn. */
  *results(): Generator<FoundClaim> {
    const done = new Map<number, FoundClaim>();
    for (const index of [...this.found].sort((a, b) => a - b)) {
      const group = this.groups.get(index);
      if (!group) {
        const source = this.source.source(index);
        const claim = source.read();
        if (claim) yield { index, id: claim.id?.value, source, findings: this.run.alone(claim).findings };
        continue;
      }
      if (!done.has(index)) for (const one of this.groupResults(group)) done.set(one.index, one);
      const own = done.get(index);
      done.delete(index);
      if (own) yield own;
    }
  }

  private groupResults(group: Group): FoundClaim[] {
    const sources = group.map((index) => this.source.source(index));
    const claims = sources.map((source) => source.read());
    const known = claims.filter((claim) => claim !== undefined);
    const results = this.run.together(known);
    return group.map((index, i) => {
      const claim = claims[i];
      const findings = claim ? results[known.indexOf(claim)]!.findings : [];
      return { index, id: claim?.id?.value, source: sources[i]!, findings };
    });
  }

  /** What the reader noticed outside of claims, in the order of the file; absolute spans. Whole after `end`. */
  get noticed(): readonly NoticedFinding[] {
    return this.readings.all;
  }

  /** The same, whatever the settings say of it. */
  get problems(): readonly ReadProblem[] {
    return this.source.problems;
  }

  private get readings(): NoticedFindings {
    this.read ??= new NoticedFindings(this.source.problems, this.context.settings);
    return this.read;
  }

  /** The last claim that begins at or before an offset of the file. */
  sourceAt(offset: number): ClaimSource | undefined {
    return this.source.sourceAt(offset);
  }

  get counts(): Counts {
    return this.readings.addedTo(this.counted);
  }

  get notChecked(): NotChecked[] {
    return this.unchecked.all;
  }

  private readonly take = (claim: Claim): void => {
    const index = this.claims++;
    this.lines += claim.lines.length;
    if (hasPatient(claim) && this.patients.add(index, claim)) return;
    this.waiting.push(claim);
    this.numbers.push(index);
    if (this.waiting.length >= MOST_WAITING) this.judgeWaiting();
  };

  private judgeWaiting(): void {
    const { waiting, numbers } = this;
    const results = this.run.each(waiting);
    for (let i = 0; i < results.length; i++) this.remember(numbers[i]!, results[i]!);
    waiting.length = numbers.length = 0;
  }

  /** Claims that may be of one patient: the first was judged alone, the others not at all. */
  private judgeAgain(indexes: Group): void {
    const byPatient = new Map<string, { index: number; claim: Claim }[]>();
    for (const index of indexes) {
      const claim = this.source.source(index).read();
      const key = claim && patientKey(claim);
      if (claim === undefined || key === undefined) continue;
      const group = byPatient.get(key);
      if (group) group.push({ index, claim });
      else byPatient.set(key, [{ index, claim }]);
    }
    for (const group of byPatient.values()) {
      const first = group[0]!;
      if (first.index === indexes[0]) {
        if (group.length === 1) continue;
        this.forget(first.index, this.run.alone(first.claim));
      }
      const claims = group.map(({ claim }) => claim);
      const crowd = claims.length > MOST_CLAIMS_OF_A_PATIENT;
      const results = crowd ? claims.map((claim) => this.run.alone(claim)) : this.run.together(claims);
      const numbers = group.map(({ index }) => index);
      group.forEach(({ index }, i) => {
        this.remember(index, results[i]!);
        if (!crowd && claims.length > 1) this.groups.set(index, numbers);
      });
    }
  }

  private remember(index: number, result: ClaimResult): void {
    this.unchecked.add(result.unchecked);
    if (result.findings.length === 0) return;
    for (const finding of result.findings) {
      this.counted[finding.severity]++;
      if (!finding.first) this.causes++;
    }
    this.found.add(index);
  }

  private forget(index: number, result: ClaimResult): void {
    this.unchecked.takeBack(result.unchecked);
    for (const finding of result.findings) {
      this.counted[finding.severity]--;
      if (!finding.first) this.causes--;
    }
    this.found.delete(index);
  }
}
