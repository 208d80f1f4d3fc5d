import type { AddOnRow, Edition } from '../../codes/tables';
import { type Day, isoOf } from '../../model/date';
import type { Citation } from '../../model/finding';

export function cite(edition: Edition): Citation {
  return { table: edition.table, edition: edition.edition };
}

export function citeRow(edition: Edition, row: Pick<AddOnRow, 'effective' | 'deleted'>): Citation {
  return {
    table: edition.table,
    edition: edition.edition,
    effective: isoOf(row.effective),
    ...(row.deleted === undefined ? {} : { deleted: isoOf(row.deleted) }),
  };
}

/** `on 2025-03-04`, or nothing where the line has no date. */
export function onDay(day: Day | undefined): string {
  return day === undefined ? '' : ` on ${isoOf(day)}`;
}

/**
 * How a message says that the newest edition is older than the quarter of the service: it is used all the same.
 * Nothing where it is current.
 */
export function ageNote(edition: Edition, on: Day | undefined, newest: Edition | undefined): string {
  if (on === undefined || newest?.edition !== edition.edition) return '';
  return quarterOf(on) <= releaseQuarter(edition) ? '' : ` Judged by edition ${edition.edition}, the newest loaded.`;
}

function quarterOf(day: Day): number {
  return Math.trunc(day / 10000) * 4 + Math.trunc(((Math.trunc(day / 100) % 100) - 1) / 3);
}

/** The quarter that a release is for: `2025D` and `2025Q4` are the fourth of 2025, `2026-04` the second of 2026. */
function releaseQuarter({ edition, effectiveFrom }: Edition): number {
  const match = /^(\d{4})(?:([A-D])|Q([1-4])|-(\d{2}))$/.exec(edition);
  if (!match) return quarterOf(effectiveFrom);
  const [, year, letter, quarter, month] = match;
  const within = letter ? 'ABCD'.indexOf(letter) : quarter ? Number(quarter) - 1 : Math.trunc((Number(month) - 1) / 3);
  return Number(year) * 4 + within;
}
