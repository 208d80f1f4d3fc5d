import { quarterOf, releaseQuarter } from '../codes/quarters';
import type { Codes, Coverage, Edition } from '../codes/tables';
import type { Claim } from '../model/claim';
import type { Day } from '../model/date';

/**
 * The tables of the user whose newest edition is older than the newest service, by the publisher's quarters or years: they
 * are used all the same, and it is said. The embedded sample is not complained of: it says of itself that it is one.
 */
export function olderTables(codes: Codes, claims: readonly Claim[]): readonly Edition[] {
  const tables: { coverage: Coverage; editions: readonly Edition[] }[] = [
    codes.feeSchedule,
    codes.opps,
    ...Object.values(codes.mue),
    ...Object.values(codes.pairs),
    { coverage: codes.addOns.coverage, editions: codes.addOns.editions ?? [] },
  ];
  const quarterly = tables.flatMap(({ coverage, editions }) => (coverage === 'complete' ? editions.slice(-1) : []));
  const { procedures, diagnoses } = codes;
  const hcpcs = procedures.covers?.('HCPCS Level II', undefined);
  const cpt = procedures.covers?.('Category I', undefined);
  const icd = diagnoses?.coverage === 'complete' ? diagnoses.editions.at(-1) : undefined;
  if (quarterly.length === 0 && !hcpcs && !cpt && !icd) return [];
  const newest = newestService(claims);
  if (newest === undefined) return [];
  return [
    ...[...quarterly, ...(hcpcs ? [hcpcs] : [])].filter((last) => releaseQuarter(last) < quarterOf(newest)),
    // The codes of CPT are new every January, those of ICD-10-CM every October; what comes between is few.
    ...(cpt && yearOf(cpt.effectiveFrom) < yearOf(newest) ? [cpt] : []),
    ...(icd && fiscalYearOf(icd.effectiveFrom) < fiscalYearOf(newest) ? [icd] : []),
  ];
}

function yearOf(day: Day): number {
  return Math.trunc(day / 10000);
}

function fiscalYearOf(day: Day): number {
  return yearOf(day) + (Math.trunc(day / 100) % 100 >= 10 ? 1 : 0);
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
