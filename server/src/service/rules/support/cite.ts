import { isOlder } from '../../codes/quarters';
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

/** How a message says that its edition is older than the quarter of the service: it is used all the same. */
export function ageNote(edition: Edition, on: Day | undefined): string {
  return isOlder(edition, on) ? ` Judged by edition ${edition.edition}, the newest loaded for that day.` : '';
}
