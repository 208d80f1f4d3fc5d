import { deepEqual } from 'node:assert/strict';
import { briefFindings, checkFix, checkRule, type RuleOptions } from '../support/check';
import { feeSchedule } from '../support/tables';
import { claim837 } from '../support/x12';

const RULE = 'bilateral-units';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

function ours(text: string, options: RuleOptions = {}): string[] {
  return briefFindings(text, [RULE], options);
}

describe(RULE, () => {
  const claim = (units: string, modifiers: readonly string[], filing = 'MB') =>
    claim837({ filing, lines: [{ code: '20610', modifiers, units }] });

  it('reports modifier 50 with two units', () => {
    check(claim('«2»', ['50']), [/modifier 50 and 2 units/], { severity: 'error' });
    check(claim('«2»', ['59', '50']), [/20610/]);
    check(claim('«2»', ['50'], 'CI'), [/20610/], { severity: 'warning' });
    check(claim('1', ['50']), [], { notChecked: [] });
    check(claim('2', ['RT']));
  });

  it('by the bilateral indicator: 1 and 3 mean both sides', () => {
    const text = 'DOS: 2025-03-04\n29881-50 x';
    for (const bilateral of ['1', '3']) {
      check(`${text}«2»`, [/29881/], { codes: { feeSchedule: feeSchedule({ '29881': { bilateral } }) } });
    }
    for (const bilateral of ['0', '2', '9']) {
      check(`${text}2`, [], { codes: { feeSchedule: feeSchedule({ '29881': { bilateral } }) } });
    }
  });

  it('can not tell without the fee schedule', () => {
    check('DOS: 2025-03-04\n33361-50 x2', [], { notChecked: ['fee schedule'] });
  });

  it('not a line of several days', () => {
    check(claim837({ lines: [{ code: '20610', modifiers: ['50'], units: 2, date: '20250304-20250305' }] }));
  });

  it('reduces the units', () => {
    checkFix(RULE, claim('2', ['50']), claim('1', ['50']));
    checkFix(RULE, 'DOS: 2025-03-04\n20610-50 x2', 'DOS: 2025-03-04\n20610-50 x1');
  });

  it('says the same of claim text and X12', () => {
    deepEqual(ours(claim('2', ['50'], 'CI')), ours('DOS: 2025-03-04\n20610-50 x2'));
  });
});
