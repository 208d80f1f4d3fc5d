import { deepEqual } from 'node:assert/strict';
import { checkRule, open, type RuleOptions } from '../support/check';
import { claim837, remittance835 } from '../support/x12';

const RULE = 'unbalanced-remittance';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

describe(RULE, () => {
  const claim = (clp: string, ...more: readonly string[]) =>
    remittance835(['BPR*I*80*C*CHK************20250320', 'LX*1', `CLP*A*1*${clp}*12*ICN*11*1`, ...more]);

  it('reports a line', () => {
    check(
      claim('100*80*5', 'SVC*HC:99213*100*«80»**1', 'CAS*CO*45*15'),
      [/^The line does not balance: 100\.00 charged, 15\.00 adjusted, 80\.00 paid; 5\.00 has no reason/],
      { severity: 'error' },
    );
    check(claim('100*80*5', 'SVC*HC:99213*100*«80»**1', 'CAS*CO*45*25'), [/5\.00 is adjusted or paid too much/]);
  });

  it('adds up to six adjustments of a segment, and several segments', () => {
    check(claim('100*80*5', 'SVC*HC:99213*100*80**1', 'CAS*CO*45*15', 'CAS*PR*1*2**2*1**3*2'));
    check(claim('100*80*5', 'SVC*HC:99213*100*80**1', 'CAS*PR*1*10*1*2*5*1*3*2*1*45*1*1*253*1**23*1'));
  });

  it('counts what an adjustment adds, and a reversal', () => {
    check(claim('100*110*0', 'SVC*HC:99213*100*110**1', 'CAS*CO*94*-10'));
    check(claim('-100*-80*0', 'SVC*HC:99213*-100*-80**1', 'CAS*CR*45*-20'));
  });

  it('reports a claim, with its own adjustments and those of its lines', () => {
    check(claim('200*«150»*0', 'CAS*CO*45*20', 'SVC*HC:99213*100*80**1', 'CAS*CO*45*20'), [
      /^The claim does not balance: 200\.00 charged, 40\.00 adjusted, 150\.00 paid; 10\.00 has no reason/,
    ]);
    check(claim('200*160*0', 'CAS*CO*45*20', 'SVC*HC:99213*100*80**1', 'CAS*CO*45*20'));
  });

  it('says once what a line lacks', () => {
    check(claim('100*80*0', 'SVC*HC:99213*100*«80»**1'), [/^The line/]);
  });

  it('begins anew with the next claim', () => {
    const next = ['CLP*B*1*100*80*0*12*ICN*11*1', 'SVC*HC:99213*100*«80»**1', 'CAS*CO*45*19'];
    check(claim('100*80*5', 'SVC*HC:99213*100*80**1', 'CAS*CO*45*20', ...next), [/1\.00 has no reason/]);
  });

  it('not where an amount can not be read or the code is not where it belongs', () => {
    check(claim('100*100*0', 'SVC*HC:99213*100*8O**1'));
    check(claim('100*80*5', 'SVC*HC:99213*100*80**1', 'CAS*CO*45*1S'));
    check(claim('1766.50*187.50*0', 'SVC*HC*24599.00*1766.50*187.50**1', 'CAS*OA*23*1579.00'));
  });

  it("not another payer's adjustments on a claim", () => {
    const text = claim837({ lines: [{ more: ['SVD*P1*50*HC:99213**1', 'CAS*CO*45*10'] }] });
    check(text);
    deepEqual(open(text).document.claims[0]!.lines[0]!.adjustments, undefined);
  });
});
