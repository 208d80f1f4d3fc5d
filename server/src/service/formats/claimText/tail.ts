import { isCount } from '../../model/bracketed';
import { readLabelled } from './labelled';
import { readModifiers } from './modifiers';
import { amountOf, type FieldKind, type Parts, quantityOf, takeDates, textOf } from './parts';
import { codeEndAt, gradeOf, pointersOf } from './shapes';
import {
  isAlphanumeric,
  isBlankUnit,
  isDigit,
  matchAt,
  skipBlanks,
  tokenEnd,
  tokenStart,
  trimEnd,
  wordBehind,
} from './textLines';
import { isMeasure, labelKindOf } from './words';

/** How a stretch behind a code ended. `next` is where a further code of the same list begins, if one does. */
export interface Tail {
  readonly end: number;
  readonly next?: number;
}

const UNITS = /(\d{1,3}(?:,\d{3})+|\d{1,6})(?:\.\d{1,3})?[ \t]*(?:units?|un|u)(?![A-Za-z0-9])/iy;
const PRICE = /\$[ \t]?-?\d+(?:,\d{3})*(?:\.\d+)?/y;
const BARE_PRICE = /\d+(?:,\d{3})*\.\d\d(?![\d.%A-Za-z])/y;
const BARE_UNITS = /\d{1,3}(?![\d.,:/%A-Za-z-])/y;

/**
 * Reads what stands behind a code, from `at` on, into `parts`: modifiers, then fields in any order, and the words
 * between them as the description. Stops before a further code of a list. Undefined: this is no service line.
 */
export function readTail(
  parts: Parts,
  line: string,
  at: number,
  end: number,
  origin: number,
  known: number,
): Tail | undefined {
  parts.codeEnd = at;
  const code = line.slice(tokenStart(line, at), at);
  const start = readModifiers(parts, line, at, end, origin, known, code);
  if (start === undefined) return undefined;
  let next = start;
  let wordsFrom = -1;
  let wordsTo = -1;
  let longest = 0;
  const closeWords = () => {
    const length = wordsTo - wordsFrom;
    if (wordsFrom >= 0 && length > longest && /[A-Za-z]{2}/.test(line.slice(wordsFrom, wordsTo))) {
      longest = length;
      parts.description = textOf(line, wordsFrom, wordsTo, origin);
      const old = parts.fields.findIndex((field) => field.kind === 'description');
      if (old >= 0) parts.fields.splice(old, 1);
      parts.fields.push({ kind: 'description', start: wordsFrom, end: wordsTo });
    }
    wordsFrom = -1;
  };
  while (next < end) {
    const unit = line.charCodeAt(next);
    if (isSeparator(unit)) {
      next++;
      continue;
    }
    const tokenStops = tokenEnd(line, next, end);
    const words = wordsFrom >= 0 || parts.description !== undefined;
    if (!words && startsListEntry(line, next, codeEndAt(line, next), end)) return { end: next, next };
    if (wordsFrom >= 0 && isClosed(line, wordsFrom, wordsTo, next) && startsListEntry(line, next, tokenStops, end)) {
      closeWords();
      return { end: trimEnd(line, at, next), next };
    }
    const joined = wordJoinedAt(line, next, end);
    if (joined !== undefined && !words && startsListEntry(line, joined, codeEndAt(line, joined), end)) {
      return { end: next, next: joined };
    }
    const field = readField(parts, line, next, tokenStops, end, origin, known);
    if (field !== undefined) {
      closeWords();
      next = field;
      continue;
    }
    if (wordsFrom < 0) wordsFrom = next;
    wordsTo = wordEnd(line, next, end);
    next = Math.max(wordsTo, next + 1);
    wordsTo = next;
  }
  closeWords();
  return { end: trimEnd(line, at, end) };
}

