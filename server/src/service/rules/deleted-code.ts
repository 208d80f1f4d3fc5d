import { isProcedureShape } from '../codes/shape';
import { isoOf } from '../model/date';
import type { Fix } from '../model/finding';
import type { JudgedLine, Rule } from './rule';
import { coverOf } from './support/coverage';
import { type CodeEnd, endOf, isOverruled } from './support/lastDay';
import { WRONG_DATE } from './support/precedence';
import { procedureRowOf } from './support/rows';

/** A code used on a day after its last. */
export const deletedCode: Rule = {
  id: 'deleted-code',
  summary: 'A code that had ended before the date of service.',
  why: 'A deleted code is denied as invalid for services after its last day, without a grace period, whatever the day the claim is sent.',
  advice:
    'Check the date of service. If it is right, bill the code that took its place; the table names it where there is one.',
  severity: 'error',
  stage: 'stable',
  needs: ['procedures'],
  scope: 'all payers',
  appliesTo: 'claims',
  yieldsTo: WRONG_DATE,
  denies: true,
  sources: [
    'HCPCS Level II file, TERMINATION DATE and cross-reference codes',
    'CMS NCCI Add-on Code Edits (AOC), AOC_DelDT and Primary_Code_DelDT: the last day of an add-on or a primary',
    'CMS: no grace period for deleted codes since 2005 (Claims Processing Manual, chapter 23)',
  ],
  examples: {
    bad: [{ text: 'DOS: 2019-01-15\n«C9014» x1', note: 'with the HCPCS file of 2019', imported: true }],
    good: [{ text: 'DOS: 2025-03-04\n99213 x1' }],
  },
  check(scope) {
    for (const line of scope.lines) {
      if (line.slip) continue;
      const row = procedureRowOf(scope, line);
      const end = endOf(scope.codes, line.code, row);
      if (!end) {
        if (row && coverOf(scope.codes, line.code, line.from)) scope.pass(line);
        else scope.notChecked(line, 'no loaded table gives the last day of the code');
        continue;
      }
      if (line.from === undefined) {
        scope.notChecked(line, 'the line has no date of service');
        continue;
      }
      if (line.from <= end.day || isOverruled(scope.codes, line.code, end, line.from)) {
        scope.pass(line);
        continue;
      }
      const { procedure, from } = line.line;
      scope.report({
        span: { start: procedure!.start, end: procedure!.end },
        line: line.index,
        code: line.code,
        cause: line.code,
        message:
          `${line.code} ended on ${isoOf(end.day)}, but the service was on ${isoOf(line.from)}. ` +
          `The line would be denied as an invalid code; ${
            end.replacement
              ? `the table names ${end.replacement} in its place.`
              : 'check the date, or bill its successor.'
          }`,
        related:
          from?.value === undefined
            ? undefined
            : [{ span: { start: from.start, end: from.end }, message: `date of service ${isoOf(from.value)}` }],
        fixes: replacing(line, end),
        citation: end.citation,
      });
    }
  },
};

/** Only a single code can be put in place without a choice. */
function replacing({ line }: JudgedLine, { replacement }: CodeEnd): Fix[] | undefined {
  if (!replacement || !isProcedureShape(replacement)) return undefined;
  const { start, end } = line.procedure!;
  return [{ kind: 'replace', title: `Change to ${replacement}`, span: { start, end }, text: replacement }];
}
