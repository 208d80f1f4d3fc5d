import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { csvWith } from '../../server/src/service/formats/csv';
import { formatOf } from '../../server/src/service/formats/detect';
import type { Fix } from '../../server/src/service/model/finding';
import { brief, replaced, serviceFor } from '../support/check';
import { changed, randomChange } from '../support/edits';
import { cursor, marked } from '../support/marks';
import { Random } from '../support/random';
import { snapshot } from '../support/snapshot';
import { checkSpans } from '../support/spans';
import { workOf } from '../support/work';

const csv = csvWith();

function read(text: string) {
  const document = csv.read(text);
  checkSpans(document, text);
  return document;
}

const claims = (...rows: readonly string[]) => brief(read(rows.join('\n')).claims);
/** The service lines under a header. */
const lines = (...rows: readonly string[]) => claims(...rows).filter((one) => one.startsWith(' '));

const PLAIN = `Claim ID,Line,Patient ID,DOB,DOS,POS,CPT,Mod1,Mod2,Units,Charge,DX1,DX2,DX Pointer,Rendering NPI,Billing NPI
C1,1,P1,1/2/1960,3/4/2025,11,99213,25,,1,$150.00,C43.59,Z51.11,"1,2",1000000012,1000000004
C1,2,P1,1/2/1960,3/4/2025,11,0709T,,,3,"$2,100.00",C43.59,Z51.11,A,1000000012,1000000004
C2,1,P2,1970-05-06,2025-03-05,22,J1885,JZ,59,2,10,M54.5,,1,1000000020,1000000004
`;

