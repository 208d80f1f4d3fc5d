import { deepEqual, equal, match } from 'node:assert/strict';
import type { MpfsRow } from '../../server/src/import/rows';
import { type Cell, columns, importOf, lines, refusalOf, rowsOf, xlsxOf, zipOf } from '../support/importFixtures';

/** The five header rows of 2025 and, with `PRIC`/`IND`, of 2026. */
const HEADER_2025 = [
  ',, , ,,,,,,,,,,,,,,,,,,,,,,,,,NON-FACILITY,FACILITY,',
  ',,,,NOT USED,,,,,,,,,,,,,,,,,,,,,PHYSICIAN,,DIAGNOSTIC,PE USED,PE USED,MP USED',
  ',,,,FOR,,,NON-FAC,,FACILITY ,,,,,,,,,,,,,,,,SUPERVISION OF,,IMAGING,FOR OPPS,FOR OPPS,FOR OPPS',
  ',,,STATUS,MEDICARE ,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST,CO-,TEAM,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT',
  'HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT',
];
const HEADER_2026 = HEADER_2025.map((row) => {
  const cells = row.split(',');
  cells.splice(23, 0, row.includes('WORK,') ? 'PRIC' : row.startsWith('HCPCS') ? 'IND' : '');
  return cells.join(',');
});
const ROW =
  '10X01,26,"Made up, part",A,+,1.25,2.5,NA,0.75,,0.07,3.82,2.07,1,090,0.10,0.80,0.10,2,1,0,2,9,10X00,33.4009,09,0,99,0.01,0.02,0.03';
const ROW_2026 = ROW.replace('9,10X00', '9,9,10X00');

const EXPECTED: MpfsRow = {
  code: '10X01',
  modifier: '26',
  description: 'Made up, part',
  status: 'A',
  notUsedForMedicare: '+',
  workRvu: 1.25,
  nonFacilityPeRvu: 2.5,
  nonFacilityNa: true,
  facilityPeRvu: 0.75,
  facilityNa: false,
  mpRvu: 0.07,
  nonFacilityTotal: 3.82,
  facilityTotal: 2.07,
  pctc: '1',
  globalDays: '090',
  preOp: 0.1,
  intraOp: 0.8,
  postOp: 0.1,
  multiple: '2',
  bilateral: '1',
  assistant: '0',
  cosurgeon: '2',
  team: '9',
  pricing: undefined,
  endoBase: '10X00',
  conversionFactor: 33.4009,
  supervision: '09',
  calculationFlag: '0',
  imagingFamily: '99',
  oppsNonFacilityPe: 0.01,
  oppsFacilityPe: 0.02,
  oppsMp: 0.03,
};

function csv(title: string, header = HEADER_2025, row = ROW): string {
  return lines(`,,${title},,,`, ',,"AMA, ADA",,,', ',, ,,,', ',,RELEASED 09/11/2025,,,', ...header, row);
}

const TITLE = '2025 National Physician Fee Schedule Relative Value File October Release';

function text(extra: { readonly [column: number]: string } = {}): string {
  const row = {
    1: '10X01',
    6: '26',
    8: 'Made up, part',
    58: 'A+',
    62: '1.25',
    69: '2.50',
    73: 'NA',
    78: '0.75',
    86: '0.07',
    93: '3.82',
    99: '2.07',
    103: '1',
    104: '090',
    107: '.10',
    110: '.80',
    113: '.10',
    116: '21029',
    128: '10X00',
    133: ' 33.4009',
    142: '09',
    144: '0',
    146: '99',
    154: '0.01',
    161: '0.02',
    168: '0.03',
  };
  return lines('HDR CPT CODES ARE COPYRIGHT 2099 OF SOMEONE', columns(172, { ...row, ...extra }));
}

