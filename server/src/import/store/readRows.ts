import { type Cell, columnReader } from '../../service/codes/compiled/columns';
import type { CompiledData } from '../../service/codes/compiled/file';
import { packedAt } from '../../service/codes/compiled/packed';
import { pairFileOf } from '../../service/codes/compiled/pairFile';
import { type Column, type ColumnarTable, SCHEMAS } from '../../service/codes/compiled/schemas';
import type { PtpRow } from '../rows';
import type { ImportRow } from '../sink';

/** Every row of a compiled file as the import gave it, in the order of the codes. */
export function* rowsOf(data: CompiledData): Generator<ImportRow> {
  if (data.header.table === 'PTP') yield* pairsOf(data);
  else yield* columnarRows(data);
}

function* columnarRows(data: CompiledData): Generator<ImportRow> {
  const columns: readonly Column[] = SCHEMAS[data.header.table as ColumnarTable];
  const readers = columns.map((column) => columnReader(data, column, ''));
  for (let row = 0; row < data.header.rows; row++) {
    const cells: Record<string, Cell> = {};
    columns.forEach(({ name, optional }, at) => {
      const value = readers[at]!(row);
      if (value !== undefined || !optional) cells[name] = value;
    });
    yield cells as unknown as ImportRow;
  }
}

function* pairsOf(data: CompiledData): Generator<PtpRow> {
  const file = pairFileOf(data);
  for (let first = 0; first < file.codes.length; first++) {
    const column1 = file.codeAt(first);
    for (let row = file.starts[first]!; row < file.starts[first + 1]!; row++) {
      const term = packedAt(file.terms, row);
      yield {
        column1,
        column2: file.codeAt(packedAt(file.column2, row)),
        priorTo1996: file.priorTo1996(term),
        effective: file.effective(term),
        deleted: file.deleted(term),
        indicator: file.indicator(term),
        rationale: file.rationale(term),
      };
    }
  }
}
