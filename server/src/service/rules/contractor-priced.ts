import type { Rule } from './rule';
import { ageNote, cite } from './support/cite';
import { mayBeMedicare } from './support/claims';
import { expectedDenial, isReportedOnly } from './support/payment';
import { codeSpan } from './support/place';

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
  sources: ['CMS Physician Fee Schedule Relative Value File, STATUS CODE C, and its document RVU25D'],
  examples: {
    bad: [{ text: 'DOS: 2025-03-04\n«0708T» x1' }],
    good: [{ text: 'DOS: 2025-03-04\n99213 x1' }],
  },
  check(scope) {
    const { claim } = scope;
    if (claim.kind === 'institutional' || claim.kind === 'dental' || !mayBeMedicare(claim)) return;
    const table = scope.codes.feeSchedule;
    for (let i = 0; i < scope.lines.length; i++) {
      const line = scope.lines[i]!;
      if (line.slip || isReportedOnly(line)) continue;
      const row = table.get(line.code, line.from);
      if (!row) continue;
      const told = line.line.description ?? claim.note ?? scope.codes.unlisted?.get(line.code) ?? expectedDenial(line);
      // An unlisted code without a description is a finding of its own; the first line of a code speaks for all.
      if (row.status !== 'C' || told || scope.lines.findIndex(({ code }) => code === line.code) < i) {
        scope.pass(line);
        continue;
      }
      scope.report({
        span: codeSpan(line),
        line: line.index,
        code: line.code,
        message:
          `${line.code} has status C in the Medicare fee schedule: there is no national price, and the contractor sets one. ` +
          `It will ask what was done; put a short description on the line and have the record ready.${ageNote(row.edition, line.from)}`,
        citation: cite(row.edition),
      });
    }
  },
};