function readField(
  parts: Parts,
  line: string,
  at: number,
  tokenStops: number,
  end: number,
  origin: number,
  known: number,
): number | undefined {
  const unit = line.charCodeAt(at);
  const take = (kind: FieldKind, to: number) => {
    parts.fields.push({ kind, start: at, end: to });
    return to;
  };
  if (unit === 36) {
    const price = matchAt(PRICE, line, at);
    if (!price) return undefined;
    parts.charge ??= amountOf(line, at, at + price[0].length, origin);
    return take('charge', at + price[0].length);
  }
  if (isDigit(unit)) {
    const dates = takeDates(parts, line, at, origin);
    if (dates !== undefined) return take('dates', dates);
    const units = matchAt(UNITS, line, at);
    if (units && !isOfMeasure(line, at)) {
      const digits = /^[\d,.]*\d/.exec(units[0])![0].length;
      parts.units ??= quantityOf(line, at, at + digits, origin);
      return take('units', at + units[0].length);
    }
    const price = matchAt(BARE_PRICE, line, at);
    if (price && !parts.charge && !isMeasure(wordBehind(line, at + price[0].length, end))) {
      parts.charge = amountOf(line, at, at + price[0].length, origin);
      return take('charge', at + price[0].length);
    }
    return readBareUnits(parts, line, at, end, origin);
  }
  if (unit === 0xd7 || unit === 42) {
    return readLabelled('times', parts, line, at, at + 1, end, origin, known);
  }
  if (!isAlphanumeric(unit)) return undefined;
  const letters = /^[A-Za-z]+/.exec(line.slice(at, tokenStops))?.[0] ?? '';
  const kind = labelKindOf(letters);
  const labelled = kind && readLabelled(kind, parts, line, at, at + letters.length, end, origin, known);
  if (labelled !== undefined) return labelled;
  return readBarePointers(parts, line, at, tokenStops, end, origin, known);
}

/** `3` in a column of its own, or beside the charge: units, where no label says so. */
function readBareUnits(parts: Parts, line: string, at: number, end: number, origin: number): number | undefined {
  if (parts.units) return undefined;
  const digits = matchAt(BARE_UNITS, line, at);
  if (!digits) return undefined;
  const stop = at + digits[0].length;
  const last = parts.fields[parts.fields.length - 1];
  const behindCharge = last?.kind === 'charge' && /^[\s,;|]*$/.test(line.slice(last.end, at));
  const beforeCharge = /^(?:[ \t]{1,40}|[ \t]?[,;|][ \t]?)(?:\$|\d+(?:,\d{3})*\.\d\d(?!\d))/.test(
    line.slice(stop, stop + 60),
  );
  const ownColumn =
    /(?:[ \t\u00A0]{2}|\t)$/.test(line.slice(Math.max(0, at - 2), at)) &&
    /^(?:$|(?: {2}|\t)(?![ \t]*\d{1,3}(?:[ \t]|$)))/.test(line.slice(stop, end));
  const bracketed = line[at - 1] === '(' && line[stop] === ')' && isBracketedCount(parts, line, at, stop);
  if (!behindCharge && !(beforeCharge && !isNumbered(line, at)) && !ownColumn && !bracketed) return undefined;
  if (isMeasure(wordBehind(line, stop, end))) return undefined;
  parts.units = quantityOf(line, at, stop, origin);
  parts.fields.push({ kind: 'units', start: at, end: stop });
  return stop;
}

