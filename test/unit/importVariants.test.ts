import { deepEqual, equal, match } from 'node:assert/strict';
import { nameOf } from '../../server/src/import/importService';
import { type Files, importOf, lines, refusalOf, xlsxOf, zipOf } from '../support/importFixtures';
import {
  HCPCS_CAPTIONS,
  HCPCS_SHEET,
  ICD_TXT,
  MPFS_CSV,
  mueCsv,
  OPPS_CSV,
  PTP_TXT,
  PUBLISHED,
  type Published,
} from '../support/publishedFiles';

const byName = (name: string) => PUBLISHED.find((one) => one.name === name)!.content;

async function taken(files: Files, paths?: readonly string[]): Promise<(string | number)[][]> {
  const { summary } = await importOf(files, paths);
  return summary.taken.map(({ edition, rows }) => [nameOf(edition), rows]);
}

/** Names that speak of another table, or of nothing. */
function misleading({ name }: Published): string[] {
  const ending = name.slice(name.lastIndexOf('.'));
  return [`download (3)${ending}`, `${/^PPRRVU/.test(name) ? 'MUE' : 'PPRRVU'}${ending}`, `AOC${ending}`];
}

describe('import: every published file', () => {
  for (const one of PUBLISHED) {
    const { table, name, content, rows, releaseByName } = one;
    it(`${name}: by itself, from a folder, a zip and a zip in a zip`, async () => {
      const folder = releaseByName || 'x';
      deepEqual(await taken({ [`${folder}/${name}`]: content }, [`${folder}/${name}`]), [[table, rows]]);
      deepEqual(await taken({ [`${folder}/${name}`]: content }), [[table, rows]]);
      deepEqual(await taken({ [`${folder}.zip`]: zipOf({ [name]: content }) }), [[table, rows]]);
      deepEqual(await taken({ 'all.zip': zipOf({ [`${folder}.zip`]: zipOf({ [name]: content }) }) }), [[table, rows]]);
    });

    it(`${name}: by its content, whatever it is called`, async () => {
      for (const other of misleading(one)) {
        const path = releaseByName ? `${releaseByName}/${other}` : other;
        const [found] = await taken({ [path]: content });
        deepEqual([found?.[0]?.toString().split('@')[0], found?.[1]], [table.split('@')[0], rows], other);
        if (!/^(SITE|REVENUE)@/.test(table)) equal(found?.[0], table, other);
      }
    });

    if (typeof content === 'string') {
      it(`${name}: with another line end, a byte order mark, as UTF-16`, async () => {
        const path = `${releaseByName || 'x'}/${name}`;
        const quoted = /"[^"]*\n/.test(content);
        const ends = quoted ? [] : [content.replaceAll('\r\n', '\n'), content.replaceAll('\r\n', '\r')];
        for (const text of ends) deepEqual(await taken({ [path]: text }), [[table, rows]]);
        const utf8 = Buffer.from(`\ufeff${content}`);
        const little = Buffer.from(`\ufeff${content}`, 'utf16le');
        const big = Buffer.from(little).swap16();
        for (const bytes of [utf8, little, big]) deepEqual(await taken({ [path]: bytes }), [[table, rows]]);
      });
    }
  }
});

