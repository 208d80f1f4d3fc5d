import { deepEqual, equal } from 'node:assert/strict';
import { csvWith } from '../../server/src/service/formats/csv/index';
import { briefClaim, briefLine, checkRule, open } from '../support/check';
import { cursor } from '../support/marks';

const csv = csvWith();

/** Columns as practice systems and CMS name them in their exports; people and numbers are invented. */
describe('csv: exports of well-known systems', () => {
  const read = (header: string, ...rows: readonly string[]) => {
    const { claims } = open([header, ...rows, ''].join('\n'), { format: 'csv' }).document;
    return claims.flatMap((claim) => [briefClaim(claim), ...claim.lines.map((line) => `  ${briefLine(line)}`)]);
  };

  describe('a column tells the system of the code', () => {
    // OpenEMR, table `billing`: of a visit's rows some are services, others its diagnoses, copayments and products.
    const OPENEMR = 'id,date,code_type,code,pid,provider_id,encounter,code_text,activity,modifier,units,fee';
    const row = (type: string, code: string, more = '1,,1,100.00') =>
      `9,2025-03-04 09:30:00,${type},${code},7,3,501,words,${more}`;

    it('OpenEMR: services are those that it calls CPT4 or HCPCS', () => {
      deepEqual(
        read(
          OPENEMR,
          row('CPT4', '99213', '1,25,1,120.00'),
          row('ICD10', 'M54.50', '1,,1,0.00'),
          row('HCPCS', 'J1885', '1,,2,40.00'),
          row('COPAY', '', '1,,1,-20.00'),
          row('CVX', '140', '1,,1,0.00'),
        ),
        [
          'unknown claim 501 for 7 dx M54.50',
          '  99213-25 x1 $120 20250304 by 3 "words"',
          '  J1885 x2 $40 20250304 by 3 "words"',
        ],
      );
    });

    it('OpenEMR: a row that is no longer active is not billed', () => {
      const lines = read(OPENEMR, row('CPT4', '99213', '0,,1,120.00'), row('CPT4', '99214'));
      equal(lines.filter((line) => line.startsWith('  ')).join(), '  99214 x1 $100 20250304 by 3 "words"');
    });

    it('a code without its system is nobody’s', () => {
      deepEqual(read(OPENEMR, row('', '99213')), []);
      deepEqual(read('encounter,pid,code,units', '501,7,99213,1'), []);
    });

    it('every spelling of CPT and HCPCS; none of the others', () => {
      const isRead = (type: string) => read('code_type,code,encounter,units', `${type},99213,501,1`).length > 0;
      for (const type of [
        'CPT',
        'CPT4',
        'CPT-4',
        'cpt',
        'HCPCS',
        'HCPCS Level II',
        'HCPC',
        'C4',
        'HC',
        'CH',
        'CPT/HCPCS',
      ]) {
        equal(isRead(type), true, type);
      }
      for (const type of [
        'ICD10',
        'ICD-10-PCS',
        'CVX',
        'LOINC',
        'SNOMED',
        'NDC',
        'REV',
        'CDT',
        '',
        'PROD',
        '10',
        '09',
      ]) {
        equal(isRead(type), false, type);
      }
    });

    it('PCORnet: PX and PX_TYPE', () => {
      deepEqual(
        read(
          'PATID,ENCOUNTERID,PX_DATE,PX,PX_TYPE',
          'P1,E1,2025-03-04,99213,CH',
          'P1,E1,2025-03-04,0SRD0J9,10',
          'P1,E1,2025-03-04,96372,',
        ),
        ['unknown claim E1 for P1', '  99213 20250304', '  96372 20250304'],
      );
    });

    it('Tuva: ICD-10-PCS stands beside the HCPCS code of the line', () => {
      deepEqual(
        read(
          'claim_id,claim_line_number,person_id,claim_line_start_date,bill_type_code,revenue_center_code,' +
            'service_unit_quantity,hcpcs_code,hcpcs_modifier_1,charge_amount,diagnosis_code_type,diagnosis_code_1,' +
            'procedure_code_type,procedure_code_1,procedure_code_2,procedure_date_1',
          'C1,1,P1,2025-03-04,131,0510,1,99213,25,120,icd-10-cm,M5450,icd-10-pcs,0SRD0J9,3E0U33Z,2025-03-05',
        ),
        ['institutional claim C1 tob131 f1 for P1 dx M5450', '  #1 99213-25 x1 $120 20250304 rev0510'],
      );
    });

    it('modifiers that stand in the cell of the code and in their own column are the same ones', () => {
      const table = (code: string, mod: string) =>
        `claim_id,dos,cpt,mod1,mod2,units\nA,2025-03-04,"${code}",${mod},1\n`;
      checkRule('duplicate-modifier', table('99213,25', '25,'));
      checkRule('duplicate-modifier', table('20610-rt-59', '59,RT'));
      checkRule('duplicate-modifier', table('99213', '25,«25»'), [/stands twice/]);
    });

    it('what kind of service it was is no system', () => {
      const lines = (columns: string, ...cells: string[]) =>
        read(`claim_id,dos,${columns},units`, ...cells.map((one) => `A,2025-03-04,${one},1`)).slice(1);
      const line = '  99213 x1 20250304';
      for (const name of ['service_type', 'Service Type Code', 'Billing Type', 'Type', 'Proc Type']) {
        for (const kind of ['Office Visit', '1', 'P', 'Insurance']) {
          deepEqual(lines(`${name},procedure_code`, `${kind},99213`), [line], `${name} ${kind}`);
        }
      }
      deepEqual(lines('procedure_code_type,procedure_code', 'LOINC,99213', 'RE,99213', 'ND,99213'), []);
    });

    it('ICD in it is a diagnosis only where the column of codes has codes of any system', () => {
      checkRule('malformed-diagnosis', 'claim_id,dos,code_type,dx1,cpt,units\nA,2025-03-04,ICD10,M54.50,99213,1\n');
      checkRule(
        'malformed-diagnosis',
        'claim_id,dos,procedure_code,procedure_code_type,units\nA,2025-03-04,0SR90JZ,ICD10,1\n',
      );
    });

    it('under a name of the user’s own', () => {
      const settings = { csv: { columns: { codeSystem: ['Kind'], code: ['Item'] } } };
      const text = 'Visit,Kind,Item,Units\n1,CPT,99213,1\n1,ICD10,M54.50,1\n1,LOINC,2345-7,1\n';
      const { claims } = open(text, { format: 'csv', settings }).document;
      deepEqual(
        claims.map((claim) => claim.lines.map(briefLine)),
        [['99213 x1']],
      );
    });

    it('what is offered in a cell is of its system', () => {
      const kind = (type: string) => {
        const { text, offset } = cursor(`${OPENEMR}\n${row(type, '9«»')}\n`);
        return csv.slotAt(csv.read(text), text, offset)?.kind;
      };
      deepEqual(['CPT4', 'HCPCS', 'ICD10', 'CVX', ''].map(kind), [
        'procedure',
        'procedure',
        'diagnosis',
        undefined,
        'procedure',
      ]);
    });

    it('a finding stands on the code and is mended there', () => {
      checkRule(
        'malformed-code',
        `${OPENEMR}\n${row('CPT4', '«O709T»')}\n${row('ICD10', 'O70.9')}\n`,
        [/0709T is probably meant/],
        { format: 'csv' },
      );
    });
  });

  describe('cells as people fill them', () => {
    const line = (cells: string) => read('CLAIM_ID,CPT,MOD,UNITS', `A,${cells}`)[1]?.trim();
    const cases: readonly (readonly [cells: string, expected: string | undefined])[] = [
      ['99213 (25),,1', '99213-25 x1'],
      ['99213(25),,1', '99213-25 x1'],
      ['99213 [25],,1', '99213-25 x1'],
      ['20610 (RT),59,1', '20610-RT-59 x1'],
      ['"99213 (25, 59)",,1', '99213-25-59 x1'],
      ['99213 mod 25,,1', '99213-25 x1'],
      ['99213 w/25,,1', '99213-25 x1'],
      ['99213 w/ mod 25,,1', '99213-25 x1'],
      ['99213:25:59,,1', '99213-25-59 x1'],
      ['CPT 99213,25,1', '99213-25 x1'],
      ['CPT: 99213,25,1', '99213-25 x1'],
      ['CPT4|99213,25,1', '99213-25 x1'],
      ['CPT4:99213:25,,1', '99213-25 x1'],
      ['HCPCS J1885,,1', 'J1885 x1'],
      ['99213,(25),1', '99213-25 x1'],
      ['99213,"[25,59]",1', '99213-25-59 x1'],
      ['99213,mod 25,1', '99213-25 x1'],
      ['99213,"Modifiers: 25, 59",1', '99213-25-59 x1'],
      ['99213,25.0,1', '99213-25 x1'],
      ['99213,25,1 unit', '99213-25 x1'],
      ['99213,25,2 units', '99213-25 x2'],
      ['99213,25,x2', '99213-25 x2'],
      // What is no modifier, or may be a count or minutes.
      ['99213 (NP),,1', '99213 x1'],
      ['97110 (45),,3', '97110 x3'],
      ['J3301 (50),,5', 'J3301 x5'],
      ['J1885 (2),,2', 'J1885 x2'],
      ['99213 mod complexity,,1', '99213 x1'],
      ['CPT panel,,1', undefined],
      ['99213,25,two', '99213-25 x?two'],
      ['99213,25.5,1', '99213-25.5 x1'],
    ];
    for (const [cells, expected] of cases) it(cells, () => equal(line(cells), expected));
  });

  it('Open Dental: the number of a procedure is no code', () => {
    deepEqual(
      read(
        'ProcNum,PatNum,ClaimNum,ProcDate,ProcCode,UnitQty,ProcFee,CodeMod1,CodeMod2,DiagnosticCode,DiagnosticCode2',
        '40012,7,88,2025-03-04,99213,1,120.00,25,,M54.50,M25.50',
      ),
      ['unknown claim 88 for 7 dx M54.50 M25.50', '  99213-25 x1 $120 20250304'],
    );
  });

  it('Synthea: SNOMED CT in PROCEDURECODE is no code of ours', () => {
    deepEqual(
      read(
        'ID,CLAIMID,PATIENTID,FROMDATE,TODATE,PLACEOFSERVICE,PROCEDURECODE,UNITS',
        'a,C1,P1,2025-03-04T09:00:00Z,2025-03-04T09:30:00Z,x,185349003,1',
      ),
      [],
    );
  });

  it('eClinicalWorks, Medisoft, Epic, athenahealth', () => {
    deepEqual(
      read(
        'Claim No,Patient Acct No,Service Date,CPT Code,M1,M2,M3,M4,Units,Billed Charge,ICD1 Code,ICD2 Code,POS',
        '100,7,03/04/2025,99213,25,59,,,1,120.00,M54.50,M25.50,11',
      ),
      ['professional claim 100 dx M54.50 M25.50', '  99213-25-59 x1 $120 20250304 pos11'],
    );
    deepEqual(
      read(
        'Chart Number,Date From,Date To,Procedure Code,Modifier 1,Place of Service,Diagnosis Code 1,Units',
        'TESTP000,03/04/2025,03/05/2025,99213,25,11,M54.50,1',
      ),
      ['professional claim - for TESTP000 dx M54.50', '  99213-25 x1 20250304..20250305 pos11'],
    );
    deepEqual(
      read(
        'TX_ID,PAT_ID,SERVICE_DATE,CPT_CODE,MODIFIER_ONE,MODIFIER_TWO,PROCEDURE_QUANTITY',
        '1,7,2025-03-04,99213,25,59,1',
      ),
      ['unknown claim - for 7', '  99213-25-59 x1 20250304'],
    );
    deepEqual(
      read(
        'patientid,claimid,clm svc dt,proccode,chrg amt,svc units,icd10claimdiagcode01,icd10claimdiagcode02',
        '7,100,03/04/2025,"99213,25",120.00,1,M54.50,M25.50',
      ),
      ['unknown claim 100 for 7 dx M54.50 M25.50', '  99213-25 x1 $120 20250304'],
    );
  });

  describe('dates', () => {
    const day = (written: string): string | number | undefined => {
      const { claims } = csv.read(`CLAIM_ID,CPT,UNITS,DOS\nA,99213,1,"${written}"\n`);
      const { from, to } = claims[0]!.lines[0]!;
      return to ? `${from?.value}..${to.value}` : from?.value;
    };
    // A serial number counts days from 1899-12-30 (ECMA-376, part 1, 18.17.4.1, 1900 date system).
    const cases: readonly (readonly [string, string | number | undefined])[] = [
      ['45658', 20250101],
      ['45720', 20250304],
      ['45720.5', 20250304],
      ['45720.0', 20250304],
      ['44197', 20210101],
      ['46387', 20261231],
      // 2009-11-08 as a serial, 1 April 2025 with its zero lost.
      ['40125', undefined],
      ['99213', undefined],
      ['12345', undefined],
      ['4572', undefined],
      ['03042025', 20250304],
      ['3042025', 20250304],
      ['20250304', 20250304],
      ['13042025', undefined],
      ['04MAR2025', 20250304],
      ['04MAR2025:09:30:00', 20250304],
      ['04-Mar-25', 20250304],
      ['Mar 4, 2025', 20250304],
      ['March 4 2025', 20250304],
      ['Tuesday', undefined],
      ['03/04/2025 - 03/05/2025', '20250304..20250305'],
      ['3/4/25-3/5/25', '20250304..20250305'],
      ['2025-03-04 - 2025-03-05', '20250304..20250305'],
      ['2025-03-04 to 2025-03-05', '20250304..20250305'],
    ];
    for (const [written, expected] of cases) it(written, () => equal(day(written), expected));

    it('a number is a date in a column of dates only', () => {
      const { claims } = csv.read('CLAIM_ID,CPT,UNITS,DOS,DOB,CHARGE\n45658,99213,1,45720,22222,45720\n');
      const [claim] = claims;
      deepEqual([claim!.id?.value, claim!.lines[0]!.charge?.value], ['45658', 45720]);
    });
  });
});
