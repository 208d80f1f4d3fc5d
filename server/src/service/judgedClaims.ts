import { type Counts, MOST_CLAIMS_OF_A_PATIENT } from './checkedText';
import type { ClaimSource } from './formats/format';
import type { Claim } from './model/claim';
import type { Finding, Severity } from './model/finding';
import { PatientIndex, patientHash } from './patientIndex';
import type { ClaimResult } from './rules/claimRun';
import { hasPatient, patientKey, type RuleRun, TOGETHER } from './rules/runRules';
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

/** What judging the claims of a part of a file gave. Plain data: it may go from one thread to another. */
export interface JudgedPart {
  readonly claims: number;
  /** Service lines. */
  readonly lines: number;
  readonly causes: number;
  readonly counts: Counts;
  readonly notChecked: readonly NotChecked[];
  /** A claim each: bits of `MARK`. */
  readonly marks: Uint8Array<ArrayBuffer>;
  /** A claim each: of its patient. */
  readonly hashes: Int32Array<ArrayBuffer>;
}

/** What is known of a claim. */
const MARK = { patient: 1, judged: 2, found: 4 } as const;

/** Claims of one patient, by their numbers in the file. */
type Group = readonly number[];

/**
 * The claims of a file, judged as they come and let go. Findings are counted, and worked out again for the claims that
 * are looked at, which is cheaper than keeping hundreds of thousands. The claims of one patient are read again at the
 * end and judged together.
 */
export class JudgedClaims {
  claims = 0;
  /** Service lines. */
  lines = 0;
  /** Findings, each cause of a claim counted once. */
  causes = 0;
  private readonly patients = new PatientIndex();
  private marks = new Uint8Array(1 << 10);
  private readonly groups = new Map<number, Group>();
  /** Claims to be judged, with their numbers. */
  private readonly waiting: Claim[] = [];
  private readonly numbers: number[] = [];
  private readonly unchecked = new UncheckedCounts();
  private readonly counted: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };

  /** `source`: a claim by its number. */
  constructor(
    private readonly run: RuleRun,
    private readonly source: (index: number) => ClaimSource,
  ) {}

  get counts(): Counts {
    return this.counted;
  }

  get notChecked(): NotChecked[] {
    return this.unchecked.all;
  }

  /** The next claim of the file. */
  readonly take = (claim: Claim): void => {
    const index = this.claims++;
    this.makeRoom(this.claims);
    this.lines += claim.lines.length;
    if (hasPatient(claim)) {
      this.marks[index] = MARK.patient;
      if (this.patients.add(index, patientHash(claim))) return;
    }
    this.waiting.push(claim);
    this.numbers.push(index);
    if (this.waiting.length === TOGETHER) this.judgeWaiting();
  };

  private judgeWaiting(): void {
    const { waiting, numbers } = this;
    const results = this.run.each(waiting);
    for (let i = 0; i < results.length; i++) this.remember(numbers[i]!, results[i]!);
    waiting.length = numbers.length = 0;
  }

  /** The next claims of the file, judged elsewhere by the same rules and tables. */
  add({ claims, lines, causes, counts, notChecked, marks, hashes }: JudgedPart): void {
    const first = this.claims;
    this.claims += claims;
    this.makeRoom(this.claims);
    this.marks.set(marks, first);
    for (let i = 0; i < claims; i++) if (marks[i]! & MARK.patient) this.patients.add(first + i, hashes[i]!);
    this.lines += lines;
    this.causes += causes;
    for (const severity of Object.keys(this.counted) as Severity[]) this.counted[severity] += counts[severity];
    this.unchecked.addCounts(notChecked);
  }

  /** What was taken so far, to be added elsewhere. */
  get part(): JudgedPart {
    this.judgeWaiting();
    const { claims, lines, causes, counts, notChecked } = this;
    const marks = this.marks.slice(0, claims);
    return { claims, lines, causes, counts, notChecked, marks, hashes: this.patients.hashesOf(claims) };
  }

  /** Behind the last claim: from here on counts and findings are whole. */
  end(): void {
    this.judgeWaiting();
    for (const candidates of this.patients.groups()) this.judgeAgain(candidates);
  }

  /** The claims with findings, in the order of the file, each worked out when it is its turn. */
  *results(): Generator<FoundClaim> {
    const done = new Map<number, FoundClaim>();
    for (let index = 0; index < this.claims; index++) {
      if ((this.marks[index]! & MARK.found) === 0) continue;
      const group = this.groups.get(index);
      if (!group) {
        const source = this.source(index);
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
    const sources = group.map((index) => this.source(index));
    const claims = sources.map((source) => source.read());
    const known = claims.filter((claim) => claim !== undefined);
    const results = this.run.together(known);
    return group.map((index, i) => {
      const claim = claims[i];
      const findings = claim ? results[known.indexOf(claim)]!.findings : [];
      return { index, id: claim?.id?.value, source: sources[i]!, findings };
    });
  }

  /** Claims that may be of one patient: of each part the first was judged alone, the others not at all. */
  private judgeAgain(indexes: Group): void {
    const byPatient = new Map<string, { index: number; claim: Claim }[]>();
    for (const index of indexes) {
      const claim = this.source(index).read();
      const key = claim && patientKey(claim);
      if (claim === undefined || key === undefined) continue;
      const group = byPatient.get(key);
      if (group) group.push({ index, claim });
      else byPatient.set(key, [{ index, claim }]);
    }
    for (const group of byPatient.values()) {
      if (group.length === 1 && this.isJudged(group[0]!.index)) continue;
      for (const { index, claim } of group) if (this.isJudged(index)) this.forget(index, this.run.alone(claim));
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

  private isJudged(index: number): boolean {
    return (this.marks[index]! & MARK.judged) !== 0;
  }

  private remember(index: number, result: ClaimResult): void {
    this.marks[index]! |= MARK.judged;
    this.unchecked.add(result.unchecked);
    if (result.findings.length === 0) return;
    for (const finding of result.findings) {
      this.counted[finding.severity]++;
      if (!finding.first) this.causes++;
    }
    this.marks[index]! |= MARK.found;
  }

  private forget(index: number, result: ClaimResult): void {
    this.marks[index]! &= ~(MARK.judged | MARK.found);
    this.unchecked.takeBack(result.unchecked);
    for (const finding of result.findings) {
      this.counted[finding.severity]--;
      if (!finding.first) this.causes--;
    }
  }

  private makeRoom(claims: number): void {
    if (claims <= this.marks.length) return;
    const wider = new Uint8Array(Math.max(claims, this.marks.length * 2));
    wider.set(this.marks);
    this.marks = wider;
  }
}
