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
  const ordered = [...loaded]
    .sort((a, b) => a.edition.effectiveFrom - b.edition.effectiveFrom)
    .map(({ edition, rows, since }) => ({ edition, since, rows: cited(rows, edition) }));
  // A sample's editions hold different codes: an older one may have what the newest lacks.
  if (coverage !== 'complete') {
    for (let i = 1; i < ordered.length; i++) addMissing(ordered[i]!.rows, ordered[i - 1]!.rows);
  }
  const pick = (on: Day | undefined) => {
    if (on === undefined) return ordered.at(-1);
    let found: (typeof ordered)[number] | undefined;
    for (const candidate of ordered) {
      if (candidate.edition.effectiveFrom > on) break;
      found = candidate;
    }
    return found;
  };
  return {
    name,
    coverage: ordered.length ? coverage : 'none',
    editions: ordered.map((one) => one.edition),
    editionOn: (on) => pick(on)?.edition,
    get(code, on) {
      const found = pick(on);
      if (found) return found.rows.get(code);
      const first = ordered[0];
      const since = first?.since?.get(code);
      return first && since !== undefined && on !== undefined && since <= on ? first.rows.get(code) : undefined;
    },
  };
}

/**
 * Rows with the edition that a finding cites, joined once and not once a look-up; assigned, because objects that are
 * spread and added to have a shape each.
 */
function cited<Row extends object>(
  rows: ReadonlyMap<string, Row>,
  edition: Edition,
): Map<string, Row & { readonly edition: Edition }> {
  return new Map([...rows].map(([code, row]) => [code, Object.assign({}, row, { edition })]));
}

function addMissing<Row>(rows: Map<string, Row>, older: ReadonlyMap<string, Row>): void {
  for (const [code, row] of older) if (!rows.has(code)) rows.set(code, row);
}