describe('csv: what is read', () => {
  it('a row is a line, adjacent rows of one claim id are a claim', () => {
    deepEqual(brief(read(PLAIN).claims), [
      'professional claim C1 by 1000000004 for P1 19600102 dx C43.59 Z51.11',
      '  #1 99213-25 x1 $150 20250304 dx1,2 pos11 by 1000000012',
      '  #2 0709T x3 $2100 20250304 dx1 pos11 by 1000000012',
      'professional claim C2 by 1000000004 for P2 19700506 dx M54.5',
      '  #1 J1885-JZ-59 x2 $10 20250305 dx1 pos22 by 1000000020',
    ]);
  });

  it('the same with tabs, bars and semicolons, any line end, a byte order mark', () => {
    const expected = brief(read(PLAIN).claims);
    const rows = PLAIN.replace('"1,2"', '12').replace('"$2,100.00"', '2100');
    const plain = brief(read(rows).claims);
    for (const delimiter of ['\t', '|', ';']) deepEqual(brief(read(rows.replaceAll(',', delimiter)).claims), plain);
    for (const eol of ['\r\n', '\r']) deepEqual(brief(read(PLAIN.replaceAll('\n', eol)).claims), expected);
    deepEqual(brief(read(`\uFEFF${PLAIN}`).claims), expected);
    deepEqual(brief(read(`\n\nClaims of March\n"a, b"\n${PLAIN}`).claims), expected);
  });

  it('quotes: separators, line ends and quotes inside, blanks around', () => {
    const { text, ranges } = marked(
      'CLAIM_ID,DESC,CPT,UNITS\n"A ""1""", "«one ""two""»\nthree, four" , "«99213»" ,"«2»"\nB,un"quoted" cell,99214,1\n',
    );
    const document = read(text);
    deepEqual(
      brief(document.claims).map((one) => one.replace(/.*claim /, '')),
      ['A "1"', '  99213 x2 "one "two""', 'B', '  99214 x1 "un"quoted" cell"'],
    );
    const [
      {
        base,
        lines: [line],
      },
    ] = document.claims as [(typeof document.claims)[0]];
    deepEqual(
      [line!.description!, line!.procedure!, line!.units!].map(({ start, end }) => ({
        start: base + start,
        end: base + end,
      })),
      ranges,
    );
  });

  it('a quote that is never closed takes no other row', () => {
    deepEqual(lines('CLAIM_ID,DESC,CPT,UNITS', 'A,"open,99213,1', 'B,5" tube,99214,1'), [
      '  99213 x1 ""open"',
      '  99214 x1 "5" tube"',
    ]);
  });

  const NAMES: Readonly<Record<string, string>> = {
    procedure:
      'CPT,HCPCS,HCPCS_CD,PROC,PROCEDURE CODE,LINE_HCPCS,Proc Code,CPT/HCPCS,HCPCS_OR_CPT_OR_HIPPS,cpt_code,CPT Code,Procedure,Service Code,CPT4 Code,CLM_LINE_HCPCS_CD,Product or Service ID (SV101),Px',
    modifier:
      'MOD,Modifier,MOD1,Mod 1,HCPCS_1ST_MDFR_CD,HCPCS_1_MDFR_CD,PRICE_MOD1,CPT Modifier,modifier_1,Proc Mod 1,Mods',
    units:
      'UNITS,QTY,Quantity,SRVC_CNT,LINE_SRVC_CNT,SERVICE_CNTS,CLM_LINE_SRVC_UNIT_QTY,REV_CNTR_UNIT_CNT,Units of Service,Billed Units,Days/Units,Quantity (SV104)',
    from: 'DOS,Date of Service,SRVC_DT,FROM,From Date,Service Date,LINE_1ST_EXPNS_DT,CLM_LINE_FROM_DT,REV_CNTR_DT,Service Date (DTP03),Date,DOS From',
    to: 'THRU,To,To Date,LINE_LAST_EXPNS_DT,CLM_LINE_THRU_DT,Service To Date,DOS Thru,through_date',
    charge:
      'CHARGE,Charges,Charge Amount,Billed Amount,LINE_SBMTD_CHRG_AMT,CLM_LINE_SBMT_CHRG_AMT,REV_CNTR_TOT_CHRG_AMT,Total Charge,Fee,Monetary Amount (SV102)',
    place: 'POS,Place of Service,LINE_PLACE_OF_SRVC_CD,CLM_POS_CD,PLACE_OF_SERV,POS Code',
    revenue: 'REV_CNTR,Rev Code,Revenue Code,CLM_LINE_REV_CTR_CD,REV',
    claim: 'CLM_ID,Claim ID,CLAIM_ID,Claim Number,Claim #,claim_no,CLM_UNIQ_ID,UTN,Encounter ID,Account Number,CLM ID',
    patient: 'BENE_ID,Patient ID,PATIENT,MRN,MBI_NUM,Member ID,DESYNPUF_ID,Subscriber ID',
    rendering:
      'NPI,Rendering NPI,PRF_PHYSN_NPI,RNDRNG_PHYSN_NPI,CLM_RNDRG_PRVDR_NPI_NUM,RENDER_NPI,Provider NPI,Provider',
  };
  /** What shows that a column was understood. */
  const SAYS: Readonly<Record<string, readonly [string, RegExp]>> = {
    procedure: ['99214', /99214/],
    modifier: ['25', /-25/],
    units: ['7', / x7/],
    from: ['2025-03-04', / 20250304/],
    to: ['2025-03-05', /\.\.20250305/],
    charge: ['88.50', / \$88\.5/],
    place: ['11', / pos11/],
    revenue: ['0450', / rev0450/],
    claim: ['K77', /claim K77/],
    patient: ['B55', / for B55/],
    rendering: ['1000000012', / by 1000000012/],
  };
  for (const [role, names] of Object.entries(NAMES)) {
    it(`${role} by name`, () => {
      for (const name of names.split(',')) {
        const [value, pattern] = SAYS[role]!;
        const others = { 'Claim Id': 'X', CPT: '99213', 'From Dt': '20250303', Units: '1' };
        const columns = Object.entries(others).filter(([other]) => {
          const same = { claim: 'Claim Id', procedure: 'CPT', from: 'From Dt', units: 'Units' }[role];
          return other !== same;
        });
        const header = [...columns.map(([one]) => one), name].join(';');
        const row = [...columns.map(([, one]) => one), value].join(';');
        ok(pattern.test(claims(header, row).join(' ')), `${header}\n${row}\n${claims(header, row).join('\n')}`);
      }
    });
  }

  it('names that are something else', () => {
    const header =
      'CLM_ID,CARR_CLM_HCPCS_YR_CD,PRTCPTNG_IND_CD,ICD_PRCDR_CD1,PRCDR_DT1,CLM_TOT_CHRG_AMT,LINE_ALOWD_CHRG_AMT,CARR_LINE_MTUS_CNT,ICD_DGNS_VRSN_CD1,CLM_RNDRG_PRVDR_TYPE_CD,REV_CNTR_NDC_QTY,HCPCS_CD';
    const document = read(`${header}\nC,9,1,0DTJ4ZZ,2020-01-01,500,20,3,0,5,9,99213\n`);
    deepEqual(brief(document.claims), ['unknown claim C', '  99213']);
    equal(document.claims[0]!.charge?.value, 500);
  });

  it('no list of services, no claims', () => {
    const none = [
      'a,b\n1,2',
      'CPT,Description\n99213,Visit',
      'HCPCS,MOD,DESCRIPTION,STATUS,WORK RVU\n99213,,Visit,A,1.3',
      'HCPCS/CPT Code,Practitioner Services MUE Values,MUE Rationale\n99213,1,x',
      'AddOn_Code,Primary_Code,effective date\n0709T,0708T,20240101',
      'CPT,Description,Rev Code,Charge\n99213,Visit,0510,150',
      'claim,patient,amount\n1,2,3',
      'units,date\n99213,2025-03-04',
      '',
      'CPT',
      '| CPT | Units |\n|---|---|\n| 99213 | 1 |',
      'CPT: 99213, units: 2',
      `${'x\n'.repeat(20)}${PLAIN}`,
    ];
    for (const text of none) {
      equal(csv.detect(text), 0, text);
      deepEqual(read(text).claims, [], text);
    }
  });

  it('the code in its cell', () => {
    const code = (cell: string) => lines('CLAIM_ID|CPT|UNITS', `A|${cell}|1`)[0]?.trim().replace(' x1', '');
    const cells: Readonly<Record<string, string | undefined>> = {
      '99213': '99213',
      ' O709T ': 'O709T',
      '99213-25': '99213-25',
      '99213, 25, 59': '99213-25-59',
      '99213 25': '99213-25',
      'HC:99213:25:59': 'HC:99213-25-59',
      'HC>J1885>JZ': 'HC:J1885-JZ',
      'N4:00264780020': 'N4:00264780020',
      '99213 Office visit': '99213',
      '99213 - visit': '99213',
      'Office visit': undefined,
      Total: undefined,
      NULL: undefined,
      'N/A': undefined,
      '-': undefined,
      '': undefined,
      'HC:': undefined,
    };
    for (const [cell, expected] of Object.entries(cells)) equal(code(cell), expected, cell);
  });

  it('modifiers of one column or several, however they are parted', () => {
    const expected = ['  99213-25-59 x1'];
    deepEqual(lines('CLAIM_ID;CPT;MOD;UNITS', 'A;99213;25,59;1'), expected);
    deepEqual(lines('CLAIM_ID;CPT;MOD;UNITS', 'A;99213;25 59;1'), expected);
    deepEqual(lines('CLAIM_ID;CPT;MOD;UNITS', 'A;99213;2559;1'), expected);
    deepEqual(lines('CLAIM_ID;MOD2;CPT;MOD1;UNITS', 'A;59;99213;25;1'), expected);
    deepEqual(lines('CLAIM_ID;CPT;MOD1;MOD2;UNITS', 'A;99213-25;NULL;59;1'), expected);
  });

  it('dates as people and databases write them', () => {
    const day = (cell: string) => read(`CLAIM_ID|CPT|DOS\nA|99213|${cell}`).claims[0]!.lines[0]!.from?.value;
    for (const cell of [
      '2025-03-04',
      '20250304',
      '3/4/2025',
      '03/04/25',
      '04-Mar-2025',
      '4-MAR-25',
      '2025-03-04 00:00:00',
      '2025-03-04T08:30:00Z',
      '03-04-2025',
      '2025/3/4',
    ]) {
      equal(day(cell), 20250304, cell);
    }
    for (const cell of ['soon', '2025-13-04', '25/12/2024', '4500']) equal(day(cell), undefined, cell);
    deepEqual(lines('CLAIM_ID|CPT|DOS', 'A|99213|20250304-20250306', 'B|99213|soon'), [
      '  99213 20250304..20250306',
      '  99213 ?soon',
    ]);
  });

  it('pointers, and diagnoses of a line', () => {
    const pointers = (cell: string) =>
      lines('CLAIM_ID|CPT|UNITS|DX1|DX2|PTR', `A|99213|1|C43.59|Z51.11|${cell}`)[0]!.split('dx')[1];
    for (const cell of ['1,2', '[1, 2]', 'AB', 'A:B', '12'.replace('12', '1 2')]) equal(pointers(cell), '1,2', cell);
    equal(pointers('1234'), '1,2,3,4');
    deepEqual(claims('CLAIM_ID,CPT,UNITS,DX', 'A,99213,1,C43.59', 'A,99214,1,Z51.11', 'A,99215,1,C4359'), [
      'unknown claim A dx C43.59 Z51.11',
      '  99213 x1 dx1',
      '  99214 x1 dx2',
      '  99215 x1 dx1',
    ]);
  });

  it('wide tables: several lines in a row', () => {
    deepEqual(
      claims('CLM_ID,DOS,CPT1,MOD1,UNITS1,CPT2,MOD2,UNITS2,CPT3,MOD3,UNITS3', 'A,20250304,99213,25,1,0709T,,3,,,'),
      ['unknown claim A', '  99213-25 x1 20250304', '  0709T x3 20250304'],
    );
    const byKind = csv.read(
      'DESYNPUF_ID,CLM_ID,CLM_FROM_DT,HCPCS_CD_1,HCPCS_CD_2,MOD1_1,MOD2_1,MOD2_2\nP1,A,20250304,99213,99214,25,59,LT\n',
    );
    deepEqual(brief(byKind.claims), ['unknown claim A for P1 statement 20250304', '  99213-25', '  99214-59-LT']);
  });

  it('rows that go on, and rows of one id that are apart', () => {
    const header = 'CLAIM_ID,CPT,UNITS';
    deepEqual(
      claims(header, 'A,99213,1', ',99214,1', '', 'A,99215,1', 'B,99211,1', 'A,99212,1').filter(
        (one) => !one.startsWith(' '),
      ),
      ['unknown claim A', 'unknown claim B', 'unknown claim A'],
    );
  });

  it('without a claim id: by patient, else by day and provider', () => {
    const ids = (...rows: string[]) => read(rows.join('\n')).claims.map(({ lines: own }) => own.length);
    deepEqual(ids('PATIENT,DOS,CPT', 'P1,20250304,99213', 'P1,20250305,99214', 'P2,20250305,99214'), [2, 1]);
    deepEqual(ids('DOS,CPT', '20250304,99213', '20250304,99214', '20250305,99214'), [2, 1]);
    deepEqual(ids('CPT,UNITS', '99213,1', '99214,1'), [2]);
  });

  it('a header that is repeated, totals and blank rows are no lines', () => {
    deepEqual(lines('CLAIM_ID,CPT,UNITS', 'A,99213,1', 'CLAIM_ID,CPT,UNITS', 'A,99214,1', ',,2', 'Total,,2', ''), [
      '  99213 x1',
      '  99214 x1',
    ]);
  });

  it('a second table has a header of its own, or none that is known', () => {
    const first = ['CLAIM_ID,CPT,UNITS,MOD1', 'A,99213,1,25', 'A,99214,2,'];
    deepEqual(lines(...first, '', 'CLAIM_ID,UNITS,CPT,CHARGE', 'B,3,0709T,100', 'B,1,0708T,'), [
      '  99213-25 x1',
      '  99214 x2',
      '  0709T x3 $100',
      '  0708T x1',
    ]);
    deepEqual(lines(...first, 'CLAIM_ID,CPT,MOD1,UNITS', 'B,99215,LT,4'), [
      '  99213-25 x1',
      '  99214 x2',
      '  99215-LT x4',
    ]);
    const closed = ['Payer,Count,Total,Note', 'Invented,2,300,', 'Other,1,12345,'];
    deepEqual(lines(...first, '', ...closed), ['  99213-25 x1', '  99214 x2']);
    deepEqual(lines(...first, ...closed, ...first.slice(0, 2)), ['  99213-25 x1', '  99214 x2', '  99213-25 x1']);
    deepEqual(lines(...first, 'Clinic,North,Side,', 'B,99215,4,'), ['  99213-25 x1', '  99214 x2', '  99215 x4']);
    deepEqual(lines('CLAIM_ID,CODE_TYPE,CPT,UNIT_TYPE,UNITS', 'A,CPT,99213,UNITS,1'), ['  99213 x1']);
    const { text, offset } = cursor(`${first.join('\n')}\nCLAIM_ID,UNITS,CPT,CHARGE\nB,3,07«»09T,100\n`);
    equal(csv.slotAt(csv.read(text), text, offset)?.kind, 'procedure');
  });

  it('numbers with a decimal comma', () => {
    const units = (delimiter: string, written: string) =>
      read(`CLAIM_ID${delimiter}CPT${delimiter}UNITS\nA${delimiter}99213${delimiter}${written}`).claims[0]!.lines[0]!
        .units?.value;
    deepEqual(
      ['1,0', '2', '1,5', '1.250,5', '1.5', '1,000'].map((written) => units(';', written)),
      [1, 2, 1.5, 1250.5, 1.5, 1],
    );
    deepEqual(
      ['"1,0"', '"1,250.5"', '"1,000"', '1.0', '"1,2,3"'].map((written) => units(',', written)),
      [1, 1250.5, 1000, 1, undefined],
    );
    equal(units('\t', '1,0'), 1);
  });

  it('thousands of columns', () => {
    const names = Array.from({ length: 9000 }, (_, index) => `VARIABLE_${index}`).join(',');
    const row = ','.repeat(8999);
    deepEqual(lines(`${names},CLAIM_ID,CPT,UNITS`, `${row},A,99213,2`), ['  99213 x2']);
  });

  it('codes that a spreadsheet keeps from being numbers, or turned into some', () => {
    const { text, ranges } = marked('CLAIM_ID,CPT,UNITS,MOD1\n="A",="«99213»",2,="25"\nB,"=""«0709T»""",1,\n');
    const document = read(text);
    deepEqual(brief(document.claims), ['unknown claim A', '  99213-25 x2', 'unknown claim B', '  0709T x1']);
    const codes = document.claims.map(({ base, lines: [line] }) => base + line!.procedure!.start);
    deepEqual(
      codes,
      ranges.map(({ start }) => start),
    );
    const said = (code: string) =>
      serviceFor()
        .open(`CLAIM_ID,CPT,UNITS,DOS\nA,${code},1,20250304\n`, { format: 'csv' })!
        .findings()
        .map(({ finding }) => `${finding.rule}: ${finding.message}`);
    ok(/malformed-code: "99213\.0" .* spreadsheet .* text\. .*99213 is probably meant/.test(said('99213.0').join()));
    ok(/malformed-code: "9\.92E\+04" .* spreadsheet .* digits are lost.* as text/.test(said('9.92E+04').join()));
    deepEqual(said('9.92E+04').length, 1);
  });

  it('the kind of claim', () => {
    const kind = (header: string, row: string) =>
      read(`CLAIM_ID,CPT,UNITS,${header}\nA,99213,1,${row}`).claims[0]!.kind;
    equal(kind('POS', '11'), 'professional');
    equal(kind('REV', '0450'), 'institutional');
    equal(kind('TOB', '0131'), 'institutional');
    equal(kind('POS,REV', '11,0450'), 'unknown');
    equal(kind('NPI', '1'), 'unknown');
    equal(read('CLAIM_ID,CPT,UNITS,TOB\nA,99213,1,0131').claims[0]!.billType?.value, '131');
    deepEqual(lines('CLAIM_ID,HCPCS,REV,UNITS', 'A,,0250,1'), ['  - x1 rev0250']);
  });

  it('the frequency of a bill: the last figure of its type, where no column has it', () => {
    const frequency = (header: string, row: string) =>
      read(`CLAIM_ID,CPT,UNITS,${header}\nA,99213,1,${row}`).claims[0]!.frequency?.value;
    equal(frequency('TOB', '0138'), '8');
    equal(frequency('TOB', '137'), '7');
    equal(frequency('TOB,FREQUENCY_CODE', '131,7'), '7');
    equal(frequency('TOB', '13'), undefined);
    // A bill that takes an earlier one back is not judged: outpatient bills are not paid for 0708T (Addendum B, E1).
    const said = (type: string) =>
      serviceFor()
        .open(`CLAIM_ID,CPT,UNITS,DOS,TOB\nA,0708T,1,20250304,${type}\n`, {
          format: 'csv',
        })!
        .findings()
        .map(({ finding }) => finding.rule);
    ok(said('131').includes('not-paid-under-opps'));
    deepEqual(said('138'), []);
  });

  it('is told from other texts; a name or language says the rest', () => {
    equal(formatOf(PLAIN, { fileName: 'a.csv' })?.id, 'csv');
    equal(formatOf(PLAIN, {})?.id, 'csv');
    equal(formatOf(PLAIN.replaceAll(',', '\t'), { fileName: 'a.tsv' })?.id, 'csv');
    equal(formatOf(PLAIN.replaceAll(',', '|'), { languageId: 'csv' })?.id, 'csv');
    equal(formatOf('DOS: 2025-03-04\n99213 x1\n', {})?.id, 'claim-text');
    equal(formatOf('DOS\tPOS\tCPT\n3/4/25\t11\t99213\n', { languageId: 'claim-text' })?.id, 'claim-text');
    const long = `CLM_ID,BENE_ID,${Array.from({ length: 25 }, (_, i) => `ICD_DGNS_CD${i + 1}`).join(',')},${'X_Y,'.repeat(1000)}HCPCS_CD\n`;
    ok(csv.detect(long.slice(0, 4096)) >= 0.9, 'a header longer than the head');
  });
});

