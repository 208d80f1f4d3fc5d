import { isoOf } from '../model/date';
import type { Rule } from './rule';
import { WRONG_DATE } from './support/precedence';
import { procedureRowOf } from './support/rows';

/** A code used on a day before it existed. */
export const notYetEffectiveCode: Rule = {
  id: 'not-yet-effective-code',
  summary: 'A code that was not yet valid on the date of service.',
  why: 'A code counts from its effective date on; a service done before it is denied as billed with an invalid code, whatever the day the claim is sent.',
  advice:
    'Check the date of service. If it is right, bill the code that was valid that day, often an unlisted-procedure code.',
  severity: 'error',
  stage: 'stable',
  needs: ['procedures'],
  scope: 'all payers',
  appliesTo: 'claims',
  yieldsTo: WRONG_DATE,
  denies: true,
  sources: ['HCPCS Level II file, ADD DATE', 'CMS fee schedule releases: first release that has the code'],
  examples: {
    bad: [{ text: 'DOS: 2021-12-31\n«0708T» x1', note: 'valid from 2022-01-01' }],
    good: [{ text: 'DOS: 2022-01-01\n0708T x1' }],
  },
  check(scope) {
    for (const line of scope.lines) {
      if (line.slip) continue;
      const row = procedureRowOf(scope, line);
      if (row?.added === undefined) {
        scope.notChecked(line, 'no loaded table gives the first day of the code');
        continue;
      }
      if (line.from === undefined) {
        scope.notChecked(line, 'the line has no date of service');
        continue;
      }
      if (line.from >= row.added) {
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
          `${line.code} is valid from ${isoOf(row.added)}, but the service was on ${isoOf(line.from)}. ` +
          'The line would be denied as an invalid code; check the date, or bill the code that was valid that day.',
        related:
          from?.value === undefined
            ? undefined
            : [{ span: { start: from.start, end: from.end }, message: `date of service ${isoOf(from.value)}` }],
        citation: { table: 'HCPCS and CPT code dates', edition: row.edition.edition, effective: isoOf(row.added) },
      });
    }
  },
};
