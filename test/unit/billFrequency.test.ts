import { deepEqual } from 'node:assert/strict';
import { claimText } from '../../server/src/service/formats/claimText/index';
import { checkRule, open } from '../support/check';

/**
 * The frequency of a bill in every format that writes a bill type. Source: NUBC, FL 4 (type of bill: facility, care and
 * frequency; 1 whole, 2 to 4 interim, 7 replacement, 8 void; letters are the payer's adjustments); CMS-1500, item 22
 * (resubmission code 7 or 8). The expected values are worked out by hand.
 */
describe('the frequency of a bill', () => {
  /** What a bill type and a resubmission code beside it make of the claim: bill type, frequency. */
  const cases: readonly (readonly [billType: string, resubmission: string, expected: string])[] = [
    ['111', '', '111 1'],
    ['131', '', '131 1'],
    ['137', '', '137 7'],
    ['138', '', '138 8'],
    ['831', '', '831 1'],
    ['0131', '', '131 1'],
    ['0138', '', '138 8'],
    ['851', '', '851 1'],
    ['112', '', '112 2'],
    ['13G', '', '13G G'],
    ['13Q', '', '13Q Q'],
    // The family of bill types and no bill of it.
    ['13X', '', '13X -'],
    ['13x', '', '13x -'],
    ['013X', '', '13X -'],
    ['13', '', '- -'],
    ['1', '', '- -'],
    ['00131', '', '- -'],
    ['1311', '', '- -'],
    ['N/A', '', '- -'],
    // A field that says the frequency goes before the bill type, whichever stands first.
    ['131', '7', '131 7'],
    ['131', '8', '131 8'],
    ['137', '1', '137 1'],
    ['', '7', '- 7'],
    ['', '8', '- 8'],
    ['', '1', '- 1'],
  ];

  const said = (text: string, format: string): string => {
    const { claims } = open(text, { format }).document;
    return claims.map(({ billType, frequency }) => `${billType?.value ?? '-'} ${frequency?.value ?? '-'}`).join();
  };

  for (const [billType, resubmission, expected] of cases) {
    const name = `${billType || 'no bill type'}${resubmission && ` and resubmission ${resubmission}`}: ${expected}`;
    it(`CSV ${name}`, () => {
      const row = `A,99213,1,20250304,${billType},${resubmission}\n`;
      deepEqual(said(`CLAIM_ID,CPT,UNITS,DOS,TYPE_OF_BILL,RESUBMISSION_CODE\n${row}`, 'csv'), expected);
      deepEqual(said(`CLAIM_ID,CPT,UNITS,DOS,TOB,CLM_FREQ_CD\n${row}`, 'csv'), expected);
    });
    it(`claim text ${name}`, () => {
      const tob = billType && `TOB: ${billType}\n`;
      const code = (key: string) => resubmission && `${key}: ${resubmission}\n`;
      deepEqual(said(`Claim: A\n${tob}${code('Frequency')}99213\n`, 'claim-text'), expected);
      deepEqual(said(`Claim: A\n${code('Resubmission code')}${tob}99213\n`, 'claim-text'), expected);
    });
    if (resubmission) continue;
    it(`FHIR ${name}`, () => {
      const claim = {
        resourceType: 'Claim',
        status: 'active',
        use: 'claim',
        supportingInfo: [
          { category: { coding: [{ code: 'typeofbill' }] }, code: { coding: [{ code: billType || undefined }] } },
        ],
        item: [{ productOrService: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '99213' }] } }],
      };
      deepEqual(said(JSON.stringify(claim), 'fhir-json'), expected);
    });
  }

  it('Replacement, corrected claim and void in words', () => {
    const read = (header: string) => claimText.read(`Claim: A\n${header}\n99213\n`).claims[0]!.frequency?.value;
    deepEqual(read('TOB: 131\nFrequency: replacement'), '7');
    deepEqual(read('Resubmission: 8 (void)'), '8');
    deepEqual(read('Resubmission: corrected claim'), '7');
  });

  it('behind the number of its item on the form', () => {
    const read = (header: string) => {
      const [claim] = claimText.read(`Claim: A\n${header}\n99213\n`).claims;
      return [claim!.billType?.value, claim!.frequency?.value, claim!.placeOfService?.value];
    };
    deepEqual(read('22. Resubmission Code: 8'), [undefined, '8', undefined]);
    deepEqual(read('Box 22 Resubmission code: 7'), [undefined, '7', undefined]);
    deepEqual(read('FL 4 Type of Bill: 0137'), ['137', '7', undefined]);
    deepEqual(read('24B. Place of service: 11'), [undefined, undefined, '11']);
    deepEqual(read('1. frequency: daily'), [undefined, undefined, undefined]);
  });

  describe('rows of one id with several bill types are several bills', () => {
    const HEADER = 'CLAIM_ID,PATIENT_ID,CPT,UNITS,DOS,TOB\n';
    const rows = (...all: readonly (readonly [tob: string, code: string])[]) =>
      HEADER + all.map(([tob, code]) => `A,P1,${code},1,20250304,${tob}\n`).join('');

    it('each with its frequency; a row that says none goes on with the bill above', () => {
      const read = (text: string) =>
        open(text, { format: 'csv' }).document.claims.map(
          ({ frequency, lines }) => `${frequency?.value}: ${lines.map(({ procedure }) => procedure?.value).join(' ')}`,
        );
      deepEqual(read(rows(['138', '99213'], ['131', '99213'], ['131', '96372'])), ['8: 99213', '1: 99213 96372']);
      deepEqual(read(rows(['131', '99213'], ['', '96372'], ['138', '99213'], ['', '96372'])), [
        '1: 99213 96372',
        '8: 99213 96372',
      ]);
      deepEqual(read(rows(['', '99213'], ['137', '96372'])), ['7: 99213 96372']);
      deepEqual(read(rows(['131', '99213'], ['0131', '96372'], ['13X', '71046'])), ['1: 99213 96372 71046']);
    });

    it('a column of frequencies that holds others, of a drug or of yes and no, parts nothing', () => {
      for (const [name, first, second] of [
        ['FREQ', 'daily', 'weekly'],
        ['FREQ', 'Q', 'M'],
        ['RESUB', 'N', 'Y'],
      ]) {
        const text = `CLAIM_ID,CPT,UNITS,DOS,${name}\nA,99213,1,20250304,${first}\nA,93000,1,20250304,${second}\n`;
        const { claims } = open(text, { format: 'csv' }).document;
        deepEqual(
          claims.map(({ frequency, lines }) => [frequency?.value, lines.length]),
          [[undefined, 2]],
        );
      }
    });

    it('a bill that is taken back silences only itself', () => {
      // 0708T is not paid under OPPS (Addendum B: E1).
      checkRule('not-paid-under-opps', rows(['138', '0708T'], ['131', '«0708T»']), [/0708T/], { format: 'csv' });
      checkRule('not-paid-under-opps', rows(['131', '«0708T»'], ['138', '0708T']), [/0708T/], { format: 'csv' });
      checkRule('not-paid-under-opps', rows(['138', '0708T'], ['', '0708T']), [], { format: 'csv' });
    });

    it('a bill and its replacement are no duplicates and no excess', () => {
      const bills = (first: string, units: string, id: string, second: string, column = 'FREQUENCY', before = '') =>
        `CLAIM_ID,PATIENT_ID,NPI,CPT,UNITS,DOS,POS,${column}
A,P1,1000000004,0709T,${units},20250304,11,${before}${first}
${id},P1,1000000004,0709T,${units},20250304,11,${before}${second}
`;
      for (const id of ['A', 'B']) {
        for (const text of [
          bills('1', '2', id, '7'),
          ...['7', 'G', 'Q'].map((second) => bills('1', '2', id, second, 'TOB', '13')),
        ]) {
          checkRule('duplicate-line', text, [], { format: 'csv' });
          checkRule('excess-units', text, [], { format: 'csv' });
        }
      }
      // 0709T: two a day (MUE, practitioner).
      checkRule('excess-units', bills('1', '«2»', 'B', '1'), [/4 units/, /4 units/], { format: 'csv' });
    });

    it('a table that is typed reads as one that is opened', () => {
      const whole = rows(['131', '99213'], ['131', '96372'], ['138', '99213']);
      const at = whole.lastIndexOf('138') + 2;
      const before = `${whole.slice(0, at)}1${whole.slice(at + 1)}`;
      const checked = open(before, { format: 'csv' });
      checked.change([{ change: { start: at, end: at + 1, text: whole[at]! }, text: whole }]);
      const brief = ({ document }: typeof checked) =>
        document.claims.map(({ base, frequency, lines }) => [base, frequency?.value, lines.length]);
      deepEqual(brief(checked), brief(open(whole, { format: 'csv' })));
      deepEqual(brief(checked).length, 2);
    });
  });
});
