import type { Rule } from './rule';
import { checkIndicator, type IndicatorRule } from './support/indicator';
import { NO_SUCH_CODE } from './support/precedence';

const INDICATOR: IndicatorRule = {
  modifiers: ['80', '81', '82', 'AS'],
  severity: { '0': 'info', '1': 'error', '9': 'error' },
  consequence: {
    '0': 'It is paid only when the record shows why an assistant was needed: have it ready.',
    '1': 'The assistant may not be paid, whatever the record says: check the code, or take the line off.',
    '9': 'The line would be denied: check the code and the modifier.',
  },
};

/** An assistant at surgery on a code for which none is paid. */
export const invalidAssistantModifier: Rule = {
  id: 'invalid-assistant-modifier',
  summary: 'Modifier 80, 81, 82 or AS on a code for which no assistant at surgery is paid.',
  why: 'Under indicator 1 the law bars payment for an assistant, and under 9 assistants have no meaning: the line is denied. Under 0 it is paid only when records show the need.',
  advice: 'Take the line off, or check the code. Under indicator 0 send the record with the claim.',
  severity: 'error',
  stage: 'stable',
  needs: ['MPFS'],
  scope: 'medicare edits',
  appliesTo: 'claims',
  judges: 'modifiers',
  yieldsTo: NO_SUCH_CODE,
  sources: [
    'CMS Physician Fee Schedule Relative Value File, ASST SURG, and its document RVU25D',
    'Medicare Claims Processing Manual, chapter 12, section 20.4.3',
  ],
  examples: {
    bad: [
      { text: 'DOS: 2025-03-04\n0708T-«80» x1', note: 'assistant 1: barred by law' },
      { text: 'DOS: 2025-03-04\n29881-«AS» x1', note: 'assistant 0: with documentation, information only' },
    ],
    good: [{ text: 'DOS: 2025-03-04\n27447-80 x1', note: 'assistant 2' }],
  },
  check(scope) {
    checkIndicator(scope, INDICATOR);
  },
};
