import { checkFix, checkRule, type RuleOptions } from '../support/check';
import { claim837 } from '../support/x12';

const RULE = 'malformed-diagnosis';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

describe(RULE, () => {
  const claim = (hi: string) => claim837({ lines: [{}] }).replace('HI*ABK:C4359', `HI*${hi}`);

  it('a dot', () => {
    check(claim('ABK:«C43.59»'), [/without it.*write C4359/], { severity: 'error' });
    check(claim('BK:«401.9»'), [/write 4019/]);
    checkFix(RULE, claim('ABK:C43.59*ABF:Z5111'), claim('ABK:C4359*ABF:Z5111'));
  });

  it('ICD-10-CM: a letter, a digit, one to five more', () => {
    for (const code of ['I10', 'C4359', 'S72001A', 'Z3A20', 'C4A0', 'U071', 'O9A211', 'M1A00X0', 'W19XXXA', 'c4359']) {
      check(claim(`ABK:${code}`));
    }
    for (const code of ['C4', 'C', 'CA359', '99213X', 'S72001AA', 'C4359-'])
      check(claim(`ABK:«${code}»`), [/ICD-10-CM/]);
  });

  it('ICD-9-CM: three digits, V and two or E and three', () => {
    for (const code of ['401', '4019', '64303', 'V30', 'V3001', 'E9860', 'E986']) check(claim(`BK:${code}`));
    for (const code of ['40', '401999', 'V3', 'V30012', 'E98600', 'X999']) check(claim(`BK:«${code}»`), [/ICD-9-CM/]);
  });

  it('says where the code is of the other set', () => {
    check(claim('ABK:«4019»'), [/is of ICD-9-CM, but the qualifier ABK says ICD-10-CM/]);
    check(claim('BK:«S72001A»'), [/is of ICD-10-CM, but the qualifier BK/]);
  });

  it('reasons, admitting diagnoses and causes too, but no other codes of an HI', () => {
    check(claim('ABK:C4359*APR:«R05.9»*ABN:«W19.XXXA»*ABJ:R05'), [/write R059/, /W19XXXA/]);
    check(claim('ABK:C4359*BE:80:D8*BH:11:D8:20250301*BG:09*DR:470*XX:99.99*BBR:0DTJ4ZZ:D8:20250301'));
  });

  it('a dot twice, in X12', () => {
    check(claim('ABK:«M54..5»'), [/write M545/]);
    checkFix(RULE, claim('ABK:M54..5'), claim('ABK:M545'));
    // Which character was lost or which moved can't be told.
    check(claim('ABK:«C4.359»'), [/dot in the wrong place/]);
  });
});

/** One diagnosis in its slot of each format; `system` is what the format calls its code set. */
const WRITTEN: Readonly<Record<string, (code: string, system?: string) => string>> = {
  'claim-text': (code) => `DOS: 2025-03-04   POS: 11   Dx: ${code}, Z51.11\n99213 x1\n`,
  'claim-text, on the line': (code) => `DOS: 2025-03-04   POS: 11   Dx: I10\n99213 x1 dx ${code}\n`,
  'claim-text, a list': (code) => `DOS: 2025-03-04   POS: 11\nDx:\nA. I10\nB. ${code}\n\n99213 x1 dx A\n`,
  csv: (code) => `Claim ID,DOS,POS,CPT,Units,Dx1,Dx2\nC1,03/04/2025,11,99213,1,${code},I10\n`,
  'csv, of a line': (code) => `Claim ID,DOS,POS,CPT,Units,Line Dx\nC1,03/04/2025,11,99213,1,${code}\n`,
  'hl7v2, DG1': (code, system = '') =>
    `MSH|^~\\&|A|B|C|D|20250305||DFT^P03|1|P|2.5.1\rPID|1||P100\rPV1|1|O\rDG1|1||${code}^Invented^${system}\rFT1|1|||20250304||CG||||1|100||||||||||||||99213^^C4\r`,
  'hl7v2, FT1-19': (code, system = '') =>
    `MSH|^~\\&|A|B|C|D|20250305||DFT^P03|1|P|2.5.1\rPID|1||P100\rPV1|1|O\rFT1|1|||20250304||CG||||1|100||||||||${code}^Invented^${system}||||||99213^^C4\r`,
  'fhir-json': (code, system = 'http://hl7.org/fhir/sid/icd-10') =>
    `{"resourceType":"Claim","id":"C1","diagnosis":[{"sequence":1,"diagnosisCodeableConcept":{"coding":[{"system":"${system}","code":"${code}"}]}}],"item":[{"sequence":1,"productOrService":{"coding":[{"system":"http://www.ama-assn.org/go/cpt","code":"99213"}]},"servicedDate":"2025-03-04"}]}`,
};
const NAMES: Readonly<Record<string, { ten: string; nine: string }>> = {
  'hl7v2, DG1': { ten: 'I10', nine: 'I9C' },
  'hl7v2, FT1-19': { ten: 'I10C', nine: 'I9' },
  'fhir-json': { ten: 'http://hl7.org/fhir/sid/icd-10-cm', nine: 'urn:oid:2.16.840.1.113883.6.103' },
};

