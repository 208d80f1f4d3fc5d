import type { JudgedLine, Rule, RuleScope } from './rule';
import { ageNote, cite } from './support/cite';
import { mayBeMedicare } from './support/claims';
import { expectedDenial, isReportedOnly } from './support/payment';
import { codeSpan } from './support/place';
import { NEVER_PAID } from './support/precedence';
import { feeRowOf } from './support/rows';

/** A code that has no national price. */
export const contractorPriced: Rule = {
  id: 'contractor-priced',
  summary: 'A code that the Medicare contractor prices (status C), without a description on the line.',
  why: 'The fee schedule holds no price for it: the contractor sets one from what the claim and the record tell, and asks for it where they tell nothing.',
  advice:
    "Put a short description on the line, have the record ready, and look up the contractor's policy for the code.",
  severity: 'hint',
  stage: 'stable',
  needs: ['MPFS'],
  scope: 'medicare edits',
  appliesTo: 'claims',
  yieldsTo: [
    ...NEVER_PAID,
    'missing-description',
    'missing-primary-code',
    'excess-units',
    'bundled-pair',
    'duplicate-line',
  ],
  sources: ['CMS Physician Fee Schedule Relative Value File, STATUS CODE C, and its document RVU25D'],
  examples: {
    bad: [{ text: 'DOS: 2025-03-04\n«0708T» x1' }],
    good: [{ text: 'DOS: 2025-03-04\n99213 x1' }],
  },
  check(scope) {
    const { claim } = scope;
    if (claim.kind === 'institutional' || claim.kind === 'dental' || !mayBeMedicare(claim)) return;
    for (const line of scope.lines) {
      if (line.slip || isReportedOnly(line)) continue;
      const row = feeRowOf(scope, line);
      if (!row) continue;
      if (row.status !== 'C' || isTold(scope, line)) {
        scope.pass(line);
        continue;
      }
      scope.report({
        span: codeSpan(line),
        line: line.index,
        code: line.code,
        cause: 'C',
        message:
          `${line.code} has status C in the Medicare fee schedule: there is no national price, and the contractor sets one. ` +
          `It will ask what was done; put a short description on the line and have the record ready.${ageNote(row.edition, line.from)}`,
        citation: cite(row.edition),
      });
    }
  },
};

/** The claim says already what was done, wants a denial, or an unlisted code is asked for its description elsewhere. */
function isTold({ claim, codes }: RuleScope, line: JudgedLine): boolean {
  if (line.line.description || claim.note || codes.unlisted?.get(line.code)) return true;
  return expectedDenial(line) !== undefined;
}
