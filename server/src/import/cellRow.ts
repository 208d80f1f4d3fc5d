/** One row of a table that has cells: of a workbook, a CSV or a tab-delimited text. */
export interface CellRow {
  /** Its first line or its row, from 1. */
  readonly line: number;
  /** Absent cells in the middle are ''. */
  readonly cells: readonly string[];
  /** Which cell of a workbook holds a formula, such as `C12`: the first of the row. */
  readonly formula?: string;
}
