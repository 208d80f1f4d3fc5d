import type { Day } from '../model/date';
import type { Edition } from './tables';

/** Quarters since the year 0. */
export function quarterOf(day: Day): number {
  return Math.trunc(day / 10000) * 4 + Math.trunc(((Math.trunc(day / 100) % 100) - 1) / 3);
}

/** The quarter that a release is for: `2025D` and `2025Q4` are the fourth of 2025, `2026-04` the second of 2026. */
export function releaseQuarter({ edition, effectiveFrom }: Edition): number {
  const match = /^(\d{4})(?:([A-D])|Q([1-4])|-(\d{2}))$/.exec(edition);
  if (!match) return quarterOf(effectiveFrom);
  const [, year, letter, quarter, month] = match;
  const within = letter ? 'ABCD'.indexOf(letter) : quarter ? Number(quarter) - 1 : Math.trunc((Number(month) - 1) / 3);
  return Number(year) * 4 + within;
}

/** The day is in a later quarter than the edition is for: it is used all the same where none is newer. */
export function isOlder(edition: Edition, on: Day | undefined): boolean {
  return on !== undefined && quarterOf(on) > releaseQuarter(edition);
}
