import type { Rule } from './rule';
import { cite } from './support/cite';
import { isMedicare } from './support/payer';
import { NO_SUCH_CODE } from './support/precedence';
import { wholeFeeRowOf } from './support/rows';

/** Bilateral indicators under which modifier 50 says that both sides were done. */
const BOTH_SIDES = new Set(['1', '3']);

/** Modifier 50 on a line with more than one unit. */
export const bilateralUnits: Rule = {
  id: 'bilateral-units',
  summary: 'Modifier 50 (both sides) with more than one unit.',
  why: 'Modifier 50 already says twice; with two units the line asks for both sides twice and is returned as unprocessable.',
  advice: 'Write one unit on the line with modifier 50.',
  severity: 'warning',
  stage: 'stable',
  needs: ['MPFS'],
  scope: 'medicare edits',
  appliesTo: 'claims',
  judges: 'modifiers',
  yieldsTo: NO_SUCH_CODE,
  sources: [
    'Medicare Claims Processing Manual, chapter 12, section 40.7: bilateral surgeries on one line with one unit',
    'NCCI Policy Manual, chapter I, section V: MUE and modifier 50',
  ],
  examples: {
    bad: [{ text: 'DOS: 2025-03-04\n20610-50 x«2»' }],
    good: [{ text: 'DOS: 2025-03-04\n20610-50 x1' }, { text: 'DOS: 2025-03-04\n20610-RT x1\n20610-LT x1' }],
  },
  check(scope) {
    for (const line of scope.lines) {
      if (line.slip || !line.modifiers.includes('50')) continue;
      const { units } = line.line;
      if (units?.value === undefined || (units.unit !== undefined && units.unit !== 'UN')) continue;
      if (units.value <= 1) {
        scope.pass(line);
        continue;
      }
      // Where 50 does not apply, the modifier is what is wrong.
      const row = wholeFeeRowOf(scope, line);
      if (!row) {
        scope.notChecked(line, 'no loaded fee schedule says whether the code takes modifier 50');
        continue;
      }
      if (!BOTH_SIDES.has(row.bilateral)) continue;
      // A line of several days counts them.
      if (line.from !== undefined && line.to !== undefined && line.to > line.from) continue;
      const span = { start: units.start, end: units.end };
      scope.report({
        severity: isMedicare(scope.claim) ? 'error' : 'warning',
        span,
        line: line.index,
        code: line.code,
        cause: 'units',
        message: `${line.code} has modifier 50 and ${units.raw} units. Modifier 50 already says both sides; the line would be returned. Write one unit.`,
        fixes: [{ kind: 'replace', title: `Reduce units of ${line.code} to 1`, span, text: '1' }],
        citation: cite(row.edition),
      });
    }
  },
};
