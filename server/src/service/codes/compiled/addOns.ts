import type { Day } from '../../model/date';
import type { AddOnRow, AddOnTable, Edition } from '../tables';
import { type CompiledTable, tableOf } from './columns';
import { dataOf, editionOn, type LoadedFiles } from './editions';
import { findCode } from './keys';

interface LoadedAddOns {
  readonly edition: Edition;
  readonly loaded: LoadedFiles;
  table?: CompiledTable;
  /** Rows by primary, made when first asked for. */
  byPrimary?: Map<string, number[]>;
}

const NONE: readonly AddOnRow[] = [];

/** Add-on edits over compiled editions. Rows have dates of their own, so the oldest edition also speaks for earlier days. */
export function compiledAddOns(loaded: readonly LoadedFiles[], fallback: AddOnTable): AddOnTable {
  if (loaded.length === 0) return fallback;
  let tables: LoadedAddOns[] = loaded.map((one) => ({ edition: one.edition, loaded: one }));
  const pick = (on: Day | undefined): LoadedAddOns | undefined => {
    for (let found = tables.at(-1); found; ) {
      found = editionOn(tables, on) ?? tables[0];
      if (!found || found.table) return found;
      const data = dataOf(found.loaded)[0];
      if (data) {
        found.table = tableOf(data);
        return found;
      }
      tables = tables.filter((one) => one !== found);
    }
    return undefined;
  };
  return {
    get coverage() {
      return tables.length ? 'complete' : fallback.coverage;
    },
    get edition() {
      return tables.length ? tables.at(-1)!.edition : fallback.edition;
    },
    get editions() {
      return tables.length ? tables.map(({ edition }) => edition) : fallback.editions;
    },
    editionOn: (on) => (tables.length ? (editionOn(tables, on) ?? tables[0])?.edition : fallback.edition),
    rowsOf(code, on) {
      const found = pick(on);
      if (!found) return fallback.rowsOf(code, on);
      const { keys } = found.table!;
      const from = findCode(keys, code);
      if (from < 0) return NONE;
      const rows: AddOnRow[] = [];
      for (let row = from; keys[row] === keys[from]; row++) rows.push(addOnRow(found.table!, row));
      return rows;
    },
    addOnsOf(code, on) {
      const found = pick(on);
      if (!found) return fallback.addOnsOf(code, on);
      found.byPrimary ??= rowsByPrimary(found.table!);
      return found.byPrimary.get(code)?.map((row) => addOnRow(found.table!, row)) ?? NONE;
    },
  };
}

function addOnRow(table: CompiledTable, row: number): AddOnRow {
  return {
    addOn: table.codeAt(row),
    primary: table.text('primary')(row) ?? '',
    type: table.number('type')(row) as AddOnRow['type'],
    effective: table.number('effective')(row) ?? 0,
    deleted: table.number('deleted')(row),
    note: table.text('notes')(row) || undefined,
  };
}

function rowsByPrimary(table: CompiledTable): Map<string, number[]> {
  const primary = table.text('primary');
  const found = new Map<string, number[]>();
  for (let row = 0; row < table.rows; row++) {
    const code = primary(row) ?? '';
    const rows = found.get(code);
    if (rows) rows.push(row);
    else found.set(code, [row]);
  }
  return found;
}
