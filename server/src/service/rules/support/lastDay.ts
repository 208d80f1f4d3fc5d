import type { Codes, ProcedureRow } from '../../codes/tables';
import { type Day, isoOf } from '../../model/date';
import type { Citation } from '../../model/finding';
import { cite } from './cite';

/** The last day of a code, and the table that tells it. */
export interface CodeEnd {
  readonly day: Day;
  readonly replacement?: string;
  readonly citation: Citation;
  readonly edition: ProcedureRow['edition'];
}

/** The last day of a code: from the tables of procedures, else from the add-on file, which tells it of its codes. */
export function endOf({ addOns }: Codes, code: string, row: ProcedureRow | undefined): CodeEnd | undefined {
  if (row?.deleted !== undefined) {
    return {
      day: row.deleted,
      replacement: row.replacement,
      edition: row.edition,
      citation: {
        table: 'HCPCS and CPT code dates',
        edition: row.edition.edition,
        effective: row.added === undefined ? undefined : isoOf(row.added),
        deleted: isoOf(row.deleted),
      },
    };
  }
  const told = addOns.lastDayOf?.(code);
  return (
    told && {
      day: told.day,
      edition: told.edition,
      citation: { ...cite(told.edition), deleted: isoOf(told.day) },
    }
  );
}

/**
 * The site's own table, or a table of the day that is newer than the end, lists the code all the same and knows better.
 * Without a day the newest tables are asked.
 */
export function isOverruled({ procedures }: Codes, code: string, end: CodeEnd, on: Day | undefined): boolean {
  return procedures.isListed?.(code, on, end.day) ?? false;
}
