import type { Day } from '../model/date';
import type { Coverage, Edition, PairRow, PairTable } from './tables';

/** A pair table over rows in any order; a pair may have several rows with disjoint dates. */
export function pairTable(coverage: Coverage, rows: readonly PairRow[]): PairTable {
  const byPair = new Map<string, PairRow[]>();
  const editions = new Map<string, Edition>();
  for (const row of rows) {
    const key = row.column1 + row.column2;
    const list = byPair.get(key);
    if (list) list.push(row);
    else byPair.set(key, [row]);
    editions.set(row.edition.edition, row.edition);
  }
  const find = (column1: string, column2: string, on: Day | undefined) =>
    byPair.get(column1 + column2)?.find((row) => isInForce(row, on));
  return {
    coverage,
    editions: [...editions.values()],
    get: (a, b, on) => find(a, b, on) ?? find(b, a, on),
  };
}

function isInForce(row: PairRow, on: Day | undefined): boolean {
  if (on === undefined) return row.deleted === undefined;
  const from = row.effective ?? row.edition.effectiveFrom;
  return from <= on && (row.deleted === undefined || on <= row.deleted);
}
