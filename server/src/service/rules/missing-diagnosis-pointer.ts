import type { Rule } from './rule';
import { x12Example } from './support/example';

const CLAIM = ['CLM*A*200***11:B:1', 'HI*ABK:C4359*ABF:Z5111', 'LX*1', 'SV1*HC:96413*100*UN*1***1:2', 'LX*2'];

/** A professional line that names no diagnosis although the claim has some. */
export const missingDiagnosisPointer: Rule = {
  id: 'missing-diagnosis-pointer',
  summary: 'A line of a professional claim without a diagnosis pointer.',
  why: 'Every professional service needs its reason; a line without a pointer is rejected.',
  advice: 'Point at one to four diagnoses of the claim, the most important one first.',
  severity: 'error',
  stage: 'stable',
  needs: [],
  scope: 'all payers',
  appliesTo: 'claims',
  sources: ['X12 837 005010X222A1 SV107-1, diagnosis code pointer, required'],
  examples: {
    bad: [{ text: x12Example(...CLAIM, 'SV1*HC:«99213»*100*UN*1') }],
    good: [{ text: x12Example(...CLAIM, 'SV1*HC:99213*100*UN*1***1') }],
  },
  check(scope) {
    const { claim } = scope;
    if (!claim.diagnoses.some(isCounted)) return;
    for (let index = 0; index < claim.lines.length; index++) {
      const { segment, pointers, procedure, span } = claim.lines[index]!;
      if (segment !== 'SV1' || pointers.length > 0) continue;
      const place = procedure?.value ? procedure : span;
      scope.report({
        span: { start: place.start, end: place.end },
        line: index,
        code: procedure?.value,
        cause: 'none',
        message: `The line ${procedure?.value ? `of ${procedure.value} ` : ''}points at no diagnosis (SV107). The claim would be rejected; name the diagnosis that is the reason for the service.`,
      });
    }
  },
};

function isCounted({ pointer }: { readonly pointer: number }): boolean {
  return pointer > 0;
}
