import type { Rule } from './rule';
import { checkIndicator, type IndicatorRule } from './support/indicator';
import { NO_SUCH_CODE } from './support/precedence';

const INDICATOR: IndicatorRule = {
  modifiers: ['66'],
  severity: { '0': 'error', '1': 'hint', '9': 'error' },
  consequence: {
    '0': 'A team is not paid for it: remove 66, or bill each surgeon as the code allows.',
    '1': 'It is paid only when the record shows why a team was needed: have it ready.',
    '9': 'The line would be denied: check the code and the modifier.',
  },
};

/** A surgical team on a code for which none is paid. */
export const invalidTeamModifier: Rule = {
  id: 'invalid-team-modifier',
  summary: 'Modifier 66 (surgical team) on a code for which a team is not paid.',
  why: 'Teams are paid by report under indicator 2, and under 1 when records show the need. Under 0 and 9 the line is denied.',
  advice: 'Remove 66 and bill the surgeons as the code allows. Under indicator 1 send the record.',
  severity: 'error',
  stage: 'stable',
  needs: ['MPFS'],
  scope: 'medicare edits',
  appliesTo: 'claims',
  judges: 'modifiers',
  yieldsTo: NO_SUCH_CODE,
  sources: [
    'CMS Physician Fee Schedule Relative Value File, TEAM SURG, and its document RVU25D',
    'Medicare Claims Processing Manual, chapter 12, section 40.8',
  ],
  examples: {
    bad: [{ text: 'DOS: 2025-03-04\n0708T-«66» x1', note: 'team 0' }],
    good: [{ text: 'DOS: 2025-03-04\n27447 x1' }],
  },
  check(scope) {
    checkIndicator(scope, INDICATOR);
  },
};
