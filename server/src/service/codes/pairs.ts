import type { Day } from '../model/date';
import type { Coverage, Edition, PairRow, PairTable } from './tables';

/** A pair table over rows in any order; a pair may have several rows with disjoint dates. */
export function pairTable(coverage: Coverage, rows: readonly PairRow[]): PairTable {
  const byColumn1 = new Map<string, Map<string, PairRow[]>>();
  const editions = new Map<string, Edition>();
  for (const row of rows) {
    const own = byColumn1.get(row.column1) ?? new Map<string, PairRow[]>();
    byColumn1.set(row.column1, own);
    const list = own.get(row.column2);
    if (list) list.push(row);
    else own.set(row.column2, [row]);
    editions.set(row.edition.edition, row.edition);
  }
  const find = (column1: string, column2: string, on: Day | undefined) =>
    byColumn1
      .get(column1)
      ?.get(column2)
      ?.find((row) => isInForce(row, on));
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
