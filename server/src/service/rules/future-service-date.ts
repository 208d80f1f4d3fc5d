import { classOf } from '../codes/shape';
import type { DateMention } from '../model/claim';
import { type Day, isoOf } from '../model/date';
import type { Rule, RuleScope } from './rule';
import { x12Example } from './support/example';

/** A service after the day on which the claim that bills it was written. */
export const futureServiceDate: Rule = {
  id: 'future-service-date',
  summary: 'A date of service after the day on which the claim was written.',
  why: 'A service can be billed only once it is done; a front end rejects a claim whose service is later than the claim itself.',
  advice: 'Correct the date, often its year. If the service is still to come, leave the line out until it is done.',
  severity: 'error',
  stage: 'stable',
  needs: [],
  scope: 'all payers',
  appliesTo: 'claims',
  sources: [
    'X12 837 BHT04, transaction set creation date, and DTP*472, service date',
    'HL7 v2 MSH-7, date and time of the message, of a DFT; FHIR R4 Claim.created',
  ],
  examples: {
    bad: [
      {
        text: x12Example(
          'BHT*0019*00*1*20250310*1200*CH',
          'CLM*A*100***11:B:1',
          'HI*ABK:C4359',
          'LX*1',
          'SV1*HC:99213*100*UN*1***1',
          'DTP*472*D8*«20260304»',
        ),
        note: 'the file is of 2025-03-10',
      },
    ],
    good: [
      {
        text: x12Example(
          'BHT*0019*00*1*20250310*1200*CH',
          'CLM*A*100***11:B:1',
          'HI*ABK:C4359',
          'LX*1',
          'SV1*HC:99213*100*UN*1***1',
          'DTP*472*D8*20250310',
        ),
        note: 'the same day',
      },
    ],
  },
  check(scope) {
    const { claim } = scope;
    const { created } = claim;
    if (created === undefined) return;
    for (let index = 0; index < claim.lines.length; index++) {
      const { from, to, procedure } = claim.lines[index]!;
      if (from?.value !== undefined && from.value > created) report(scope, from, from.value, created, index);
      else if (to?.value !== undefined && to.value > created && isDone(procedure?.value)) {
        report(scope, to, to.value, created, index);
      }
    }
    const own = claim.from ?? claim.statementFrom;
    if (own?.value !== undefined && own.value > created) report(scope, own, own.value, created);
  },
};

/** Supplies, rentals and drugs (HCPCS Level II) are billed ahead for a span of days; a CPT service is done before. */
function isDone(code: string | undefined): boolean {
  const codeClass = code === undefined ? undefined : classOf(code);
  return codeClass === 'Category I' || codeClass === 'Category III';
}

function report(scope: RuleScope, { start, end }: DateMention, day: Day, created: Day, line?: number): void {
  scope.report({
    span: { start, end },
    cause: 'future',
    line,
    code: line === undefined ? undefined : scope.claim.lines[line]!.procedure?.value,
    message: `The service is dated ${isoOf(day)}, but the claim was written on ${isoOf(created)}. It would be rejected as a service that is not done yet; check the date and its year.`,
  });
}
