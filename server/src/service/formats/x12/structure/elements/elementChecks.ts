import { isMasked } from '../../../../model/money';
import type { Cursor } from '../../cursor';
import { packed } from '../../segmentIds';
import type { X12State } from '../../state';
import type { Notice } from '../blockProblem';
import { elementProblem, surplusElements } from '../rules/invalid-element';
import { DATE, elementFormats, PERIOD, type SegmentFormat, TEXT, UNCHECKED } from './elementFormats';
import { isPeriod, lengthOf } from './values';

const GS = packed('GS');
/** GS01 of the healthcare sets: 837, 835, 270, 271, 276, 277, 278. */
const HEALTHCARE = new Set(['HC', 'HP', 'HS', 'HB', 'HR', 'HN', 'HI']);

/** The type and length of the elements of one segment after another. */
export class ElementChecks {
  private readonly formats = elementFormats();
  private base = 0;

  constructor(private readonly notice: Notice) {}

  begin(base: number): void {
    this.base = base;
  }

  see(cursor: Cursor, state: X12State): void {
    // A segment that is cut off has a value that is cut off.
    if (!(cursor.id === GS ? isKnownGroup(cursor) : isKnown(state)) || cursor.cut) return;
    const format = this.formats.get(cursor.id);
    if (!format) return;
    const { kinds, min, max } = format;
    const { text } = cursor;
    const count = cursor.elements();
    const last = count < kinds.length ? count : kinds.length - 1;
    for (let i = 1; i <= last; i++) {
      const kind = kinds[i]!;
      const from = cursor.from(i);
      const to = cursor.to(i);
      if (kind === UNCHECKED || from === to) continue;
      if (kind === PERIOD) {
        if (!isPeriod(cursor.value(i - 1), text, from, to)) this.look(cursor, format, i);
        continue;
      }
      const length = kind === TEXT ? to - from : lengthOf(kind, text, from, to);
      if (length < min[i]! || length > max[i]!) this.look(cursor, format, i);
    }
    for (let i = kinds.length; i <= count; i++) {
      if (!cursor.has(i)) continue;
      this.notice(surplusElements(format.id, kinds.length - 1, this.spanOf(cursor, i)));
      break;
    }
  }

  /**
   * Once more without the line ends that a wrapped file has inside of its values, and without the blanks behind them,
   * which receivers take off. Dates of nines alone stand in files without persons: they are not checked.
   */
  private look(cursor: Cursor, format: SegmentFormat, index: number): void {
    const value = cursor.value(index).trimEnd();
    if (format.kinds[index]! >= DATE && isMasked(value)) return;
    const problem = elementProblem(format, index, value, cursor.value(index - 1), this.spanOf(cursor, index));
    if (problem) this.notice(problem);
  }

  private spanOf(cursor: Cursor, index: number): { start: number; end: number } {
    return { start: cursor.from(index) - this.base, end: cursor.to(index) - this.base };
  }
}

/** Before 004010 dates had six digits, and other lengths were others too. */
function isOld(version: string): boolean {
  return version.startsWith('003') || version.startsWith('002');
}

function isKnownGroup(cursor: Cursor): boolean {
  return HEALTHCARE.has(cursor.value(1)) && !isOld(cursor.value(8));
}

/** Other transaction sets use other elements. */
function isKnown({ transaction, group }: X12State): boolean {
  return transaction !== 'other' && !isOld(group);
}
