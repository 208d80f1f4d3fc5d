import type { DatedTable, Edition } from '../tables';
import { type CompiledTable, tableOf } from './columns';
import { editionList, type LoadedFiles } from './editions';
import { findCode } from './keys';

/** Makes a table's row of the file's rows `[from, to)`, which are those of one code. */
export type RowMaker<Row> = (
  table: CompiledTable,
  edition: Edition,
) => (from: number, to: number) => Row & { readonly edition: Edition };

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
  const name = loaded[0]!.edition.table;
  const list = editionList(loaded, (data, { edition }) => {
    const table = tableOf(data[0]!);
    return {
      keys: table.keys,
      make: maker(table, edition),
      rows: new Map<string, Row & { readonly edition: Edition }>(),
    };
  });
  const isLoaded = () => list.editions.length > 0;
  return {
    name,
    get coverage() {
      return isLoaded() ? 'complete' : fallback.coverage;
    },
    get editions() {
      return isLoaded() ? list.editions : fallback.editions;
    },
    editionOn: (on) => (isLoaded() ? list.editionOn(on) : fallback.editionOn(on)),
    get(code, on) {
      const open = list.openOn(on);
      if (!open) return fallback.get(code, on);
      const { keys, make, rows } = open.value;
      const made = rows.get(code);
      if (made) return made;
      const from = findCode(keys, code);
      if (from < 0) return undefined;
      let to = from + 1;
      while (keys[to] === keys[from]) to++;
      // Claims bill the same few hundred codes again and again; codes that are not there are not kept.
      const row = make(from, to);
      rows.set(code, row);
      return row;
    },
  };
}
