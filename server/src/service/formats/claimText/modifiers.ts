import { dateAt } from './dates';
import type { Parts } from './parts';
import { codeOf } from './parts';
import { bracketedAt, signedAt } from './setApart';
import { pointersOf } from './shapes';
import { isBlankUnit, isDigit, matchAt, skipBlanks, tokenEnd } from './textLines';
import { isMeasure, labelKindOf } from './words';

/** Modifiers that no word or measure looks like, so that a description may follow them directly. */
const CERTAIN = /^(?:LT|RT|TC|X[EPSU])$/;

/** What a label announces as a count: no amount, date or range. */
const LABELLED_COUNT = /[ \t]*[:=][ \t]*\d{1,3}(?![\d.,:/%A-Za-z-])/y;

const BEFORE_UNITS = /(?:2[2-9]|[3-9]\d|[A-Z][A-Z\d])(?=x\d{1,3}(?![0-9A-Za-z]|[ \t]?(?:[cm]m|in|ft)(?![A-Za-z])))/iy;

/** How many modifiers are read behind one code. */
const MOST = 8;

/**
 * Reads the modifiers that stand directly behind `code`, from `at` on: `-25`, `-25-59`, `/25`, `-25,59`, ` 25 59`,
 * ` LT`, `(25)`, `w/ 25`. A half-typed one (`-`, `-2`) is read past. Returns where the rest of the line begins; undefined when what is
 * attached shows that there is no code at all (`12345-6789`, `99213-99215`).
 */
export function readModifiers(
  parts: Parts,
  line: string,
  at: number,
  end: number,
  origin: number,
  known: number,
  code: string,
): number | undefined {
  let start = at;
  let next = at;
  const closeField = () => {
    if (next > start) parts.fields.push({ kind: 'modifiers', start, end: next });
    start = next;
  };
  while (parts.modifiers.length < MOST) {
    const unit = line.charCodeAt(next);
    if ((isDash(unit) || unit === 47) && next < end) {
      const tail = withoutUnits(line, next + 1) ?? tokenEnd(line, next + 1, end);
      const length = tail - next - 1;
      if (length > 2) {
        if (isDash(unit) && length >= 3 && isDigit(line.charCodeAt(next + 1)) && next === at) return undefined;
        break;
      }
      if (length < 2) {
        next = tail;
        break;
      }
      parts.modifiers.push(codeOf('modifier', line, next + 1, tail, origin));
      next = tail;
      continue;
    }
    const bracketed = bracketedAt(line, skipBlanks(line, next, end), end, code);
    if (bracketed) {
      closeField();
      for (const span of bracketed.spans) parts.modifiers.push(codeOf('modifier', line, span.start, span.end, origin));
      next = bracketed.end;
      closeField();
      continue;
    }
    const beside = signedModifierAt(line, next, end) ?? besideAt(line, next, end, known);
    if (beside === undefined) break;
    parts.modifiers.push(codeOf('modifier', line, beside, beside + 2, origin));
    next = beside + 2;
  }
  closeField();
  return next;
}

/** Where a modifier ends that units are typed against: `99213-25x2`. CPT's of two figures begin at 22. */
function withoutUnits(line: string, at: number): number | undefined {
  return matchAt(BEFORE_UNITS, line, at) && at + 2;
}

/** Where a modifier of two figures begins behind a sign or a word; none before a measure or the words of a sentence. */
function signedModifierAt(line: string, at: number, end: number): number | undefined {
  const start = signedAt(line, at, end);
  if (start === undefined) return undefined;
  const behind = line[start + 2] ?? '';
  if (behind === '.' && start + 3 >= end) return start;
  const word = wordAt(line, skipBlanks(line, start + 2, end), end);
  if (!isFreeBehind(line, start + 2, end, line.slice(start, start + 2))) return undefined;
  return word === '' || isFieldWord(word) || !/with[ \t]$/i.test(line.slice(start - 5, start)) ? start : undefined;
}

/** A hyphen, or what a word processor makes of it: one that doesn't break, a dash, a minus. */
function isDash(unit: number): boolean {
  return unit === 45 || (unit >= 0x2010 && unit <= 0x2013) || unit === 0x2212;
}

/** Where a two-character modifier begins that blanks or a comma set off from what is before it. */
function besideAt(line: string, at: number, end: number, known: number): number | undefined {
  let start = skipBlanks(line, at, end);
  const comma = start < end && ',;|'.includes(line[start]!);
  if (comma) start = skipBlanks(line, start + 1, end);
  let dashed = false;
  if (!comma && start > at && isDash(line.charCodeAt(start))) {
    const behind = skipBlanks(line, start + 1, end);
    dashed = behind === start + 1;
    if (!dashed && !isDigit(line.charCodeAt(behind))) return undefined;
    start = behind;
  }
  if (start === at || start + 2 > end || tokenEnd(line, start, end) !== start + 2) return undefined;
  const token = line.slice(start, start + 2);
  if (dashed) return start;
  if (!/^(?:\d\d|[A-Z][A-Z0-9]|\dP)$/.test(token) || labelKindOf(token)) return undefined;
  if (!isFreeBehind(line, start + 2, end, token)) return undefined;
  return pointersOf(token, known) || dateAt(line, start) ? undefined : start;
}

/** Whether what follows leaves the token a modifier: no measure, no date, and behind letters no further word. */
function isFreeBehind(line: string, at: number, end: number, token: string): boolean {
  if (at >= end) return true;
  const unit = line.charCodeAt(at);
  if (unit === 45 || unit === 47) {
    const tail = tokenEnd(line, at + 1, end);
    const another = tail === at + 3 && !isMeasure(wordAt(line, skipBlanks(line, tail, end), end));
    return another || (unit === 45 && (at + 1 >= end || isBlankUnit(line.charCodeAt(at + 1))));
  }
  if (unit === 46 || unit === 37 || unit === 39 || unit === 58) return false;
  const next = skipBlanks(line, at, end);
  const word = wordAt(line, next, end);
  if (!word) return true;
  const wordEnd = next + word.length;
  if (isDigit(line.charCodeAt(wordEnd)) && word.length <= 2) return true;
  // `25 units: 2`: the word is the label of what follows. CPT's modifiers of two figures begin at 22.
  if (/^\d\d$/.test(token)) {
    return !isMeasure(word) || (token >= '22' && matchAt(LABELLED_COUNT, line, wordEnd) !== undefined);
  }
  return CERTAIN.test(token) || next - at > 1 || isFieldWord(word);
}

function wordAt(line: string, at: number, end: number): string {
  let next = at;
  while (next < end && /[A-Za-z]/.test(line[next]!)) next++;
  return line.slice(at, next);
}

function isFieldWord(word: string): boolean {
  return labelKindOf(word) !== undefined || /^[A-Z]{1,2}$/.test(word);
}
