import { type Day, dayOf, daysInMonth, isLeapYear } from '../service/model/date';
import { ImportError } from './importError';
import { clean } from './text';

const EXCEL_EPOCH = Date.UTC(1899, 11, 30);

/**
 * A procedure code as published: five digits and capitals. Spreadsheets drop leading zeros, so three and four digits are
 * filled up. Undefined for anything else, such as a note below the table.
 */
export function codeOf(text: string | undefined): string | undefined {
  const code = clean(text).toUpperCase();
  if (/^\d{3,4}$/.test(code)) return code.padStart(5, '0');
  return /^[0-9A-Z]{5}$/.test(code) && /\d/.test(code) ? code : undefined;
}

/** `20250304`, `2025-03-04`, `3/4/2025` or the serial number that a spreadsheet keeps for it. */
export function dayOfText(text: string): Day | undefined {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])/.exec(text);
  if (compact) return dayOf(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const american = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(text);
  if (american) return dayOf(Number(american[3]), Number(american[1]), Number(american[2]));
  if (!/^[2-7]\d{4}$/.test(text)) return undefined;
  const date = new Date(EXCEL_EPOCH + Number(text) * 86_400_000);
  return dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** `2013091`, the 91st day of 2013 (April 1st). */
export function dayOfOrdinal(text: string): Day | undefined {
  const match = /^(\d{4})(\d{3})$/.exec(text);
  if (!match) return undefined;
  const year = Number(match[1]);
  let rest = Number(match[2]);
  if (rest < 1 || rest > (isLeapYear(year) ? 366 : 365)) return undefined;
  let month = 1;
  while (rest > daysInMonth(year, month)) rest -= daysInMonth(year, month++);
  return dayOf(year, month, rest);
}

/** Undefined for an empty cell. Money and thousands are read too. */
export function numberOf(text: string | undefined): number | undefined {
  const digits = clean(text).replace(/[$,]/g, '');
  const value = Number(digits);
  return digits === '' || Number.isNaN(value) ? undefined : value;
}

/** What an indicator of fixed width was before a spreadsheet took it for a number: `9` is `09`, `0` is `000`. */
export function padded(text: string | undefined, width: number): string {
  const value = clean(text);
  return /^\d+$/.test(value) ? value.padStart(width, '0') : value;
}

/** Where in a file a value stands, to tell it in an error. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** Undefined for an empty cell, a lone `*` and zeros; throws for anything that is no date. */
export function optionalDay(
  place: Place,
  caption: string,
  text: string | undefined,
  read = dayOfText,
): Day | undefined {
  const value = clean(text);
  if (value === '' || /^(?:\*|0+)$/.test(value)) return undefined;
  return read(value) ?? noDate(place, caption, value);
}

export function requiredDay(place: Place, caption: string, text: string | undefined, read = dayOfText): Day {
  const value = clean(text);
  return read(value) ?? noDate(place, caption, value);
}

function noDate(place: Place, caption: string, value: string): never {
  throw new ImportError(
    place.file,
    `line ${place.line} has ${quoted(value)} where the date of ${caption} is expected.`,
  );
}

/** A value for a message: not endless. */
export function quoted(value: string): string {
  return `"${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
}
