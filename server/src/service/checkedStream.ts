import type { CheckContext, Counts } from './checkedText';
import type { ClaimFormat, ClaimSource, ClaimStream } from './formats/format';
import { type FoundClaim, JudgedClaims } from './judgedClaims';
import type { ReadProblem } from './model/document';
import { type NoticedFinding, NoticedFindings } from './noticed';
import { RuleRun } from './rules/runRules';
import type { NotChecked } from './uncheckedCounts';

/** A file that was read and judged and is not held: a few numbers a claim, from which findings are worked out again. */
export interface CheckedFile {
  readonly claims: number;
  /** Service lines. */
  readonly lines: number;
  /** Findings of claims, each cause of a claim counted once. */
  readonly causes: number;
  readonly counts: Counts;
  readonly notChecked: readonly NotChecked[];
  /** What the reader noticed outside of claims, in the order of the file; absolute spans. */
  readonly noticed: readonly NoticedFinding[];
  /** The same, whatever the settings say of it. */
  readonly problems: readonly ReadProblem[];
  /** The claims with findings, in the order of the file, each worked out when it is its turn. */
  results(): Generator<FoundClaim>;
  /** The last claim that begins at or before an offset of the file. */
  sourceAt(offset: number): ClaimSource | undefined;
}

/**
 * Judges a file that arrives in pieces. Claims are judged as they come and let go; what is kept is the text and a few
 * numbers a claim.
 */
export class CheckedStream implements CheckedFile {
  private readonly source: ClaimStream;
  private readonly judged: JudgedClaims;
  private read: NoticedFindings | undefined;

  constructor(
    readonly format: ClaimFormat,
    private readonly context: CheckContext,
    atLeast?: number,
  ) {
    if (!format.stream) throw new Error(`format ${format.id} has no stream`);
    const source = format.stream(atLeast);
    this.source = source;
    this.judged = new JudgedClaims(new RuleRun(context), (index) => source.source(index));
  }

  push(piece: string): void {
    this.source.push(piece, this.judged.take);
  }

  /** Characters that have to be read at once. */
  get held(): number {
    return this.source.held;
  }

  /** Ends the reading; from here on counts and findings are whole. */
  end(): void {
    this.source.end(this.judged.take);
    this.read = undefined;
    this.judged.end();
  }

  get claims(): number {
    return this.judged.claims;
  }

  get lines(): number {
    return this.judged.lines;
  }

  get causes(): number {
    return this.judged.causes;
  }

  results(): Generator<FoundClaim> {
    return this.judged.results();
  }

  get noticed(): readonly NoticedFinding[] {
    return this.readings.all;
  }

  get problems(): readonly ReadProblem[] {
    return this.source.problems;
  }

  private get readings(): NoticedFindings {
    this.read ??= new NoticedFindings(this.source.problems, this.context.settings);
    return this.read;
  }

  sourceAt(offset: number): ClaimSource | undefined {
    return this.source.sourceAt(offset);
  }

  get counts(): Counts {
    return this.readings.addedTo(this.judged.counts);
  }

  get notChecked(): NotChecked[] {
    return this.judged.notChecked;
  }
}
