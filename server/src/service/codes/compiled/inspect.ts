import { keysOf, proseOf } from './columns';
import type { CompiledData } from './file';
import type { Keys } from './keys';
import { type PackedInts, packedAt } from './packed';
import { type Column, isColumnar, PAIR_TERMS, PROSE, SCHEMAS, TERM_PREFIX } from './schemas';

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
    const units = data.bytes(`${name}.text`).length / (data.section(`${name}.text`)?.width === 16 ? 2 : 1);
    const wrong = inspectEnds(data, name, units);
    if (wrong) return wrong;
  }
  return columns.some(({ kind }) => kind === 'prose') ? inspectProse(data) : undefined;
}

function inspectProse(data: CompiledData): string | undefined {
  const { ids, words } = proseOf(data);
  if (exceeds(ids, words().length)) return 'a text points outside of the words';
  return inspectEnds(data, PROSE, ids.length);
}

/** Where the texts of a list end: in order, and the last at the end of what they are made of. */
function inspectEnds(data: CompiledData, list: string, length: number): string | undefined {
  const ends = data.words(`${list}.ends`);
  for (let i = 1; i < ends.length; i++) if (ends[i - 1]! > ends[i]!) return `the texts of ${list} are not in order`;
  return (ends.at(-1) ?? 0) === length ? undefined : `the texts of ${list} are cut off`;
}

/** The values of a column's list, "absent" included. */
function listLength(data: CompiledData, { kind }: Column, name: string): number {
  if (kind === 'flag') return 3;
  if (kind === 'number') return 1 + data.doubles(`${name}.values`).length;
  return 1 + data.words(`${kind === 'prose' ? PROSE : name}.ends`).length;
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