describe('csv: what may be typed where', () => {
  const at = (fixture: string): string => {
    const { text, offset } = cursor(`CLM_ID,CPT,MOD1,MOD2,UNITS,POS,DX1,REV\n${fixture}`);
    const slot = csv.slotAt(csv.read(text), text, offset);
    if (!slot) return '-';
    ok(slot.span.start <= offset && offset <= slot.span.end);
    equal(slot.typed, text.slice(slot.span.start, offset));
    const more = slot.kind === 'modifier' ? ` of ${slot.procedure} with ${slot.modifiers?.join(' ')}` : '';
    return `${slot.kind} "${text.slice(slot.span.start, slot.span.end)}"${more}`;
  };
  const places: Readonly<Record<string, string>> = {
    'A,«»': 'procedure ""',
    'A,«»99213,25,,1,11,M54.5': 'procedure "99213"',
    'A, 99213«» ,25,,1,11,M54.5': 'procedure "99213"',
    'A,"992«»13",25': 'procedure "99213"',
    'A,99213,2«»5,59,1': 'modifier "25" of 99213 with 59',
    'A,99213,25,«»,1': 'modifier "" of 99213 with 25',
    'A,99213-2«»5,59,,1': 'modifier "25" of 99213 with 59',
    'A,HC:99213:2«»5,,,1': 'modifier "25" of 99213 with ',
    'A,HC:992«»13:25,,,1': 'procedure "99213"',
    'A,99213,25,,1«»,11': '-',
    'A,99213,25,,1,1«»1': 'placeOfService "11"',
    'A,99213,25,,1,11,M5«»4.5': 'diagnosis "M54.5"',
    'A,99213,25,,1,11,,04«»50': 'revenue "0450"',
    'A«»,99213': '-',
    'A,99213,25,,1\nB,99214,,,1\nA,9«»': 'procedure "9"',
    '«»': '-',
    'A,99213\n\n\n,«»': 'procedure ""',
  };
  for (const [fixture, expected] of Object.entries(places))
    it(JSON.stringify(fixture), () => equal(at(fixture), expected));

  it('nothing in the header, nothing without one', () => {
    const header = 'CLM_ID,CPT,UNITS\nA,99213,1';
    equal(csv.slotAt(csv.read(header), header, 8), undefined);
    equal(csv.slotAt(csv.read('a,b\n1,2'), 'a,b\n1,2', 5), undefined);
  });
});

