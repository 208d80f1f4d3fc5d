import type { DateMention } from '../model/claim';
import { isoOf } from '../model/date';
import type { Rule, RuleScope } from './rule';

/** A range of days that ends before it begins. */
export const reversedDates: Rule = {
  id: 'reversed-dates',
  summary: 'A range of dates whose end is before its beginning.',
  why: 'A range that runs backwards has no days: it is rejected as an invalid date.',
  advice: 'Correct the date that is wrong; often both are right and only their order is not.',
  severity: 'error',
  stage: 'stable',
  needs: [],
  scope: 'all payers',
  appliesTo: 'claims',
  sources: ['X12 element 1250, format RD8: range of dates CCYYMMDD-CCYYMMDD'],
  examples: {
    bad: [{ text: 'Claim: A\n99231 2025-03-06 - «2025-03-04» x3' }],
    good: [{ text: 'Claim: A\n99231 2025-03-04 - 2025-03-06 x3' }],
  },
  check(scope) {
    const { claim } = scope;
    for (let index = 0; index < claim.lines.length; index++) {
      const line = claim.lines[index]!;
      if (line.to) checkRange(scope, line.from, line.to, 'service', index);
    }
    if (claim.to) checkRange(scope, claim.from, claim.to, 'service');
    if (claim.statementTo) checkRange(scope, claim.statementFrom, claim.statementTo, 'statement period');
  },
};

function checkRange(
  scope: RuleScope,
  from: DateMention | undefined,
  to: DateMention,
  what: string,
  line?: number,
): void {
  if (from?.value === undefined || to.value === undefined || to.value >= from.value) return;
  scope.report({
    span: { start: to.start, end: to.end },
    line,
    code: line === undefined ? undefined : scope.claim.lines[line]!.procedure?.value,
    message: `The ${what} ends on ${isoOf(to.value)}, before it begins on ${isoOf(from.value)}. It would be rejected as an invalid date; correct the one that is wrong.`,
    related: [{ span: { start: from.start, end: from.end }, message: `begins ${isoOf(from.value)}` }],
  });
}
