import type { Rule } from './rule';
import { ageNote, cite } from './support/cite';
import { mayBeMedicare } from './support/claims';
import { isMedicare } from './support/payer';
import { expectedDenial, isPaidByOpps, isReportedOnly } from './support/payment';
import { codeSpan } from './support/place';
import { NO_SUCH_CODE } from './support/precedence';

/** What follows from a status indicator under which nothing is paid; all others are paid, packaged or paid elsewhere. */
const UNPAID: Readonly<Record<string, string>> = {
  E1: 'it is no outpatient benefit, and the line is denied. Add GY if a denial is wanted, or take it off.',
  E2: 'there is no price for it, and the line is denied. Check the code.',
  B: 'outpatient bills do not take the code, and the bill is returned. Bill the code that stands for the service in a hospital.',
  C: 'it is paid for admitted patients only. Check the code and whether the patient was admitted.',
  M: 'it cannot be billed to the contractor on this kind of bill, and the bill is returned. Take it off.',
};

/** A code on a hospital outpatient bill that the outpatient prospective payment system does not pay. */
export const notPaidUnderOpps: Rule = {
  id: 'not-paid-under-opps',
  summary: 'A code on a hospital outpatient bill whose OPPS status indicator is E1, E2, B, C or M.',
  why: 'The status indicator of Addendum B decides what an outpatient bill is paid for; with these five the line is denied or the bill returned.',
  advice: 'Bill the code that hospitals use, move the service to the right bill, or take the line off.',
  severity: 'error',
  stage: 'stable',
  needs: ['OPPS'],
  scope: 'medicare edits',
  appliesTo: 'claims',
  yieldsTo: NO_SUCH_CODE,
  denies: true,
  sources: [
    'CMS OPPS Addendum B and Addendum D1 (status indicators)',
    'Medicare Claims Processing Manual, chapter 4, section 10.1: bill types 12x, 13x, 14x, 76x',
  ],
  examples: {
    bad: [
      { text: 'TOB: 131\nDOS: 2026-05-04\n«0708T» x1', note: 'E1: not covered' },
      { text: 'TOB: 131\nDOS: 2026-05-04\n«99213» x1', note: 'B: hospitals bill G0463' },
    ],
    good: [{ text: 'TOB: 131\nDOS: 2026-05-04\nG0463 x1' }, { text: 'DOS: 2026-05-04\n99213 x1' }],
  },
  check(scope) {
    if (!isPaidByOpps(scope.claim) || !mayBeMedicare(scope.claim)) return;
    const table = scope.codes.opps;
    for (const line of scope.lines) {
      if (line.slip || isReportedOnly(line)) continue;
      const row = table.get(line.code, line.from);
      if (!row) {
        const dated = table.editionOn(line.from) !== undefined;
        scope.notChecked(
          line,
          dated ? 'the loaded Addendum B does not list the code' : 'no Addendum B for the date of service is loaded',
        );
        continue;
      }
      const consequence = UNPAID[row.statusIndicator];
      if (!consequence) {
        scope.pass(line);
        continue;
      }
      const wanted = expectedDenial(line) ?? emergency(row.statusIndicator, line.modifiers);
      if (wanted) {
        scope.bypass(line, `modifier ${wanted}`);
        continue;
      }
      const meaning = scope.codes.meaningOf('opps', row.statusIndicator)?.short;
      scope.report({
        severity: isMedicare(scope.claim) ? 'error' : 'warning',
        span: codeSpan(line),
        line: line.index,
        code: line.code,
        message:
          `${line.code} has OPPS status indicator ${row.statusIndicator}${meaning ? ` (${meaning})` : ''}: ${consequence}` +
          ageNote(row.edition, line.from),
        citation: cite(row.edition),
      });
    }
  },
};

/** CA: an inpatient-only operation in an emergency, and the patient died before admission. */
function emergency(indicator: string, modifiers: readonly string[]): string | undefined {
  return indicator === 'C' && modifiers.includes('CA') ? 'CA' : undefined;
}
