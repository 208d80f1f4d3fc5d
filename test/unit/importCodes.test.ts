import { deepEqual, equal, match } from 'node:assert/strict';
import type { HcpcsRow, Icd10cmRow, OppsRow } from '../../server/src/import/rows';
import { type Cell, columns, importOf, lines, refusalOf, rowsOf, xlsxOf, zipOf } from '../support/importFixtures';

const DETAILS = {
  92: 'Short text',
  120: '0013',
  128: 'A',
  171: '1861(s)',
  205: '99998',
  210: 'A0002',
  230: 'C',
  257: 'D1E',
  261: 'AP',
  269: '19860101',
  277: '20200401',
  285: '20231231',
  293: 'D',
};
const HCPCS_TEXT = lines(
  `***Disclaimers${'\t'.repeat(45)}`,
  '',
  columns(320, { 1: '   A1001007Dressing of the first kind', 230: 'C', 269: '20020701', 277: '20020701', 293: 'N' }),
  columns(320, { 1: '   AT001007The modifier is used when service 98940,', 293: 'N' }),
  columns(320, { 1: '   AT00200898941 is meant' }),
  columns(320, { 1: `A0001001003${'Word '.repeat(16).trim()}`, ...DETAILS }),
  columns(320, { 1: 'A0001002004goes on,' }),
  columns(320, { 1: 'A0001003004and ends\xa0' }),
);
const NONE = {
  pricing: [],
  multiplePricing: '',
  coverage: '',
  crossReferences: [],
  betos: '',
  typeOfService: [],
  statute: '',
};
const HCPCS_ROWS: HcpcsRow[] = [
  {
    ...NONE,
    code: 'A1',
    modifier: true,
    longDescription: 'Dressing of the first kind',
    shortDescription: '',
    coverage: 'C',
    added: 20020701,
    actionEffective: 20020701,
    terminated: undefined,
    action: 'N',
  },
  {
    ...NONE,
    code: 'AT',
    modifier: true,
    longDescription: 'The modifier is used when service 98940, 98941 is meant',
    shortDescription: '',
    added: undefined,
    actionEffective: undefined,
    terminated: undefined,
    action: 'N',
  },
  {
    code: 'A0001',
    modifier: false,
    longDescription: `${'Word '.repeat(16)}goes on, and ends`,
    shortDescription: 'Short text',
    pricing: ['00', '13'],
    multiplePricing: 'A',
    coverage: 'C',
    crossReferences: ['99998', 'A0002'],
    betos: 'D1E',
    typeOfService: ['A', 'P'],
    statute: '1861(s)',
    added: 19860101,
    actionEffective: 20200401,
    terminated: 20231231,
    action: 'D',
  },
];
const HCPCS_CAPTIONS = [
  'HCPC',
  'SEQNUM',
  'RECID',
  'LONG DESCRIPTION',
  'SHORT DESCRIPTION',
  'PRICE1',
  'PRICE2',
  'MULT_PI',
  'STATUTE',
  'XREF1',
  'XREF2',
  'COV',
  'BETOS',
  'TOS1',
  'TOS2',
  'ADD DT',
  'ACT EFF DT',
  'TERM DT',
  'ACTION CD',
];

