import type { Claim } from '../../model/claim';

/** Medicare by SBR09 (X12 element 1032): Part A, Part B, Medicare Advantage. */
const MEDICARE = new Set(['MA', 'MB', '16']);

export function isMedicare(claim: Claim): boolean {
  return MEDICARE.has(claim.payer?.filingIndicator ?? '');
}
