import { deepEqual, match } from 'node:assert/strict';
import { type Cell, importOf, lines, refusalOf, rowsOf, xlsxOf, zipOf } from '../support/importFixtures';
import { AOC_CAPTIONS } from '../support/publishedFiles';

const MUE_NOTICE = '"Codes are invented.\n\nCPT\xae is a mark.\n\nThe publisher says ""nothing"".",,,';
const mueCsv = (setting: string, ...rows: readonly string[]) =>
  [MUE_NOTICE, `"HCPCS/\nCPT Code",${setting} MUE Values,MUE Adjudication Indicator,MUE Rationale`, ...rows, ''].join(
    '\n',
  );

describe('import: MUE', () => {
  it('reads the csv below its notice of several lines, for the three settings', async () => {
    const settings = [
      ['PractitionerServices', 'Practitioner Services', 'practitioner'],
      ['OutpatientHospitalServices', 'Outpatient Hospital Services', 'outpatient'],
      ['DMESupplierServices', 'DME Supplier Services', 'dme'],
    ] as const;
    for (const [name, caption, setting] of settings) {
      const csv = mueCsv(
        caption,
        '0001U,1,2 Date of Service Edit: Policy,Reason / one',
        'A0001,90000,3 Date of Service Edit: Clinical,b',
        '10X01,0,1 Line Edit,c',
      );
      const { tables } = await importOf({ [`MCR_MUE_${name}_Eff_10-01-2026.csv`]: csv });
      deepEqual(tables[0]?.edition.setting, setting);
      deepEqual([tables[0]?.edition.edition, tables[0]?.edition.effectiveFrom], ['2026Q4', 20261001]);
      deepEqual(tables[0]?.rows, [
        { code: '0001U', units: 1, mai: 2, rationale: 'Reason / one' },
        { code: 'A0001', units: 90000, mai: 3, rationale: 'b' },
        { code: '10X01', units: 0, mai: 1, rationale: 'c' },
      ]);
    }
  });

  it('reads the workbook, and takes the quarter from the zip', async () => {
    const sheet: Cell[][] = [
      ['Notice'],
      ['HCPCS/\nCPT Code', 'Outpatient Hospital Services MUE Values', 'MUE Adjudication Indicator', 'MUE Rationale'],
      ['00100', 2, '3 Date of Service Edit: Clinical', { inline: 'Reason & more' }],
      [100, 1, 2, 'Reason'],
    ];
    const zip = zipOf({ 'mue.xlsx': xlsxOf(sheet) });
    const { tables } = await importOf({
      'medicare-ncci-2026-q2-facility-outpatient-hospital-services-mue-table.zip': zip,
    });
    deepEqual([tables[0]?.edition.edition, tables[0]?.edition.setting], ['2026Q2', 'outpatient']);
    deepEqual(tables[0]?.rows, [
      { code: '00100', units: 2, mai: 3, rationale: 'Reason & more' },
      { code: '00100', units: 1, mai: 2, rationale: 'Reason' },
    ]);
  });

  it('refuses what it can not read', async () => {
    const name = 'MCR_MUE_PractitionerServices_Eff_10-01-2026.csv';
    match(
      await refusalOf({ [name]: mueCsv('Practitioner Services', '0001U,x,2 Policy,r') }),
      /line 8 has "x" where the number of units is expected/,
    );
    match(
      await refusalOf({ [name]: mueCsv('Practitioner Services', '0001U,1,Policy,r') }),
      /has "Policy" where the adjudication indicator 1, 2 or 3/,
    );
    match(
      await refusalOf({ [name]: mueCsv('Practitioner Services').replace('MUE Rationale', 'Why') }),
      /has no MUE Rationale; looked for the captions HCPCS\/CPT Code, MUE Values/,
    );
    match(
      await refusalOf({ [name]: `${mueCsv('Practitioner Services', '0001U,1,2 P,r')}"open,1,2` }),
      /no proper CSV \(a quote opens .* never closes\)/,
    );
    match(
      await refusalOf({ 'mue.csv': mueCsv('Practitioner Services', '0001U,1,2 P,r') }),
      /neither its name nor what stands above its rows tells the quarter; keep the name/,
    );
  });

  it('refuses a workbook with formulas in its rows, calculated or not; above the header they do no harm', async () => {
    const sheet: Cell[][] = [
      ['HCPCS/CPT Code', 'Practitioner Services MUE Values', 'MUE Adjudication Indicator', 'MUE Rationale'],
      ['0001U', { formula: '1+1' }, '2 P', 'r'],
    ];
    const told =
      /its cell B2 holds a formula where the values are expected that the publisher wrote; import the file as it was/;
    match(await refusalOf({ 'MUE_Eff_10-01-2026.xlsx': xlsxOf(sheet) }), told);
    const calculated: Cell[][] = [sheet[0]!, ['0001U', { formula: '1+1', value: 2 }, '2 P', 'r']];
    match(await refusalOf({ 'MUE_Eff_10-01-2026.xlsx': xlsxOf(calculated) }), told);
    const title: Cell[][] = [[{ formula: '"Notice"', value: 'Notice' }], sheet[0]!, ['0001U', 2, '2 P', 'r']];
    deepEqual(await rowsOf({ 'MUE_Eff_10-01-2026.xlsx': xlsxOf(title) }), [
      { code: '0001U', units: 2, mai: 2, rationale: 'r' },
    ]);
  });
});

