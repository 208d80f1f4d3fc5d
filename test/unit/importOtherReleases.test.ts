import { deepEqual, equal, match } from 'node:assert/strict';
import { nameOf } from '../../server/src/import/importService';
import type { MpfsRow, MueRow, PtpRow } from '../../server/src/import/rows';
import { columns, type Files, importOf, lines, refusalOf, rowsOf, xlsxOf } from '../support/importFixtures';
import { HCPCS_SHEET, ICD_TXT, MPFS_CSV, mueCsv, OPPS_CSV, PTP_TXT, PUBLISHED } from '../support/publishedFiles';

/** Releases, names and layouts beside the usual ones: what offices have in their folders. */
async function editions(files: Files): Promise<string[]> {
  return (await importOf(files)).summary.taken.map(({ edition }) => nameOf(edition));
}

describe('import: other releases of the fee schedule', () => {
  const header = MPFS_CSV.split('\r\n').slice(0, 8);
  const row = MPFS_CSV.split('\r\n')[8]!;
  const insert = (line: string, cell: string) => line.replace(/^((?:[^,]*,){25})/, `$1${cell},`);

  it('with both conversion factors in one file: the one without a qualification is taken', async () => {
    const captions = header.map((line, at) => {
      if (at < 3) return line;
      const wide = line.split(',').length > 26 ? line : `${line}${','.repeat(26)}`;
      return insert(wide, at === 6 ? 'QPP CONV' : at === 7 ? 'FACTOR' : '').replace(
        /,ENDO,CONV,/,
        ',ENDO,NON-QPP CONV,',
      );
    });
    const rows = (await rowsOf({ 'PPRRVU2026_Oct.csv': lines(...captions, insert(row, '33.5675')) })) as MpfsRow[];
    deepEqual([rows[0]?.conversionFactor, rows[0]?.supervision, rows[0]?.imagingFamily], [32.3465, '09', '99']);
  });

  it('in the wider text of the years with two practice expenses: refused, not read into the wrong columns', async () => {
    const wide = columns(210, {
      1: '10X01',
      8: 'Invented service',
      58: 'A',
      62: '1.00',
      69: '2.00',
      78: '2.00',
      87: '1.00',
      96: '1.00',
      104: '0.10',
      111: '3.10',
      117: '3.10',
      123: '2.10',
      129: '2.10',
      133: '0090',
      136: '.10.80.10',
      145: '21029',
      164: '34.0230',
      172: '09',
    });
    match(
      await refusalOf({ 'PPRRVU13.txt': lines('HDR INVENTED', wide) }),
      /line 2 is not laid out as .* import the \.csv/,
    );
  });
});

describe('import: other releases of the unit limits', () => {
  const named = (date: string) => `MCR_MUE_PractitionerServices_Eff_${date}.csv`;

  it('takes the day it holds from from any spelling of the name', async () => {
    for (const [name, quarter] of [
      [named('1-1-2022'), '2022Q1'],
      [named('04-01-20'), '2020Q2'],
      [named('07_01_2021'), '2021Q3'],
    ] as const) {
      deepEqual(await editions({ [name]: mueCsv('Practitioner Services') }), [`MUE-practitioner@${quarter}`], name);
    }
  });

  it('takes it from the notice or the header where no name has it', async () => {
    const csv = mueCsv('DME Supplier Services');
    for (const text of [
      csv.replace('of several lines.', 'effective 07-01-2026.'),
      csv.replace('of several lines.', 'Effective Date: 07/01/2026'),
      csv.replace('of several lines.', 'Effective July 1, 2026'),
      csv.replace('MUE Values', 'MUE Values Effective 7/1/2026'),
    ]) {
      deepEqual(await editions({ 'download.csv': text }), ['MUE-dme@2026Q3']);
    }
    match(await refusalOf({ 'x.csv': csv.replace('of several', 'revised July 1, 2026, of several') }), /the quarter/);
  });

  it('reads shorter captions', async () => {
    const csv = lines(
      'HCPCS Code,Practitioner MUE Value,MAI,Rationale',
      '10X01,2,3 Date of Service Edit: Clinical,Data',
    );
    const rows = (await rowsOf({ 'MUE 2026Q3.csv': csv })) as MueRow[];
    deepEqual(rows, [{ code: '10X01', units: 2, mai: 3, rationale: 'Data' }]);
  });
});

