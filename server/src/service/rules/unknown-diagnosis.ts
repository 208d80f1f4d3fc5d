import type { Rule } from './rule';
import { ageNote, cite, onDay } from './support/cite';
import { diagnosisDays, judgeDiagnosis, UNREAD_DIAGNOSIS, whyNotChecked } from './support/diagnoses';

/** A diagnosis code that ICD-10-CM does not have. */
export const unknownDiagnosis: Rule = {
  id: 'unknown-diagnosis',
  summary: 'A diagnosis code that the ICD-10-CM edition of the day does not list.',
  why: 'The claim is rejected for an invalid diagnosis. Codes change every first of October, some in April.',
  advice:
    'Check the code and the date of service. If the code is newer than the loaded table, import the newer edition.',
  severity: 'error',
  stage: 'stable',
  needs: ['ICD-10-CM'],
  scope: 'all payers',
  appliesTo: 'claims',
  sources: ['ICD-10-CM code files of CMS and NCHS, one a fiscal year'],
  examples: {
    bad: [{ text: 'DOS: 2025-11-04   Dx: «M54.58»\n99213 x1', note: 'with ICD-10-CM 2026', imported: true }],
    good: [{ text: 'DOS: 2025-03-04   Dx: C43.59\n99213 x1', note: 'not checked until imported' }],
  },
  check(scope) {
    const { claim, codes, lines } = scope;
    if (claim.diagnoses.length === 0 && !claim.hasUnreadDiagnosis) return;
    const days = diagnosisDays(claim);
    const unchecked = whyNotChecked(codes, claim, days);
    if (unchecked !== undefined) {
      if (unchecked && lines[0]) scope.notChecked(lines[0], unchecked);
      return;
    }
    if (claim.hasUnreadDiagnosis && lines[0]) scope.notChecked(lines[0], UNREAD_DIAGNOSIS);
    for (const diagnosis of claim.diagnoses) {
      const judged = judgeDiagnosis(codes, claim, diagnosis, days);
      if (judged?.state !== 'unknown') continue;
      const { value, start, end } = diagnosis;
      const age = ageNote(judged.edition, judged.on);
      scope.report({
        severity: isPast(judged.edition.effectiveFrom, judged.on) ? 'warning' : 'error',
        span: { start, end },
        code: value,
        message: `${value} is not listed${onDay(judged.on)} by ICD-10-CM. The claim would be rejected for an invalid diagnosis; check the code and the date of service.${age}`,
        citation: cite(judged.edition),
      });
    }
  },
};

/** The edition is of another fiscal year (from October on) than the day: a newer one may have the code. */
function isPast(effectiveFrom: number, on: number | undefined): boolean {
  return on === undefined || fiscalYear(on) > fiscalYear(effectiveFrom);
}

function fiscalYear(day: number): number {
  return Math.trunc(day / 10000) + (Math.trunc(day / 100) % 100 >= 10 ? 1 : 0);
}
