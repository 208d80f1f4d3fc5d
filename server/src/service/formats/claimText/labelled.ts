import { dateAt } from './dates';
import { amountOf, codeOf, type FieldKind, type Parts, quantityOf, takeDates, textOf } from './parts';
import { diagnosisAt, pointerOf, pointersOf } from './shapes';
import { isBlankUnit, isDigit, matchAt, skipBlanks, tokenEnd, wordBehind } from './textLines';
import { isMeasure, type LabelKind } from './words';

const MORE_LABEL =
  /(?:\.(?=[ \t]))?(?:[ \t]{0,4}(?:codes?|ptrs?|pointers?|of[ \t]service|id|no\.?))?[ \t]*[:=#]?[ \t]*/iy;
const PRICE = /\$?[ \t]?-?\d+(?:,\d{3})*(?:\.\d+)?(?![A-Za-z\d])/y;
/** An amount without its sign, which its cents tell. */
const CENTS = /[ \t]\d+(?:,\d{3})*\.\d\d(?![\d.%A-Za-z])/y;
const NUMBER = /-?\d+(?:,\d{3})*(?:\.\d+)?(?![A-Za-z\d.])/y;

/**
 * Reads the value behind a label that stands from `at` to `labelEnd`. Returns where the value ends, or undefined when
 * none follows and the label is a word like others.
 */
export function readLabelled(
  kind: LabelKind,
  parts: Parts,
  line: string,
  at: number,
  labelEnd: number,
  end: number,
  origin: number,
  known: number,
): number | undefined {
  const take = (field: FieldKind, to: number) => {
    parts.fields.push({ kind: field, start: at, end: to });
    return to;
  };
  if (kind === 'times') {
    const stop = readTimes(parts, line, at, labelEnd, end, origin);
    return stop === undefined ? undefined : take('units', stop);
  }
  const more = matchAt(MORE_LABEL, line, labelEnd)![0];
  const start = Math.min(labelEnd + more.length, end);
  const colon = /[:=]/.test(more);
  switch (kind) {
    case 'modifiers': {
      const stop = readModifierList(parts, line, more || line[start] !== '-' ? start : start + 1, end, origin);
      return stop === undefined ? undefined : take('modifiers', stop);
    }
    case 'units': {
      const number = matchAt(NUMBER, line, start);
      const stop = number ? start + number[0].length : colon ? tokenEnd(line, start, end) : start;
      if (stop === start || stop > end) return undefined;
      parts.units ??= quantityOf(line, start, stop, origin);
      return take('units', stop);
    }
    case 'charge': {
      const price = matchAt(PRICE, line, start);
      if (!price || start + price[0].length > end) return undefined;
      parts.charge ??= amountOf(line, start, start + price[0].length, origin);
      return take('charge', start + price[0].length);
    }
    case 'dates': {
      const stop = takeDates(parts, line, start, origin);
      return stop === undefined ? undefined : take('dates', stop);
    }
    case 'place': {
      const stop = tokenEnd(line, start, end);
      if (stop === start || stop - start > 4 || !/\d/.test(line.slice(start, stop))) return undefined;
      parts.place ??= codeOf('placeOfService', line, start, stop, origin);
      return take('place', stop);
    }
    case 'provider': {
      const stop = tokenEnd(line, start, end);
      if (!/^\d{10}$/.test(line.slice(start, stop))) return undefined;
      parts.provider ??= { id: line.slice(start, stop) };
      return take('provider', stop);
    }
    default: {
      const stop = readPointers(parts, line, start, end, origin, known);
      return stop === undefined ? undefined : take('pointers', stop);
    }
  }
}

/** `x2`, `×2`, `x 2`: behind the sign that ends at `at`. No units in `10 x 390` and `2 x 3 cm`. */
function readTimes(
  parts: Parts,
  line: string,
  start: number,
  at: number,
  end: number,
  origin: number,
): number | undefined {
  if (/\d[ \t]?$/.test(line.slice(Math.max(0, start - 2), start)) && !isCodeBefore(parts, start)) return undefined;
  const from = skipBlanks(line, at, end);
  const number = matchAt(NUMBER, line, from);
  if (!number || from + number[0].length > end) return undefined;
  const stop = from + number[0].length;
  const goesOn = /^[ \t]?(?:[x×]|\d)/i.test(line.slice(stop, stop + 2));
  if (goesOn && !dateAt(line, stop + 1) && !isAmountAt(line, stop, end) && !isCodeBehind(line, stop, end))
    return undefined;
  const word = /^[ \t]{0,2}([A-Za-z]*)/.exec(line.slice(stop, stop + 20))![1]!;
  if (isMeasure(word) && !/^(?:units?|views?|days?|times?|lesions?|levels?|doses?|vials?)$/i.test(word))
    return undefined;
  parts.units ??= quantityOf(line, from, stop, origin);
  const unit = /^[ \t]{0,2}units?(?![A-Za-z])/i.exec(line.slice(stop, stop + 20));
  return stop + (unit ? unit[0].length : 0);
}

const CODE_BEHIND = /[ \t]+\d{4}[\dAFMTU](?![0-9A-Za-z]|[.,]\d)/y;

/** The next code of a list that blanks part: `97110-GP x2 97140-GP x1`. */
function isCodeBehind(line: string, at: number, end: number): boolean {
  const code = matchAt(CODE_BEHIND, line, at);
  return code !== undefined && !isMeasure(wordBehind(line, at + code[0].length, end));
}

/** A price behind a blank: no measure stands behind it. */
function isAmountAt(line: string, at: number, end: number): boolean {
  const amount = matchAt(CENTS, line, at);
  return amount !== undefined && !isMeasure(wordBehind(line, at + amount[0].length, end));
}

/** Whether the digits before `start` are the code itself or a field; those before the code (dates, places) lie further back. */
function isCodeBefore({ fields, codeEnd, description }: Parts, start: number): boolean {
  const before = Math.max(codeEnd, fields[fields.length - 1]?.end ?? 0);
  return description === undefined && start - before <= 1;
}

/** Behind a label a modifier with a figure too many, or a procedure code: whatever it is, it stands as a modifier. */
const MISSHAPEN = /^(?:(?=[A-Z]*\d)[A-Z\d]{3}|\d{4}[\dAFMTU]|[A-Z]\d{4})$/i;

const MINUTES = /^[ \t]{0,2}(?:min(?:ute)?s?|h(?:ou)?rs?)(?![A-Za-z])/i;

/** `25, 59` or `25 59` behind a label: two characters each, as long as they last. */
export function readModifierList(
  parts: Parts,
  line: string,
  at: number,
  end: number,
  origin: number,
): number | undefined {
  let stop: number | undefined;
  let next = at;
  while (next < end && parts.modifiers.length < 8) {
    const tail = tokenEnd(line, next, end);
    const token = line.slice(next, tail);
    if (stop === undefined && MISSHAPEN.test(token) && /^(?:[\s,;|)]|$)/.test(line.slice(tail, tail + 1))) {
      if (isMeasure(/^[ \t]{0,2}([A-Za-z]*)/.exec(line.slice(tail, tail + 20))![1]!)) break;
      parts.modifiers.push(codeOf('modifier', line, next, tail, origin));
      stop = tail;
      break;
    }
    if (tail - next !== 2 || (stop !== undefined && !/\d$|\d[Pp]|[A-Z]{2}/.test(token))) break;
    // `mod. 20 min`: of moderate complexity.
    if (stop === undefined && MINUTES.test(line.slice(tail, tail + 12))) break;
    if (
      /^x\d$/.test(token) ||
      isDatePart(line, next, tail) ||
      (line[tail] === '.' && isDigit(line.charCodeAt(tail + 1)))
    )
      break;
    // Letters are no quantity: `mod 59/KX units 2`.
    const isFigure = isDigit(token.charCodeAt(0));
    if (stop !== undefined && isFigure && isMeasure(/^[ \t]{0,2}([A-Za-z]*)/.exec(line.slice(tail, tail + 20))![1]!))
      break;
    parts.modifiers.push(codeOf('modifier', line, next, tail, origin));
    stop = tail;
    next = skipBlanks(line, tail, end);
    if (/[,;/&+-]/.test(line[next] ?? '')) next = skipBlanks(line, next + 1, end);
    else if (/^and[ \t]+\d\d/i.test(line.slice(next, next + 10))) next = skipBlanks(line, next + 3, end);
  }
  return stop;
}

