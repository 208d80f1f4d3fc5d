import type { Cursor } from '../cursor';
import { packed } from '../segmentIds';
import type { X12State } from '../state';
import type { Notice } from './blockProblem';
import { type Guide, guideOf, type RequiredSegment } from './guides';
import { missingSegments } from './rules/missing-segment';
import { tooMany } from './rules/too-many';

const ST = packed('ST');
const HL = packed('HL');
const CLM = packed('CLM');
const CLP = packed('CLP');
const LX = packed('LX');
const SVC = packed('SVC');
const SV1 = packed('SV1');
const SV2 = packed('SV2');
const SV3 = packed('SV3');

interface Place {
  start: number;
  end: number;
}

/**
 * Which segments a block lacks, by the guide that its group names. A block is a transaction's head, a level of the 837 or
 * a claim; the lines of a claim are looked at one by one. Spans are relative to the block.
 */
export class RequiredSegments {
  private guide: Guide | undefined;
  private base = 0;
  private head = 0;
  private required: readonly RequiredSegment[] = NONE;
  /** A bit for each of `required` that was seen; of a line, of the guide's `line`. */
  private seen = 0;
  private seenInLine = 0;
  private wholeLine = 0;
  private readonly headAt: Place = { start: 0, end: 0 };
  private readonly lineAt: Place = { start: 0, end: 0 };
  private lines = 0;
  private isInLine = false;
  private isOther = false;

  constructor(private readonly notice: Notice) {}

  begin(base: number): void {
    this.base = base;
    this.head = this.seen = this.lines = 0;
    this.required = NONE;
    this.guide = undefined;
    this.isInLine = this.isOther = false;
  }

  see(cursor: Cursor, state: X12State): void {
    const { guide } = this;
    const { id } = cursor;
    if (guide === undefined) {
      if (this.head === 0) this.open(cursor, state);
    } else if (this.isInLine && id !== LX) {
      // Most segments of a line come behind those that it must have.
      if (this.seenInLine !== this.wholeLine) this.seeInLine(guide, cursor);
    } else if (id === LX && this.head === CLM && guide.line) this.beginLine(guide, cursor);
    else if (id !== SVC) this.seen |= bitOf(this.required, cursor);
  }

  /** The block's first segment. */
  private open(cursor: Cursor, { guide: named, transaction }: X12State): void {
    const { id } = cursor;
    this.head = id;
    if (id !== HL && id !== CLM && id !== CLP && id !== ST) return;
    const guide = guideOf(named);
    if (guide?.set !== (id === ST ? cursor.value(1) : transaction)) return;
    this.guide = guide;
    this.required = requiredBy(guide, cursor);
    this.wholeLine = guide.line ? (1 << guide.line.length) - 1 : 0;
    this.headAt.start = cursor.start - this.base;
    this.headAt.end = cursor.end - this.base;
  }

  private beginLine(guide: Guide, cursor: Cursor): void {
    this.endLine(guide);
    this.isInLine = true;
    this.seenInLine = 0;
    this.lines++;
    this.lineAt.start = cursor.start - this.base;
    this.lineAt.end = cursor.end - this.base;
    if (this.lines !== guide.mostLines + 1) return;
    this.notice(tooMany('LX', guide.mostLines, 'its claim', guide.name, { ...this.lineAt }));
  }

  private seeInLine(guide: Guide, cursor: Cursor): void {
    const { id } = cursor;
    if (id === SV1 || id === SV2 || id === SV3) {
      // GS08 names another guide than the lines follow: the line has its service.
      if (id !== guide.line![0]!.id) this.isOther = true;
      this.seenInLine |= 1;
    } else this.seenInLine |= bitOf(guide.line!, cursor);
  }

  /**
   * `whole`: the block ends where another begins. What is cut off at the end of the file lacks what was cut, and what
   * stands in another place is told by another rule.
   */
  end(whole: boolean, isMisplaced: (id: number) => boolean): void {
    const { guide, required, headAt } = this;
    if (!guide || !whole) return;
    this.endLine(guide);
    const lacksLines =
      this.head === CLM && this.lines === 0 && guide.line !== undefined && !isMisplaced(guide.line[0]!.id);
    const missing = this.isOther
      ? NONE
      : required.filter(({ id }, i) => (this.seen & (1 << i)) === 0 && !isMisplaced(id));
    this.tell(lacksLines ? [...missing, LINE] : missing, guide.name, headAt);
  }

  private endLine({ line, name }: Guide): void {
    if (!this.isInLine || !line) return;
    this.isInLine = false;
    if (this.seenInLine === this.wholeLine) return;
    const missing = line.filter((_, i) => (this.seenInLine & (1 << i)) === 0);
    this.tell(missing, name, this.lineAt);
  }

  private tell(missing: readonly RequiredSegment[], guide: string, { start, end }: Place): void {
    if (missing.length > 0) this.notice(missingSegments(missing, guide, { start, end }));
  }
}

const NONE: readonly RequiredSegment[] = [];
const LINE: RequiredSegment = { id: LX, text: 'LX', what: 'a service line' };

function requiredBy(guide: Guide, cursor: Cursor): readonly RequiredSegment[] {
  switch (cursor.id) {
    case ST:
      return guide.transaction;
    case HL:
      return guide.levels[cursor.value(3)] ?? NONE;
    default:
      return guide.claim;
  }
}

function bitOf(required: readonly RequiredSegment[], cursor: Cursor): number {
  for (let i = 0; i < required.length; i++) {
    const one = required[i]!;
    if (one.id === cursor.id && (one.qualifier === undefined || one.qualifier === cursor.packed(1))) return 1 << i;
  }
  return 0;
}
