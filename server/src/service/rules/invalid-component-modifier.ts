import type { Rule } from './rule';
import { ageNote, cite } from './support/cite';
import { NO_SUCH_CODE } from './support/precedence';
import { feeRowOf, whyNoFeeRow } from './support/rows';

/** PC/TC indicators under which each component modifier can't be used; 1 takes both, 7 says nothing of them. */
const EXCLUDED: Readonly<Record<'26' | 'TC', ReadonlySet<string>>> = {
  '26': new Set(['0', '2', '3', '4', '5', '9']),
  TC: new Set(['0', '2', '3', '4', '5', '6', '8', '9']),
};

/** The status of a component's row that was taken away; no file has had it since 2006 (RVU25D, attachment A). */
const DELETED = 'H';

const PART = { '26': 'professional component', TC: 'technical component' } as const;

/** Modifier 26 or TC on a code that is not split into a professional and a technical part. */
export const invalidComponentModifier: Rule = {
  id: 'invalid-component-modifier',
  summary: 'Modifier 26 or TC on a code that has no such component.',
  why: 'The fee schedule prices a professional or technical part only for codes whose PC/TC indicator allows it; on others the line is denied as an invalid combination of code and modifier.',
  advice: 'Remove the modifier, or bill the code that stands for the part alone.',
  severity: 'error',
  stage: 'stable',
  needs: ['MPFS'],
  scope: 'medicare edits',
  appliesTo: 'claims',
  judges: 'modifiers',
  yieldsTo: NO_SUCH_CODE,
  sources: ['CMS Physician Fee Schedule Relative Value File, PCTC IND, and its document RVU25D'],
  examples: {
    bad: [
      { text: 'DOS: 2025-03-04\n0708T-«26» x1', note: 'PC/TC 0: physician service' },
      { text: 'DOS: 2025-03-04\n93010-«TC» x1', note: 'PC/TC 2: professional component only' },
    ],
    good: [{ text: 'DOS: 2025-03-04\n71046-26 x1' }, { text: 'DOS: 2025-03-04\n71046-TC x1' }],
  },
  check(scope) {
    // The split of a service is the physician fee schedule's; a hospital's bill doesn't know it.
    if (scope.claim.kind === 'institutional') return;
    for (const line of scope.lines) {
      if (line.slip || line.modifiers.length === 0) continue;
      for (let i = 0; i < line.modifiers.length; i++) {
        const modifier = line.modifiers[i]!;
        if (modifier !== '26' && modifier !== 'TC') continue;
        const row = feeRowOf(scope, line);
        if (!row) {
          scope.notChecked(line, whyNoFeeRow(scope, line));
          break;
        }
        const ended = row.status === DELETED;
        if (!ended && !EXCLUDED[modifier].has(row.pctc)) {
          scope.pass(line);
          continue;
        }
        const place = line.line.modifiers[i]!;
        const meaning = scope.codes.meaningOf('pctc', row.pctc)?.short;
        scope.report({
          span: { start: place.start, end: place.end },
          line: line.index,
          code: line.code,
          cause: `${modifier} ${row.pctc}`,
          message:
            `Modifier ${modifier} (${PART[modifier]}) cannot apply to ${line.code}: ` +
            (ended
              ? 'the fee schedule has ended that component (status H)'
              : `its PC/TC indicator is ${row.pctc}${meaning ? ` (${meaning})` : ''}`) +
            '. The line would be denied; remove the modifier or bill the code for that part.' +
            ageNote(row.edition, line.from),
          fixes: [{ kind: 'removeModifier', title: `Remove modifier ${modifier}`, line: line.index, modifier: i }],
          citation: cite(row.edition),
        });
      }
    }
  },
};
