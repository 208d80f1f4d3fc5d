import { deepEqual } from 'node:assert/strict';
import { briefFindings, checkRule, type RuleOptions } from '../support/check';
import { claim837 } from '../support/x12';

const RULE = 'service-date-outside-claim';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

function ours(text: string, options: RuleOptions = {}): string[] {
  return briefFindings(text, [RULE], options);
}

describe(RULE, () => {
  const hospital = (statement: string, dates: readonly string[]) =>
    claim837({ statement, lines: dates.map((date) => ({ date })) }, { kind: 'I' });

  it('reports a line of a hospital bill outside of its statement period', () => {
    check(hospital('20250301-20250304', ['«20250305»']), [/dated 2025-03-05.*covers 2025-03-01 to 2025-03-04/], {
      severity: 'error',
      related: [['20250301-20250304']],
    });
    check(hospital('20250301-20250304', ['«20250228»']), [/2025-02-28/]);
    check(hospital('20250301-20250304', ['20250302-«20250305»']), [/2025-03-05/]);
    check(hospital('20250304-20250304', ['«20250305»']), [/covers 2025-03-04\./]);
  });

  it('takes both ends', () => {
    check(hospital('20250301-20250304', ['20250301', '20250304', '20250301-20250304']));
  });

  it('takes a single day for no period', () => {
    check(hospital('20250304', ['20250212']));
  });

  it('a range of a professional claim: a warning', () => {
    const claim = (date: string) => claim837({ date: '20250301-20250304', lines: [{ date }] });
    check(claim('«20250305»'), [/2025-03-05/], { severity: 'warning' });
    check(claim('20250304'));
  });

  it("but not a claim's single day, which stands in for lines without one, nor a dental claim", () => {
    check(claim837({ date: '20250301', lines: [{ date: '20250304' }] }));
    check(claim837({ date: '20250201-20250228', lines: [{ date: '20250304' }] }, { kind: 'D' }));
  });

  it('leaves a period and a line that run backwards to another rule', () => {
    check(hospital('20250304-20250301', ['20250302']));
    check(hospital('20250301-20250304', ['20250306-20250304']));
  });

  it('takes the date of revenue code 0001 for the day on which the bill was made', () => {
    const bill = (revenue: string, date: string) => {
      const lines = [{ date: '20250302' }, { code: '', revenue, date }];
      return claim837({ statement: '20250301-20250304', lines }, { kind: 'I' });
    };
    check(bill('0001', '20250307'));
    check(bill('0250', '«20250307»'), [/2025-03-07/]);
    const table = 'CLM_ID|CLM_FROM_DT|CLM_THRU_DT|REV_CNTR|REV_CNTR_DT|HCPCS_CD\nA|01-Mar-2025|04-Mar-2025|';
    check(`${table}0001|07-Mar-2025|`);
    check(`${table}0450|«07-Mar-2025»|99283`, [/2025-03-07/]);
  });

  it('says the same of claim text and X12', () => {
    const x12 = claim837({ date: '20250304-20250306', lines: [{ code: '99231', date: '20250309' }] });
    deepEqual(ours(x12), ours('DOS: 2025-03-04 - 2025-03-06\n99231 2025-03-09'));
    deepEqual(ours(x12).length, 1);
  });
});
