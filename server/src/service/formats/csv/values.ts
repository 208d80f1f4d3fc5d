import { areModifiers, isModifier } from '../../model/bracketed';
import type { Amount, CodeMention, DateMention, ProcedureMention } from '../../model/claim';
import { type Day, dayOf } from '../../model/date';
import { isLedgerWord } from '../../model/ledgerWord';
import type { At, Span } from '../../model/span';
import { hasSeveralProcedures } from './lists';

/** What databases and spreadsheets write for nothing. */
const NOTHING = /^(?:|-+|\.|N\/?A|NULL|NONE|NAN|\\N|~)$/i;

export function isNothing(value: string): boolean {
  return NOTHING.test(value);
}

export interface ProcedureCell {
  readonly procedure: ProcedureMention;
  readonly modifiers: readonly CodeMention[];
}

/** `HC:99213:25`, as SV101 has it; the separator is one that X12 uses. */
const COMPOSITE = /^([A-Z]{2})([:>^|])/i;
const WITH_MODIFIERS = /^([A-Z\d]{4,7})((?:\s*[-\s,/:]\s*[A-Z\d]{2})+)$/i;
/** `99213 (25)`, `99213 [25, 59]`. */
const BRACKETED = /^(\d{4}[\dAFMTU]|[A-Z]\d{4})\s*[([{]\s*(-?)([A-Z\d]{2}(?:[\s,;/-]+[A-Z\d]{2})*)\s*[)\]}]$/i;
/** `99213 mod 25`, `99213 w/ 25`. */
const WORDED =
  /^(\d{4}[\dAFMTU]|[A-Z]\d{4})\s+(?:w\/|with\s)?\s*(mod(?:ifier)?s?[.:]?\s*)?([A-Z\d]{2}(?:[\s,;/-]+[A-Z\d]{2})*)$/i;