const AOC_CELLS: Cell[][] = [
  ['2', '0054T', undefined, 'CCCCC', undefined, '2013091', undefined, 'Contractor Defined'],
  ['1', '10X02', '2023181', '10X01', '2023365', '2020366', '2023181', undefined],
  [3, 99998, undefined, 100, undefined, 2026001, undefined, undefined],
];
const AOC_ROWS = [
  {
    type: 2,
    addOn: '0054T',
    addOnDeleted: undefined,
    primary: 'CCCCC',
    primaryDeleted: undefined,
    effective: 20130401,
    deleted: undefined,
    notes: 'Contractor Defined',
  },
  {
    type: 1,
    addOn: '10X02',
    addOnDeleted: 20230630,
    primary: '10X01',
    primaryDeleted: 20231231,
    effective: 20201231,
    deleted: 20230630,
    notes: '',
  },
  {
    type: 3,
    addOn: '99998',
    addOnDeleted: undefined,
    primary: '00100',
    primaryDeleted: undefined,
    effective: 20260101,
    deleted: undefined,
    notes: '',
  },
];
const AOC_TEXT = lines(
  '20054T       CCCCC       2013091       Contractor Defined',
  '110X02202318110X01202336520203662023181',
  '399998       00100       2026001',
);

describe('import: add-on codes', () => {
  it('reads the workbook, also with the captions of older ones', async () => {
    const julian = AOC_CAPTIONS.map((caption) => (/DT$/.test(caption) ? `${caption}_Julian` : caption));
    for (const header of [AOC_CAPTIONS, julian]) {
      const { tables } = await importOf({
        'AOC_V2026Q2-MCR.xlsx': xlsxOf([['A notice', undefined], header, ...AOC_CELLS]),
      });
      deepEqual(tables[0]?.rows, AOC_ROWS);
      deepEqual([tables[0]?.edition.edition, tables[0]?.edition.effectiveFrom], ['2026Q2', 20260401]);
    }
  });

  it('reads the fixed-width text the same', async () => {
    deepEqual(await rowsOf({ 'AOC_V2025Q4_01-MCR.txt': AOC_TEXT }), AOC_ROWS);
  });

  it('takes the date from the zip, and the workbook before the text', async () => {
    const zip = zipOf({ 'aoc.txt': AOC_TEXT, 'AOC.xlsx': xlsxOf([AOC_CAPTIONS, ...AOC_CELLS]) });
    const { tables } = await importOf({ 'add-code-edits-medicare-effective-04012026.zip': zip });
    deepEqual(
      tables.map(({ edition }) => [edition.edition, edition.source]),
      [['2026Q2', 'AOC.xlsx']],
    );
  });

  it('refuses what it can not read', async () => {
    const name = 'AOC_V2026Q2-MCR.xlsx';
    const wrong = (cells: Cell[]) => ({ [name]: xlsxOf([AOC_CAPTIONS, cells]) });
    match(
      await refusalOf(wrong(['1', '10X02', undefined, '10X01', undefined, '2026400'])),
      /line 2 has "2026400" where the date of AOC_Edit_EffDT is expected/,
    );
    match(
      await refusalOf(wrong(['7', '10X02', undefined, '10X01', undefined, '2026001'])),
      /where the edit type 1, 2 or 3 is expected/,
    );
    match(
      await refusalOf(wrong(['1', '10X02', undefined, 'none', undefined, '2026001'])),
      /has "NONE" where the primary code or CCCCC is expected/,
    );
    match(
      await refusalOf({ [name]: xlsxOf([AOC_CAPTIONS.slice(0, 5), ...AOC_CELLS]) }),
      /has no AOC_Edit_EffDT, AOC_Edit_DelDT; looked for the captions AOC_Edit_Type, Add-On_Code/,
    );
    match(
      await refusalOf({ 'AOC_V2026Q2-MCR.txt': `${AOC_TEXT}110X02       1\r\n` }),
      /line 4 is not laid out as the add-on code text/,
    );
  });

  it('takes the quarter of its newest edit where no name tells it, and says so', async () => {
    const { tables, summary } = await importOf({ 'aoc.txt': AOC_TEXT });
    deepEqual([tables[0]?.edition.edition, tables[0]?.edition.effectiveFrom], ['2026Q1', 20260101]);
    deepEqual(summary.notes, [
      'The name of aoc.txt tells no quarter; it is taken for 2026Q1, of which its newest edit is.',
    ]);
  });
});
