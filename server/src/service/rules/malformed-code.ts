import { isDentalShape, isProcedureShape } from '../codes/shape';
import type { Rule } from './rule';
import { isProcedureSlot } from './support/judge';
import { isMisplacedDiagnosis } from './support/misplaced';
import { correctSlip, lostCode } from './support/slips';

/** A text in a procedure slot that has no shape of a CPT or HCPCS Level II code. */
export const malformedCode: Rule = {
  id: 'malformed-code',
  summary: 'A procedure code that has no shape of a CPT or HCPCS code.',
  why: 'A translator or clearinghouse rejects the claim before any payer sees it; a slip such as O for 0 can also name another code.',
  advice:
    'Write five characters as the code set has them: 99213, 0708T, 3074F, J1885. Take the quick fix where one is offered. A payer’s local code is known once it is in an imported list of your own codes.',
  severity: 'error',
  stage: 'stable',
  needs: [],
  scope: 'all payers',
  appliesTo: 'everything',
  sources: ['CPT and HCPCS Level II code formats: 5 digits; 4 digits and A, F, M, T or U; a letter and 4 digits'],
  examples: {
    bad: [
      { text: 'DOS: 2025-03-04\n«O708T» x1' },
      { text: 'DOS: 2025-03-04\n«0708t» x1' },
      { text: 'DOS: 2025-03-04\n«708T» x1' },
    ],
    good: [{ text: 'DOS: 2025-03-04\n0708T x1' }],
  },
  check(scope) {
    const { lines } = scope.claim;
    let judged = 0;
    for (let index = 0; index < lines.length; index++) {
      const line = lines[index]!;
      const procedure = line.procedure;
      while (judged < scope.lines.length && scope.lines[judged]!.index < index) judged++;
      const own = scope.lines[judged]?.index === index ? scope.lines[judged] : undefined;
      if (own && !own.slip) {
        scope.pass(own);
        continue;
      }
      // Dental codes under HC are another code set's matter, and an empty slot is no code.
      if (!procedure?.value.trim() || !isProcedureSlot(line) || isDentalShape(procedure.value)) continue;
      // A diagnosis in the slot is another finding.
      if (isProcedureShape(procedure.value) || isMisplacedDiagnosis(scope.claim, procedure.value)) continue;
      // A payer's or a site's own code, from a list that the user has imported.
      if (scope.codes.procedures.get(procedure.value)) continue;
      const slip = correctSlip(procedure.value);
      const lost = lostCode(procedure.value);
      const span = { start: procedure.start, end: procedure.end };
      scope.report({
        span,
        line: index,
        code: procedure.value,
        message: slip
          ? `"${procedure.value}" is not a procedure code: ${slip.what}. The claim would be rejected as it stands; ${slip.code} is probably meant.`
          : lost
            ? `"${procedure.value}" is not a procedure code: ${lost}. The claim would be rejected; format the column as text and take the code from its source again.`
            : `"${procedure.value}" is not a procedure code: expected five characters such as 99213, 0708T or J1885. The claim would be rejected; check the code at its source.`,
        fixes: slip && [{ kind: 'replace', title: `Change to ${slip.code}`, span, text: slip.code }],
      });
    }
  },
};
