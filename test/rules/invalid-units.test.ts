import { deepEqual } from 'node:assert/strict';
import { briefFindings, checkRule, type RuleOptions } from '../support/check';
import { type ClaimOptions, claim837, remittance835 } from '../support/x12';

const RULE = 'invalid-units';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

function ours(text: string, options: RuleOptions = {}): string[] {
  return briefFindings(text, [RULE], options);
}

describe(RULE, () => {
  const claim = (code: string, units: string, unit = 'UN', more: Partial<ClaimOptions> = {}) =>
    claim837({ lines: [{ code, units, unit }], ...more });

  it('zero, negative, no number', () => {
    check(claim('99213', '«0»'), [/99213 has 0 units/], { severity: 'error' });
    check(claim('99213', '«-1»'), [/99213 has -1 units/]);
    check(claim('99213', '«1A»'), [/"1A" is no number/]);
    check('DOS: 2025-03-04\n99213 x«0»', [/0 units/]);
  });

  it('a fraction of a CPT service', () => {
    check(claim('99213', '«1.5»'), [/counted whole/], { severity: 'warning' });
    check(claim('0708T', '«0.5»'), [/0\.5 units/]);
    check(claim('99213', '1.0'));
  });

  it('but not of drugs, supplies, miles and anesthesia', () => {
    for (const code of ['J1885', 'A0425', 'A4253', 'Q4081', 'G0378']) check(claim(code, '2.5'));
    check(claim('00142', '4.2', 'UN', { filing: 'CI' }));
    check(claim('99213', '1.5', 'F2'));
  });

  it('minutes are for anesthesia', () => {
    check(claim('99213', '«15»', 'MJ'), [/only anesthesia/], { severity: 'warning' });
    check(claim('01996', '«1»', 'MJ'), [/has 1 minute \(MJ\), but only anesthesia/]);
    check(claim('00142', '61', 'MJ'));
    check(claim('01999', '61', 'MJ'));
  });

  it('and Medicare pays anesthesia by them', () => {
    check(claim('00142', '«4»'), [/has 4 units \(UN\).*by its minutes/], { severity: 'warning' });
    check(claim('00142', '«1»'), [/has 1 unit \(UN\)/]);
    check(claim('00142', '4', 'UN', { filing: 'CI' }));
    check(claim('01953', '1'));
    check(claim('01996', '1'));
    check('DOS: 2025-03-04\nPayer: Medicare\n00142 x4');
  });

  it('not a missing value, a line without a code, a void or a remittance', () => {
    check(claim837({ lines: [{ units: null }] }));
    check(claim837({ lines: [{ code: '', units: 0, revenue: '0022' }] }, { kind: 'I' }));
    check(claim('99213', '0', 'UN', { frequency: '8' }));
    check(remittance835(['CLP*A*4*100*0**12*ICN*11*1', 'SVC*HC:99213*100*0**0', 'CAS*CO*16*100']));
  });

  it('says the same of claim text and X12', () => {
    deepEqual(ours(claim('99213', '1.5')), ours('DOS: 2025-03-04\n99213 x1.5'));
    deepEqual(ours(claim('99213', '0')), ours('DOS: 2025-03-04\n99213 x0'));
  });
});
