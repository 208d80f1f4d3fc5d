import type { FileFields } from '../../service/codes/compiled/header';
import { type KeyLength, NO_KEY, packKey } from '../../service/codes/compiled/keys';
import { type Column, type ColumnarTable, SCHEMAS } from '../../service/codes/compiled/schemas';
import { classOf } from '../../service/codes/shape';
import type { HcpcsRow, TableRows } from '../rows';
import type { ImportRow } from '../sink';
import { encodeColumns } from './encodeColumns';
import { sectionWriter } from './sections';
import { StoreError } from './storeError';

/** Fails to compile where a table's columns are not the fields of its rows. */
type ColumnNames<T extends ColumnarTable> = (typeof SCHEMAS)[T][number]['name'];
type Mismatch = {
  [T in ColumnarTable]: Exclude<ColumnNames<T>, keyof TableRows[T]> | Exclude<keyof TableRows[T], ColumnNames<T>>;
}[ColumnarTable];
type Nothing<T extends never> = T;
export type ColumnsThatDiffer = Nothing<Mismatch>;

/** A file with these rows, sorted by code; rows of one code keep their order. */
export function encodeTable(fields: Omit<FileFields, 'rows' | 'covers'>, rows: readonly ImportRow[]): Uint8Array {
  const columns: readonly Column[] = SCHEMAS[fields.table as ColumnarTable];
  const codeColumn = columns[0]!.name;
  const codes = rows.map((row) => (row as unknown as Record<string, string>)[codeColumn]!);
  const keyLength: KeyLength = codes.every((code) => code.length <= 6) ? 6 : 10;
  const packed = Float64Array.from(codes, (code) => {
    const key = packKey(code, keyLength);
    if (key === NO_KEY) {
      throw new StoreError(
        `“${code}” in ${fields.source} can't be stored as a code: a code has one to ten digits and capital letters`,
      );
    }
    return key;
  });
  const order = Uint32Array.from(rows, (_, at) => at);
  if (!isAscending(packed)) order.sort((a, b) => packed[a]! - packed[b]! || a - b);
  const sections = sectionWriter();
  const keys = Float64Array.from(order, (at) => packed[at]!);
  if (keyLength === 6) sections.words('keys', Uint32Array.from(keys));
  else sections.doubles('keys', keys);
  encodeColumns(
    sections,
    columns,
    Array.from(order, (at) => rows[at]!),
  );
  return sections.file({ ...fields, rows: rows.length, covers: covered(fields.table, fields.source, rows) });
}

function isAscending(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i++) if (values[i - 1]! > values[i]!) return false;
  return true;
}

/** So many procedures are the whole of HCPCS Level II, whatever the file is called; 2019 had 6,440. */
const WHOLE_HCPCS = 5000;

/** The classes of which a file lists every code: an ANWEB file HCPCS Level II, a ConsolidatedCodeList those it has. */
function covered(table: string, source: string, rows: readonly ImportRow[]): string[] {
  if (table === 'HCPCS') {
    const procedures = (rows as readonly HcpcsRow[]).filter((row) => !row.modifier).length;
    const whole = (/anweb/i.test(source) && !/trans/i.test(source)) || procedures >= WHOLE_HCPCS;
    return whole && procedures > 0 ? ['HCPCS Level II'] : [];
  }
  if (table !== 'CPT' || !/consolidated[ _-]*code[ _-]*list/i.test(source)) return [];
  const classes = new Set<string>();
  for (const { code } of rows as readonly { readonly code: string }[]) {
    const found = classOf(code);
    if (found && found !== 'HCPCS Level II') classes.add(found);
  }
  return [...classes].sort();
}
