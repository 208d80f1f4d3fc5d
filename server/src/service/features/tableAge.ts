import { quarterOf, releaseQuarter } from '../codes/quarters';
import type { Codes, Coverage, Edition } from '../codes/tables';
import type { Claim } from '../model/claim';
import type { Day } from '../model/date';

/**
 * The tables of the user whose newest edition is older than the quarter of the newest service: they are used all the
 * same, and it is said. The embedded sample is not complained of: it says of itself that it is one.
 */
export function olderTables(codes: Codes, claims: readonly Claim[]): readonly Edition[] {
  const tables: { coverage: Coverage; editions: readonly Edition[] }[] = [
    codes.feeSchedule,
    codes.opps,
    ...Object.values(codes.mue),
    ...Object.values(codes.pairs),
    { coverage: codes.addOns.coverage, editions: codes.addOns.editions ?? [] },
  ];
  const own = tables.flatMap(({ coverage, editions }) => (coverage === 'complete' ? editions.slice(-1) : []));
  if (own.length === 0) return [];
  const newest = newestService(claims);
  return newest === undefined ? [] : own.filter((last) => releaseQuarter(last) < quarterOf(newest));
}

function newestService(claims: readonly Claim[]): Day | undefined {
  let newest: Day | undefined;
  for (const claim of claims) {
    if (claim.role !== 'claim') continue;
    for (const line of claim.lines) {
      const day = line.from?.value ?? claim.from?.value;
      if (day !== undefined && (newest === undefined || day > newest)) newest = day;
    }
  }
  return newest;
}