/** What names the system before a code: `CPT 99213`, `CPT4|99213`. */
const PREFIX = /^(?:CPT[- ]?4?|HCPCS?)®?\s*[:#|-]?\s*(?=(?:\d{4}[A-Z\d]|[A-Z]\d{4})(?![A-Z\d]))/i;
const WITH_TEXT = /^(\d{4}[\dAFMTU]|[A-Z]\d{4})(?=\s*-?\s+\S)/i;

/** A procedure cell: a code alone, with its modifiers, with its description, or a composite. */
export function procedureIn(text: string, cell: Span, base: number): ProcedureCell | undefined {
  const whole = text.slice(cell.start, cell.end);
  if (isNothing(whole) || /[\r\n]/.test(whole) || hasSeveralProcedures(whole)) return undefined;
  const composite = COMPOSITE.exec(whole);
  if (composite) return compositeIn(whole, composite[2]!, cell.start - base);
  const prefix = PREFIX.exec(whole)?.[0].length ?? 0;
  const written = whole.slice(prefix);
  const at = cell.start - base + prefix;
  if (isLedgerWord(written)) return undefined;
  if (PLAIN_CODE.test(written)) return { procedure: procedureAt(written, at), modifiers: [] };
  const joined = WITH_MODIFIERS.exec(written);
  if (joined) {
    const code = joined[1]!;
    return { procedure: procedureAt(code, at), modifiers: modifiersFrom(joined[2]!, at + code.length) };
  }
  const apart = setApartIn(written);
  if (apart) {
    const { code, modifiers } = apart;
    const from = written.lastIndexOf(modifiers);
    return { procedure: procedureAt(code, at), modifiers: modifiersFrom(modifiers, at + from) };
  }
  const named = WITH_TEXT.exec(written);
  if (named) return { procedure: procedureAt(named[1]!, at), modifiers: [] };
  // Words are no code with a slip.
  return /\s/.test(written) || isLedgerWord(written)
    ? undefined
    : { procedure: procedureAt(written, at), modifiers: [] };
}

const PLAIN_CODE = /^[A-Z\d]{5}$/i;

/** A code and the modifiers that brackets or words set apart from it; undefined where these may be something else. */
function setApartIn(written: string): { code: string; modifiers: string } | undefined {
  const bracketed = BRACKETED.exec(written);
  const worded = bracketed ? undefined : WORDED.exec(written);
  const [, code = '', sign = '', modifiers = ''] = bracketed ?? worded ?? [];
  if (!code) return undefined;
  const tokens = modifiers.split(/[\s,;/-]+/);
  const are = bracketed
    ? areModifiers(tokens, code, sign !== '')
    : sign !== '' || tokens.every((token) => isModifier(token, code));
  return are ? { code, modifiers } : undefined;
}

function procedureAt(value: string, start: number): ProcedureMention {
  return { kind: 'procedure', value, start, end: start + value.length };
}

function compositeIn(written: string, separator: string, at: number): ProcedureCell | undefined {
  const [qualifier = '', code = '', ...rest] = written.split(separator);
  if (!code) return undefined;
  const start = at + qualifier.length + 1;
  const modifiers: CodeMention[] = [];
  let place = start + code.length + 1;
  for (const value of rest.slice(0, 4)) {
    if (value) modifiers.push({ kind: 'modifier', value, start: place, end: place + value.length });
    place += value.length + 1;
  }
  return { procedure: { ...procedureAt(code, start), qualifier: qualifier.toUpperCase() }, modifiers };
}

function modifiersFrom(written: string, at: number): CodeMention[] {
  const found: CodeMention[] = [];
  for (const match of written.matchAll(/[A-Z\d]+/gi)) {
    const start = at + match.index;
    found.push({ kind: 'modifier', value: match[0], start, end: start + match[0].length });
  }
  return found;
}

/** The modifiers of a cell, however they are parted; two written as one (`2559`) are two. */
export function modifiersIn(text: string, cell: Span, base: number): CodeMention[] {
  const written = text.slice(cell.start, cell.end);
  if (isNothing(written)) return [];
  const found: CodeMention[] = [];
  for (const match of written.matchAll(/[^\s,;:/|+()[\]{}'"-]+/g)) {
    const start = cell.start - base + match.index;
    if (/^mod(?:ifier)?s?\.?$/i.test(match[0])) continue;
    // A column with empty cells, as databases write its numbers: 25.0.
    if (/^\d\d\.0$/.test(match[0])) {
      found.push({ kind: 'modifier', value: match[0].slice(0, 2), start, end: start + 2 });
      continue;
    }
    const pieces = /^(?:[A-Z\d]{4}|[A-Z\d]{6}|[A-Z\d]{8})$/i.test(match[0]) ? match[0].match(/../g)! : [match[0]];
    let at = start;
    for (const value of pieces) {
      found.push({ kind: 'modifier', value, start: at, end: at + value.length });
      at += value.length;
    }
  }
  return found;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const TIME = '(?:[T :]\\d{1,2}:\\d{2}.*)?';
const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${TIME}$`);
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})${TIME}$`);
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:\.0)?$/;
const NAMED = new RegExp(`^(\\d{1,2})[- ]?([A-Z]{3})[A-Z]*[- ]?(\\d{4}|\\d{2})${TIME}$`, 'i');
const MONTH_FIRST = new RegExp(`^([A-Z]{3})[A-Z]*\\.? (\\d{1,2}),? (\\d{4})${TIME}$`, 'i');
/** 03042025, or 3042025 where a spreadsheet has eaten the zero. No year, month and day has these figures. */
const RUN_YEAR_LAST = /^(\d{1,2})(\d{2})((?:19|20)\d{2})$/;
/** Days since 1899-12-30, as Excel keeps a date (ECMA-376 part 1, 18.17.4.1); of this century. */
const SERIAL = /^([345]\d{4})(?:\.\d+)?$/;
const FIRST_SERIAL = 36_526;
const LAST_SERIAL = 54_788;

/** 2025-03-04, 20250304, 3/4/2025, 03042025, 04-Mar-2025, 04MAR2025, Mar 4, 2025; with or without a time. Or a serial. */
export function dayIn(written: string): Day | undefined {
  const compact = COMPACT.exec(written);
  const day = compact ? dayOf(Number(compact[1]), Number(compact[2]), Number(compact[3])) : undefined;
  if (day !== undefined) return day;
  const run = RUN_YEAR_LAST.exec(written);
  if (run) return dayOf(Number(run[3]), Number(run[1]), Number(run[2]));
  const serial = SERIAL.exec(written);
  if (serial) return dayOfSerial(serial[1]!);
  const spelt = MONTH_FIRST.exec(written);
  if (spelt) return dayOf(Number(spelt[3]), monthOf(spelt[1]!), Number(spelt[2]));
  const first = YEAR_FIRST.exec(written);
  if (first) return dayOf(Number(first[1]), Number(first[3]), Number(first[4]));
  const last = YEAR_LAST.exec(written);
  if (last) return dayOf(fullYear(last[4]!), Number(last[1]), Number(last[3]));
  const named = NAMED.exec(written);
  return named ? dayOf(fullYear(named[3]!), monthOf(named[2]!), Number(named[1])) : undefined;
}

/** 0 for what is no month. */
function monthOf(name: string): number {
  return MONTHS.indexOf(name.toUpperCase()) + 1;
}

/** Undefined where the figures may as well be a month, a day and a year that have lost their zero (`40125`). */
function dayOfSerial(figures: string): Day | undefined {
  const serial = Number(figures);
  const asWritten = dayOf(fullYear(figures.slice(3)), Number(figures[0]), Number(figures.slice(1, 3)));
  if (serial < FIRST_SERIAL || serial > LAST_SERIAL || asWritten !== undefined) return undefined;
  const date = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000);
  return dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

function fullYear(written: string): number {
  const year = Number(written);
  return written.length > 2 ? year : year < 50 ? 2000 + year : 1900 + year;
}

const PLAIN = '\\d{8}|\\d{1,2}/\\d{1,2}/(?:\\d{4}|\\d{2})|\\d{4}-\\d{2}-\\d{2}';
const RANGE = new RegExp(`^(${PLAIN})\\s*(?:-|–|to|thru|through)\\s*(${PLAIN})$`, 'i');

/** One date, or two with a hyphen or a word between them (`20250304-20250305`, X12 RD8). */
export function datesIn(text: string, cell: Span, base: number): { from: DateMention; to?: DateMention } | undefined {
  const written = text.slice(cell.start, cell.end);
  if (isNothing(written) || /[\r\n]/.test(written)) return undefined;
  const date = (start: number, end: number): DateMention => {
    const raw = written.slice(start, end);
    return { value: dayIn(raw), raw, start: cell.start - base + start, end: cell.start - base + end };
  };
  const range = RANGE.exec(written);
  if (!range) return { from: date(0, written.length) };
  return { from: date(0, range[1]!.length), to: date(written.length - range[2]!.length, written.length) };
}

/** The figures of `x2` and `2 units`; any other cell as it is. */
export function figuresIn(text: string, { start, end }: Span): Span {
  const match = /^(x\s*)?(\d+(?:\.\d+)?)(\s*units?)?$/i.exec(text.slice(start, end));
  const from = start + (match?.[1]?.length ?? 0);
  return match ? { start: from, end: from + match[2]!.length } : { start, end };
}

/**
 * A frequency as a bill has it where a column names it. A letter is none: payers' adjustments come with the bill type, and a column
 * of how often a drug is taken, or of yes and no, has letters.
 */
export function isFrequency(text: string, { start, end }: Span): boolean {
  return /^[0-9]$/.test(text.slice(start, end));
}

/** Three digits, or four with a zero before them; the last one may be a letter. */
export function isBillType(text: string, { start, end }: Span): boolean {
  return /^0?[1-9]\d[\dA-Z]$/i.test(text.slice(start, end));
}

/** `2`, `2.0`, `$1,250.50`; `1,0` and `1.250,50`, as is written where semicolons part the columns. */
export function numberIn(text: string, cell: Span, base: number, delimiter: string): Amount | undefined {
  const raw = text.slice(cell.start, cell.end);
  if (isNothing(raw) || /[\r\n]/.test(raw)) return undefined;
  const plain = withPoint(raw.replace(/^\$\s*/, ''), delimiter);
  const value = /^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined;
  return { value, raw, start: cell.start - base, end: cell.end - base };
}

/** A comma before anything but three digits is a decimal one; before three digits only where semicolons part columns. */
function withPoint(written: string, delimiter: string): string {
  const isComma = delimiter === ';' ? /^[-+]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+$/ : /^[-+]?\d+,(?:\d{1,2}|\d{4,})$/;
  if (isComma.test(written)) return written.replaceAll('.', '').replace(',', '.');
  return written.replace(/,(?=\d{3}(?:\D|$))/g, '');
}

/** `1,2`, `[1, 2]`, `AB`, `1234`. */
export function pointersIn(text: string, cell: Span, base: number): At<number>[] {
  const found: At<number>[] = [];
  for (const match of text.slice(cell.start, cell.end).matchAll(/\d+|[A-L]/gi)) {
    const start = cell.start - base + match.index;
    const digits = match[0];
    if (/^[A-L]$/i.test(digits)) {
      found.push({ value: digits.toUpperCase().charCodeAt(0) - 64, start, end: start + 1 });
    } else if (Number(digits) <= 12) found.push({ value: Number(digits), start, end: start + digits.length });
    else {
      for (let i = 0; i < digits.length; i++) {
        found.push({ value: Number(digits[i]), start: start + i, end: start + i + 1 });
      }
    }
  }
  return found.filter(({ value }) => value > 0);
}

/** The text of a cell; of several lines the first. `raw` stands beside it where doubled quotes make the two differ. */
export function textIn(text: string, cell: Span, base: number): (At<string> & { readonly raw?: string }) | undefined {
  const written = text.slice(cell.start, cell.end);
  const raw = /^[^\r\n]*/.exec(written)![0].trimEnd();
  if (isNothing(raw)) return undefined;
  const value = raw.replaceAll('""', '"');
  const span = { start: cell.start - base, end: cell.start - base + raw.length };
  return value === raw ? { value, ...span } : { value, raw, ...span };
}
