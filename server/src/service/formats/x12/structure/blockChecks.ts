import type { Cursor } from '../cursor';
import { packed } from '../segmentIds';
import type { X12State } from '../state';
import type { BlockProblem } from './blockProblem';
import { checkLineCounter, lineNumber } from './rules/line-counter';

const CLM = packed('CLM');
const LX = packed('LX');

/** What shows of the structure in one block, looked at segment by segment while it is read. */
export class BlockChecks {
  problems: BlockProblem[] | undefined;
  /** Lines of the open claim of an 837; -1 where none is open. */
  private lines = -1;
  private misnumbered = false;

  begin(): void {
    this.problems = undefined;
    this.lines = -1;
    this.misnumbered = false;
  }

  readonly notice = (problem: BlockProblem): void => {
    this.problems ??= [];
    this.problems.push(problem);
  };

  /** `cursor` stands at the next segment; `state` is what it stands under. */
  see(cursor: Cursor, state: X12State): void {
    switch (cursor.id) {
      case CLM:
        if (state.transaction === '837') this.lines = 0;
        return;
      case LX:
        if (this.lines >= 0 && lineNumber(cursor) !== ++this.lines && !cursor.cut) this.misnumbered = true;
        return;
    }
  }

  /** The block ends at `end`. */
  end(text: string, start: number, end: number, { delimiters }: X12State): void {
    if (this.misnumbered) checkLineCounter(text, start, end, delimiters!, this.notice);
  }
}