describe('import: HCPCS Level II', () => {
  it('reads the text of 320 columns: disclaimer, modifiers, descriptions over several records', async () => {
    deepEqual(await rowsOf({ 'HCPC2026_JAN_ANWEB.txt': HCPCS_TEXT }), HCPCS_ROWS);
  });

  it('reads the workbook the same, wherever its header stands', async () => {
    const cells: Cell[][] = [
      [
        '   A1',
        '0010',
        '7',
        'Dressing of the first kind',
        ...Array(7).fill(undefined),
        'C',
        undefined,
        undefined,
        undefined,
        '20020701',
        20020701,
        undefined,
        'N',
      ],
      ['   AT', '0010', '7', 'The modifier is used when service 98940,', ...Array(14).fill(undefined), 'N'],
      ['   AT', '0020', '8', '98941 is meant'],
      [
        'A0001',
        '0010',
        '3',
        `${'Word '.repeat(16)}goes on, and ends\xa0`,
        'Short text',
        '00',
        '13',
        'A',
        '1861(s)',
        99998,
        'A0002',
        'C',
        'D1E',
        'A',
        'P',
        '19860101',
        43922,
        '2023-12-31',
        'D',
      ],
    ];
    for (const before of [0, 7, 10]) {
      const sheet = [...Array.from({ length: before }, () => ['x']), HCPCS_CAPTIONS, ...cells];
      deepEqual(await rowsOf({ 'HCPC2026_JAN_ANWEB_12292025.xlsx': xlsxOf(sheet) }), HCPCS_ROWS);
    }
  });

  it('tells year and month by the names, and leaves out what is not the table', async () => {
    const editions: readonly [string, string, number][] = [
      ['HCPC2019_CONTR_ANWEB.txt', '2019', 20190101],
      ['HCPC2026_OCT_ANWEB_v2.txt', '2026-10', 20261001],
      ['october-2026-alpha-numeric-hcpcs-file/anweb.txt', '2026-10', 20261001],
      ['HCPC17_CONTR_ANWEB.txt', '2017', 20170101],
      ['HCPC2018_CONTR_ANWEB_disc.txt', '2018', 20180101],
      ['newest-change.txt', '2020-04', 20200401],
    ];
    for (const [name, edition, effectiveFrom] of editions) {
      const { tables } = await importOf({ [name]: HCPCS_TEXT });
      deepEqual([tables[0]?.edition.edition, tables[0]?.edition.effectiveFrom], [edition, effectiveFrom]);
    }
    const zip = zipOf({
      'HCPC2025_OCT_ANWEB.txt': HCPCS_TEXT,
      'HCPC2025_OCT_ANWEB.xlsx': xlsxOf([HCPCS_CAPTIONS]),
      'HCPC2025_OCT_ANWEB_Transaction Report_v4.xlsx': xlsxOf([HCPCS_CAPTIONS]),
      'HCPC2019_Trans_Alpha.xlsx': 'x',
      'proc_notes_OCT2025.txt': 'PROCESSING NOTES',
      'Changes_by_HCPCSCode.prn': 'x',
      'HCPC2025_README.txt': 'x',
    });
    const { tables, summary } = await importOf({ 'october-2025.zip': zip });
    deepEqual([tables.length, summary.skipped.length], [1, 6]);
  });

  it('refuses lines of another layout', async () => {
    match(
      await refusalOf({ 'HCPC2026_JAN_ANWEB.txt': `${HCPCS_TEXT}A00020 010 3x\r\n` }),
      /line 9 is not laid out as the alpha-numeric file \(code 1-5/,
    );
    match(
      await refusalOf({ 'HCPC2026_JAN_ANWEB.xlsx': xlsxOf([HCPCS_CAPTIONS.slice(0, 15)]) }),
      /has no ADD DT, ACT EFF DT, TERM DT, ACTION CD; looked for/,
    );
    const undated = HCPCS_TEXT.replaceAll(/(?<=\d{8})20(?:020701|200401)/g, '00000000');
    match(await refusalOf({ 'HCPC_ANWEB.txt': undated }), /neither its name nor its rows tell the year; keep the name/);
  });
});

describe('import: OPPS Addendum B', () => {
  const captions = [
    'HCPCS Code',
    'Short Descriptor',
    ' SI',
    'APC ',
    'Relative Weight ',
    'Payment Rate',
    'Note: Actual copayments would be lower, $1,600.00',
    '* Indicates a Change',
  ];
  const ROWS: OppsRow[] = [
    {
      code: '10X01',
      shortDescription: 'Made up',
      statusIndicator: 'J1',
      apc: '5071',
      relativeWeight: 1.5,
      paymentRate: 1234.5,
    },
    {
      code: 'G0465',
      shortDescription: 'With NBSP',
      statusIndicator: 'T',
      apc: '',
      relativeWeight: undefined,
      paymentRate: undefined,
    },
  ];

  it('finds the header of the workbook below its titles, with stray blanks', async () => {
    const cells: Cell[][] = [
      ['10X01', 'Made up ', 'J1', 5071, 1.5, '$1,234.50'],
      ['G0465\xa0', 'With\xa0NBSP', ' T'],
      ['* note'],
    ];
    for (const before of [2, 3]) {
      const sheet = [...Array.from({ length: before }, () => ['Addendum B']), captions, ...cells];
      const { tables, summary } = await importOf({ '2023_January_Web_Addendum_B.12212022.xlsx': xlsxOf(sheet) });
      deepEqual(tables[0]?.rows, ROWS);
      deepEqual([tables[0]?.edition.edition, tables[0]?.edition.effectiveFrom], ['2023-01', 20230101]);
      deepEqual(summary.taken[0]?.ignored, [{ reason: 'no code in the first column', rows: 1 }]);
    }
  });

  it('reads csv in cp1252, with captions in one word', async () => {
    const csv =
      'HCPCSCode,ShortDescriptor,StatusIndicator,APC,RelativeWeight,PaymentRate\n"10X01","Made up",J1,5071,1.5,"1,234.50"\n"G0465\xa0",With\xa0NBSP,T,,,\n';
    deepEqual(await rowsOf({ 'addendum_b_2026-04.csv': csv }), ROWS);
  });

  it('tells the month by name or title, else takes January and says so', async () => {
    const csv = (title: string) => `${title}\nHCPCS Code,Short Descriptor,SI\n10X01,x,N\n`;
    const editions: readonly [string, string, string][] = [
      ['2021 October Web Addendum B.csv', 'x', '2021-10'],
      ['april-2026-opps-addendum-b/file.csv', 'x', '2026-04'],
      ['Addendum_B.csv', 'Final OPPS payment for July 2024', '2024-07'],
      ['Addendum_B.csv', 'Final OPPS Payment by HCPCS Code for CY 2022', '2022-01'],
    ];
    for (const [name, title, edition] of editions) {
      const { tables, summary } = await importOf({ [name]: csv(title) });
      deepEqual([tables[0]?.edition.edition, summary.notes.length], [edition, title.includes('CY') ? 1 : 0]);
    }
    match(await refusalOf({ 'Addendum_B.csv': csv('x') }), /neither title nor name tell the quarter/);
    match(
      await refusalOf({ '2026_April_Addendum_B.csv': 'Code,SI\n' }),
      /looked for the captions HCPCS Code, Short Descriptor, SI/,
    );
    match(
      await refusalOf({ '2026_April_Addendum_A.csv': 'APC,x\n' }),
      /another addendum; Addendum B has the status of every code/,
    );
  });
});

describe('import: the ICD-10-CM order file', () => {
  const row = (order: string, code: string, flag: string, short: string, long: string) =>
    columns(77, { 1: order, 7: code, 15: flag, 17: short }) + long;
  const TEXT = [
    row('00001', 'A00', '0', 'Made up', 'Made up at length'),
    row('00002', 'A000', '1', 'Made\xa0up, more', 'Made up, more'),
  ].join('\n');
  const ROWS: Icd10cmRow[] = [
    { code: 'A00', billable: false, shortDescription: 'Made up', longDescription: 'Made up at length' },
    { code: 'A000', billable: true, shortDescription: 'Made up, more', longDescription: 'Made up, more' },
  ];

  it('reads headers and codes of a fiscal year, which begins in October', async () => {
    const { tables, summary } = await importOf({
      'icd10cm_order_2026.txt': TEXT,
      'icd10cm_codes_2026.txt': 'A000 x',
      'icd10cm_order_addenda_2026.txt': 'Add: x',
    });
    deepEqual(tables[0]?.rows, ROWS);
    deepEqual(
      [tables[0]?.edition.edition, tables[0]?.edition.effectiveFrom, summary.skipped.length],
      ['2026', 20251001, 2],
    );
  });

  it('tells an update of April', async () => {
    const { tables } = await importOf({
      'april-1-2025-code-descriptions-tabular-order.zip': zipOf({ 'icd10cm-order-2025.txt': TEXT }),
    });
    deepEqual([tables[0]?.edition.edition, tables[0]?.edition.effectiveFrom], ['2025-04', 20250401]);
  });

  it('refuses other lines', async () => {
    match(
      await refusalOf({ 'icd10cm_order_2026.txt': `${TEXT}\n00003 A001  2 x` }),
      /line 3 is not laid out as the order file/,
    );
    match(await refusalOf({ 'icd10cm_order_2026.txt': 'A00 x' }), /line 1 is not laid out as the order file/);
  });
});

describe("import: the site's own codes", () => {
  it('reads the documented columns in any order, codes as they are', async () => {
    const csv =
      '\xef\xbb\xbfDescription,Code,Deleted,Replacement,Effective\n"Our visit, long",lv100,12/31/2025,LV101,2020-01-01\nPlain,0042,,,\n\n';
    const { tables } = await importOf({ 'Our Codes.csv': csv });
    deepEqual(tables[0]?.edition, {
      table: 'SITE',
      setting: undefined,
      edition: 'our codes',
      effectiveFrom: 19000101,
      part: undefined,
      source: 'Our Codes.csv',
    });
    deepEqual(tables[0]?.rows, [
      { code: 'LV100', description: 'Our visit, long', effective: 20200101, deleted: 20251231, replacement: 'LV101' },
      { code: '0042', description: 'Plain', effective: undefined, deleted: undefined, replacement: undefined },
    ]);
  });

  it('reads semicolons, UTF-8 and only the two columns that are needed', async () => {
    const csv = Buffer.from('code;description\nX1;Größe, groß\n');
    deepEqual(
      (await rowsOf({ 'a.csv': csv })).map((row) => 'description' in row && row.description),
      ['Größe, groß'],
    );
  });

  it('is no site list when it has other columns', async () => {
    match(await refusalOf({ 'a.csv': 'code,description,price\nX1,x,1\n' }), /none of the tables/);
    match(await refusalOf({ 'site-codes.csv': 'number,text\n' }), /looked for the captions code, description\./);
    match(
      await refusalOf({ 'a.csv': 'code,description\nX 1,x\n' }),
      /line 2 has "X 1" where a code of 2 to 7 letters and digits is expected/,
    );
    match(
      await refusalOf({ 'a.csv': 'code,description,deleted\nX1,x,soon\n' }),
      /line 2 has "soon" where the date of deleted is expected/,
    );
    equal(
      (await importOf({ 'a.csv': 'code,description\nX1,x\n', 'notes.txt': 'code and description' })).tables.length,
      1,
    );
  });
});
