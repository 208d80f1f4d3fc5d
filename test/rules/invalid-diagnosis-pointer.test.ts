import { deepEqual, equal } from 'node:assert/strict';
import { briefFindings, checkRule, type RuleOptions } from '../support/check';
import { claim837 } from '../support/x12';

const RULE = 'invalid-diagnosis-pointer';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

function ours(text: string, options: RuleOptions = {}): string[] {
  return briefFindings(text, [RULE], options);
}

describe(RULE, () => {
  const claim = (pointers: string, diagnoses: readonly string[] = ['C4359', 'Z5111']) =>
    claim837({ diagnoses, lines: [{ pointers: [1] }] }).replace('***1~', `***${pointers}~`);

  it('reports a pointer behind the last diagnosis, and zero', () => {
    check(claim('1:«3»'), [/^Pointer 3 names no diagnosis: the claim has 2/], { severity: 'error' });
    check(claim('«0»'), [/^Pointer 0/]);
    check(claim('«13»'), [/at most 12/]);
    check(claim('«2»', ['C4359']), [/the claim has one/]);
    check(claim('1:2'));
  });

  it('names the third of four', () => {
    check(claim('1:2:«5»:3', ['C4359', 'Z5111', 'I10']), [/Pointer 5.*the claim has 3/]);
  });

  it('counts neither reasons for a visit nor causes', () => {
    check(claim('«2»', ['C4359']).replace('HI*ABK:C4359', 'HI*ABK:C4359*ABN:W19XXXA*APR:R05'), [/has one/]);
  });

  it('one cause where the claim has none', () => {
    const two = { lines: [{ pointers: [1] }, { pointers: [1] }] };
    const text = claim837(two, { version: '4010' }).replace(/HI[^~]*~\n/, '');
    const [first, second] = check(text.replaceAll('***1~', '***«1»~'), [/the claim has none/, /the claim has none/]);
    equal(second!.finding.first, first!.finding);
  });

  it('not where the guide requires an HI: the claim is told that it is missing', () => {
    const text = claim('1:2').replace(/HI[^~]*~\n/, '');
    check(text);
    const settings = { rules: { 'missing-segment': 'off' } };
    check(text.replace('1:2~', '«1»:«2»~'), [/the claim has none/, /the claim has none/], { settings });
  });

  it('not where a diagnosis stands under a qualifier that can not be told, nor where text leaves them out', () => {
    check(claim('1:3').replace('ABF:Z5111', 'XX:Z5111'));
    check('DOS: 2025-03-04\n99213 x1 dx A');
  });

  it('one finding for an HI that is empty: that of the segment', () => {
    for (const empty of ['HI', 'HI*', 'HI**ABF:Z5111']) {
      const text = claim('1').replace(/HI[^~]*/, empty);
      check(text);
      checkRule('missing-element', text.replace(empty, `«${empty}»`), [/^HI01/]);
    }
    for (const bare of ['ABK', 'ABK:', ':C4359', 'C4359']) check(claim('1').replace(/HI[^~]*/, `HI*${bare}`));
  });

  it('reads a pointer that is written with decimals', () => {
    check(claim('1.00'));
    check(claim('1.00:«3».00'), [/Pointer 3/]);
  });

  it('finds letters in claim text', () => {
    check('DOS: 2025-03-04   Dx: A: C43.59  B: Z51.11\n96413 x1 dx A,B\n99213 x1 dx «D»', [/Pointer 4/]);
  });

  it('says the same of claim text and X12', () => {
    const text = 'DOS: 2025-03-04   Dx: A: C43.59  B: Z51.11\n99213 x1 dx C';
    deepEqual(ours(claim('3')), ours(text));
    deepEqual(ours(text).length, 1);
  });
});
