import type { TableEdition, TableRows } from './rows';

/** The most rows that one call of `rows` brings. */
export const ROWS_A_BATCH = 1000;

/** The most pairs that one call of `pairs` brings. */
export const PAIRS_A_BATCH = 8192;

export type ImportRow = TableRows[keyof TableRows];

/**
 * Where an import puts what it reads: a store, or a test's array. All calls are synchronous and in order:
 * `begin`, `rows` or `pairs` any number of times, then `end` or `abort`; then the next `begin`. At most one table is
 * open at a time.
 *
 * An import is all or nothing: `importFiles` rejects when one member fails, and tables that had ended before must then
 * be dropped. So a sink keeps what it gets to itself until `importFiles` has resolved, and the caller commits it.
 */
export interface ImportSink {
  /**
   * Once a member. The members of one edition (the parts of PTP, the short and the long descriptors of CPT) have the
   * same table, setting and edition and belong together: a later one adds rows, or for CPT fills in the fields that a
   * row of the same code lacks.
   */
  begin(edition: TableEdition): TableSink;
}

export interface TableSink {
  /** Rows of the edition's table, in the file's order, never empty. The array is new each time: the sink may keep it. */
  rows(rows: readonly ImportRow[]): void;
  /** Takes PTP without an object a row. A sink without it gets the same edits through `rows`. */
  pairs?(batch: PtpBatch): void;
  end(): void;
  /** The member failed or the import was cancelled: forget its rows. */
  abort(): void;
}

/**
 * Some PTP edits by columns, `length` of each array in use. The arrays are filled again after the call: a sink copies
 * what it keeps (`array.subarray(0, length)`).
 */
export interface PtpBatch {
  readonly length: number;
  /** Codes as `packCode` gives them: they sort as their texts do. */
  readonly column1: Uint32Array;
  readonly column2: Uint32Array;
  /** `Day` numbers. */
  readonly effective: Uint32Array;
  /** `Day` numbers; 0 where the edit is active. The edit holds on this day too. */
  readonly deleted: Uint32Array;
  /** 0 or 1; edits of indicator 9 don't get here. */
  readonly indicator: Uint8Array;
  /** 1 where the edit existed before 1996. */
  readonly priorTo1996: Uint8Array;
  /** An index in `rationales`. */
  readonly rationale: Uint16Array;
  /** The rationales as published, in the order of appearance: one array a table, which grows from batch to batch. */
  readonly rationales: readonly string[];
}