describe('import: the fee schedule', () => {
  it('reads the csv by its stacked captions, 31 columns or 32', async () => {
    deepEqual(await rowsOf({ 'PPRRVU2025_Oct.csv': csv(TITLE) }), [EXPECTED]);
    deepEqual(await rowsOf({ 'PPRRVU2026_Jan_nonQPP.csv': csv('2026', HEADER_2026, ROW_2026) }), [
      { ...EXPECTED, pricing: '9' },
    ]);
  });

  it('reads lone CR line ends, two header rows and notes below the table', async () => {
    const short = [TITLE, ...HEADER_2025.slice(3)].join('\r');
    const { tables, summary } = await importOf({ 'PPRRVU19_OCT.csv': `,,${short}\r${ROW}\r\r* a note,,,\r` });
    deepEqual(tables[0]?.rows, [
      { ...EXPECTED, oppsNonFacilityPe: undefined, oppsFacilityPe: undefined, oppsMp: undefined },
    ]);
    deepEqual(summary.taken[0]?.ignored, [{ reason: 'no code in the first column', rows: 1 }]);
  });

  it('prefers the transitioned expenses of the years that had two', async () => {
    const header =
      'HCPCS,MOD,DESCRIPTION,STATUS CODE,WORK RVU,FULLY IMPLEMENTED NON-FAC PE RVU,TRANSITIONED NON-FAC PE RVU,TRANSITIONED FACILITY PE RVU,FULLY IMPLEMENTED FACILITY PE RVU,MP RVU,TRANSITIONED NON-FACILITY TOTAL,TRANSITIONED FACILITY TOTAL,PCTC IND,GLOB DAYS,MULT PROC,BILAT SURG,ASST SURG,CO-SURG,TEAM SURG,CONV FACTOR';
    const rows = await rowsOf({ 'PPRRVU10.csv': lines(header, '10X01,,x,A,1,2,3,4,5,6,7,8,0,000,0,0,0,0,0,36.1') });
    const row = rows[0] as MpfsRow;
    deepEqual([row.nonFacilityPeRvu, row.facilityPeRvu, row.nonFacilityTotal, row.globalDays], [3, 4, 7, '000']);
  });

  it('reads the workbook, in which numbers have lost their zeros', async () => {
    const numeric = [
      ...HEADER_2025.map((row): Cell[] => row.split(',')),
      numbers(ROW.replace('"Made up, part"', 'Made up; part')),
    ];
    deepEqual(await rowsOf({ 'PPRRVU25_OCT.xlsx': xlsxOf([['', '', TITLE], ...numeric]) }), [
      { ...EXPECTED, description: 'Made up; part' },
    ]);
  });

  it('reads the fixed-width text as the csv', async () => {
    deepEqual(
      await rowsOf({ 'PPRRVU2025_Oct.txt': text() }),
      [{ ...EXPECTED, pricing: undefined }].map(({ pricing: _, ...row }) => row),
    );
  });

  it('tells the release by title, names or day of release', async () => {
    const editions: readonly [string, string, string, number][] = [
      ['PPRRVU.csv', TITLE, '2025D', 20251001],
      ['PPRRVU24_JAN.csv', 'x', '2024A', 20240101],
      ['PPRRVU2026_Apr_nonQPP.csv', 'x', '2026B', 20260401],
      ['PPRRVU13_V0828.csv', 'x', '2013D', 20131001],
      ['PPRRVU14_V1219.csv', 'x', '2014A', 20140101],
      ['rvu25c/PPRRVU.csv', 'x', '2025C', 20250701],
      ['RVU24AR-010323/PPRRVU24.csv', 'x', '2024A', 20240101],
    ];
    for (const [name, title, edition, effectiveFrom] of editions) {
      const { tables } = await importOf({ [name]: csv(title).replace(/RELEASED .{10}/, '') });
      deepEqual([name, tables[0]?.edition.edition, tables[0]?.edition.effectiveFrom], [name, edition, effectiveFrom]);
    }
    const { tables, summary } = await importOf({ 'PPRRVU15.csv': csv('x').replace(/RELEASED .{10}/, '') });
    deepEqual([tables[0]?.edition.edition, summary.notes.length], ['2015A', 1]);
  });

  it('takes one file a release: csv before txt, nonQPP before QPP, the corrected zip before the first', async () => {
    const { tables, summary } = await importOf({
      'rvu26b.zip': zipOf({
        'PPRRVU2026_Apr_QPP.csv': csv('x', HEADER_2026, ROW_2026.replace('33.4009', '33.5675')),
        'PPRRVU2026_Apr_nonQPP.csv': csv('x', HEADER_2026, ROW_2026),
        'PPRRVU2026_Apr_nonQPP.txt': text(),
        'PPRRVU2026_Apr_nonQPP.xlsx': 'never opened',
        'GPCI2026.csv': 'a,b',
        '26LOCCO.csv': 'a,b',
        'ANES2026.csv': 'a,b',
        'OPPSCAP_Apr.csv': 'a,b',
        'RVU26B.pdf': '%PDF',
      }),
      'rvu26b-updated-03-10-2026.zip': zipOf({
        'PPRRVU2026_Apr_nonQPP.csv': csv('x', HEADER_2026, ROW_2026.replace('1.25', '1.26')),
      }),
    });
    deepEqual(
      tables.map(({ rows }) => (rows as MpfsRow[]).map((row) => [row.workRvu, row.conversionFactor])),
      [[[1.26, 33.4009]]],
    );
    deepEqual(summary.skipped.map(({ path, why }) => `${path.split('/').at(-1)}: ${why.slice(0, 40)}`).sort(), [
      '26LOCCO.csv: the localities of carriers; fees are not',
      'ANES2026.csv: anesthesia conversion factors; fees are ',
      'GPCI2026.csv: geographic cost indices; fees are not co',
      'OPPSCAP_Apr.csv: payment caps of imaging; fees are not co',
      'PPRRVU2026_Apr_QPP.csv: the same but for the conversion factor o',
      `PPRRVU2026_Apr_nonQPP.csv: the same table as ${summary.taken[0]?.path}`.slice(0, 67),
      'PPRRVU2026_Apr_nonQPP.txt: the same table as PPRRVU2026_Apr_nonQPP.',
      'PPRRVU2026_Apr_nonQPP.xlsx: the same table as PPRRVU2026_Apr_nonQPP.',
      'RVU26B.pdf: a document',
    ]);
  });

  it('takes QPP where it is alone', async () => {
    const { tables } = await importOf({ 'PPRRVU2026_Apr_QPP.csv': csv('x', HEADER_2026, ROW_2026) });
    equal(tables.length, 1);
  });

  it('names the captions it looked for when the header moved', async () => {
    const moved = csv('x', [...HEADER_2025.slice(0, 4), HEADER_2025[4]!.replace('CODE', 'KODE')]);
    match(
      await refusalOf({ 'PPRRVU2025_Oct.csv': moved }),
      /has no STATUS CODE; looked for the captions HCPCS, MOD, DESCRIPTION, STATUS CODE, WORK RVU/,
    );
    match(
      await refusalOf({ 'PPRRVU2025_Oct.csv': 'a,b\n1,2\n' }),
      /no header was found in its first 60 rows; looked for the captions HCPCS/,
    );
    match(
      await refusalOf({ 'PPRRVU2025_Oct.txt': text() + text({ 63: ',' }) }),
      /line 4 is not laid out as the fixed-width fee schedule/,
    );
    match(
      await refusalOf({ 'PPRRVU2025_Oct.csv': csv(TITLE, HEADER_2025, '') }),
      /it has no row of the physician fee schedule/,
    );
  });

  it('goes on with the rest of a folder when one file has moved, and says so', async () => {
    const { tables, summary } = await importOf({ 'PPRRVU2025_Oct.csv': csv(TITLE), 'PPRRVU2025_Jul.csv': 'a,b\n' });
    equal(tables.length, 1);
    deepEqual(
      summary.skipped.map(({ problem }) => problem),
      [true],
    );
  });
});

function numbers(row: string): Cell[] {
  return row
    .split(',')
    .map((cell, at) => (cell !== '' && at > 4 && at !== 25 && !Number.isNaN(Number(cell)) ? Number(cell) : cell));
}
