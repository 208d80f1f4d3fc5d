import { isMasked } from '../../../../model/money';
import type { Cursor } from '../../cursor';
import { packed } from '../../segmentIds';
import type { Notice } from '../blockProblem';
import type { Guide } from '../guides';
import { elementProblem, surplusElements, surplusPointers } from '../rules/invalid-element';
import { isOld, type SegmentPlan } from '../segmentPlans';
import { placeOf } from '../wording';
import { CodeChecks } from './codeChecks';
import type { CodeList } from './codeLists';
import { DATE, elementFormats, PERIOD, POINTERS, type SegmentFormat, TEXT, UNCHECKED } from './elementFormats';
import { NeedChecks } from './needChecks';
import { IN_OTHER_PAYER } from './neededElements';
import { isPeriod, lengthOf } from './values';

const MOST_POINTERS = 4;
/** Four pointers of one digit with what parts them: no fifth fits in. */
const SHORTEST_OVER = 7;
const GS = packed('GS');
/** GS01 of the healthcare sets: 837, 835, 270, 271, 276, 277, 278. */
const HEALTHCARE = new Set(['HC', 'HP', 'HS', 'HB', 'HR', 'HN', 'HI']);
/** GS08 of the healthcare guides. */
const OF_GUIDE_NAME = /^00\d{4}X\d{3}/;

/** The type, length and code list of the elements of one segment after another. */
export class ElementChecks {
  readonly codes = new CodeChecks();
  readonly needs: NeedChecks;
  private base = 0;

  constructor(private readonly notice: Notice) {
    this.needs = new NeedChecks(notice);
  }

  begin(base: number): void {
    this.base = base;
    this.codes.begin(base);
    this.needs.begin(base);
  }

  /** `isOfOtherPayer`: the segment stands in loop 2320. */
  see(cursor: Cursor, segment: SegmentPlan, guide: Guide | undefined, isOfOtherPayer: boolean): void {
    // A segment that is cut off has a value that is cut off.
    if (cursor.cut) return;
    this.seeElements(cursor, segment, segment.lists, guide);
    if (segment.parts !== undefined) this.needs.seeParts(cursor, segment, segment.parts, guide);
    if (segment.parties !== undefined) {
      this.needs.seeParty(cursor, segment, isOfOtherPayer ? IN_OTHER_PAYER : segment.parties, guide!);
    }
  }

  /** The head of a group stands in no transaction. */
  seeGroup(cursor: Cursor): void {
    if (cursor.id !== GS || cursor.cut || isOld(cursor.value(8))) return;
    const isOurs = cursor.has(1) ? HEALTHCARE.has(cursor.value(1)) : OF_GUIDE_NAME.test(cursor.value(8));
    if (!isOurs) return;
    this.seeElements(cursor, elementFormats().get(GS)!, undefined, undefined);
  }

  private seeElements(
    cursor: Cursor,
    format: SegmentFormat,
    lists: readonly (CodeList | undefined)[] | undefined,
    guide: Guide | undefined,
  ): void {
    if (cursor.broken) {
      this.seeBroken(cursor, format, lists, guide);
      return;
    }
    const { kinds, min, max, needs, lastNeed } = format;
    const { text, starts } = cursor;
    const count = cursor.elements();
    const last = count < kinds.length ? count : kinds.length - 1;
    let lacks = last < lastNeed;
    let to = starts[0]! - 1;
    for (let i = 1; i <= last; i++) {
      const from = to + 1;
      to = starts[i]! - 1;
      if (from === to) {
        if (needs[i] !== 0) lacks = true;
        continue;
      }
      const list = lists === undefined ? undefined : lists[i];
      // A code of the list has the length of one.
      if (list !== undefined && this.codes.see(cursor, list, from, to, guide!)) continue;
      const kind = kinds[i]!;
      let length = to - from;
      if (kind >= PERIOD) {
        if (kind === POINTERS) {
          if (length > SHORTEST_OVER) this.lookAtPointers(cursor, format, i);
          continue;
        }
        if (isPeriod(cursor.packed(i - 1), text, from, to)) continue;
      } else {
        if (kind > TEXT) length = lengthOf(kind, text, from, to);
        if (length >= min[i]! && length <= max[i]!) continue;
      }
      this.look(cursor, format, i);
    }
    if (lacks) this.needs.see(cursor, format, guide);
    const { notes } = format;
    if (notes !== undefined && notes[0]!.least <= count) this.needs.seeNotes(cursor, format, notes, count);
    if (count >= kinds.length) this.lookBehind(cursor, format);
  }

  /** A segment with a line end inside: its values are put together first. */
  private seeBroken(
    cursor: Cursor,
    format: SegmentFormat,
    lists: readonly (CodeList | undefined)[] | undefined,
    guide: Guide | undefined,
  ): void {
    const last = Math.min(cursor.elements(), format.kinds.length - 1);
    for (let i = 1; i <= last; i++) {
      if (!cursor.has(i)) continue;
      const list = lists?.[i];
      if (list && this.codes.see(cursor, list, cursor.from(i), cursor.to(i), guide!)) continue;
      if (format.kinds[i] === POINTERS) this.lookAtPointers(cursor, format, i);
      else if (format.kinds[i] !== UNCHECKED) this.look(cursor, format, i);
    }
    this.needs.see(cursor, format, guide);
    if (format.notes !== undefined) this.needs.seeNotes(cursor, format, format.notes, cursor.elements());
    if (cursor.elements() >= format.kinds.length) this.lookBehind(cursor, format);
  }

  private lookAtPointers(cursor: Cursor, { id }: SegmentFormat, index: number): void {
    const { component } = cursor.delimiters;
    const parts = cursor.value(index).split(component);
    if (parts.length <= MOST_POINTERS) return;
    const end = cursor.to(index);
    const start = end - parts.slice(MOST_POINTERS).join(component).length;
    const place = placeOf(id, index);
    this.notice(surplusPointers(place, MOST_POINTERS, { start: start - this.base, end: end - this.base }));
  }

  private lookBehind(cursor: Cursor, { id, kinds }: SegmentFormat): void {
    for (let i = kinds.length; i <= cursor.elements(); i++) {
      if (!cursor.has(i)) continue;
      this.notice(surplusElements(id, kinds.length - 1, this.spanOf(cursor, i)));
      return;
    }
  }

  /**
   * Once more without the line ends that a wrapped file has inside of its values, and without the blanks behind them,
   * which receivers take off. Dates of nines alone stand in files without persons: they are not checked.
   */
  private look(cursor: Cursor, format: SegmentFormat, index: number): void {
    const value = cursor.value(index).trimEnd();
    if (value === '' || (format.kinds[index]! >= DATE && isMasked(value))) return;
    const problem = elementProblem(format, index, value, this.spanOf(cursor, index), {
      value: cursor.packed(index - 1),
      span: this.spanOf(cursor, index - 1),
    });
    if (problem) this.notice(problem);
  }

  private spanOf(cursor: Cursor, index: number): { start: number; end: number } {
    return { start: cursor.from(index) - this.base, end: cursor.to(index) - this.base };
  }
}
