import { deepEqual, equal } from 'node:assert/strict';
import { briefFindings, checkFix, checkRule, open, type RuleOptions } from '../support/check';
import { claim837, remittance835 } from '../support/x12';

const RULE = 'malformed-code';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

/** One 837P line with the code; the code is the finding. */
function checkCode(code: string, message: string | RegExp) {
  return check(claim837({ lines: [{ code: `«${code}»` }] }), [message]);
}

describe(RULE, () => {
  describe('is content with every class of code', () => {
    const good = [
      '99213',
      '00100',
      '0708T',
      '3074F',
      '0001U',
      '0002M',
      '0001A',
      'J1885',
      'A0425',
      'G0438',
      'V2020',
      'S0580',
    ];
    for (const code of good) it(code, () => void check(claim837({ lines: [{ code }] })));
  });

  describe('corrects a slip', () => {
    const slips: Readonly<Record<string, readonly [string, RegExp]>> = {
      O708T: ['0708T', /letter O/],
      o708T: ['0708T', /letter O/],
      '07O8T': ['0708T', /letter O/],
      '0708t': ['0708T', /lower case/],
      j1885: ['J1885', /lower case/],
      l1833: ['L1833', /lower case/],
      '708T': ['0708T', /leading zero/],
      '0708T.': ['0708T', /punctuation/],
      '99213,': ['99213', /punctuation/],
      '99213 ': ['99213', /blank/],
      ' 99213': ['99213', /blank/],
      '9921O': ['99210', /letter O/],
      '9l213': ['91213', /letter l/],
      '7I046': ['71046', /letter l or I/],
      O0100: ['00100', /letter O/],
      JO585: ['J0585', /letter O/],
      '0708t.': ['0708T', /lower case/],
    };
    for (const [written, [meant, what]] of Object.entries(slips)) {
      it(`${JSON.stringify(written)} → ${meant}`, () => {
        checkCode(written, what);
        const [found] = checkCode(written, `${meant} is probably meant`);
        deepEqual(
          found!.finding.fixes?.map((fix) => fix.kind === 'replace' && fix.text),
          [meant],
        );
        checkFix(RULE, claim837({ lines: [{ code: written }] }), claim837({ lines: [{ code: meant }] }));
      });
    }
  });

  describe('says so without a guess', () => {
    for (const code of [
      '9921',
      '992133',
      '99213A',
      'ABCDE',
      '9921X',
      'Z1234',
      'F1234',
      'XX',
      '99-213',
      '0708X',
      'A123',
      '74F',
      '1',
    ]) {
      it(JSON.stringify(code), () => {
        const [found] = checkCode(code, /expected five characters/);
        equal(found!.finding.fixes, undefined);
        equal(found!.finding.severity, 'error');
      });
    }
  });

  describe('has nothing to say', () => {
    it('of a line without a code', () => {
      check(claim837({ lines: [{ code: '', revenue: '0250' }] }, { kind: 'I' }));
      check(claim837({ lines: [{ code: '' }] }));
    });

    it('of another code set: qualifiers ER, IV, WK, HP, N4, AD', () => {
      for (const qualifier of ['ER', 'IV', 'WK', 'HP', 'N4', 'AD']) {
        check(claim837({ lines: [{ code: 'X1', qualifier }] }));
      }
    });

    it('of a dental code', () => {
      check(claim837({ lines: [{ code: 'D0120' }] }, { kind: 'D' }));
    });

    it('of modifiers, units and revenue codes', () => {
      check(claim837({ lines: [{ modifiers: ['XX'], units: 'x', revenue: 'O250' }] }, { kind: 'I' }));
    });
  });

  it('judges a remittance too: the code names what was paid', () => {
    check(remittance835(['CLP*A*1*100*80**12*ICN*11*1', 'SVC*HC:«O708T»*100*80**1', 'DTM*472*20250304']), [/0708T/]);
  });

  it('does not judge a void', () => {
    check(claim837({ frequency: '8', lines: [{ code: 'O708T' }] }));
  });

  it('judges every payer', () => {
    check(claim837({ filing: 'CI', lines: [{ code: '«O708T»' }] }), [/0708T/], { settings: { payers: 'medicare' } });
  });

  it('is the only finding of its line', () => {
    const text = claim837({ lines: [{ code: 'O709T', units: 9, modifiers: ['26'], date: '20211231' }] });
    deepEqual(
      open(text)
        .findings()
        .filter(({ finding }) => finding.line === 0)
        .map(({ finding }) => finding.rule),
      [RULE],
    );
  });

  it('finds each of several lines', () => {
    const lines = [{ code: '«O708T»' }, { code: '99213' }, { code: '«0709t»' }, { code: '' }, { code: '«ABC»' }];
    check(claim837({ lines }), [/0708T/, /0709T/, /expected/]);
  });

  it('takes another severity or none', () => {
    check('DOS: 2025-03-04\nO708T', [], { settings: { rules: { [RULE]: 'off' } } });
    check('DOS: 2025-03-04\n«O708T»', [/0708T/], { settings: { rules: { [RULE]: 'hint' } }, severity: 'hint' });
  });

  it('marks the slip in claim text without what stands around it', () => {
    check('1. «O709T» x3 $2,100.00', [/0709T/]);
    check('CPT: «0709t»', [/0709T/]);
    check('«709T»', [/0709T/]);
    check('«0709T.»', [/0709T/]);
  });

  it('says the same of the same claim in claim text and in X12', () => {
    const codes = ['O708T', '0709t', '709T'];
    const text = `Claim: CLAIM1\nDOS: 2025-03-04\n${codes.join('\n')}`;
    const x12 = claim837({ lines: codes.map((code) => ({ code })) });
    deepEqual(briefFindings(x12, [RULE]), briefFindings(text, [RULE]));
    equal(briefFindings(text, [RULE]).length, 3);
  });
});
