import type { Codes } from '../codes/tables';
import type { JudgedLine, Rule } from './rule';
import { ageNote, cite, onDay } from './support/cite';
import { coverOf } from './support/coverage';
import { WRONG_DATE } from './support/precedence';
import { procedureRowOf } from './support/rows';

/** A code of the right shape that its publisher does not list. */
export const unknownCode: Rule = {
  id: 'unknown-code',
  summary: 'A code that a complete table of its class does not list.',
  why: 'A code that does not exist is denied as invalid; mostly it is a slip of one digit, and then it may as well have named another service.',
  advice: 'Check the code at its source. If it is newer than the loaded table, import the newer edition.',
  severity: 'error',
  stage: 'stable',
  needs: ['procedures'],
  scope: 'all payers',
  appliesTo: 'claims',
  yieldsTo: [...WRONG_DATE, 'wrong-code-kind'],
  denies: true,
  sources: [
    'HCPCS Level II file of CMS: every code of the class with its dates',
    'the CPT data file of the AMA, where a licensee has imported it',
  ],
  examples: {
    bad: [{ text: 'DOS: 2019-01-15\n«J1886» x1', note: 'with the HCPCS file of 2019', imported: true }],
    good: [
      { text: 'DOS: 2025-03-04\n99213 x1' },
      { text: 'DOS: 2025-03-04\n99219 x1', note: 'not checked: the sample of codes is not complete' },
    ],
  },
  check(scope) {
    const { procedures } = scope.codes;
    for (const line of scope.lines) {
      if (line.slip) continue;
      // A code that is listed with other dates is known; the rules of dates judge it.
      if (procedureRowOf(scope, line)) {
        scope.pass(line);
        continue;
      }
      const edition = coverOf(scope.codes, line.code, line.from);
      if (!edition) {
        scope.notChecked(line, 'no loaded table lists every code of the class for the date of service');
        continue;
      }
      if (procedures.isListed?.(line.code, line.from)) {
        scope.pass(line);
        continue;
      }
      const age = ageNote(edition, line.from);
      const isCurrent = age === '' && line.from !== undefined;
      // The edits keep codes that have ended: against a list of the day they prove nothing, but that there was the code.
      if (!isCurrent && isNamedByEdits(scope.codes, line)) {
        scope.notChecked(line, 'the table that lists every code of the class is older than the code');
        continue;
      }
      const { procedure } = line.line;
      scope.report({
        severity: isCurrent ? 'error' : 'warning',
        span: { start: procedure!.start, end: procedure!.end },
        line: line.index,
        code: line.code,
        cause: line.code,
        message:
          `${line.code} is not listed${onDay(line.from)} by the table that has every code of its class. ` +
          (age === ''
            ? 'The line would be denied as an invalid code; check the code at its source.'
            : `The code came later or is a slip: check it at its source, or import a newer edition.${age}`),
        citation: cite(edition),
      });
    }
  },
};

/** The units or the add-on edits of the day have the code: it is no slip. */
function isNamedByEdits({ mue, addOns }: Codes, { code, from }: JudgedLine): boolean {
  return (
    mue.practitioner.get(code, from) !== undefined ||
    mue.outpatient.get(code, from) !== undefined ||
    mue.dme.get(code, from) !== undefined ||
    addOns.rowsOf(code, from).length > 0 ||
    addOns.addOnsOf(code, from).length > 0
  );
}
