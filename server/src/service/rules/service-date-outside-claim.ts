import type { Claim, DateMention } from '../model/claim';
import { isoOf } from '../model/date';
import type { Rule } from './rule';
import { isTotal } from './support/revenue';

/** A line done on a day that its claim does not cover. */
export const serviceDateOutsideClaim: Rule = {
  id: 'service-date-outside-claim',
  summary: "A line's date of service outside of the period that its claim covers.",
  why: 'A hospital bill covers its statement period; a line of another day is returned to the provider.',
  advice: 'Correct the date, or widen the period (DTP*434); a service of another period belongs on another claim.',
  severity: 'error',
  stage: 'stable',
  needs: [],
  scope: 'all payers',
  appliesTo: 'claims',
  yieldsTo: ['future-service-date', 'reversed-dates'],
  sources: [
    'X12 837 005010X223A2, DTP*434 statement dates and DTP*472 service date',
    'Medicare Claims Processing Manual, chapter 25: form locator 6, statement covers period, and 45, service date and, on the line of revenue code 0001, creation date',
  ],
  examples: {
    bad: [{ text: 'DOS: 2025-03-04 - 2025-03-06\n99231\n99231 «2025-03-09»', note: 'a warning' }],
    good: [
      { text: 'DOS: 2025-03-04 - 2025-03-06\n99231\n99231 2025-03-06' },
      { text: 'DOS: 2025-03-04\n99231 2025-03-06', note: "a claim's single day stands in for lines without one" },
    ],
  },
  check(scope) {
    const { claim } = scope;
    const begin = beginOf(claim);
    const first = begin?.value;
    if (!begin || first === undefined) return;
    const end = begin === claim.statementFrom ? claim.statementTo! : claim.to!;
    const last = end.value;
    if (last === undefined || last < first) return;
    for (let index = 0; index < claim.lines.length; index++) {
      const { from, to, procedure, revenue } = claim.lines[index]!;
      // The date of the total is the day on which the bill was made.
      if (from?.value === undefined || isTotal(revenue)) continue;
      const outside = from.value < first ? from : (to?.value ?? from.value) > last ? (to ?? from) : undefined;
      // A range that runs backwards is another finding.
      if (!outside || (to?.value !== undefined && to.value < from.value)) continue;
      const period = first === last ? isoOf(first) : `${isoOf(first)} to ${isoOf(last)}`;
      scope.report({
        severity: begin === claim.statementFrom ? 'error' : 'warning',
        span: { start: outside.start, end: outside.end },
        line: index,
        code: procedure?.value,
        cause: 'outside',
        message: `The line is dated ${isoOf(outside.value!)}, but its claim covers ${period}. It would be returned; correct the date or the period, or bill it on another claim.`,
        related: [{ span: { start: begin.start, end: end.end }, message: `the claim covers ${period}` }],
      });
    }
  },
};

/** The statement period, else the days of the claim where they are a range; one day only stands in for the lines'. */
function beginOf(claim: Claim): DateMention | undefined {
  // A single day (format D8) is no period: old senders wrote the day of the bill.
  if (claim.kind === 'institutional' && claim.statementFrom) return claim.statementTo && claim.statementFrom;
  return claim.kind !== 'dental' && claim.to ? claim.from : undefined;
}
