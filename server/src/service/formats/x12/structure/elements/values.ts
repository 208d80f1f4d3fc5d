import { parseDay } from '../../cursor';
import { packed } from '../../segmentIds';
import { DATE, DECIMAL, INTEGER, type Kind, TIME } from './elementFormats';

/** Element 1250, packed like a segment id. */
export const D8 = packed('D8');
export const RD8 = packed('RD8');
export const D6 = packed('D6');
export const DT = packed('DT');
export const TM = packed('TM');

/** A value of type N0 or R: digits, a minus before them, in an R one decimal point. Its length counts digits alone. */
function digitsOf(text: string, from: number, to: number, withPoint: boolean): number {
  let i = from;
  if (text.charCodeAt(i) === 45) i++;
  let digits = 0;
  let points = 0;
  for (; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) digits++;
    else if (code === 46 && withPoint && points === 0) points = 1;
    else return -1;
  }
  return digits === 0 ? -1 : digits;
}

/** How long the value of that kind is, as X12 counts it; -1 where it is none of that kind. */
export function lengthOf(kind: Kind, text: string, from: number, to: number): number {
  switch (kind) {
    case INTEGER:
      return digitsOf(text, from, to, false);
    case DECIMAL:
      return digitsOf(text, from, to, true);
    case DATE:
      return isDay(text, from, to) ? to - from : -1;
    case TIME:
      return isTime(text, from, to) ? to - from : -1;
    default:
      return to - from;
  }
}

/** CCYYMMDD, a day of the calendar. */
function isDay(text: string, from: number, to: number): boolean {
  return to - from === 8 && parseDay(text, from, to) !== undefined;
}

/** HHMM, HHMMSS, or with tenths or hundredths of a second. */
function isTime(text: string, from: number, to: number): boolean {
  const length = to - from;
  if (length < 4 || length === 5 || length > 8) return false;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return false;
  }
  const pair = (at: number) => (text.charCodeAt(from + at) - 48) * 10 + text.charCodeAt(from + at + 1) - 48;
  return pair(0) < 24 && pair(2) < 60 && (length === 4 || pair(4) < 60);
}

/**
 * Whether a value of element 1251 is what element 1250 before it says: D8 CCYYMMDD, RD8 two of them, D6 YYMMDD, DT CCYYMMDDHHMM,
 * TM HHMM; of another format nothing is known.
 */
export function isPeriod(qualifier: number, text: string, from: number, to: number): boolean {
  switch (qualifier) {
    case D8:
      return isDay(text, from, to);
    case RD8:
      return to - from === 17 && text[from + 8] === '-' && isDay(text, from, from + 8) && isDay(text, from + 9, to);
    case D6:
      return to - from === 6 && parseDay(text, from, to) !== undefined;
    case DT:
      return to - from === 12 && isDay(text, from, from + 8) && isTime(text, from + 8, to);
    case TM:
      return isTime(text, from, to);
    default:
      return true;
  }
}