describe('import: other releases of the pairs', () => {
  const second = PTP_TXT.replaceAll('10X01', '20X01');
  const pairsOf = async (files: Files) =>
    (await importOf(files)).tables.flatMap(({ rows }) => rows.map((one) => (one as PtpRow).column1)).sort();

  it('keeps every part, however the parts are called', async () => {
    for (const [one, two] of [
      ['ccipra-v322r0-f1.txt', 'ccipra-v322r0-f2.txt'],
      ['CCIPRA_V322R0.F1.txt', 'CCIPRA_V322R0.F2.txt'],
      ['practitioner ptp 2026q3 part 1.txt', 'practitioner ptp 2026q3 part 2.txt'],
      ['ccipra-v322r0 low.txt', 'ccipra-v322r0 high.txt'],
    ] as const) {
      deepEqual(await pairsOf({ [one]: PTP_TXT, [two]: second }), ['10X01', '10X01', '20X01', '20X01'], one);
    }
  });

  it('takes one of two downloads of a part', async () => {
    deepEqual(await pairsOf({ 'ccipra-v322r0.txt': PTP_TXT, 'ccipra-v322r0 (1).txt': PTP_TXT }), ['10X01', '10X01']);
  });

  it('tells the quarter of the names of 2018', async () => {
    for (const name of ['Practitioner PTP Edits v24.0.txt', 'Practitioner PTP Edits Effective January 1, 2018.txt']) {
      deepEqual(await editions({ [name]: PTP_TXT }), ['PTP-practitioner@2018Q1'], name);
    }
  });
});

describe('import: other releases of codes', () => {
  it('HCPCS without the column BETOS, which another grouping has replaced', async () => {
    const sheet = HCPCS_SHEET.map((row) => row.map((cell) => (cell === 'BETOS' ? 'RBCS' : cell)));
    equal((await rowsOf({ 'HCPC2026_OCT_ANWEB.xlsx': xlsxOf(sheet) })).length, 2);
  });

  it('OPPS: a proposed rule is not taken for what holds', async () => {
    for (const [name, text] of [
      ['2027 NPRM Addendum B.07132026.csv', OPPS_CSV.replace('April 2025', 'CY 2027')],
      [
        'CMS-1834-P Addendum B.csv',
        OPPS_CSV.replace('Invented title for April 2025', 'Proposed OPPS Payment for CY 2027'),
      ],
    ] as const) {
      match(await refusalOf({ [name]: text }), /of a proposed rule/, name);
    }
  });

  it('OPPS: a note that speaks of proposals is no proposed rule', async () => {
    const csv = OPPS_CSV.replace('Invented notice', 'Comments on what was proposed are answered in the rule');
    deepEqual(await editions({ '2025_April_Web_Addendum_B.csv': csv }), ['OPPS@2025-04']);
  });

  it('texts that end with the end-of-file mark of old systems', async () => {
    for (const { name, content, rows, table, releaseByName } of PUBLISHED) {
      if (!/\.txt$/i.test(name)) continue;
      const { summary } = await importOf({ [`${releaseByName || 'x'}/${name}`]: `${String(content)}\x1a` });
      deepEqual([nameOf(summary.taken[0]!.edition), summary.taken[0]!.rows, summary.skipped], [table, rows, []], name);
    }
    equal((await rowsOf({ 'icd10cm-order-2025.txt': `${ICD_TXT}\x1a` })).length, 2);
  });
});
