import { deepEqual } from 'node:assert/strict';
import { briefFindings, checkRule, type RuleOptions } from '../support/check';
import { claim837 } from '../support/x12';

const RULE = 'reversed-dates';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

function ours(text: string, options: RuleOptions = {}): string[] {
  return briefFindings(text, [RULE], options);
}

describe(RULE, () => {
  it('reports a range that ends before it begins', () => {
    check(
      claim837({ lines: [{ date: '20250304-«20250303»' }] }),
      [/ends on 2025-03-03, before it begins on 2025-03-04/],
      {
        severity: 'error',
        related: [['20250304']],
      },
    );
    check(claim837({ lines: [{ date: '20250304-20250304' }, { date: '20250304-20250305' }, { date: '20250304' }] }));
  });

  it('of a claim and of its statement period', () => {
    check(claim837({ date: '20250304-«20250301»', lines: [{ date: null }] }), [/^The service ends/]);
    check(claim837({ statement: '20250304-«20250301»', lines: [{ date: null }] }, { kind: 'I' }), [
      /^The statement period ends/,
    ]);
    check('DOS: 2025-03-04 - «2025-03-01»\n99231', [/2025-03-01/]);
  });

  it('not where a date can not be read', () => {
    check(claim837({ lines: [{ date: '20250304-20250231' }, { date: '20251304-20250201' }] }));
  });

  it('says the same of claim text and X12', () => {
    const x12 = claim837({ lines: [{ code: '99231', date: '20250306-20250304' }] });
    deepEqual(ours(x12), ours('Claim: A\n99231 2025-03-06 - 2025-03-04'));
    deepEqual(ours(x12).length, 1);
  });
});