describe(`${RULE} outside of X12`, () => {
  for (const [format, write] of Object.entries(WRITTEN)) {
    describe(format, () => {
      it('a dot too many or in the wrong place, a character too many', () => {
        for (const [code, says] of [
          ['M54..5', /two dots.*write M54\.5/],
          ['M5.45', /dot in the wrong place/],
          ['C4.359', /dot in the wrong place/],
          ['C435.9', /dot in the wrong place/],
          ['S72.001AAB', /expected a letter/],
        ] as const) {
          check(write(`«${code}»`), [says], { severity: 'error' });
        }
        checkFix(RULE, write('M54..5'), write('M54.5'));
      });

      it('a right code, of either set, with and without its dot', () => {
        for (const code of ['C43.59', 'C4359', 'S72.001A', 'S72001A', 'I10', 'I10.', 'c43.59', 'M1A.00X0', 'C4A.0'])
          check(write(code));
        for (const code of ['401.9', '4019', '643.03', 'V30.01', 'V3001', 'E986.0', 'E9860', '401.'])
          check(write(code));
      });

      it('what is no code of these sets', () => {
        for (const text of ['see chart', '38341003', 'DX001', 'D00012345', 'A1.B2.C3', 'L4.5', 'n/a', 'TBD', '12.5'])
          check(write(text));
      });
    });
  }

  for (const [format, { ten, nine }] of Object.entries(NAMES)) {
    it(`by the code system that is named: ${format}`, () => {
      const write = WRITTEN[format]!;
      for (const code of ['C43.59', 'C4359', 'I10', 'I10.', 'V30.01']) check(write(code, ten));
      for (const code of ['401.9', '4019', 'V30.01', 'E986.0']) check(write(code, nine));
      check(write('«401.9»', ten), [/is of ICD-9-CM, but its code system says ICD-10-CM/]);
      check(write('«S72.001A»', nine), [/is of ICD-10-CM, but its code system says ICD-9-CM/]);
      for (const code of ['C4', 'S72001AAB', 'CA359']) check(write(`«${code}»`, ten), [/is no ICD-10-CM code/]);
      for (const code of ['40', '4.019']) check(write(`«${code}»`, nine), [/is no ICD-9-CM|wrong place/]);
      for (const note of ['see chart', 'other']) check(write(note, ten));
    });
  }

  it('every place of it is one, so that a fix leaves none behind', () => {
    check('Claim ID,DOS,POS,CPT,Units,Dx1\nC1,03/04/2025,11,99213,1,«M54..5»\nC1,03/04/2025,11,93000,1,«M54..5»\n', [
      /two dots/,
      /two dots/,
    ]);
    check('DOS: 2025-03-04   POS: 11\n99213 x1 dx «M54..5»\n93000 x1 dx «M54..5»\n', [/two dots/, /two dots/]);
  });

  it('in claim text behind a key without its colon', () => {
    check('DOS: 2025-03-04  DX «M54..5»\n99213 x1', [/two dots/]);
    check('DOS: 2025-03-04  Dx: L4/L5, C5.6, v2.1 and I10...\n99213 x1');
  });

  it('the coding method of older messages names the system', () => {
    const message = (method: string, code: string) =>
      WRITTEN['hl7v2, DG1']!(code).replace('DG1|1||', `DG1|1|${method}|`);
    check(message('I9', '401.9'));
    check(message('I9', '«4.019»'), [/wrong place/]);
    check(message('I10', '«S72001AAB»'), [/is no ICD-10-CM code/]);
  });

  it('the coding method, kept for older receivers, is often left as it was when the code is of the other set', () => {
    const message = (method: string, code: string) =>
      WRITTEN['hl7v2, DG1']!(code).replace('DG1|1||', `DG1|1|${method}|`);
    for (const code of ['M54.50', 'E11.9', 'I10', 'M5450']) check(message('I9', code));
    for (const code of ['401.9', '12345']) check(message('I10', code));
  });

  it('levels of the spine, other words with figures and notes behind a dot are no codes', () => {
    for (const note of ['L4.L5', 'C5.C6', 'T12.L1', 'G5.P2', 'G2P1.0', 'T2.DM', 'H1N1.flu', 'B12.deficit', 'I10.HTN']) {
      check(WRITTEN.csv!(note));
      check(`DOS: 2025-03-04   POS: 11\nDx: ${note} since May\n99213 x1\n`);
    }
  });

  it('a dot behind a code that has one is taken off', () => {
    check(WRITTEN.csv!('«M54.50.»'), [/two dots.*write M54\.50/]);
    checkFix(RULE, WRITTEN.csv!('M54.50.'), WRITTEN.csv!('M54.50'));
  });
});
