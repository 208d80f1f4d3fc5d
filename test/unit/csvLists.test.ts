import { deepEqual, equal } from 'node:assert/strict';
import { csvWith } from '../../server/src/service/formats/csv/index';
import { briefClaim, briefLine, checkRule, open } from '../support/check';
import { cursor } from '../support/marks';

/** Exports that hold a claim a row write several codes into one cell, and ledgers have rows that are no services. */
describe('csv: several codes in a cell', () => {
  const claimsOf = (header: string, ...rows: readonly string[]) =>
    open([header, ...rows, ''].join('\n'), { format: 'csv' }).document.claims;
  const diagnosesOf = (cell: string, header = 'claim_id,dos,cpt,units,dx') =>
    claimsOf(header, `A,2025-03-04,99213,1,${cell}`)[0]!.diagnoses.map(({ value, pointer }) => `${pointer} ${value}`);
  const BOTH = ['1 E11.9', '2 I10'];

  describe('diagnoses', () => {
    for (const cell of [
      'E11.9;I10',
      'E11.9; I10',
      '"E11.9,I10"',
      '"E11.9, I10"',
      'E11.9|I10',
      'E11.9 | I10',
      'E11.9/I10',
      'E11.9 I10',
      'E11.9&I10',
      'E11.9 + I10',
      'E11.9;I10;',
      '"E11.9\nI10"',
      '"[""E11.9"", ""I10""]"',
      `"['E11.9', 'I10']"`,
      'ICD10:E11.9;ICD10:I10',
    ]) {
      it(JSON.stringify(cell), () => deepEqual(diagnosesOf(cell), BOTH));
    }

    it('of ICD-9-CM too, where a mark parts them', () => {
      deepEqual(diagnosesOf('250.00;401.9'), ['1 250.00', '2 401.9']);
      deepEqual(diagnosesOf('"25000, 4019"'), ['1 25000', '2 4019']);
    });

    it('a cell of which a part is none stays as it is', () => {
      for (const cell of ['DM2;HTN', 'E11.9 Type 2', 'E11.9;HTN', 'M00-M99', '250 401', 'E11.9;']) {
        deepEqual(diagnosesOf(cell), cell === 'E11.9;' ? ['1 E11.9'] : [], cell);
      }
    });

    it('pointers count on through cells, each code once', () => {
      const header = 'claim_id,dos,cpt,units,dx_ptr,dx1,dx2';
      const [claim] = claimsOf(header, 'A,2025-03-04,99213,1,"1,3",E11.9;I10,"N18.30, I10"');
      deepEqual(
        claim!.diagnoses.map(({ value, pointer }) => `${pointer} ${value}`),
        ['1 E11.9', '2 I10', '3 N18.30'],
      );
      checkRule(
        'invalid-diagnosis-pointer',
        `${header}\nA,2025-03-04,99213,1,"1,«4»",E11.9;I10,N18.30\n`,
        ['the claim has 3'],
        {
          format: 'csv',
        },
      );
    });

    it('those of a line are what it points at, unless a column of pointers says so', () => {
      const pointersOf = (header: string, row: string) =>
        claimsOf(header, row)[0]!.lines[0]!.pointers.map(({ value }) => value);
      deepEqual(pointersOf('claim_id,dos,cpt,units,dx', 'A,2025-03-04,99213,1,E11.9;I10'), [1, 2]);
      deepEqual(pointersOf('claim_id,dos,cpt,units,dx,dx_ptr', 'A,2025-03-04,99213,1,E11.9;I10,2'), [2]);
    });

    it('a column that says it has several', () => {
      for (const name of ['diagnosis_codes', 'icd10_codes', 'ICD-10 Codes', 'Dx Codes', 'ICD_CODES', 'diagnoses']) {
        deepEqual(diagnosesOf('E11.9;I10', `claim_id,dos,cpt,units,${name}`), BOTH, name);
      }
    });

    it('further ones stand behind the principal one', () => {
      const rows = (header: string, row: string) =>
        claimsOf(header, row)[0]!.diagnoses.map(({ value, pointer }) => `${pointer} ${value}`);
      for (const header of [
        'claim_id,dos,cpt,units,secondary_dx,principal_dx',
        'claim_id,dos,cpt,units,Secondary Diagnoses,Primary Diagnosis',
        'claim_id,dos,cpt,units,other_diagnosis_codes,dx',
      ]) {
        deepEqual(rows(header, 'A,2025-03-04,99213,1,E11.9;I10,N18.30'), ['1 N18.30', '2 E11.9', '3 I10'], header);
      }
    });

    it('one with a slip is told where it stands', () => {
      checkRule('malformed-diagnosis', 'claim_id,dos,cpt,units,dx\nA,2025-03-04,99213,1,I10;«E11..9»\n', ['two dots'], {
        format: 'csv',
      });
    });

    it('the slot is the code at the cursor', () => {
      const csv = csvWith();
      const { text, offset } = cursor('claim_id,dos,cpt,units,dx\nA,2025-03-04,99213,1,E11.9;I1«»0\n');
      const slot = csv.slotAt(csv.read(text), text, offset);
      equal(slot?.kind, 'diagnosis');
      equal(text.slice(slot!.span.start, slot!.span.end), 'I10');
    });
  });

  describe('modifiers', () => {
    for (const cell of [
      '"25,59"',
      '25 59',
      '25:59',
      '2559',
      '25;59',
      '25|59',
      '25/59',
      `"['25', '59']"`,
      '"[""25"",""59""]"',
    ]) {
      it(cell, () => {
        const [claim] = claimsOf('claim_id,dos,cpt,units,mod', `A,2025-03-04,99213,1,${cell}`);
        deepEqual(briefLine(claim!.lines[0]!).split(' ')[0], '99213-25-59');
      });
    }
  });

  describe('procedures', () => {
    const HEADER = 'claim_id,dos,cpt,units,charge';
    for (const cell of [
      '99213;36415',
      '"99213,36415"',
      '"99213, 36415, J1885"',
      '99213|36415',
      '99213/36415',
      '99213 36415',
      '99213-99215',
      '99213 - 99215',
      '99213+36415',
      '99213 & 36415',
      '99213-25;36415',
      '"99213-25, 36415-59"',
      `"['99213', '36415']"`,
      '"99213\n36415"',
    ]) {
      it(`${JSON.stringify(cell)} is no code with a slip, and nobody knows what else the bill has`, () => {
        const text = [HEADER, `A,2025-03-04,${cell},1,100`, 'A,2025-03-04,17003,1,50', ''].join('\n');
        const checked = open(text, { format: 'csv' });
        deepEqual(
          checked.document.claims.map(({ lines }) => lines.map((line) => line.procedure?.value)),
          [['17003']],
        );
        deepEqual(
          checked.findings().filter(({ finding }) => /malformed-code|missing-primary/.test(finding.rule)),
          [],
        );
      });
    }
  });

  describe('rows of a ledger', () => {
    const HEADER = 'claim_id,dos,cpt,units,charge';
    const valuesOf = (cell: string) =>
      claimsOf(HEADER, `A,2025-03-04,${cell},1,100`).flatMap(({ lines }) => lines.map((one) => one.procedure?.value));

    it('are no services', () => {
      for (const cell of [
        ...[
          'Copay',
          'COPAY',
          'NSF',
          'Payment',
          'Adjustment',
          'Late fee',
          'Interest',
          'Refund',
          'TOTAL',
          'N/A',
          '-',
          'none',
        ],
        ...[
          'INS-PMT',
          'FIN_CHG',
          'NOSHOW',
          'W/O',
          'WO',
          'PMT01',
          'COPAY25',
          'COPAY 25',
          'ADJ100',
          'MISC1',
          'CO-45',
          'CO45',
          'COINS1',
          'PR2',
        ],
        ...['UNK', '#N/A', '***', '?????', 'BALFWD', 'COLL', 'LAB', 'INJ', 'Payment - check 1234', 'PMT-CHECK'],
      ]) {
        deepEqual(valuesOf(cell), [], cell);
      }
    });

    it('a code with a slip is told', () => {
      for (const cell of [
        ...[
          '9921E',
          '9921',
          '99213X',
          '708T',
          'O708T',
          'J188S',
          'JI885',
          'GO463',
          'OOO1T',
          'J 188',
          '992133',
          '99213*',
          '-99213',
        ],
        ...['HC99213', 'G046', '9.92E+04', 'JJ1885'],
      ]) {
        if (cell === 'J 188') continue;
        checkRule('malformed-code', `${HEADER}\nA,2025-03-04,«${cell}»,1,100\n`, [''], { format: 'csv' });
      }
    });

    it('make no total of the bill', () => {
      const [claim] = claimsOf(
        'claim_id,total_claim_charge,dos,cpt,units,charge',
        'A,80,2025-03-04,99213,1,100',
        'A,80,2025-03-04,COPAY,1,-20',
      );
      equal(claim!.charge, undefined);
      equal(briefClaim(claim!).includes('A'), true);
    });
  });
});
