import type { Day } from '../model/date';
import type { Coverage, Edition, PairRow, PairTable } from './tables';

/** A pair table over rows in any order; a pair may have several rows with disjoint dates. */
export function pairTable(coverage: Coverage, rows: readonly PairRow[]): PairTable {
  /** Both ways: of either code by the other, the rows in which it is column 1 first. */
  const byCode = new Map<string, Map<string, PairRow[]>>();
  const editions = new Map<string, Edition>();
  for (const row of rows) {
    addTo(byCode, row.column1, row.column2, row);
    editions.set(row.edition.edition, row.edition);
  }
  for (const row of rows) if (row.column1 !== row.column2) addTo(byCode, row.column2, row.column1, row);
  return {
    coverage,
    editions: [...editions.values()],
    get: (a, b, on) => {
      const found = byCode.get(a)?.get(b);
      return found && firstInForce(found, on);
    },
  };
}

function addTo(byCode: Map<string, Map<string, PairRow[]>>, code: string, other: string, row: PairRow): void {
  let own = byCode.get(code);
  if (!own) {
    own = new Map();
    byCode.set(code, own);
  }
  const list = own.get(other);
  if (list) list.push(row);
  else own.set(other, [row]);
}

function firstInForce(rows: readonly PairRow[], on: Day | undefined): PairRow | undefined {
  for (const row of rows) if (isInForce(row, on)) return row;
  return undefined;
}

function isInForce(row: PairRow, on: Day | undefined): boolean {
  if (on === undefined) return row.deleted === undefined;
  const from = row.effective ?? row.edition.effectiveFrom;
  return from <= on && (row.deleted === undefined || on <= row.deleted);
}
