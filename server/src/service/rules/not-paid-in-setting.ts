import { type CodeMention, placeOfServiceOf } from '../model/claim';
import type { Rule } from './rule';
import { ageNote, cite } from './support/cite';
import { mayBeMedicare } from './support/claims';
import { isMedicare } from './support/payer';
import { expectedDenial, isReportedOnly } from './support/payment';
import { codeSpan } from './support/place';
import { NO_SUCH_CODE } from './support/precedence';
import { feeRowOf, whyNoFeeRow } from './support/rows';
import { settingOf } from './support/setting';

/** Where the patient is a hospital's: its departments off and on the campus, its beds, its emergency room. */
const HOSPITAL = new Set(['19', '21', '22', '23']);
/** Where no one is admitted: offices, homes, outpatient departments, emergency rooms, surgery centers, laboratories. */
const NOT_ADMITTED = new Set(['02', '10', '11', '12', '19', '20', '22', '23', '24', '49', '50', '72', '81']);

/** By PC/TC indicator: the places where the schedule pays nothing, and why. */
const UNPAID: Readonly<Record<string, { readonly places: ReadonlySet<string>; readonly why: string }>> = {
  '5': {
    places: HOSPITAL,
    why: "In a hospital the work of the staff is the hospital's to bill. The line would be denied: check the place, or leave the code to the hospital.",
  },
  '8': {
    places: NOT_ADMITTED,
    why: 'The reading is paid for admitted patients of a hospital only. The line would be denied: check the place, or take the line off.',
  },
};

/** A code that the fee schedule does not pay to a practitioner in the place where the service was done. */
export const notPaidInSetting: Rule = {
  id: 'not-paid-in-setting',
  summary: "A practitioner's code in a place where the fee schedule does not pay it, by its PC/TC indicator (5 or 8).",
  why: "Indicator 5 is work of the practitioner's own staff, which is never paid in a hospital; indicator 8 is a reading that is paid for admitted patients only.",
  advice: 'Check the place of service. If it is right, take the line off: the hospital bills what its staff did.',
  severity: 'error',
  stage: 'stable',
  needs: ['MPFS'],
  scope: 'medicare edits',
  appliesTo: 'claims',
  yieldsTo: [...NO_SUCH_CODE, 'noncovered-status', 'invalid-place-of-service'],
  denies: true,
  sources: [
    'CMS Physician Fee Schedule Relative Value File, PCTC IND, and its document RVU25D, PC/TC indicators 5 and 8',
    'CMS Place of Service Code Set: 19, 21, 22 and 23 are a hospital',
  ],
  examples: {
    bad: [{ text: 'DOS: 2025-03-04   POS: 22\n«96372» x1', note: "PC/TC 5: the hospital's nurse gave the injection" }],
    good: [
      { text: 'DOS: 2025-03-04   POS: 11\n96372 x1' },
      { text: 'DOS: 2025-03-04   POS: 22\n99213 x1', note: 'PC/TC 0' },
    ],
  },
  check(scope) {
    const { claim } = scope;
    if (settingOf(claim) !== 'practitioner' || !mayBeMedicare(claim)) return;
    for (const line of scope.lines) {
      const place = placeOfServiceOf(claim, line.line);
      if (line.slip || !place || isReportedOnly(line)) continue;
      const row = feeRowOf(scope, line);
      if (!row) {
        if (!HOSPITAL.has(place.value)) continue;
        scope.notChecked(line, whyNoFeeRow(scope, line));
        continue;
      }
      const unpaid = UNPAID[row.pctc];
      if (!unpaid?.places.has(place.value)) {
        scope.pass(line);
        continue;
      }
      const wanted = expectedDenial(line);
      if (wanted) {
        scope.bypass(line, `modifier ${wanted} says that a denial is expected`);
        continue;
      }
      const meaning = scope.codes.meaningOf('pctc', row.pctc)?.short;
      scope.report({
        severity: isMedicare(claim) ? 'error' : 'warning',
        span: codeSpan(line),
        line: line.index,
        code: line.code,
        cause: `${row.pctc} ${place.value}`,
        message:
          `${line.code} is not paid to a practitioner at place ${place.value}: its PC/TC indicator is ${row.pctc}${meaning ? ` (${meaning})` : ''}. ${unpaid.why}` +
          ageNote(row.edition, line.from),
        related: [{ span: spanOf(place), message: `place of service ${place.value}` }],
        citation: cite(row.edition),
      });
    }
  },
};

function spanOf({ start, end }: CodeMention): { start: number; end: number } {
  return { start, end };
}
