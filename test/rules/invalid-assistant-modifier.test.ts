import { deepEqual, equal } from 'node:assert/strict';
import { briefFindings, checkFix, checkRule, type RuleOptions } from '../support/check';
import { feeSchedule } from '../support/tables';
import { claim837 } from '../support/x12';

const RULE = 'invalid-assistant-modifier';
const MODIFIERS = ['80', '81', '82', 'AS'];

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

describe(RULE, () => {
  it('judges each value of the indicator as the fee schedule document has it', () => {
    const severities = { '0': 'info', '1': 'error', '9': 'error' } as const;
    for (const [assistant, severity] of Object.entries(severities)) {
      const codes = { feeSchedule: feeSchedule({ '12345': { assistant } }) };
      for (const modifier of MODIFIERS) {
        check(
          `DOS: 2025-03-04\n12345-«${modifier}»`,
          [new RegExp(`Modifier ${modifier} on 12345: its assistant indicator is ${assistant}`)],
          {
            codes,
            severity,
          },
        );
      }
    }
    const codes = { feeSchedule: feeSchedule({ '12345': { assistant: '2' } }) };
    for (const modifier of MODIFIERS) check(`DOS: 2025-03-04\n12345-${modifier}`, [], { codes, notChecked: [] });
  });

  it('starter codes: 0708T (1), 29881 (0), 27447 (2)', () => {
    check('DOS: 2025-03-04\n0708T-«AS»', [/may not be paid, whatever the record says/], { severity: 'error' });
    check('DOS: 2025-03-04\n29881-«81»', [/paid only when the record shows/], { severity: 'info' });
    check('DOS: 2025-03-04\n27447-80\n63047-82', [], { notChecked: [] });
  });

  it('on and off dates', () => {
    check('DOS: 2024-12-31\n99213-80', [], { notChecked: ['no fee schedule for the date'] });
    check('DOS: 2025-01-01\n99213-«80»', [/99213/]);
    check('DOS: 2022-01-01\n0708T-«80»', [/0708T/]);
    check('DOS: 2021-12-31\n0708T-80', [], { notChecked: ['no fee schedule for the date'] });
  });

  it('hospital bills, voids, unpriced and unlisted codes are not judged', () => {
    const lines = [{ code: '0708T', modifiers: ['80'] }];
    check(claim837({ lines }, { kind: 'I' }));
    check(claim837({ frequency: '8', lines }));
    check('DOS: 2025-03-04\n33361-80', [], { notChecked: ['does not list'] });
    check('DOS: 2025-03-04\n80053-80', [], { notChecked: ['does not price'] });
    check(claim837({ filing: 'CI', lines }), [], { settings: { payers: 'medicare' } });
  });

  it('removes the modifier', () => {
    checkFix(RULE, 'DOS: 2025-03-04\n0708T-80 x1', 'DOS: 2025-03-04\n0708T x1');
  });

  it('says the same of the same claim in claim text and in X12', () => {
    const text = briefFindings('DOS: 2025-03-04\n0708T-59-80\n99213', [RULE]);
    const lines = [{ code: '0708T', modifiers: ['59', '80'] }, { code: '99213' }];
    deepEqual(briefFindings(claim837({ lines }), [RULE]), text);
    equal(text.length, 1);
  });
});
