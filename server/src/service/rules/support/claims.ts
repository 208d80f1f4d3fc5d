import { replacesAnother } from '../../model/billType';
import type { Claim } from '../../model/claim';
import type { JudgedClaim, RuleScope } from '../rule';
import { isMedicare } from './payer';
import { settingOf } from './setting';

/**
 * The claim goes to Medicare, by SBR09, else by the payer's name. A claim that names no payer is taken for Medicare's:
 * what is said of it names Medicare.
 */
export function mayBeMedicare(claim: Claim): boolean {
  const { payer } = claim;
  if (payer?.filingIndicator) return isMedicare(claim);
  return payer?.name === undefined || payer.name.includes('MEDICARE');
}

/**
 * Two claims that a payer sees beside each other: of one setting and one payer, and neither takes the place of
 * another. Copies of a claim for a second payer, and a replacement beside what it replaces, are one service told twice.
 */
export function standBeside(a: Claim, b: Claim): boolean {
  if (replacesAnother(a.frequency) || replacesAnother(b.frequency)) return false;
  if (settingOf(a) !== settingOf(b)) return false;
  const first = a.payer?.id ?? a.payer?.name;
  const second = b.payer?.id ?? b.payer?.name;
  return first === undefined || second === undefined || first === second;
}

/** The patient's other claims that stand beside this one and are no second copy of it. */
export function claimsBeside(scope: RuleScope): readonly JudgedClaim[] {
  if (scope.others.length === 0) return scope.others;
  const id = scope.claim.id?.value;
  return scope.others.filter(
    ({ claim }) => standBeside(scope.claim, claim) && (id === undefined || claim.id?.value !== id),
  );
}

/** How a message names another claim: `claim A17`. */
export function nameOf(claim: Claim): string {
  return claim.id ? `claim ${claim.id.value}` : 'another claim';
}
