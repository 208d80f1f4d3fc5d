import { type Day, dayOf } from '../service/model/date';
import type { Member } from './member';
import { type Head, nowhere, type Reader } from './reader';
import type { ImportRow } from './sink';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|' +
  'nov(?:ember)?|dec(?:ember)?)';

export interface YearMonth {
  readonly year: number;
  readonly month: number;
}

/** The member's name, then the folders and zips it lies in, the nearest first. */
export function namesOf(member: Member): readonly string[] {
  return [member.name, ...member.parents];
}

export function monthOf(day: Day): YearMonth {
  return { year: Math.trunc(day / 10000), month: Math.trunc(day / 100) % 100 };
}

/** Reads the whole member for the newest date that its rows carry: where no name tells the release. */
export async function newestDay(
  reader: Reader,
  head: Head,
  signal: AbortSignal | undefined,
  dayOfRow: (row: ImportRow) => Day | undefined,
): Promise<Day | undefined> {
  let newest = 0;
  await reader.read(
    head,
    nowhere(signal, (row) => {
      newest = Math.max(newest, dayOfRow(row) ?? 0);
    }),
  );
  return newest || undefined;
}

/** The first answer that any of the names gives. */
export function fromNames<T>(member: Member, read: (name: string) => T | undefined): T | undefined {
  for (const name of namesOf(member)) {
    const found = read(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function firstDay({ year, month }: YearMonth): Day {
  return year * 10000 + month * 100 + 1;
}

/** `2026Q3`. */
export function quarterName({ year, month }: YearMonth): string {
  return `${year}Q${Math.ceil(month / 3)}`;
}

/** `2026-04`. */
export function monthName({ year, month }: YearMonth): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}

/** `2026q3`, `2026-q4`, `2026_Q1`, `V2026Q2`. */
export function quarterIn(name: string): YearMonth | undefined {
  const match = /(20\d\d)[-_ ]?q([1-4])(?!\d)/i.exec(name);
  return match ? { year: Number(match[1]), month: Number(match[2]) * 3 - 2 } : undefined;
}

/** A date in a name: `07-01-2026`, `04012026`, `2026-04-01`. */
export function dateIn(name: string): YearMonth | undefined {
  const match = /(?<!\d)(\d{2})[-_.]?(\d{2})[-_.]?(20\d{2})(?!\d)/.exec(name);
  if (match && dayOf(Number(match[3]), Number(match[1]), Number(match[2]))) {
    return { year: Number(match[3]), month: Number(match[1]) };
  }
  const iso = /(?<!\d)(20\d{2})-(\d{2})-(\d{2})(?!\d)/.exec(name);
  return iso && dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
    ? { year: Number(iso[1]), month: Number(iso[2]) }
    : undefined;
}

const EFFECTIVE = /(?<![a-z])eff(?:ective)?(?:[ _]date)?[\s:_.-]{0,3}/i;

/** The day from which a text says that it holds: `Eff_07-01-2026`, `Effective Date: 7/1/26`, `effective July 1, 2026`. */
export function effectiveIn(text: string): YearMonth | undefined {
  const word = EFFECTIVE.exec(text);
  if (!word) return undefined;
  const behind = text.slice(word.index + word[0].length, word.index + word[0].length + 30);
  const digits = /^(\d{1,2})[-_./](\d{1,2})[-_./](20)?(\d\d)(?!\d)/.exec(behind);
  if (!digits) return monthIn(/^.{0,4}?[a-z]+\.? \d{1,2},? 20\d\d/i.exec(behind)?.[0] ?? '');
  const [, month, day, , year] = digits.map(Number);
  return dayOf(2000 + year!, month!, day!) ? { year: 2000 + year!, month: month! } : undefined;
}

/** A year and the name of a month in either order, with little between: `2023_January`, `October 2026`, `2026-04`. */
export function monthIn(text: string): YearMonth | undefined {
  const before = new RegExp(`(?<!\\d)(20\\d\\d)[ _.-]{0,3}${MONTH}(?![a-z])`, 'i').exec(text);
  if (before) return yearMonth(before[1], before[2]);
  const after = new RegExp(`(?<![a-z])${MONTH}[ _.,-]{0,3}(?:\\d{1,2},? )?(20\\d\\d)(?!\\d)`, 'i').exec(text);
  if (after) return yearMonth(after[2], after[1]);
  const digits = /(?<!\d)(20\d\d)[-_](0[1-9]|1[0-2])(?!\d)/.exec(text);
  return digits ? { year: Number(digits[1]), month: Number(digits[2]) } : undefined;
}

function yearMonth(year: string | undefined, month: string | undefined): YearMonth {
  return { year: Number(year), month: monthNumber(month ?? '') ?? 1 };
}

/** 1-12 for a name of a month, short or long. */
export function monthNumber(name: string): number | undefined {
  const at = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  return at < 0 ? undefined : at + 1;
}

/** A year that stands alone: `icd10cm_order_2026`, not a part of a longer number. */
export function yearIn(text: string): number | undefined {
  const match = /(?<!\d)(20\d\d)(?!\d)/.exec(text);
  return match ? Number(match[1]) : undefined;
}
