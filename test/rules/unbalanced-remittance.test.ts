import { deepEqual } from 'node:assert/strict';
import { createClaimService, starterCodes } from '../../server/src/service';
import { checkRule, open, type RuleOptions, says } from '../support/check';
import { marked } from '../support/marks';
import { claim837, remittance835 } from '../support/x12';

const RULE = 'unbalanced-remittance';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

describe(RULE, () => {
  /** BPR02 is what the claims are paid, so that only they are judged. */
  const claim = (clp: string, ...more: readonly string[]) => {
    const clps = [`CLP*A*1*${clp}*12*ICN*11*1`, ...more];
    const paid = clps
      .filter((one) => one.startsWith('CLP*'))
      .map((one) => Number(one.split('*')[4]!.replace(/[«»]/g, '')))
      .reduce((sum, one) => sum + one, 0);
    return remittance835([`BPR*I*${paid}*C*CHK************20250320`, 'LX*1', ...clps]);
  };

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

  it('a claim without lines, and one that answers a void', () => {
    check(claim('200*«150»*0', 'CAS*PR*1*40'), [
      /^The claim does not balance: 200\.00 charged, 40\.00 adjusted, 150\.00 paid/,
    ]);
    check(claim('200*150*0', 'CAS*PR*1*50'));
    check(claim('100*«80»*0', 'CAS*CO*45*15').replace('ICN*11*1', 'ICN*11*8'), [/^The claim does not balance/]);
  });

  /** Two claims that are paid 60.10 and 39.90. */
  const CLAIMS = ['LX*1', 'CLP*A*1*60.10*60.10**12*1', 'CLP*B*1*39.9*39.9**12*2'];
  const whole = (bpr: string, ...more: readonly string[]) =>
    remittance835([`BPR*I*${bpr}*C*CHK************20250320`, ...CLAIMS, ...more]);

  it('reports a payment that its claims do not come to', () => {
    check(whole('100'));
    check(whole('100.00'));
    check(
      whole('«99.98»'),
      [/^The remittance does not balance: BPR02 pays 99\.98, .* come to 100\.00; 0\.02 is not paid/],
      { severity: 'error' },
    );
    check(whole('«100.5»'), [/0\.50 has no claim/]);
  });

  it('takes the provider adjustments off, which add where they are negative', () => {
    check(whole('75', 'PLB*1*20251231*WO:1*25'));
    check(whole('125', 'PLB*1*20251231*FB:1*-25'));
    check(whole('100', 'PLB*1*20251231*WO:1*25*FB:2*-25'));
    check(whole('90', 'PLB*1*20251231*WO:1*5', 'PLB*2*20251231*L6*5'));
    check(whole('«75»', 'PLB*1*20251231*FB:1*-25'), [/come to 125\.00; 50\.00 is not paid/]);
  });

  it('takes reversals and what is denied for what they are', () => {
    check(whole('20', 'CLP*C*22*-80*-80**12*3', 'CLP*D*4*50*0**12*4', 'CAS*CO*29*50'));
  });

  it('for information where no money moves by it', () => {
    check(whole('«90»').replace('BPR*I', 'BPR*H'), [/come to 100\.00/], { severity: 'info' });
    check(whole('«90»').replace('*CHK*', '*NON*'), [/come to 100\.00/], { severity: 'info' });
  });

  it('not where an amount is masked, unreadable or not sure to count', () => {
    check(whole('9999.99'));
    check(whole('90').replace('*39.9*39.9*', '*99.99*99.99*'));
    check(whole('90').replace('*39.9*39.9*', '*39.9*39.9O*'));
    check(whole('90').replace('*39.9*39.9*', '*39.9**'));
    check(whole('90').replace('CLP*B*1', 'CLP*B*25'));
    check(whole('90', 'PLB*1*20251231*WO:1*1O'));
    check(whole('90').replace('*C*CHK', '*D*CHK'));
    check(whole('90').replace(/SE\*[\s\S]*/, ''));
    check(whole('90').replace('CLP*A', '\nCLP*A').replace('60.10**12*1~', '60.10**12*1'));
  });

  it('amounts of nines only may be masked: not checked', () => {
    const notChecked = ['all nines'];
    check(claim('215*99.99*0', 'SVC*HC:99213*215*99.99**1', 'CAS*OA*23*15'), [], { notChecked });
    check(claim('215*121.22*0', 'SVC*XX:99999*215*121.22**1', 'CAS*OA*23*9.99'), [], { notChecked });
    check(claim('999.9*80*0', 'CAS*CO*45*15'), [], { notChecked });
    check(claim('-14*-.99*0', 'SVC*XX:99999*-14*-.99**1', 'CAS*CR*45*-13.12'), [], { notChecked });
    // What balances is right, and two digits are a price.
    check(claim('199.99*99.99*0', 'SVC*HC:99213*199.99*99.99**1', 'CAS*OA*23*100'), [], { notChecked: [] });
    check(claim('99*«80»*0', 'CAS*CO*45*15'), [/^The claim/]);
  });

  it('each transaction by itself', () => {
    const two = whole('100').replace(
      /GE\*/,
      'ST*835*0002~\nBPR*I*«5»*C*CHK~\nLX*1~\nCLP*A*1*6*6**12*1~\nSE*5*0002~\nGE*',
    );
    check(two, [/BPR02 pays 5\.00, .* come to 6\.00; 1\.00 is not paid/]);
  });

  it('the same edit by edit and in pieces', () => {
    const claims = Array.from({ length: 60 }, (_, i) => `CLP*C${i}*1*${i}.25*${i}.25**12*1`);
    const total = claims.reduce((sum, _, i) => sum + i + 0.25, 0);
    const { text } = marked(
      remittance835([`BPR*I*${total}*C*CHK************20250320`, 'LX*1', ...claims, 'PLB*1*20251231*WO:1*0']),
    );
    const checked = open(text);
    const found = () =>
      checked.findings().filter(({ finding }) => finding.rule === RULE && finding.message.startsWith('The remittance'));
    deepEqual(found(), []);
    let now = text;
    const replace = (old: string, by: string) => {
      const start = now.indexOf(old);
      now = now.slice(0, start) + by + now.slice(start + old.length);
      checked.change([{ change: { start, end: start + old.length, text: by }, text: now }]);
      const anew = open(now)
        .findings()
        .map(({ finding }) => finding.message);
      deepEqual(
        checked.findings().map(({ finding }) => finding.message),
        anew,
      );
      const stream = createClaimService({ codes: starterCodes() }).stream(now, { format: 'x12' })!;
      for (let at = 0; at < now.length; at += 97) stream.push(now.slice(at, at + 97));
      stream.end();
      deepEqual(
        stream.noticed.map(({ finding }) => finding.message),
        open(now).noticed.map(({ finding }) => finding.message),
      );
    };
    replace('*30.25*30.25*', '*30.25*31.25*');
    says(found()[0]!.finding.message, '1.00 is not paid');
    replace('WO:1*0', 'WO:1*1');
    deepEqual(found(), []);
    replace('CLP*C7*', 'CLP*C7~CLP*C7*');
    deepEqual(found(), []);
    replace('CLP*C7~', '');
    replace('BPR*I*1785*', 'BPR*I*1786*');
    says(found()[0]!.finding.message, '1.00 has no claim');
  });

  it('where the text breaks off the last claim and its last line may go on', () => {
    const notChecked = [/breaks off/];
    const text = remittance835([
      'BPR*I*999*C*CHK************20250320',
      'LX*1',
      'CLP*A*1*100*«90»*0*12*ICN*11*1',
      'CAS*CO*45*15',
      'CLP*B*1*300*250*0*12*ICN*11*1',
      'SVC*HC:99213*100*«80»**1',
      'CAS*CO*45*10',
      'SVC*HC:99214*200*100**1',
      'CAS*CO*45*25',
      'CLP*C*1*100*100*0*12*ICN*11*1',
    ]);
    const upTo = (what: string) => text.slice(0, text.lastIndexOf(what));
    // CLP*C is the next claim of a file that breaks off behind it.
    check(text.slice(0, text.indexOf('CLP*C')), [/^The claim/, /^The line/], { notChecked });
    check(upTo('CAS*'), [/^The claim/, /^The line/], { notChecked });
    check(text.slice(0, text.lastIndexOf('CAS*') + 11), [/^The claim/, /^The line/], { notChecked });
    check(upTo('SVC*').replace('*«80»', '*80'), [/^The claim/], { notChecked });
    check(upTo('CLP*B').replace('*«90»', '*90'), [], { notChecked });
  });

  it('of several transactions only one that breaks off is not judged', () => {
    const cut = whole('90').replace(/SE\*[\s\S]*/, '');
    const right = whole('«95»');
    check(right + cut, [/^The remittance/]);
    check(cut + right, [/^The remittance/]);
    // Its SE is missing: what else is, no one knows.
    check(whole('90').replace(/SE\*.*\n/, ''));
  });

  it('as the settings say', () => {
    const off = open(whole('90').replace(/[«»]/g, ''), { settings: { rules: { [RULE]: 'off' } } });
    deepEqual(
      off.findings().filter(({ finding }) => finding.rule === RULE),
      [],
    );
  });

  it("not another payer's adjustments on a claim", () => {
    const text = claim837({ lines: [{ more: ['SVD*P1*50*HC:99213**1', 'CAS*CO*45*10'] }] });
    check(text);
    deepEqual(open(text).document.claims[0]!.lines[0]!.adjustments, undefined);
  });
});
