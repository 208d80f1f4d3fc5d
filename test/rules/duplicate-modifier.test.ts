import { deepEqual, equal } from 'node:assert/strict';
import { briefFindings, checkFix, checkRule, type RuleOptions } from '../support/check';
import { claim837 } from '../support/x12';

const RULE = 'duplicate-modifier';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

const lines = (...modifiers: string[]) => claim837({ lines: [{ code: '99213', modifiers }] });

describe(RULE, () => {
  it('reports the second, and each further one, and points at the first', () => {
    check(lines('25', '«25»'), [/Modifier 25 stands twice on 99213/], { severity: 'warning', related: [['25']] });
    check(lines('25', 'GC', '«25»', '«GC»'), [/25/, /GC/]);
    check(lines('25', '«25»', '«25»'), [/25/, /25/]);
    check(lines('lt', '«LT»'), [/LT/]);
  });

  it('the same modifier on two lines is none of its business', () => {
    check('DOS: 2025-03-04\n99213-25\n99214-25', [], { notChecked: [] });
  });

  it('judges hospital bills, not voids', () => {
    check(claim837({ lines: [{ modifiers: ['27', '«27»'] }] }, { kind: 'I' }), [/27/]);
    check(claim837({ frequency: '8', lines: [{ modifiers: ['27', '27'] }] }));
  });

  it('removes the second', () => {
    checkFix(RULE, lines('25', 'GC', '25'), lines('25', 'GC'));
    checkFix(RULE, 'DOS: 2025-03-04\n99213-25-25 x1', 'DOS: 2025-03-04\n99213-25 x1');
  });

  it('says the same of the same claim in claim text and in X12', () => {
    const text = briefFindings('DOS: 2025-03-04\n99213-25-25', [RULE]);
    deepEqual(briefFindings(lines('25', '25'), [RULE]), text);
    equal(text.length, 1);
  });
});
