import type { Claim } from '../../model/claim';

/** Medicare by SBR09 (X12 element 1032): Part A, Part B, Medicare Advantage. */
const MEDICARE = new Set(['MA', 'MB', '16']);

export function isMedicare(claim: Claim): boolean {
  return MEDICARE.has(claim.payer?.filingIndicator ?? '');
}

/** Medicare and Medicaid. */
const GOVERNMENT = new Set([...MEDICARE, 'MC']);

/** Medicare's or Medicaid's by SBR09, else by the payer's name; a claim that names no payer may be theirs. */
export function mayBeGovernment({ payer }: Claim): boolean {
  if (payer?.filingIndicator) return GOVERNMENT.has(payer.filingIndicator);
  return payer?.name === undefined ? payer?.id === undefined : /MEDICA(?:RE|ID)/.test(payer.name);
}
