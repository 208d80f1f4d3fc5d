import type { Day } from '../model/date';
import type { Coverage, DatedTable, Edition } from './tables';

export interface LoadedEdition<Row> {
  readonly edition: Edition;
  readonly rows: ReadonlyMap<string, Row>;
  /** Codes whose row was compared with earlier releases and found the same since that day. */
  readonly since?: ReadonlyMap<string, Day>;
}

/** A dated table over maps. `loaded` in any order. */
export function datedTable<Row extends object>(
  name: string,
  coverage: Coverage,
  loaded: readonly LoadedEdition<Row>[],
): DatedTable<Row> {
  const ordered = [...loaded].sort((a, b) => a.edition.effectiveFrom - b.edition.effectiveFrom);
  const pick = (on: Day | undefined): LoadedEdition<Row> | undefined => {
    if (on === undefined) return ordered.at(-1);
    let found: LoadedEdition<Row> | undefined;
    for (const candidate of ordered) {
      if (candidate.edition.effectiveFrom > on) break;
      found = candidate;
    }
    return found;
  };
  // A finding cites the edition of its row; joined once per row, not once per look-up.
  const joined = new Map<Row, Row & { readonly edition: Edition }>();
  const join = (row: Row | undefined, edition: Edition) => {
    if (!row) return undefined;
    let result = joined.get(row);
    if (!result) {
      result = { ...row, edition };
      joined.set(row, result);
    }
    return result;
  };
  return {
    name,
    coverage: ordered.length ? coverage : 'none',
    editions: ordered.map((one) => one.edition),
    editionOn: (on) => pick(on)?.edition,
    get(code, on) {
      const found = pick(on);
      if (found) {
        const row = found.rows.get(code);
        if (row || coverage === 'complete') return join(row, found.edition);
        // A sample's editions hold different codes: an older one may have what the newest lacks.
        for (let i = ordered.indexOf(found) - 1; i >= 0; i--) {
          const older = ordered[i]!.rows.get(code);
          if (older) return join(older, ordered[i]!.edition);
        }
        return undefined;
      }
      const first = ordered[0];
      const since = first?.since?.get(code);
      return first && since !== undefined && on !== undefined && since <= on
        ? join(first.rows.get(code), first.edition)
        : undefined;
    },
  };
}
