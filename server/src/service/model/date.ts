/** A calendar day as the number yyyymmdd (2025-03-04 is 20250304): compares and hashes as a small integer. */
export type Day = number;

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/** The day of a calendar date, or undefined where there is no such date. Years 1800-2199. */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  if (year < 1800 || year > 2199 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    return undefined;
  }
  return year * 10000 + month * 100 + day;
}

/** `2025-03-04` → 20250304; undefined for anything else. */
export function dayFromIso(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

/** 20250304 → `2025-03-04`. */
export function isoOf(day: Day): string {
  const text = String(day);
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
}

/** The number of days from 1970-01-01 in the proleptic Gregorian calendar. */
export function ordinalOf(day: Day): number {
  return Math.round(Date.UTC(Math.trunc(day / 10000), (Math.trunc(day / 100) % 100) - 1, day % 100) / 86_400_000);
}

/** How many days a range covers, both ends included; 0 when it runs backwards. */
export function daysBetween(from: Day, to: Day): number {
  return Math.max(0, ordinalOf(to) - ordinalOf(from) + 1);
}
