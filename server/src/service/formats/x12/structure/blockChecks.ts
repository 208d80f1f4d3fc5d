import type { Span } from '../../../model/span';
import { type Cursor, skipBlank } from '../cursor';
import { packed } from '../segmentIds';
import type { X12State } from '../state';
import { BlockLoops } from './blockLoops';
import type { BlockProblem } from './blockProblem';
import { ElementChecks } from './elements/elementChecks';
import { checkLastLevel, checkLevel } from './levels';
import { outsideProblem } from './outside';
import { type Payment, paidByClp, readBpr, takenByPlb } from './payment';
import { Repeats } from './repeats';
import { checkLineCounter, lineNumber } from './rules/line-counter';
import { missingTerminator } from './rules/missing-terminator';
import { SegmentPlans } from './segmentPlans';

const CLM = packed('CLM');
const HL = packed('HL');
const LX = packed('LX');
const SE = packed('SE');
const BPR = packed('BPR');
const CLP = packed('CLP');
const PLB = packed('PLB');

/** What shows of the structure in one block, looked at segment by segment while it is read. */
export class BlockChecks {
  problems: BlockProblem[] | undefined;
  /** HL04 of the level that begins the block. */
  childCode: Span | undefined;
  /** The BPR of an 835. */
  payment: Payment | undefined;
  /** What the block adds to the payment of an 835, in cents; NaN where that can't be read. */
  paid = 0;
  /** Lines of the open claim of an 837; -1 where none is open. */
  private lines = -1;
  private misnumbered = false;
  private hasCut = false;
  private isFirst = true;
  private readonly elements = new ElementChecks((problem) => this.notice(problem));
  private readonly plans = new SegmentPlans();
  private readonly loops = new BlockLoops((problem) => this.notice(problem));
  private readonly repeats = new Repeats((problem) => this.notice(problem));

  begin(base: number): void {
    this.elements.begin(base);
    this.loops.begin(base);
    this.repeats.begin(base);
    this.problems = this.payment = this.childCode = undefined;
    this.paid = 0;
    this.lines = -1;
    this.isFirst = true;
    this.misnumbered = this.hasCut = false;
  }

  readonly notice = (problem: BlockProblem): void => {
    this.problems ??= [];
    this.problems.push(problem);
  };

  /** Text behind an interchange, from `at` on, in a block that begins at `base`. */
  outside(text: string, at: number, base: number): void {
    const problem = outsideProblem(text, at, base);
    if (problem) this.notice(problem);
  }

  /** `cursor` stands at the next segment of the block that begins at `base`; `state` is what it stands under. */
  see(cursor: Cursor, state: X12State, base: number): void {
    if (this.isFirst) {
      this.isFirst = false;
      this.loops.open(cursor, state);
    }
    if (cursor.cut) this.seeCut(cursor, base);
    this.seeByPlan(cursor, state);
    switch (cursor.id) {
      case HL:
        this.seeLevel(cursor, state, base);
        return;
      case SE:
        if (this.plans.at(state).guide) checkLastLevel(state.levels, this.notice);
        return;
      case CLM:
        if (state.transaction === '837') this.lines = 0;
        return;
      case LX:
        if (this.lines >= 0 && lineNumber(cursor) !== ++this.lines && !cursor.cut) this.misnumbered = true;
        return;
      case BPR:
        if (state.transaction === '835') this.payment ??= readBpr(cursor, base);
        return;
      case CLP:
        if (state.transaction === '835') this.paid += paidByClp(cursor);
        return;
      case PLB:
        if (state.transaction === '835') this.paid -= takenByPlb(cursor);
        return;
    }
  }

  private seeLevel(cursor: Cursor, state: X12State, base: number): void {
    if (state.transaction !== '837' || cursor.cut) return;
    if (cursor.has(4)) this.childCode = { start: cursor.from(4) - base, end: cursor.to(4) - base };
    if (this.plans.at(state).guide) checkLevel(cursor, base, state.levels, this.notice);
  }

  /** Once a block: a file whose terminators are lost throughout says so often enough. */
  private seeCut(cursor: Cursor, base: number): void {
    if (this.hasCut || skipBlank(cursor.text, cursor.end) >= cursor.text.length) return;
    this.hasCut = true;
    this.notice(missingTerminator(cursor, base));
  }

  private seeByPlan(cursor: Cursor, state: X12State): void {
    const { guide, segments } = this.plans.at(state);
    const segment = segments.get(cursor.id);
    if (segment !== undefined) this.elements.see(cursor, segment, guide, this.loops.name === 'other payer');
    else this.elements.seeGroup(cursor);
    // What has no id that can be read, or one that is too long for one, may be a piece of text.
    if (guide === undefined || (cursor.id === 0 && !hasLongId(cursor))) return;
    // At the end of a text that breaks off an id may be the beginning of one.
    if (segment === undefined && cursor.idEnd >= cursor.text.length) return;
    if (segment?.isQuiet && !this.loops.awaitsService) return;
    this.loops.see(cursor, segment, guide, state);
    this.repeats.see(cursor, guide, this.loops);
  }

  /** The block ends at `end`. */
  end(text: string, start: number, end: number, { delimiters }: X12State): void {
    this.loops.end(text, end);
    this.elements.needs.end(!this.loops.isOther);
    this.elements.codes.end(!this.loops.isOther, this.problems, this.notice);
    if (this.misnumbered) checkLineCounter(text, start, end, delimiters!, this.notice);
  }
}

/** Letters and digits with elements behind them, but more than any segment id has. */
function hasLongId(cursor: Cursor): boolean {
  return cursor.elements() > 0 && /^[A-Z][A-Z0-9]{3,9}$/.test(cursor.idText());
}
