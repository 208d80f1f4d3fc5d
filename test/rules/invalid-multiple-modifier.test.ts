import { deepEqual, equal } from 'node:assert/strict';
import { briefFindings, checkFix, checkRule, type RuleOptions } from '../support/check';
import { addOns, feeSchedule } from '../support/tables';
import { claim837 } from '../support/x12';

const RULE = 'invalid-multiple-modifier';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

describe(RULE, () => {
  it('0 and 9 take no 51, the others do', () => {
    for (const multiple of ['0', '9']) {
      const codes = { feeSchedule: feeSchedule({ '12345': { multiple } }) };
      check('DOS: 2025-03-04\n12345-«51»', [new RegExp(`multiple procedures indicator is ${multiple}`)], {
        codes,
        severity: 'warning',
      });
    }
    for (const multiple of ['1', '2', '3', '4', '5', '6', '7']) {
      check('DOS: 2025-03-04\n12345-51', [], {
        codes: { feeSchedule: feeSchedule({ '12345': { multiple } }) },
        notChecked: [],
      });
    }
  });

  it('add-on codes: by the add-on file, by its dates, and by global days ZZZ', () => {
    const [found] = check('DOS: 2025-03-04\n0708T\n0709T-«51»', [/add-on code/]);
    deepEqual(found!.finding.citation, { table: 'NCCI AOC', edition: '2026Q2', effective: '2022-01-01' });
    const fee = feeSchedule({ '12345': { multiple: '2' }, '12346': { multiple: '2', globalDays: 'ZZZ' } });
    const codes = { feeSchedule: fee, addOns: addOns([['12345', '12340', 1, 20250101, 20250331]]) };
    check('DOS: 2025-03-31\n12345-«51»', [/add-on/], { codes });
    check('DOS: 2025-04-01\n12345-51', [], { codes });
    check('DOS: 2025-04-01\n12346-«51»', [/ZZZ/], { codes });
  });

  it('starter codes: 99214 (0); 27447, 20610, 45378 take it', () => {
    check('DOS: 2025-03-04\n99214-«51»', [/no reduction/]);
    check('DOS: 2025-03-04\n27447-51\n20610-51\n45378-51', [], { notChecked: [] });
  });

  it('dates, hospital bills, voids, unpriced codes', () => {
    check('DOS: 2024-12-31\n99213-51', [], { notChecked: ['no fee schedule for the date'] });
    check('DOS: 2025-01-01\n99213-«51»', [/0/]);
    check('DOS: 2025-03-04\n80053-51', [], { notChecked: ['does not price'] });
    const lines = [{ code: '99213', modifiers: ['51'] }];
    check(claim837({ lines }, { kind: 'I' }));
    check(claim837({ frequency: '8', lines }));
  });

  it('removes the modifier', () => {
    checkFix(RULE, 'DOS: 2025-03-04\n99213-51 x1', 'DOS: 2025-03-04\n99213 x1');
  });

  it('says the same of the same claim in claim text and in X12', () => {
    const text = briefFindings('DOS: 2025-03-04\n99213-51\n0708T\n0709T-51', [RULE]);
    const lines = [{ code: '99213', modifiers: ['51'] }, { code: '0708T' }, { code: '0709T', modifiers: ['51'] }];
    deepEqual(briefFindings(claim837({ lines }), [RULE]), text);
    equal(text.length, 2);
  });
});