describe('csv: fixes', () => {
  const fixed = (text: string, fix: Fix): string => {
    const document = read(text);
    return replaced(text, csv.fix(document, text, document.claims[0]!, fix));
  };

  it('replaces', () => {
    const text = 'CLM_ID,CPT,UNITS\nA,"O709T",1\n';
    const span = read(text).claims[0]!.lines[0]!.procedure!;
    equal(fixed(text, { kind: 'replace', title: '', span, text: '0709T' }), 'CLM_ID,CPT,UNITS\nA,"0709T",1\n');
  });

  it('removes a modifier', () => {
    const remove = (row: string, modifier: number) =>
      fixed(`CLM_ID|CPT|MOD1|MOD2|UNITS\n${row}`, { kind: 'removeModifier', title: '', line: 0, modifier }).split(
        '\n',
      )[1];
    equal(remove('A|71045|26|59|1', 0), 'A|71045||59|1');
    equal(remove('A|71045|26, 59||1', 0), 'A|71045|59||1');
    equal(remove('A|71045|26, 59||1', 1), 'A|71045|26||1');
    equal(remove('A|71045-26|59||1', 0), 'A|71045|59||1');
    equal(remove('A|HC:71045:26:59|||1', 0), 'A|HC:71045:59|||1');
    equal(remove('A|71045|"26"||1', 0), 'A|71045|""||1');
    equal(remove('A|71045 (26)|||1', 0), 'A|71045|||1');
    equal(remove('A|71045 (26, 59)|||1', 0), 'A|71045 (59)|||1');
    equal(remove('A|71045 (26, 59)|||1', 1), 'A|71045 (26)|||1');
    equal(remove('A|71045|(26)||1', 0), 'A|71045|||1');
    equal(remove('A|71045|[26,59]||1', 0), 'A|71045|[59]||1');
    equal(remove('A|71045|[26,59]||1', 1), 'A|71045|[26]||1');
    equal(remove('A|71045|-26||1', 0), 'A|71045|||1');
    equal(remove('A|71045|26.0|59.0|1', 0), 'A|71045||59.0|1');
  });

  it('inserts a row and numbers what follows', () => {
    for (const eol of ['\n', '\r\n']) {
      const text = [
        'CLM_ID,LINE,CPT,MOD,UNITS,CHARGE,DOS,NOTE',
        'A,1,99213,,1,50,20250304,x',
        'A,2,HC:0709T:59,,3,"2,100",20250304,"y, z"',
        'A,3,99214,,1,1,,',
      ].join(eol);
      const after = [
        'CLM_ID,LINE,CPT,MOD,UNITS,CHARGE,DOS,NOTE',
        'A,1,99213,,1,50,20250304,x',
        'A,2,HC:0708T,,1,"0",20250304,"y, z"',
        'A,3,HC:0709T:59,,3,"2,100",20250304,"y, z"',
        'A,4,99214,,1,1,,',
      ].join(eol);
      equal(fixed(text, { kind: 'insertLine', title: '', before: 1, code: '0708T' }), after);
    }
    equal(
      fixed('CLM_ID,CPT,MOD,UNITS\r\nA,0709T,59,3', { kind: 'insertLine', title: '', before: 0, code: '0708T' }),
      'CLM_ID,CPT,MOD,UNITS\r\nA,0708T,,1\r\nA,0709T,59,3',
    );
    const wide = 'CLM_ID,CPT1,UNITS1,CPT2,UNITS2\nA,0709T,1,99213,1';
    equal(fixed(wide, { kind: 'insertLine', title: '', before: 0, code: '0708T' }), wide);
  });
});

