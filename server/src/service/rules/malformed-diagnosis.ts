import type { DiagnosisMention } from '../model/claim';
import {
  type DiagnosisSet,
  isAnyDiagnosis,
  isDiagnosis,
  isMeantAsDiagnosis,
  isPlainDiagnosis,
} from '../model/diagnosis';
import type { Fix } from '../model/finding';
import type { Rule, RuleScope } from './rule';
import { codeSetOf } from './support/diagnoses';
import { x12Example } from './support/example';

/** A diagnosis code that has no shape of its code set. */
export const malformedDiagnosis: Rule = {
  id: 'malformed-diagnosis',
  summary: 'A diagnosis code with a dot where none belongs, or without the shape of its code set.',
  why: 'A translator or clearinghouse rejects the claim before any payer sees it.',
  advice:
    'Write the code as its set has it: ICD-10-CM a letter, a digit and one to five more; the dot behind the third, in X12 none.',
  severity: 'error',
  stage: 'stable',
  needs: [],
  scope: 'all payers',
  appliesTo: 'claims',
  sources: [
    'X12 837 HI segment, element 1271: no decimal points in codes',
    'ICD-10-CM Official Guidelines, section I.A.2: three to seven characters',
  ],
  examples: {
    bad: [
      { text: x12Example('CLM*A*100***11:B:1', 'HI*ABK:«C43.59»', 'LX*1', 'SV1*HC:99213*100*UN*1***1') },
      {
        text: x12Example('CLM*A*100***11:B:1', 'HI*ABK:«1729»', 'LX*1', 'SV1*HC:99213*100*UN*1***1'),
        note: 'ICD-9-CM under a qualifier of ICD-10-CM',
      },
      { text: 'DOS: 2025-03-04   Dx: «M54..5»\n99213 x1' },
    ],
    good: [{ text: 'DOS: 2025-03-04   Dx: C43.59\n99213 x1', note: 'claim text may have the dot' }],
  },
  check(scope) {
    for (const diagnosis of scope.claim.diagnoses) {
      if (diagnosis.qualifier === undefined) checkDotted(scope, diagnosis);
      else checkPlain(scope, diagnosis);
    }
  },
};

/** X12: the qualifier names the set, and the code has no dot. */
function checkPlain(scope: RuleScope, diagnosis: DiagnosisMention): void {
  const set = codeSetOf(diagnosis);
  const { value, qualifier } = diagnosis;
  if (!set || isPlainDiagnosis(value, set)) return;
  const trimmed = value.trim().replace(/\.{2,}/g, '.');
  const plain = trimmed.replace('.', '');
  const other = otherOf(set);
  if (isDiagnosis(trimmed, set)) {
    const what = value.includes('.') ? 'a dot, but X12 writes diagnoses without it' : 'blanks beside its code';
    report(scope, diagnosis, 'dot', `has ${what}. The claim would be rejected; write ${plain}.`, plain);
  } else if (isPlainDiagnosis(plain, set) && trimmed.includes('.')) {
    report(scope, diagnosis, 'misplaced dot', misplaced(set));
  } else if (isPlainDiagnosis(plain, other)) {
    const says = `is of ${other}, but the qualifier ${qualifier} says ${set}`;
    report(scope, diagnosis, other, `${says}. The claim would be rejected; make code and qualifier agree.`);
  } else report(scope, diagnosis, undefined, noCode(set));
}

/** Elsewhere the dot is usual, and where nothing names the set it is told by the code. */
function checkDotted(scope: RuleScope, diagnosis: DiagnosisMention): void {
  const { value, codeSet } = diagnosis;
  if (codeSet ? isDiagnosis(value, codeSet) : isAnyDiagnosis(value)) return;
  // A note or a word, or a code of the house.
  if (codeSet ? /\s|^\D*$/.test(value) : !isMeantAsDiagnosis(value)) return;
  const set = codeSet ?? 'ICD-10-CM';
  const other = otherOf(set);
  const single = value.replace(/\.{2,}/g, '.').replace(/(\.\w+)\.$/, '$1');
  if (codeSet && isDiagnosis(value, other)) {
    const says = `is of ${other}, but its code system says ${set}`;
    report(scope, diagnosis, other, `${says}. The claim would be rejected; make code and system agree.`);
  } else if (single !== value && (codeSet ? isDiagnosis(single, codeSet) : isAnyDiagnosis(single))) {
    const count = value.length - single.length === 1 ? 'two dots' : 'too many dots';
    report(scope, diagnosis, 'dots', `has ${count}. The claim would be rejected; write ${single}.`, single);
  } else if (value.includes('.') && isPlainDiagnosis(value.replaceAll('.', ''), set)) {
    report(scope, diagnosis, 'misplaced dot', misplaced(set));
  } else report(scope, diagnosis, undefined, noCode(set));
}

function otherOf(set: DiagnosisSet): DiagnosisSet {
  return set === 'ICD-9-CM' ? 'ICD-10-CM' : 'ICD-9-CM';
}

function misplaced(set: DiagnosisSet): string {
  const place = set === 'ICD-9-CM' ? 'third character, behind the fourth of an E code' : 'third character';
  return `has its dot in the wrong place: a code of ${set} has it behind the ${place}. The claim would be rejected; check the code at its source.`;
}

function noCode(set: DiagnosisSet): string {
  const shape =
    set === 'ICD-9-CM'
      ? 'three digits, V and two or E and three, then up to two more'
      : 'a letter, a digit and one to five letters or digits';
  return `is no ${set} code: expected ${shape}. The claim would be rejected; check the code at its source.`;
}

/** `says` goes on behind the code in quotes; `plain` is what a fix writes. */
function report(
  scope: RuleScope,
  { value, start, end, isElsewhere }: DiagnosisMention,
  cause: string | undefined,
  says: string,
  plain?: string,
): void {
  const span = { start, end };
  const fixes: Fix[] | undefined =
    plain === undefined || isElsewhere
      ? undefined
      : [{ kind: 'replace', title: `Change to ${plain}`, span, text: plain }];
  scope.report({ span, code: value, cause, message: `"${value}" ${says}`, fixes });
}
