import { CheckedFile } from './checkedFile';
import type { CheckContext } from './checkedText';
import type { ClaimSource } from './formats/format';
import type { X12State } from './formats/x12/state';
import { type FileText, type ReadStretch, readStretch, StretchList, type StretchText } from './formats/x12/stretches';
import { JudgedClaims, type JudgedPart } from './judgedClaims';
import type { ReadProblem } from './model/document';
import { NoticedFindings } from './noticed';
import { RuleRun } from './rules/runRules';

/** A stretch of an X12 file, read and judged. Plain data: it may go from one thread to another. */
export interface JudgedStretch {
  readonly read: ReadStretch;
  readonly judged: JudgedPart;
}

/** Reads and judges stretches of a file, in whatever order. */
export class StretchJudge {
  private readonly run: RuleRun;

  constructor(context: CheckContext) {
    this.run = new RuleRun(context);
  }

  /** `before` is assumed to stand before the stretch; undefined where its text is too short to say. */
  judge(text: StretchText, before: X12State): JudgedStretch | undefined {
    const judged = new JudgedClaims(this.run, noSource);
    const read = readStretch(text, before, judged.take);
    return read && { read, judged: judged.part };
  }
}

/** Claims of a stretch are read again where all stretches are known. */
function noSource(): never {
  throw new Error('a stretch has no sources');
}

/** An X12 file whose stretches were judged apart, put together in their order: as `CheckedStream` has it. */
export class CheckedStretches extends CheckedFile {
  protected readonly judged: JudgedClaims;
  /** There from `end` on. */
  protected readings!: NoticedFindings;
  private readonly list: StretchList;

  /** `textAt` gives what was read once more. */
  constructor(
    private readonly context: CheckContext,
    textAt: FileText,
  ) {
    super();
    const list = new StretchList(textAt);
    this.list = list;
    this.judged = new JudgedClaims(new RuleRun(context), (index) => list.source(index));
  }

  /** Where the next stretch has to begin. */
  get at(): number {
    return this.list.at;
  }

  /** What stands before it. */
  get before(): X12State {
    return this.list.after;
  }

  /** Whether what was assumed before the next stretch reads as what does stand there. */
  fits({ read }: JudgedStretch): boolean {
    return this.list.fits(read);
  }

  add({ read, judged }: JudgedStretch): void {
    this.list.add(read);
    this.judged.add(judged);
  }

  /** Behind the last stretch: from here on counts and findings are whole. */
  end(): void {
    this.list.end();
    this.judged.end();
    this.readings = new NoticedFindings(this.list.problems, this.context.settings);
  }

  get problems(): readonly ReadProblem[] {
    return this.list.problems;
  }

  sourceAt(offset: number): ClaimSource | undefined {
    return this.list.sourceAt(offset);
  }
}
