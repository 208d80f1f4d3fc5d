import type { Claim } from '../model/claim';
import type { Rule } from './rule';
import { codeSetOf } from './support/diagnoses';

/** CMS-1500 and the 837 hold twelve diagnoses. */
const MOST = 12;

/** A pointer to a diagnosis that the claim does not have. */
export const invalidDiagnosisPointer: Rule = {
  id: 'invalid-diagnosis-pointer',
  summary: 'A diagnosis pointer that names no diagnosis of the claim.',
  why: 'The pointer says which diagnosis is the reason for the service; one that leads nowhere is rejected before any payer sees it.',
  advice: 'Point at a diagnosis that is there, or add the one that was meant.',
  severity: 'error',
  stage: 'stable',
  needs: [],
  scope: 'all payers',
  appliesTo: 'claims',
  sources: ['X12 837 005010X222A1 SV107, diagnosis code pointer: 1 to 12, in the order of the HI segment'],
  examples: {
    bad: [{ text: 'DOS: 2025-03-04   Dx: A: C43.59  B: Z51.11\n96413 x1 dx A\n99213 x1 dx «C»' }],
    good: [{ text: 'DOS: 2025-03-04   Dx: A: C43.59  B: Z51.11\n96413 x1 dx A,B' }],
  },
  check(scope) {
    const { claim, settings } = scope;
    const counted = hasDiagnoses(claim);
    if (claim.lacksPrincipal || hasUnreadable(claim)) return;
    if (claim.lacksDiagnoses && settings.rules['missing-segment'] !== 'off') return;
    const isThere = placesOf(claim);
    for (let index = 0; index < claim.lines.length; index++) {
      const line = claim.lines[index]!;
      // Text may name pointers and leave the diagnoses out.
      if (!counted && line.segment === undefined) return;
      for (const { value, start, end } of line.pointers) {
        if (isThere(value)) continue;
        scope.report({
          span: { start, end },
          line: index,
          code: line.procedure?.value,
          cause: reason(claim, value),
          message: `Pointer ${value} names no diagnosis: ${reason(claim, value)}. The claim would be rejected; point at a diagnosis that is there, or add the one that was meant.`,
        });
      }
    }
  },
};

/** So few are looked through faster than they are put in a set. */
const FEW = 32;

function reason(claim: Claim, value: number): string {
  if (value > MOST) return `a claim has at most ${MOST}`;
  const count = claim.diagnoses.reduce((most, { pointer }) => Math.max(most, pointer), 0);
  return count === 0 ? 'the claim has none' : count === 1 ? 'the claim has one' : `the claim has ${count}`;
}

function hasDiagnoses({ diagnoses }: Claim): boolean {
  for (const { pointer } of diagnoses) if (pointer > 0) return true;
  return false;
}

/** A diagnosis under a qualifier that is none of a principal or further one, so that it can't be told what it counts. */
function hasUnreadable({ diagnoses }: Claim): boolean {
  for (const diagnosis of diagnoses) {
    if (diagnosis.pointer === 0 && diagnosis.qualifier !== undefined && !codeSetOf(diagnosis)) return true;
  }
  return false;
}

/** Tells whether a place is taken; a table without claim numbers is one claim, with thousands of diagnoses. */
function placesOf({ diagnoses, otherPlaces = [] }: Claim): (value: number) => boolean {
  if (diagnoses.length + otherPlaces.length <= FEW) {
    return (value) => otherPlaces.includes(value) || (value > 0 && diagnoses.some(({ pointer }) => pointer === value));
  }
  const places = new Set(otherPlaces);
  for (const { pointer } of diagnoses) if (pointer > 0) places.add(pointer);
  return (value) => places.has(value);
}