/** `12/30/24`, `3/4`: figures with a bar behind them that are no modifiers. */
function isDatePart(line: string, at: number, tail: number): boolean {
  if (line[tail] !== '/') return false;
  return (
    dateAt(line, at)?.value !== undefined || !/^(?:\/[0-9A-Z]{2})+(?![0-9A-Za-z/])/.test(line.slice(tail, tail + 24))
  );
}

/** `A,B`, `AB`, `1 2`, `1,2` and diagnosis codes behind `dx` or `ptr`, or in a column of theirs. */
export function readPointers(
  parts: Parts,
  line: string,
  at: number,
  end: number,
  origin: number,
  known: number,
): number | undefined {
  let stop: number | undefined;
  let next = at;
  while (next < end) {
    const code = diagnosisAt(line, next);
    if (code) {
      const tail = next + code.length;
      parts.diagnoses.push(textOf(line, next, tail, origin));
      stop = tail;
    } else {
      const tail = tokenEnd(line, next, end);
      const token = line.slice(next, tail);
      if (!isPointerToken(token) || (line[tail] === '.' && isDigit(line.charCodeAt(tail + 1)))) break;
      if (stop !== undefined && !isListed(line, stop, next, tail, end, isDigit(line.charCodeAt(at)))) break;
      const whole = token === '10' || token === '11' || (token === '12' && known >= 12);
      for (let index = 0; index < token.length; index++) {
        const value = isDigit(token.charCodeAt(index))
          ? Number(whole ? token : token[index])
          : pointerOf(token[index]!)!;
        const width = whole ? 2 : 1;
        parts.pointers.push({ value, start: origin + next + index, end: origin + next + index + width });
        if (whole) break;
      }
      stop = tail;
    }
    next = skipBlanks(line, stop, end);
    if (/[,;/&+]/.test(line[next] ?? '')) next = skipBlanks(line, next + 1, end);
    if (next === stop) break;
  }
  return stop;
}

function isPointerToken(token: string): boolean {
  return /^(?:[A-L]{1,12}|[a-l]{1,4}|[0-9]{1,4})$/.test(token);
}

/**
 * Whether the token from `next` to `tail` goes on the list that stopped at `stop`: behind a comma always, behind
 * blanks only a like one, that no word or unit makes something else (`dx A 3 units`, `dx A LID`).
 */
function isListed(line: string, stop: number, next: number, tail: number, end: number, numbers: boolean): boolean {
  const token = line.slice(next, tail);
  if (isDigit(token.charCodeAt(0)) !== numbers) return false;
  if (tail < end && !isBlankUnit(line.charCodeAt(tail)) && !/[,;|)&/+]/.test(line[tail]!)) return false;
  if (/[,;/&+]/.test(line.slice(stop, next))) return true;
  if (!numbers && !pointersOf(token, 12)) return false;
  return !/^[ \t]{0,4}(?:units?|u|un)(?![A-Za-z])/i.test(line.slice(tail, tail + 20));
}