describe('import: zips as they are published', () => {
  const skippedOf = async (files: Files) => {
    const { tables, summary } = await importOf(files);
    const why = summary.skipped.map(({ path, why }) => `${path.split('/').at(-1)}: ${why}`).sort();
    return { tables: tables.map(({ edition, rows }) => [nameOf(edition), edition.source, rows.length]), why };
  };

  it('HCPCS: corrections, transactions, NOC codes, layout and notes are no tables', async () => {
    const other = xlsxOf(HCPCS_SHEET);
    const members = {
      'HCPC2026_OCT_ANWEB_Transaction Report_v2.xlsx': other,
      'HCPC2026_OCT_ANWEB_v2.txt': byName('HCPC2025_APR_ANWEB.txt'),
      'HCPC2026_OCT_ANWEB_v2.xlsx': other,
      'HCPC2026_OCT_Corrections_09102026.xlsx': other,
      'HCPC2026_recordlayout.txt': 'Invented layout',
      'NOC codes_OCT2026.xlsx': xlsxOf([
        ['HCPCS Code', 'Long Description'],
        ['A9999', 'Invented'],
      ]),
      'proc_notes_OCT2026.txt': '0001 Invented note',
    };
    const { tables, why } = await skippedOf({ 'october-2026-alpha-numeric-hcpcs-file.zip': zipOf(members) });
    deepEqual(tables, [['HCPCS@2026-10', 'HCPC2026_OCT_ANWEB_v2.txt', 2]]);
    deepEqual(why, [
      'HCPC2026_OCT_ANWEB_Transaction Report_v2.xlsx: a list of changes; the complete file has them',
      'HCPC2026_OCT_ANWEB_v2.xlsx: the same table as HCPC2026_OCT_ANWEB_v2.txt',
      'HCPC2026_OCT_Corrections_09102026.xlsx: a list of corrections; the complete file has them',
      'HCPC2026_recordlayout.txt: a note about the files',
      'NOC codes_OCT2026.xlsx: a list of the codes for what is not otherwise classified; the complete file has them',
      'proc_notes_OCT2026.txt: processing notes of HCPCS; they hold no codes of their own',
    ]);
  });

  it('HCPCS: of two revisions the later, by number or by day', async () => {
    const text = byName('HCPC2025_APR_ANWEB.txt');
    for (const [first, second] of [
      ['HCPC2026_OCT_ANWEB.txt', 'HCPC2026_OCT_ANWEB_v2.txt'],
      ['HCPC2026_JAN_ANWEB_12192025.txt', 'HCPC2026_JAN_ANWEB_12292025.txt'],
    ] as const) {
      deepEqual((await skippedOf({ [first]: text, [second]: text })).tables[0]?.[1], second);
    }
  });

  it('OPPS: of the addenda of a rule only B, and a correction in place of what it corrects', async () => {
    const inpatient = lines('Addendum E, invented', 'HCPCS Code,Short Descriptor,SI,CI', '10X01,x,C,');
    const untitled = lines('HCPCS Code,Short Descriptor,SI,APC', '10X01,x,J1,5071');
    const rule = {
      '2026_NFRM_Addendum_E.csv': inpatient,
      'Addendum J.csv': untitled,
      'AddendumA.csv': lines('APC,Group Title,SI,Relative Weight,Payment Rate', '5071,x,T,1,1'),
      '2026_NFRM_Addendum_B.11212025.csv': OPPS_CSV.replace('April 2025', 'CY 2026'),
    };
    const { tables, why } = await skippedOf({ '2026-nfrm-opps-addenda.zip': zipOf(rule) });
    deepEqual(tables, [['OPPS@2026-01', '2026_NFRM_Addendum_B.11212025.csv', 2]]);
    equal(why.filter((one) => one.includes('another addendum')).length, 3);
    const corrected = await skippedOf({
      'January 2020 Addendum B CORRECTION.02042020.csv': OPPS_CSV,
      '2020_january_web_addendum_b.12312019.csv': OPPS_CSV,
    });
    deepEqual(corrected.tables, [['OPPS@2020-01', 'January 2020 Addendum B CORRECTION.02042020.csv', 2]]);
  });

  it('OPPS: the names of other quarters and years', async () => {
    for (const [name, edition] of [
      ['january_2019_opps_web_addendum_b.12312018.csv', '2019-01'],
      ['2020_april_web_addendum_b.05042020.csv', '2020-04'],
      ['2021_January_Web_Addendum_B.12.29.20.csv', '2021-01'],
      ['January_2022_Web_Addendum_B.01.10.22.csv', '2022-01'],
      ['july-2026-opps-addendum-b/addendum b.csv', '2026-07'],
    ] as const) {
      deepEqual(await taken({ [name]: OPPS_CSV.replace(' for April 2025', '') }), [[`OPPS@${edition}`, 2]], name);
    }
  });

  it('ICD-10-CM: the order file among codes, addenda and documents; updates between', async () => {
    const members = {
      'icd10cm_codes_2027.txt': lines('Z99     Invented', 'Z9901   Invented'),
      'icd10cm_codes_addenda_2027.txt': lines('Add: Z9901  Invented'),
      'icd10cm_order_2027.txt': ICD_TXT,
      'icd10cm_order_addenda_2027.txt': ICD_TXT,
      'icd10OrderFiles.pdf': '%PDF-1.7',
    };
    const { tables, why } = await skippedOf({ '2027-code-descriptions-tabular-order.zip': zipOf(members) });
    deepEqual(tables, [['ICD10CM@2027', 'icd10cm_order_2027.txt', 2]]);
    equal(why.length, 4);
    for (const [name, edition, from] of [
      ['icd10cm-order-2026.txt', '2026', 20251001],
      ['ICD10CM-Order-2025.TXT', '2025', 20241001],
      ['icd10cm-order-April-1-2026.txt', '2026-04', 20260401],
      ['icd10cm-order-Jan-2025.txt', '2025-01', 20250101],
      ['icd10cm-Code Descriptions-April-1-2026/icd10cm-order-2026.txt', '2026-04', 20260401],
    ] as const) {
      const [table] = (await importOf({ [name]: ICD_TXT })).tables;
      deepEqual([table?.edition.edition, table?.edition.effectiveFrom], [edition, from], name);
    }
  });

  it('NCCI: changes and Medicaid by the name of their zip, whatever the member is called', async () => {
    for (const zip of [
      'medicare-ncci-2026q2-practitioner-quarterly-additions-deletions-revisions-ptp.zip',
      'medicaid-ncci-2026-q3-ptp-edits-practitioner-services.zip',
    ]) {
      match(
        await refusalOf({ [zip]: zipOf({ 'practitioner.txt': PTP_TXT }) }),
        /no table in it that can be imported, only practitioner\.txt: (a list of changes|Medicaid's)/,
      );
    }
    match(await refusalOf({ 'AOC_V2026Q2-MCD.xlsx': byName('AOC_V2025Q2-MCR.xlsx') }), /Medicaid's NCCI edits/);
    deepEqual(await taken({ 'my additions.csv': byName('house.csv') }), [['SITE@my additions', 1]]);
  });

  it('NCCI: versions of other years, and the page that spells the quarter with a dash', async () => {
    for (const [name, edition] of [
      ['ccipra-v301r0-f1.txt', '2024Q2'],
      ['ccipra-v313r0-f1.txt', '2025Q4'],
      ['ccioph-v323r0-f4.TXT', '2026Q4'],
      ['ccioph-v330r1-f1.txt', '2027Q1'],
      ['medicare-ncci-2026-q4-practitioner-ptp-edits/f1.txt', '2026Q4'],
    ] as const) {
      equal((await taken({ [name]: PTP_TXT }))[0]?.[0]?.toString().split('@')[1], edition, name);
    }
  });

  it('a table that is packed otherwise, or twice', async () => {
    match(
      await refusalOf({ 'ccipra-v322r0-f1.txt.gz': Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]) }),
      /it is packed, and not as a zip; unpack it first \(expected/,
    );
  });

  it('a workbook whose header moved, without the captions it needs', async () => {
    match(
      await refusalOf({ 'HCPC2026_JAN_ANWEB.xlsx': xlsxOf([...Array(70).fill(['x']), HCPCS_CAPTIONS]) }),
      /no header was found in its first 60 rows; looked for the captions HCPC/,
    );
    match(await refusalOf({ 'PPRRVU25_JAN.csv': MPFS_CSV.replace('CONV', 'X') }), /has no CONV FACTOR; looked for/);
    match(
      await refusalOf({ 'MCR_MUE_x_Eff_01-01-2026.csv': mueCsv('x').replace('MUE Rationale', 'Why') }),
      /has no MUE Rationale; looked for/,
    );
  });
});
