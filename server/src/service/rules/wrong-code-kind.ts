import { isDentalShape, isProcedureShape } from '../codes/shape';
import type { ProcedureMention, ServiceLine } from '../model/claim';
import type { Fix } from '../model/finding';
import type { Rule, RuleScope } from './rule';
import { isDiagnosisOf, isMisplacedDiagnosis } from './support/misplaced';

/** X12 element 235 values under which a text of this shape may stand for something else; XX masks what stood there. */
const OTHER_SETS = new Set(['ER', 'IV', 'WK', 'HP', 'ZZ', 'XX']);

/** A code of one kind in the slot of another. */
export const wrongCodeKind: Rule = {
  id: 'wrong-code-kind',
  summary:
    'A code of one kind where another belongs: a diagnosis as a procedure, a wrong qualifier, a code as a modifier.',
  why: 'The place of a code and its qualifier say from which code set it comes. A code from another set is rejected as invalid, and a wrong qualifier hides the line from every other check.',
  advice:
    'Put the code where codes of its set belong. CPT and HCPCS codes stand under HC, dental codes of a dental claim under AD.',
  severity: 'error',
  stage: 'stable',
  needs: [],
  scope: 'all payers',
  appliesTo: 'claims',
  denies: true,
  sources: [
    'X12 837 005010X222A1 SV101, X223A2 SV202, X224A2 SV301: composite medical procedure identifier, element 235',
    'Code set standards of 45 CFR 162.1002: ICD-10-CM, CPT, HCPCS, CDT',
  ],
  examples: {
    bad: [{ text: 'DOS: 2025-03-04\nDx: J02.9\nCPT: «J029» x1', note: "the claim's own diagnosis" }],
    good: [{ text: 'DOS: 2025-03-04\nDx: J02.9\n99213 x1' }],
  },
  check(scope) {
    const { lines } = scope.claim;
    for (let index = 0; index < lines.length; index++) {
      const line = lines[index]!;
      if (line.procedure?.value) checkProcedure(scope, line, line.procedure, index);
      for (const { value, start, end } of line.modifiers) {
        if (value.length !== 5 || !isProcedureShape(value)) continue;
        scope.report({
          span: { start, end },
          line: index,
          code: value,
          message: `${value} has the shape of a procedure code but stands as a modifier. A modifier has two characters; give the code a line of its own, or correct the modifier.`,
        });
      }
    }
  },
};

function checkProcedure(scope: RuleScope, line: ServiceLine, procedure: ProcedureMention, index: number): void {
  const { value, qualifier } = procedure;
  const dental = line.segment === 'SV3';
  if (qualifier === undefined || qualifier === 'HC') {
    if (dental && isDentalShape(value)) report(scope, procedure, index, qualifierText('HC', value, 'AD'), 'AD');
    else if (isMisplacedDiagnosis(scope.claim, value)) report(scope, procedure, index, diagnosisText(value));
    else if (isProcedureShape(value) && value > 'A' && isDiagnosisOf(scope.claim, value))
      checkBoth(scope, procedure, index);
    return;
  }
  if (OTHER_SETS.has(qualifier)) return;
  const wanted = isProcedureShape(value) ? 'HC' : isDentalShape(value) ? dentalQualifier(line, qualifier) : undefined;
  if (wanted) report(scope, procedure, index, qualifierText(qualifier, value, wanted), dental ? undefined : wanted);
}

/** Dental codes stand under AD on a dental claim; on others, which know no AD, under HC as a part of HCPCS. */
function dentalQualifier({ segment }: ServiceLine, found: string): string | undefined {
  if (segment === 'SV3') return found === 'AD' ? undefined : 'AD';
  return found === 'AD' && (segment === 'SV1' || segment === 'SV2') ? 'HC' : undefined;
}

/** `E1165` is of the shape of both: it is the diagnosis where no table has it as a procedure. */
function checkBoth(scope: RuleScope, procedure: ProcedureMention, index: number): void {
  if (scope.codes.procedures.get(procedure.value)) return;
  report(scope, procedure, index, diagnosisText(procedure.value), undefined, 'warning');
}

function diagnosisText(value: string): string {
  return `${value} is a diagnosis code but stands where the procedure belongs. The line would be rejected; bill the procedure, and name the diagnosis in the claim and by its pointer.`;
}

function qualifierText(qualifier: string, value: string, wanted: string): string {
  const set = isDentalShape(value) ? 'a dental code' : 'a CPT or HCPCS code';
  const found = qualifier === '' ? 'no qualifier stands before it' : `the qualifier before it is ${qualifier}`;
  return `${value} is ${set}, but ${found}. The line would be rejected, and nothing else checks it; ${wanted} belongs there.`;
}

function report(
  scope: RuleScope,
  procedure: ProcedureMention,
  index: number,
  message: string,
  qualifier?: string,
  severity?: 'warning',
): void {
  const { start, end, value } = procedure;
  const before = procedure.qualifier?.length ?? 0;
  const fixes: Fix[] | undefined = qualifier
    ? [
        {
          kind: 'replace',
          title: `Change the qualifier to ${qualifier}`,
          span: { start: start - 1 - before, end: start - 1 },
          text: qualifier,
        },
      ]
    : undefined;
  const cause = fixes && `${procedure.qualifier} ${qualifier}`;
  scope.report({ severity, span: { start, end }, line: index, code: value, cause, message, fixes });
}
