import { type Head, readHead } from './head';
import { emptyParts, type Parts, procedureOf } from './parts';
import { signedAt } from './setApart';
import { type CodeGrade, codeEndAt, diagnosisAt, gradeOf, standsAlone } from './shapes';
import { readTail } from './tail';
import { isAlphanumeric, isDigit, skipBlanks, trimEnd } from './textLines';
import { isFunctionWord, isMeasure, looksLikeAddress } from './words';

/** One service of a line: a line mostly holds one, a list behind a label several. Offsets in the line. */
export interface Entry {
  readonly parts: Parts;
  readonly start: number;
  readonly end: number;
  readonly codeStart: number;
  readonly codeEnd: number;
}

/** How many services are read from one line of text. */
const MOST = 64;

/** The services of a line that is written freely, from `start` on; none when it is no service line. */
export function readServiceLine(line: string, start: number, origin: number, known: number): readonly Entry[] {
  const head = readHead(line, start, origin);
  const code = codeAt(line, head);
  if (code === undefined) return [];
  const lineEnd = trimEnd(line, code, line.length);
  const entries: Entry[] = [];
  let entryStart = skipBlanks(line, start);
  let codeStart = head.codeAt;
  let codeEnd = code;
  let parts = head.parts;
  const shared = { from: parts.from, to: parts.to, place: parts.place };
  while (entries.length < MOST) {
    const tail = readTail(parts, line, codeEnd, lineEnd, origin, known);
    if (!tail) break;
    const listed = tail.next !== undefined;
    const end = listed ? trimSeparators(line, codeEnd, tail.end) : tail.end;
    const written = codeEnd + (listed ? 0 : slipLength(line, codeEnd, lineEnd, parts));
    parts.procedure = procedureOf(line, codeStart, written, origin);
    entries.push({ parts, start: entryStart, end: Math.max(end, written), codeStart, codeEnd: written });
    if (!listed) break;
    entryStart = codeStart = tail.next!;
    codeEnd = codeEndAt(line, codeStart);
    parts = { ...emptyParts(), ...shared };
  }
  return entries;
}

/** Where the code at the head ends, or undefined when what stands there is no code. */
function codeAt(line: string, head: Head): number | undefined {
  const start = head.codeAt;
  // Whatever it is, it stands as the code: `CPT: M54.50`.
  const diagnosis = head.announced && head.named ? diagnosisAt(line, start) : undefined;
  if (diagnosis && /^[A-Z]\d\w\./i.test(diagnosis)) return start + diagnosis.length;
  const end = codeEndAt(line, start);
  const token = line.slice(start, Math.min(end, start + 8));
  const grade = end - start <= 6 ? gradeOf(token) : undefined;
  if (!grade || isGluedOn(line, end, head.labelled)) return undefined;
  if (grade === 'odd') return head.announced ? end : undefined;
  if (head.labelled) return end;
  if (!standsAlone(token, grade) && !hasField(line, end)) return undefined;
  return looksLikeProse(line, end, grade, head) ? undefined : end;
}

const MONEY = /^\s+(?:dollars?|usd|each|ea)\b/i;

/** Something directly behind that makes the token part of a longer one: `12345.67`, `12,345`, `50%`, `a@b`. */
function isGluedOn(line: string, end: number, labelled: boolean): boolean {
  const unit = line.charCodeAt(end);
  const next = line.charCodeAt(end + 1);
  // `99213_25`, and behind a label `99213.25` too.
  if ((unit === 95 || (unit === 46 && labelled)) && signedAt(line, end, line.length) !== undefined) {
    return !/^(?:[\s,;|)]|\.?$)/.test(line.slice(end + 3, end + 5)) || MONEY.test(line.slice(end + 3, end + 12));
  }
  if (unit === 95 || unit === 64 || unit === 37 || unit === 39 || unit === 0x2019 || unit > 0x2fff) return true;
  if (unit === 46) return isAlphanumeric(next);
  return unit === 44 && isDigit(next) && /^,\d{3}(?!\d)/.test(line.slice(end, end + 5));
}

function hasField(line: string, end: number): boolean {
  const rest = line.slice(end, end + 200);
  return rest.trim() === '' || /^(?:[-/][A-Za-z0-9]{2}(?![A-Za-z0-9])|[ \t]+(?:[x×][ \t]?\d|\$|mod))/i.test(rest);
}

function looksLikeProse(line: string, end: number, grade: CodeGrade, head: Head): boolean {
  const rest = line.slice(end, end + 300);
  const word = /^[ \t]*([A-Za-z]+)/.exec(rest)?.[1] ?? '';
  const isLabel = /^[ \t]*units?[ \t]*[:=]|^[ \t]*units?[ \t]+\d/i.test(rest);
  if ((isMeasure(word) && !isLabel) || (isFunctionWord(word) && word === word.toLowerCase())) return true;
  if (grade !== 'digits') return false;
  if (looksLikeAddress(rest) && !/[$×]|\bx\d|\bdx\b/i.test(rest)) return true;
  return !head.marked && rest.length > 90 && /[a-z]\. +[A-Z]/.test(rest) && !/\$/.test(rest);
}

/**
 * How much of the punctuation behind a code belongs to it as a slip: a stop or comma at the end of the line, or before
 * a field where the line does not separate its fields by commas.
 */
function slipLength(line: string, codeEnd: number, lineEnd: number, parts: Parts): number {
  const mark = line[codeEnd];
  if (mark !== '.' && mark !== ',') return 0;
  const behind = skipBlanks(line, codeEnd + 1, lineEnd);
  if (behind >= lineEnd) return 1;
  if (mark === ',' && line.slice(behind, lineEnd).includes(',')) return 0;
  return parts.fields.some((field) => field.kind !== 'description' && field.start === behind) ? 1 : 0;
}

function trimSeparators(line: string, start: number, end: number): number {
  let last = end;
  while (last > start && /[\s,;/&+]/.test(line[last - 1]!)) last--;
  return last;
}
