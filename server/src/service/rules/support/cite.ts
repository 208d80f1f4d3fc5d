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
 * How a message says that the newest edition is older than the quarter of the service: `(table of 2024Q3, the newest
 * loaded, for a service in 2025Q1)`; nothing where it is current.
 */
export function ageNote(edition: Edition, on: Day | undefined, newest: Edition | undefined): string {
  if (on === undefined || newest?.edition !== edition.edition || edition.effectiveFrom === 0) return '';
  if (quarterOf(on) <= quarterOf(edition.effectiveFrom)) return '';
  return ` Judged by edition ${edition.edition}, the newest loaded.`;
}

function quarterOf(day: Day): number {
  return Math.trunc(day / 10000) * 4 + Math.trunc(((Math.trunc(day / 100) % 100) - 1) / 3);
}