const NUMBERED =
  /(?<![A-Za-z])(?:level|lvl|dose|grade|stage|phase|class|degree|step|tier|category|no|number|tooth)[.:#]?[ \t]$/i;

/** `Office visit, level 3 $150`: the number says which one it is. */
function isNumbered(line: string, at: number): boolean {
  return NUMBERED.test(line.slice(Math.max(0, at - 12), at));
}

/** `(2)`: directly behind the code and its modifiers most counts are one, behind words and fields fewer. */
function isBracketedCount({ codeEnd, fields }: Parts, line: string, at: number, stop: number): boolean {
  const last = fields[fields.length - 1];
  const before = last?.kind === 'modifiers' ? last.end : codeEnd;
  const isBeside = skipBlanks(line, before) === at - 1;
  return isCount(line.slice(at, stop), line.slice(tokenStart(line, codeEnd), codeEnd), isBeside);
}

const LISTED_POINTERS = /[A-L](?:,[A-L]){1,3}(?![A-Za-z0-9,.'-])/y;

/** `AB` or `A,B` between fields or in a column of its own: diagnosis pointers. */
function readBarePointers(
  parts: Parts,
  line: string,
  at: number,
  tokenStops: number,
  end: number,
  origin: number,
  known: number,
): number | undefined {
  const listed = matchAt(LISTED_POINTERS, line, at)?.[0];
  const stop = listed ? at + listed.length : tokenStops;
  const step = listed ? 2 : 1;
  if (parts.pointers.length || (!listed && stop - at > 4)) return undefined;
  const pointers = pointersOf(listed?.replaceAll(',', '') ?? line.slice(at, stop), known);
  if (!pointers) return undefined;
  const behind = skipBlanks(line, stop, end);
  const word = wordBehind(line, stop, end);
  const free =
    behind >= end || behind - stop > 1 || (/[\d$×,;|]/.test(line[behind]!) && line[stop] !== ',') || labelKindOf(word);
  if (!free || isWordBefore(parts, line, at)) return undefined;
  pointers.forEach((value, index) => {
    const start = origin + at + index * step;
    parts.pointers.push({ value, start, end: start + 1 });
  });
  parts.fields.push({ kind: 'pointers', start: at, end: stop });
  return stop;
}

/** Whether a plain word stands directly before, one blank away: `VITAMIN A $5`. */
function isWordBefore(parts: Parts, line: string, at: number): boolean {
  if (at < 2 || isSeparator(line.charCodeAt(at - 2))) return false;
  if (!/[A-Za-z]/.test(line[at - 2]!)) return false;
  return !parts.fields.some((field) => field.end === at - 1);
}

/** A code behind nothing but fields and separators begins a further service line: `99213, 96372`. */
function startsListEntry(line: string, at: number, stop: number, end: number): boolean {
  if (stop - at !== 5)
    return stop - at === 4 && gradeOf(line.slice(at, stop)) === 'short' && /[Tt]/.test(line[stop - 1]!);
  const grade = gradeOf(line.slice(at, stop));
  if (grade !== 'digits' && grade !== 'lettered' && grade !== 'slip') return false;
  const before = at > 0 ? line.charCodeAt(at - 1) : 32;
  if (before === 36 || before === 35 || before === 46) return false;
  const rest = line.slice(stop, Math.min(end, stop + 5));
  return !/^(?:-\d{3}|[.,]\d|[@_%'])/.test(rest) && !isMeasure(wordBehind(line, stop, end));
}

/** Words in brackets, and a mark of a list behind them: `11042 (20 sq cm), 11045`. */
function isClosed(line: string, from: number, to: number, next: number): boolean {
  return line[from - 1] === '(' && /^\)[ \t]*[,;+][ \t]*$/.test(line.slice(to, next));
}

/** Behind `and` or `&`: where the next word begins. */
function wordJoinedAt(line: string, at: number, end: number): number | undefined {
  const joint = line.charCodeAt(at) === 38 ? 1 : /^and[ \t]/i.test(line.slice(at, at + 4)) ? 3 : 0;
  return joint ? skipBlanks(line, at + joint, end) : undefined;
}

/** `10 x 390 mm` and `2 units` of a vial name no units when a strength stands before: `100 units/mL`. */
function isOfMeasure(line: string, at: number): boolean {
  return /^[\d.,]+[ \t]*(?:units?|un|u)\/[A-Za-z]/i.test(line.slice(at, at + 40));
}

function wordEnd(line: string, at: number, end: number): number {
  let next = at;
  while (next < end && !isBlankUnit(line.charCodeAt(next)) && !/[,;|()]/.test(line[next]!)) next++;
  return next;
}

function isSeparator(unit: number): boolean {
  return (
    isBlankUnit(unit) ||
    (unit < 128 && ',;:|()[]{}-/+.'.includes(String.fromCharCode(unit))) ||
    unit === 0x2013 ||
    unit === 0x2014
  );
}
