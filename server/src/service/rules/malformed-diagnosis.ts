import type { DiagnosisMention } from '../model/claim';
import type { Fix } from '../model/finding';
import type { Rule, RuleScope } from './rule';
import { codeSetOf, isIcd9Shape, isIcd10Shape } from './support/diagnoses';
import { x12Example } from './support/example';

/** A diagnosis code that has no shape of its code set. */
export const malformedDiagnosis: Rule = {
  id: 'malformed-diagnosis',
  summary: 'A diagnosis code with a dot where none belongs, or without the shape of its code set.',
  why: 'A translator or clearinghouse rejects the claim before any payer sees it.',
  advice: 'Write the code as its set has it: ICD-10-CM a letter, a digit and one to five more; in X12 without the dot.',
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
    ],
    good: [{ text: 'DOS: 2025-03-04   Dx: C43.59\n99213 x1', note: 'claim text may have the dot' }],
  },
  check(scope) {
    for (const diagnosis of scope.claim.diagnoses) {
      const set = codeSetOf(diagnosis);
      if (!set) continue;
      const { value } = diagnosis;
      if (set === 'ICD-9-CM' ? isIcd9Shape(value) : isIcd10Shape(value)) continue;
      checkDot(scope, diagnosis, set);
    }
  },
};

function checkDot(scope: RuleScope, diagnosis: DiagnosisMention, set: 'ICD-9-CM' | 'ICD-10-CM'): void {
  const { value, qualifier, start, end } = diagnosis;
  const plain = value.replace('.', '').trim();
  const isRight = set === 'ICD-9-CM' ? isIcd9Shape(plain) : isIcd10Shape(plain);
  const isOther = set === 'ICD-9-CM' ? isIcd10Shape(plain) : isIcd9Shape(plain);
  const other = set === 'ICD-9-CM' ? 'ICD-10-CM' : 'ICD-9-CM';
  const shape =
    set === 'ICD-9-CM'
      ? 'three digits, V and two or E and three, then up to two more'
      : 'a letter, a digit and one to five letters or digits';
  const fixes: Fix[] = [{ kind: 'replace', title: `Change to ${plain}`, span: { start, end }, text: plain }];
  scope.report({
    span: { start, end },
    code: value,
    cause: isRight ? 'dot' : isOther ? other : undefined,
    message: isRight
      ? `"${value}" has ${value.includes('.') ? 'a dot, but X12 writes diagnoses without it' : 'blanks beside its code'}. The claim would be rejected; write ${plain}.`
      : isOther
        ? `"${value}" is of ${other}, but the qualifier ${qualifier} says ${set}. The claim would be rejected; make code and qualifier agree.`
        : `"${value}" is no ${set} code: expected ${shape}. The claim would be rejected; check the code at its source.`,
    fixes: isRight ? fixes : undefined,
  });
}
