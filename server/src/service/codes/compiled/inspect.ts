import { keysOf } from './columns';
import type { CompiledData } from './file';
import type { Keys } from './keys';
import { type PackedInts, packedAt } from './packed';
import { TERM_PREFIX } from './pairFile';
import { type Column, isColumnar, PAIR_TERMS, SCHEMAS } from './schemas';

/**
 * What is wrong with a file whose checksums are right: order, counts, and indexes that point nowhere. Undefined where
 * all is well. The readers rely on all of it.
 */
export function inspect(data: CompiledData): string | undefined {
  const { table, rows } = data.header;
  if (table === 'PTP') return inspectPairs(data);
  if (!isColumnar(table)) return `its table ${table} is not known`;
  const keys = keysOf(data);
  if (keys.length !== rows) return `it has ${keys.length} codes for ${rows} rows`;
  return outOfOrder(keys, false) ?? inspectColumns(data, SCHEMAS[table], '', rows);
}

function inspectPairs(data: CompiledData): string | undefined {
  const { rows } = data.header;
  const codes = data.words('keys');
  const starts = data.words('starts');
  const column2 = data.packed('column2');
  const terms = data.packed('terms');
  const termCount = data.packed(`${TERM_PREFIX}effective`).length;
  if (starts.length !== codes.length + 1 || starts[0] !== 0 || starts.at(-1) !== rows)
    return 'its index does not fit its rows';
  if (column2.length !== rows || terms.length !== rows) return 'a column does not fit its rows';
  if (exceeds(column2, codes.length) || exceeds(terms, termCount)) return 'a row points outside of its lists';
  for (let first = 0; first < codes.length; first++) {
    if (starts[first]! > starts[first + 1]!) return 'its index is not sorted';
    for (let row = starts[first]! + 1; row < starts[first + 1]!; row++) {
      const step =
        packedAt(column2, row) - packedAt(column2, row - 1) || packedAt(terms, row) - packedAt(terms, row - 1);
      if (step <= 0) return 'its rows are not sorted';
    }
  }
  return outOfOrder(codes, true) ?? inspectColumns(data, PAIR_TERMS, TERM_PREFIX, termCount);
}

function inspectColumns(
  data: CompiledData,
  columns: readonly Column[],
  prefix: string,
  rows: number,
): string | undefined {
  for (const column of columns) {
    if (column.kind === 'code') continue;
    const name = prefix + column.name;
    const indexes = data.packed(name);
    if (indexes.length !== rows) return `its column ${column.name} does not fit its rows`;
    if (exceeds(indexes, listLength(data, column, name))) return `its column ${column.name} points outside of its list`;
    if (column.kind !== 'text' && column.kind !== 'texts') continue;
    const list = column.pool ?? name;
    const ends = data.words(`${list}.ends`);
    for (let i = 1; i < ends.length; i++) if (ends[i - 1]! > ends[i]!) return `the texts of ${list} are not in order`;
    const units = data.bytes(`${list}.text`).length / (data.section(`${list}.text`)?.width === 16 ? 2 : 1);
    if ((ends.at(-1) ?? 0) !== units) return `the texts of ${list} are cut off`;
  }
  return undefined;
}

/** The values of a column's list, "absent" included. */
function listLength(data: CompiledData, column: Column, name: string): number {
  if (column.kind === 'flag') return 3;
  return (
    1 + (column.kind === 'number' ? data.doubles(`${name}.values`) : data.words(`${column.pool ?? name}.ends`)).length
  );
}

function exceeds(indexes: PackedInts, length: number): boolean {
  for (let i = 0; i < indexes.length; i++) if (packedAt(indexes, i) >= length) return true;
  return false;
}

function outOfOrder(keys: Keys, distinct: boolean): string | undefined {
  for (let i = 1; i < keys.length; i++) {
    if (keys[i - 1]! > keys[i]! || (distinct && keys[i - 1] === keys[i])) return 'its codes are not sorted';
  }
  return undefined;
}
