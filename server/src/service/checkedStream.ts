import { CheckedFile } from './checkedFile';
import type { CheckContext } from './checkedText';
import type { ClaimFormat, ClaimSource, ClaimStream } from './formats/format';
import { JudgedClaims } from './judgedClaims';
import type { ReadProblem } from './model/document';
import { NoticedFindings } from './noticed';
import { RuleRun } from './rules/runRules';

/**
 * Judges a file that arrives in pieces. Claims are judged as they come and let go; what is kept is the text and a few
 * numbers a claim.
 */
export class CheckedStream extends CheckedFile {
  protected readonly judged: JudgedClaims;
  private readonly source: ClaimStream;
  private read: NoticedFindings | undefined;

  constructor(
    readonly format: ClaimFormat,
    private readonly context: CheckContext,
    atLeast?: number,
  ) {
    super();
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

  get problems(): readonly ReadProblem[] {
    return this.source.problems;
  }

  protected get readings(): NoticedFindings {
    this.read ??= new NoticedFindings(this.source.problems, this.context.settings);
    return this.read;
  }

  sourceAt(offset: number): ClaimSource | undefined {
    return this.source.sourceAt(offset);
  }
}
