import type { Day } from '../../model/date';
import type { AddOnRow, AddOnTable } from '../tables';
import { type CompiledTable, tableOf } from './columns';
import { editionList, type LoadedFiles, type OpenEdition } from './editions';
import { findCode } from './keys';

const NONE: readonly AddOnRow[] = [];
const MOST_MADE = 4096;

/** Add-on edits over compiled editions. Rows have dates of their own, so the oldest edition also speaks for earlier days. */
export function compiledAddOns(loaded: readonly LoadedFiles[], fallback: AddOnTable): AddOnTable {
  if (loaded.length === 0) return fallback;
  const list = editionList(loaded, (data) => addOnIndex(tableOf(data[0]!)), { early: true });
  const isLoaded = () => list.editions.length > 0;
  /** Kept apart: asked for between two questions about a day, it would make the list forget that day's edition. */
  let newest: OpenAddOns | undefined;
  return {
    get coverage() {
      return isLoaded() ? 'complete' : fallback.coverage;
    },
    get edition() {
      return isLoaded() ? list.editions.at(-1) : fallback.edition;
    },
    get editions() {
      return isLoaded() ? list.editions : fallback.editions;
    },
    editionOn: (on) => (isLoaded() ? list.editionOn(on) : fallback.edition),
    rowsOf: (code, on) => list.openOn(on)?.value.rowsOf(code) ?? fallback.rowsOf(code, on),
    addOnsOf: (code, on) => list.openOn(on)?.value.addOnsOf(code) ?? fallback.addOnsOf(code, on),
    lastDayOf(code) {
      newest ??= list.openOn(undefined);
      const day = newest?.value.lastDayOf(code);
      return day === undefined ? undefined : { day, edition: newest!.edition };
    },
  };
}

type OpenAddOns = OpenEdition<ReturnType<typeof addOnIndex>>;

function addOnIndex(table: CompiledTable) {
  const { keys } = table;
  const primary = table.text('primary');
  const type = table.number('type');
  const effective = table.number('effective');
  const deleted = table.number('deleted');
  const notes = table.text('notes');
  const rowAt = (row: number): AddOnRow => ({
    addOn: table.codeAt(row),
    primary: primary(row) ?? '',
    type: type(row) as AddOnRow['type'],
    effective: effective(row) ?? 0,
    deleted: deleted(row),
    note: notes(row) || undefined,
  });
  let byPrimary: Map<string, number[]> | undefined;
  let lastDays: Map<string, Day> | undefined;
  const made = new Map<string, readonly AddOnRow[]>();
  return {
    rowsOf(code: string): readonly AddOnRow[] {
      const known = made.get(code);
      if (known) return known;
      const from = findCode(keys, code);
      if (from < 0) {
        // Most codes are no add-ons, and the same few hundred are asked for.
        if (made.size < MOST_MADE) made.set(code, NONE);
        return NONE;
      }
      const rows: AddOnRow[] = [];
      for (let row = from; keys[row] === keys[from]; row++) rows.push(rowAt(row));
      made.set(code, rows);
      return rows;
    },
    addOnsOf(code: string): readonly AddOnRow[] {
      byPrimary ??= rowsBy(table.rows, primary);
      return byPrimary.get(code)?.map(rowAt) ?? NONE;
    },
    lastDayOf(code: string): Day | undefined {
      lastDays ??= lastDaysOf(table);
      return lastDays.get(code);
    },
  };
}

/** The codes that have ended, each with its last day; a few hundred. */
function lastDaysOf(table: CompiledTable): Map<string, Day> {
  const primary = table.text('primary');
  const addOnDeleted = table.number('addOnDeleted');
  const primaryDeleted = table.number('primaryDeleted');
  const found = new Map<string, Day>();
  for (let row = 0; row < table.rows; row++) {
    const addOnDay = addOnDeleted(row);
    if (addOnDay !== undefined) found.set(table.codeAt(row), addOnDay);
    const primaryDay = primaryDeleted(row);
    if (primaryDay !== undefined) found.set(primary(row) ?? '', primaryDay);
  }
  return found;
}

function rowsBy(count: number, cell: (row: number) => string | undefined): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (let row = 0; row < count; row++) {
    const value = cell(row) ?? '';
    const rows = found.get(value);
    if (rows) rows.push(row);
    else found.set(value, [row]);
  }
  return found;
}