describe('csv: robustness', () => {
  const texts = {
    plain: PLAIN + PLAIN.split('\n').slice(1).join('\n').replaceAll('C1', 'C3'),
    titled: `Report,of,March\n\n${PLAIN.replaceAll('\n', '\r\n')}"multi\r\nline",1,P1,,,11,0709T,,,9,,,,,,\r\n`,
    bars: 'BENE_ID|DOS|CPT|UNITS\nP1|20250304|0709T|9\nP1|20250304|O708T|1\nP2|20250304|0709T|1\n',
    'wide, by kind apart': 'CLM_ID,CPT1,MOD1,UNITS1,CPT2,MOD2,UNITS2\nA,0709T,26,9,O708T,,1\nB,99213,,1,,,\n',
    'bills of one id':
      'CLM_ID,PATIENT,TOB,CPT,UNITS,FREQ\nA,P1,131,0709T,9,\nA,P1,,O708T,1,\nA,P1,138,0709T,9,\nA,P1,,0709T,9,7\nB,P1,13X,99213,1,8\n',
    'systems of codes':
      'encounter,pid,code_type,code,units,activity\n1,P1,CPT4,0709T,9,1\n1,P1,ICD10,C43.59,1,1\n1,P1,COPAY,,1,1\n2,P1,HCPCS,O708T,1,0\n2,P2,CPT4,0709T,9,1\n',
  };

  it('every prefix reads', () => {
    for (const text of Object.values(texts)) for (let end = 0; end <= text.length; end++) read(text.slice(0, end));
  });

  it('anything reads, and slots never throw', () => {
    const piece = fc.constantFrom(
      'CPT',
      'UNITS',
      'CLM_ID',
      'MOD1',
      ',',
      '|',
      '\t',
      '"',
      '""',
      '\n',
      '\r\n',
      '99213',
      'HC:',
      '25',
      ' ',
      'A',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 60 }), (pieces) => {
        const any = `CLM_ID,CPT,UNITS,MOD1\n${pieces.join('')}`;
        const document = read(any);
        read(pieces.join(''));
        for (let offset = 0; offset <= any.length; offset++) csv.slotAt(document, any, offset);
      }),
      { numRuns: 300 },
    );
  });

  for (const [name, text] of Object.entries(texts)) {
    it(`${name}: an updated document equals a read one, and so do its findings`, () => {
      const open = (one: string) => serviceFor().open(one, { format: 'csv' })!;
      const random = new Random(43);
      const snippets = [
        '\n',
        '\r\n',
        ',',
        '"',
        '|',
        'C9,',
        '\nC9,1,P9,,3/4/2025,11,0709T,,,9',
        'CPT',
        '"\n',
        '""',
        'P2|',
        '138',
        ',8',
        'ICD10',
      ];
      let checked = open(text);
      for (let edit = 0; edit < 400; edit++) {
        if (edit % 20 === 0) checked = open(text);
        const before = checked.text;
        const drawn = randomChange(before, random);
        const change = random.next() < 0.6 ? { ...drawn, text: random.pick(snippets) } : drawn;
        const after = changed(before, change);
        checked.change([{ change, text: after }]);
        deepEqual(checked.document, csv.read(after), `edit ${edit}: ${JSON.stringify(change)} in\n${before}`);
        deepEqual(snapshot(checked), snapshot(open(after)));
      }
    });
  }

  it('an edit far down is as good as a read, also where a quote opens', () => {
    const rows = Array.from(
      { length: 2000 },
      (_, i) => `C${i >> 1},${(i & 1) + 1},P${i >> 3},,3/4/2025,11,99213,,,1,1,,,,,`,
    );
    const text = `${PLAIN.split('\n')[0]}\n${rows.join('\n')}\n`;
    const random = new Random(44);
    let document = csv.read(text);
    let current = text;
    for (let edit = 0; edit < 40; edit++) {
      const start = 20_000 + random.below(40_000);
      const change = { start, end: start + random.below(3), text: random.pick(['"', '\n', ',', '', 'x', '",', '\n"']) };
      current = changed(current, change);
      document = csv.update(document, current, change).document as typeof document;
      deepEqual(document, csv.read(current), `edit ${edit}`);
    }
  });

  it('is linear, also in quotes that never close', () => {
    const timed = (text: string) => workOf(() => void csv.read(text));
    const body = PLAIN.split('\n').slice(1).join('\n');
    timed(PLAIN + body.repeat(1000));
    ok(timed(PLAIN + body.repeat(10_000)) < 60 * Math.max(2, timed(PLAIN + body.repeat(1000))));
    ok(timed(`CLM_ID,CPT,UNITS\n${'"a,'.repeat(100_000)}`) < 3000);
    ok(timed(`CLM_ID,CPT,UNITS\n${'"a"x'.repeat(100_000)}`) < 3000);
    ok(timed(','.repeat(200_000)) < 1000);
  });
});
