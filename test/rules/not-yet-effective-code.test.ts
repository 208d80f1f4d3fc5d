import { deepEqual, equal } from 'node:assert/strict';
import { briefFindings, checkRule, type RuleOptions } from '../support/check';
import { procedures } from '../support/tables';
import { claim837, remittance835 } from '../support/x12';

const RULE = 'not-yet-effective-code';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

describe(RULE, () => {
  it('reports 0708T and 0709T before 2022-01-01', () => {
    const [found] = check('DOS: 2021-12-31\n«0708T» x1\n«0709T» x1', [
      /^0708T is valid from 2022-01-01, but the service was on 2021-12-31/,
      /^0709T is valid from 2022-01-01/,
    ]);
    equal(found!.finding.severity, 'error');
    equal(found!.finding.citation?.effective, '2022-01-01');
  });

  it('takes the first day itself', () => {
    check('DOS: 2022-01-01\n0708T', [], { notChecked: [] });
  });

  it('knows the first day of HCPCS codes', () => {
    check('DOS: 2010-12-31\n«G0438»', [/2011-01-01/]);
    check('DOS: 2011-01-01\nG0438');
    check('DOS: 2013-12-31\n«G0463»', [/2014-01-01/]);
    check('DOS: 2001-09-30\n«Q3014»', [/2001-10-01/]);
    check('DOS: 2001-10-01\nQ3014');
  });

  it("judges a line by its own day, not by the claim's", () => {
    check('DOS: 2022-03-01\n«0708T» 2021-12-30\n0708T', [/2021-12-30/], { related: [['2021-12-30']] });
  });

  it('judges a range by its first day', () => {
    check(claim837({ lines: [{ code: '«0708T»', date: '20211231-20220102' }] }), [/2021-12-31/]);
  });

  it('says that it can not tell where no table gives a first day', () => {
    check('DOS: 1950-01-01\n99213', [], { notChecked: ['first day'] });
    check('DOS: 1950-01-01\n33361', [], { notChecked: ['first day'] });
  });

  it('says that it can not tell without a date', () => {
    check('0708T x1', [], { notChecked: ['no date of service'] });
    check('0708T 02/30/2021', [], { notChecked: ['no date of service'] });
    check(claim837({ lines: [{ code: '0708T', date: '20211331' }] }), [], { notChecked: ['no date of service'] });
  });

  it('reads two-digit years and American dates as the file means them', () => {
    check('1/1/22 0708T');
    check('12/31/21 «0708T»', [/2021-12-31/]);
    check(claim837({ lines: [{ code: '«0708T»', date: '20211231' }] }, { version: '4010' }), [/2021-12-31/]);
  });

  it('judges every payer and every kind of claim', () => {
    const settings = { payers: 'medicare' };
    check(claim837({ filing: 'CI', lines: [{ code: '«0708T»', date: '20211231' }] }), [/2022/], { settings });
    for (const billType of ['11', '13']) {
      check(claim837({ billType, lines: [{ code: '«0708T»', date: '20211231' }] }, { kind: 'I' }), [/2022/]);
    }
  });

  it('judges neither a void nor a remittance', () => {
    check(claim837({ frequency: '8', lines: [{ code: '0708T', date: '20211231' }] }));
    check(claim837({ frequency: '7', lines: [{ code: '«0708T»', date: '20211231' }] }), [/2022/]);
    check(remittance835(['CLP*A*1*100*80**12*ICN*11*1', 'SVC*HC:0708T*100*80**1', 'DTM*472*20211231']));
  });

  it('uses the day of loaded tables', () => {
    const codes = { procedures: procedures([{ code: '99213', added: 20250101 }]) };
    check('DOS: 2024-12-31\n«99213»', [/2025-01-01/], { codes });
  });

  it('takes another severity or none', () => {
    check('DOS: 2021-12-31\n0708T', [], { settings: { rules: { [RULE]: 'off' } } });
    check('DOS: 2021-12-31\n«0708T»', [/2022/], { settings: { rules: { [RULE]: 'info' } }, severity: 'info' });
  });

  it('says the same of the same claim in claim text and in X12', () => {
    const text = 'Claim: CLAIM1\nDOS: 2021-12-31\n0708T\nG0438\n0709T';
    const lines = ['0708T', 'G0438', '0709T'].map((code) => ({ code, date: '20211231' }));
    deepEqual(briefFindings(claim837({ lines }), [RULE]), briefFindings(text, [RULE]));
    equal(briefFindings(text, [RULE]).length, 2);
  });
});
