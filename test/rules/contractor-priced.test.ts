import { deepEqual, equal } from 'node:assert/strict';
import { briefFindings, checkRule, type RuleOptions } from '../support/check';
import { feeSchedule } from '../support/tables';
import { claim837 } from '../support/x12';

const RULE = 'contractor-priced';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

describe(RULE, () => {
  it('hints at every line of status C and explains itself once', () => {
    const [first, second, third] = check(
      'DOS: 2025-03-04\n99213\n«0708T»\n«0709T»\n«0709T»-59',
      [/^0708T has status C/, /^0709T has status C/, /^0709T has status C/],
      { severity: 'hint' },
    );
    deepEqual(first!.finding.citation, { table: 'MPFS', edition: '2025D' });
    equal(first!.finding.repeats?.length, 2);
    equal(second!.finding.first, first!.finding);
    equal(third!.finding.first, first!.finding);
  });

  it('is content with a description, an expected denial, or a line without a charge', () => {
    check(claim837({ lines: [{ code: '0708T', description: 'FIRST INJECTION' }] }));
    check('DOS: 2025-03-04\n0708T-GY');
    check(claim837({ lines: [{ code: '0708T', charge: '0' }] }));
  });

  it('other statuses pass', () => {
    check('DOS: 2025-03-04\n99213\n80053\nJ1885\n11719', [], { notChecked: [] });
  });

  it("only Medicare's professional claims, and by date", () => {
    check(claim837({ filing: 'CI', lines: [{ code: '0708T' }] }));
    check(claim837({ lines: [{ code: '0708T' }] }, { kind: 'I' }));
    check(claim837({ frequency: '8', lines: [{ code: '0708T' }] }));
    check('DOS: 2022-01-01\n«0708T»', [/C/]);
    check('DOS: 2021-12-31\n0708T');
  });

  it('leaves an unlisted code to the rule that asks for its description', () => {
    const codes = { feeSchedule: feeSchedule({ '64999': { status: 'C' }, '64998': { status: 'C' } }) };
    check('DOS: 2025-03-04\n64999\n«64998»', [/64998/], { codes });
    checkRule('missing-description', 'DOS: 2025-03-04\n«64999»', [/64999/], { codes });
  });

  it('says the same of the same claim in claim text and in X12', () => {
    const text = briefFindings('DOS: 2025-03-04\n0708T\n99213', [RULE]);
    deepEqual(briefFindings(claim837({ lines: [{ code: '0708T' }, { code: '99213' }] }), [RULE]), text);
    equal(text.length, 1);
  });
});
