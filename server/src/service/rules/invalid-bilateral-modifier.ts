import type { Rule } from './rule';
import { checkIndicator, type IndicatorRule } from './support/indicator';
import { NO_SUCH_CODE } from './support/precedence';

const ONE_PAYMENT = 'No second side would be paid, and many contractors return the line';

const INDICATOR: IndicatorRule = {
  modifiers: ['50'],
  severity: { '0': 'error', '2': 'error', '9': 'error' },
  consequence: {
    '0': `${ONE_PAYMENT}: remove 50.`,
    '2': `${ONE_PAYMENT}: remove 50, the code stands for both.`,
    '9': 'The line would be denied as an invalid combination of code and modifier: remove 50.',
  },
};

/** Modifier 50 on a code that is not paid by sides. */
export const invalidBilateralModifier: Rule = {
  id: 'invalid-bilateral-modifier',
  summary: 'Modifier 50 on a code whose bilateral indicator does not allow it.',
  why: 'The fee schedule pays a second side only under indicator 1 (one and a half times) and 3 (each side in full). Under 0 and 2 both sides are paid as one; under 9 sides have no meaning.',
  advice:
    'Remove 50. Where the anatomy allows two services, see whether another code covers both sides, or bill each line with what sets it apart.',
  severity: 'error',
  stage: 'stable',
  needs: ['MPFS'],
  scope: 'medicare edits',
  appliesTo: 'claims',
  judges: 'modifiers',
  yieldsTo: NO_SUCH_CODE,
  sources: [
    'CMS Physician Fee Schedule Relative Value File, BILAT SURG, and its document RVU25D',
    'Medicare Claims Processing Manual, chapter 12, section 40.7',
  ],
  examples: {
    bad: [
      { text: 'DOS: 2025-03-04\n0708T-«50» x1', note: 'bilateral 0' },
      { text: 'DOS: 2025-03-04\n63047-«50» x1', note: 'bilateral 2: both sides already' },
    ],
    good: [{ text: 'DOS: 2025-03-04\n20610-50 x1', note: 'bilateral 1' }],
  },
  check(scope) {
    checkIndicator(scope, INDICATOR);
  },
};
