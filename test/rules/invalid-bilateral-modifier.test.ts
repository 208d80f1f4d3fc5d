import { deepEqual, equal } from 'node:assert/strict';
import { briefFindings, checkFix, checkRule, type RuleOptions } from '../support/check';
import { feeSchedule } from '../support/tables';
import { claim837 } from '../support/x12';

const RULE = 'invalid-bilateral-modifier';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

describe(RULE, () => {
  it('0, 2 and 9 do not take 50; 1 and 3 do', () => {
    for (const bilateral of ['0', '2', '9']) {
      const codes = { feeSchedule: feeSchedule({ '12345': { bilateral } }) };
      check('DOS: 2025-03-04\n12345-«50»', [new RegExp(`bilateral indicator is ${bilateral}`)], {
        codes,
        severity: 'error',
      });
    }
    for (const bilateral of ['1', '3']) {
      check('DOS: 2025-03-04\n12345-50', [], {
        codes: { feeSchedule: feeSchedule({ '12345': { bilateral } }) },
        notChecked: [],
      });
    }
  });

  it('starter codes: 0708T (0), 63047 (2), 00100 (9); 27447 and 66984 (1)', () => {
    const [found] = check('DOS: 2025-03-04\n0708T-«50»', [/150% rule does not apply.*remove 50/]);
    deepEqual(found!.finding.citation, { table: 'MPFS', edition: '2025D' });
    check('DOS: 2025-03-04\n63047-«50»\n00100-«50»', [/already covers both sides/, /indicator is 9/]);
    check('DOS: 2025-03-04\n27447-50\n66984-50\n20610-50', [], { notChecked: [] });
  });

  it('a code that the schedule does not price has indicators that say nothing', () => {
    check('DOS: 2025-03-04\n80053-50\nJ1885-50', [], { notChecked: ['does not price'] });
  });

  it('on and off dates', () => {
    check('DOS: 2024-12-31\n99213-50', [], { notChecked: ['no fee schedule for the date'] });
    check('DOS: 2025-01-01\n99213-«50»', [/0/]);
    check('DOS: 2022-01-01\n0708T-«50»', [/0/]);
    check('DOS: 2021-12-31\n0708T-50', [], { notChecked: ['no fee schedule for the date'] });
  });

  it('speaks alone where LT stands beside it, and leaves a repeated 50 to its own rule', () => {
    check('DOS: 2025-03-04\n0708T-«50»-LT', [/0/]);
    checkRule('conflicting-modifiers', 'DOS: 2025-03-04\n0708T-50-LT');
    check('DOS: 2025-03-04\n20610-50-LT');
    checkRule('conflicting-modifiers', 'DOS: 2025-03-04\n20610-50-«LT»', [/both sides/]);
    check('DOS: 2025-03-04\n0708T-«50»-50', [/0/]);
  });

  it('hospital bills, voids and codes that are not listed are not judged', () => {
    const lines = [{ code: '0708T', modifiers: ['50'] }];
    check(claim837({ lines }, { kind: 'I' }));
    check(claim837({ frequency: '8', lines }));
    check('DOS: 2025-03-04\n33361-50', [], { notChecked: ['does not list'] });
  });

  it('removes the modifier', () => {
    checkFix(RULE, 'DOS: 2025-03-04\n0708T-50 x1', 'DOS: 2025-03-04\n0708T x1');
    checkFix(
      RULE,
      claim837({ lines: [{ code: '0708T', modifiers: ['59', '50', 'GC'] }] }),
      claim837({ lines: [{ code: '0708T', modifiers: ['59', 'GC'] }] }),
    );
  });

  it('says the same of the same claim in claim text and in X12', () => {
    const text = briefFindings('DOS: 2025-03-04\n0708T-50\n20610-50', [RULE]);
    const lines = [
      { code: '0708T', modifiers: ['50'] },
      { code: '20610', modifiers: ['50'] },
    ];
    deepEqual(briefFindings(claim837({ lines }), [RULE]), text);
    equal(text.length, 1);
  });
});
