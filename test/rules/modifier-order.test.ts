import { deepEqual, equal } from 'node:assert/strict';
import { briefFindings, checkRule, type RuleOptions } from '../support/check';
import { claim837 } from '../support/x12';

const RULE = 'modifier-order';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

describe(RULE, () => {
  it('hints at a modifier that changes the payment behind one that informs', () => {
    check('DOS: 2025-03-04\n76700-GC-«26»', [/26 changes the payment of 76700 and stands behind GC/], {
      severity: 'hint',
      related: [['GC']],
    });
    check('DOS: 2025-03-04\n20610-RT-«59»', [/59/]);
    check('DOS: 2025-03-04\n99213-GC-GA-«25»', [/25.*behind GC/]);
  });

  it('the right order, and modifiers whose order depends on the payer', () => {
    check(
      'DOS: 2025-03-04\n76700-26-GC\n20610-59-RT\n97110-GP-CQ\n97110-CQ-GP\n99213-95-25\n99213-KX-25\n99213-25-57',
      [],
      {
        notChecked: [],
      },
    );
  });

  it('one modifier has no order; voids are not judged', () => {
    check('DOS: 2025-03-04\n76700-GC');
    check(claim837({ frequency: '8', lines: [{ code: '76700', modifiers: ['GC', '26'] }] }));
  });

  it('says the same of the same claim in claim text and in X12', () => {
    const text = briefFindings('DOS: 2025-03-04\n76700-GC-26', [RULE]);
    deepEqual(briefFindings(claim837({ lines: [{ code: '76700', modifiers: ['GC', '26'] }] }), [RULE]), text);
    equal(text.length, 1);
  });
});
