import { type Day, dayOf } from '../../model/date';
import { matchAt } from './textLines';

/** A date as it stands in a line. `value` is undefined when it looks like a date and is none. */
export interface WrittenDate {
  readonly start: number;
  readonly end: number;
  readonly value: Day | undefined;
}

const YEAR_FIRST = /(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/y;
const YEAR_LAST = /(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/y;
const COMPACT = /((?:19|20)\d{2})(\d{2})(\d{2})(?![\dA-Za-z])/y;
const NAMED = /([A-Za-z]{3,9})\.?[ \t]{1,3}(\d{1,2})(?:st|nd|rd|th)?,?[ \t]{1,3}(\d{4})(?!\d)/y;
const DAY_FIRST = /(\d{1,2})(?:-([A-Za-z]{3,9})-|[ \t]{1,3}([A-Za-z]{3,9})\.?,?[ \t]{1,3})(\d{4}|\d{2})(?!\d)/y;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const RANGE = /[ \t\u00A0]*(?:[-–—]|(?:to|thru|through|until)(?![A-Za-z]))[ \t\u00A0]*/iy;

/** The first year that two digits stand for: 1950-2049 for a service, 1930-2029 for a birth. */
const SERVICE_CENTURY = 1950;
const BIRTH_CENTURY = 1930;

/** The date at `at`: 2025-03-04, 2025/3/4, 03/04/2025, 3/4/25, 3-4-2025 or 20250304. */
export function dateAt(line: string, at: number, century = SERVICE_CENTURY): WrittenDate | undefined {
  const first = matchAt(YEAR_FIRST, line, at);
  if (first) return written(first, dayOf(Number(first[1]), Number(first[3]), Number(first[4])));
  const last = matchAt(YEAR_LAST, line, at);
  if (last) {
    const digits = last[4]!;
    if (digits.length === 2 && last[2] === '.') return undefined;
    const year = digits.length === 4 ? Number(digits) : fullYear(Number(digits), century);
    const value = dayOf(year, Number(last[1]), Number(last[3]));
    return value === undefined && last[2] === '-' && digits.length === 2 ? undefined : written(last, value);
  }
  const compact = matchAt(COMPACT, line, at);
  if (!compact) return undefined;
  const value = dayOf(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  return value === undefined ? undefined : written(compact, value);
}

/** As `dateAt`, and a month by its name: `March 4, 2025`, `4 March 2025`, `04-Mar-25`. For the values of headers. */
export function headerDateAt(line: string, at: number, century = SERVICE_CENTURY): WrittenDate | undefined {
  const plain = dateAt(line, at, century);
  if (plain) return plain;
  const named = matchAt(NAMED, line, at);
  if (named)
    return monthOf(named[1]!)
      ? written(named, dayOf(Number(named[3]), monthOf(named[1]!), Number(named[2])))
      : undefined;
  const dayFirst = matchAt(DAY_FIRST, line, at);
  const month = monthOf(dayFirst?.[2] ?? dayFirst?.[3] ?? '');
  if (!dayFirst || month === 0) return undefined;
  const digits = dayFirst[4]!;
  const year = digits.length === 4 ? Number(digits) : fullYear(Number(digits), century);
  return written(dayFirst, dayOf(year, month, Number(dayFirst[1])));
}

/** 1 to 12, 0 for another word. */
function monthOf(word: string): number {
  return MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;
}

export function birthDateAt(line: string, at: number): WrittenDate | undefined {
  return headerDateAt(line, at, BIRTH_CENTURY);
}

/** One date, or two with `-`, `–`, `to` or `thru` between them. */
export function dateRangeAt(
  line: string,
  at: number,
  read: (line: string, at: number) => WrittenDate | undefined = dateAt,
): { from: WrittenDate; to?: WrittenDate; end: number } | undefined {
  const from = read(line, at);
  if (!from) return undefined;
  const between = matchAt(RANGE, line, from.end);
  const to = between ? read(line, from.end + between[0].length) : undefined;
  return to ? { from, to, end: to.end } : { from, end: from.end };
}

export function fullYear(twoDigits: number, century = SERVICE_CENTURY): number {
  const year = century - (century % 100) + twoDigits;
  return year < century ? year + 100 : year;
}

function written(match: RegExpExecArray, value: Day | undefined): WrittenDate {
  return { start: match.index, end: match.index + match[0].length, value };
}
