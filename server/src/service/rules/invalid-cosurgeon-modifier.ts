import type { Rule } from './rule';
import { checkIndicator, type IndicatorRule } from './support/indicator';
import { NO_SUCH_CODE } from './support/precedence';

const INDICATOR: IndicatorRule = {
  modifiers: ['62'],
  severity: { '0': 'error', '1': 'hint', '9': 'error' },
  consequence: {
    '0': 'Two surgeons are not paid for it: remove 62, or bill the second as an assistant.',
    '1': 'It is paid only when the record shows why two surgeons were needed: have it ready.',
    '9': 'The line would be denied: check the code and the modifier.',
  },
};

/** Two surgeons on a code for which only one is paid. */
export const invalidCosurgeonModifier: Rule = {
  id: 'invalid-cosurgeon-modifier',
  summary: 'Modifier 62 (two surgeons) on a code for which co-surgeons are not paid.',
  why: 'Co-surgeons are paid under indicator 2, and under 1 when records show the need. Under 0 and 9 the line is denied.',
  advice: 'Remove 62 and bill the surgeon, or the assistant with 80, 81 or 82. Under indicator 1 send the record.',
  severity: 'error',
  stage: 'stable',
  needs: ['MPFS'],
  scope: 'medicare edits',
  appliesTo: 'claims',
  judges: 'modifiers',
  yieldsTo: NO_SUCH_CODE,
  sources: [
    'CMS Physician Fee Schedule Relative Value File, CO-SURG, and its document RVU25D',
    'Medicare Claims Processing Manual, chapter 12, section 40.8',
  ],
  examples: {
    bad: [
      { text: 'DOS: 2025-03-04\n0708T-«62» x1', note: 'co-surgeons 0' },
      { text: 'DOS: 2025-03-04\n27447-«62» x1', note: 'co-surgeons 1: with documentation, a hint only' },
    ],
    good: [{ text: 'DOS: 2025-03-04\n22551-62 x1', note: 'co-surgeons 2' }],
  },
  check(scope) {
    checkIndicator(scope, INDICATOR);
  },
};
