import { undotted } from '../model/diagnosis';
import type { Rule, RuleScope } from './rule';
import { cite } from './support/cite';
import { diagnosisDays, judgeDiagnosis, UNREAD_DIAGNOSIS, whyNotChecked } from './support/diagnoses';

/** A heading of ICD-10-CM in place of one of the codes below it. */
export const nonbillableDiagnosis: Rule = {
  id: 'nonbillable-diagnosis',
  summary: 'A diagnosis code that is a heading: the codes below it are the ones to report.',
  why: 'A diagnosis is reported with every character that its set has for it; a heading is rejected as incomplete.',
  advice: 'Take the code below it that the record supports.',
  severity: 'error',
  stage: 'stable',
  needs: ['ICD-10-CM'],
  scope: 'all payers',
  appliesTo: 'claims',
  sources: [
    'ICD-10-CM code files of CMS and NCHS: valid for submission',
    'ICD-10-CM Official Guidelines, section I.B.2: level of detail in coding',
  ],
  examples: {
    bad: [{ text: 'DOS: 2025-11-04   Dx: «M54.5»\n99213 x1', note: 'with ICD-10-CM 2026', imported: true }],
    good: [{ text: 'DOS: 2025-03-04   Dx: C43.5\n99213 x1', note: 'not checked until imported' }],
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
      if (judged?.state !== 'heading') continue;
      const { value, start, end } = diagnosis;
      scope.report({
        span: { start, end },
        code: value,
        message: `${value} is a heading of ICD-10-CM and not complete.${belowText(scope, value, judged.on)} The claim would be rejected; take the code below it that the record supports.`,
        citation: cite(judged.edition),
      });
    }
  },
};

const SHOWN = 3;

function belowText(scope: RuleScope, value: string, on: number | undefined): string {
  const plain = undotted(value);
  const below = scope.codes
    .diagnoses!.search(plain, SHOWN + 1, on)
    .filter((row) => row.billable && row.code.startsWith(plain))
    .map(({ code }) => code);
  if (below.length === 0) return '';
  return ` Below it stand ${below.slice(0, SHOWN).join(', ')}${below.length > SHOWN ? ' and others' : ''}.`;
}
