import type { DatedTable, Edition } from '../tables';
import { type CompiledTable, tableOf } from './columns';
import { editionOn, type LoadedFiles } from './editions';
import { findCode } from './keys';

/** Makes a table's row of the file's rows `[from, to)`, which are those of one code. */
export type RowMaker<Row> = (table: CompiledTable) => (from: number, to: number) => Row;

interface LoadedTable<Row> {
  readonly edition: Edition;
  readonly loaded: LoadedFiles;
  open?: { readonly table: CompiledTable; readonly make: (from: number, to: number) => Row };
  readonly made: Map<number, Row & { readonly edition: Edition }>;
}

/**
 * A dated table over compiled editions, each of which lists every code. The fallback answers for days before the
 * first of them, and for everything when there is none that can be read.
 */
export function compiledDated<Row extends object>(
  loaded: readonly LoadedFiles[],
  fallback: DatedTable<Row>,
  maker: RowMaker<Row>,
): DatedTable<Row> {
  if (loaded.length === 0) return fallback;
  let tables: LoadedTable<Row>[] = loaded.map((one) => ({ edition: one.edition, loaded: one, made: new Map() }));
  const open = (one: LoadedTable<Row>) => {
    if (!one.open) {
      const data = one.loaded.files[0]?.load();
      if (!data) {
        tables = tables.filter((other) => other !== one);
        return undefined;
      }
      const table = tableOf(data);
      one.open = { table, make: maker(table) };
    }
    return one.open;
  };
  return {
    get name() {
      return tables[0]?.edition.table ?? fallback.name;
    },
    get coverage() {
      return tables.length ? 'complete' : fallback.coverage;
    },
    get editions() {
      return tables.length ? tables.map(({ edition }) => edition) : fallback.editions;
    },
    editionOn: (on) => (tables.length ? editionOn(tables, on)?.edition : fallback.editionOn(on)),
    get(code, on) {
      for (let found = editionOn(tables, on); found; found = editionOn(tables, on)) {
        const opened = open(found);
        // A damaged edition is gone from the list now: the one before it is asked.
        if (!opened) continue;
        const { keys } = opened.table;
        const from = findCode(keys, code);
        if (from < 0) return undefined;
        let row = found.made.get(from);
        if (!row) {
          let to = from + 1;
          while (keys[to] === keys[from]) to++;
          row = { ...opened.make(from, to), edition: found.edition };
          found.made.set(from, row);
        }
        return row;
      }
      return fallback.get(code, on);
    },
  };
}
