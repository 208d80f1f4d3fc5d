import { deepEqual, equal, match } from 'node:assert/strict';
import { join } from 'node:path';
import { importFiles } from '../../server/src/import/index';
import { NOT_PACKED, packCode, unpackCode } from '../../server/src/import/packCode';
import {
  type Cell,
  importOf,
  lines,
  memorySink,
  refusalOf,
  rowsOf,
  withFiles,
  xlsxOf,
  zipOf,
} from '../support/importFixtures';

const PTP_HEADER = [
  'CPT only copyright 2099 of someone.\t\t\t\t\t\t',
  'Column1/Column2 Edits\t\t\t\t\t\t',
  'Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale',
  '\t\tprior to 1996\tDate\tDate\t0=not allowed\t',
  '\t\t\t\t*=no data\t1=allowed\t',
  '\t\t\t\t\t9=not applicable\t',
];
const PTP_LINES = [
  '0001U\t0029U\t\t20180701\t20260630\t1\tReason one',
  '0001U\t0030U\t*\t19960101\t*\t0\tReason one',
  '0001A\t90473\t\t20220101\t20220101\t9\tReason two',
  '99998\tA0001\t\t20250101\t*\t1\tReason two',
  '99998\tA0001\t\t20180101\t20191231\t0\tReason two',
];
const PTP_ROWS = [
  {
    column1: '0001U',
    column2: '0029U',
    priorTo1996: false,
    effective: 20180701,
    deleted: 20260630,
    indicator: 1,
    rationale: 'Reason one',
  },
  {
    column1: '0001U',
    column2: '0030U',
    priorTo1996: true,
    effective: 19960101,
    deleted: undefined,
    indicator: 0,
    rationale: 'Reason one',
  },
  {
    column1: '99998',
    column2: 'A0001',
    priorTo1996: false,
    effective: 20250101,
    deleted: undefined,
    indicator: 1,
    rationale: 'Reason two',
  },
  {
    column1: '99998',
    column2: 'A0001',
    priorTo1996: false,
    effective: 20180101,
    deleted: 20191231,
    indicator: 0,
    rationale: 'Reason two',
  },
];
const PTP = lines(...PTP_HEADER, ...PTP_LINES);

describe('import: PTP', () => {
  it('reads the text: active and deleted edits, windows of one pair, none of indicator 9', async () => {
    const { tables, summary } = await importOf({ 'ccipra-v322r0-f1.TXT': PTP });
    deepEqual(tables[0]?.rows, PTP_ROWS);
    deepEqual(summary.taken[0]?.ignored, [{ reason: 'indicator 9: deleted from the day they began', rows: 1 }]);
  });

  it('reads the workbook the same, with numbers for codes and dates', async () => {
    const sheet = [...PTP_HEADER, ...PTP_LINES].map((line) =>
      line.split('\t').map((cell): Cell => (/^[1-9]\d*$/.test(cell) ? Number(cell) : cell || undefined)),
    );
    deepEqual(await rowsOf({ 'ccipra-v322r0-f1.xlsx': xlsxOf(sheet) }), PTP_ROWS);
  });

  it('reads lines that differ a little from the published ones', async () => {
    const odd = [
      ' 0001U \t0029U\xa0\t\t20180701\t20260630\t1\tReason one ',
      '0001U\t0030U\t*\t1996-01-01\t\t0\tReason one',
      '99998\tA0001\t\t1/1/2025\t*\t1\tReason two',
      '99998\tA0001\t\t20180101\t20191231\t0\tReason two',
    ];
    deepEqual(await rowsOf({ 'ccipra-v322r0-f1.txt': [...PTP_HEADER, ...odd].join('\n') }), PTP_ROWS);
  });

  it('reads each line for itself, published exactly or not', async () => {
    const line = '10X01\t10X02\t\t20200101\t*\t1\tReason';
    const odd: readonly [string, object][] = [
      [line, {}],
      [`${line}\t\t`, {}],
      [`${line}\tmore`, {}],
      [`${line} two`, { rationale: 'Reason two' }],
      [line.slice(0, -1), { rationale: 'Reaso' }],
      [line.replace('Reason', ''), { rationale: '' }],
      [line.replace('Reason', 'One\xa0two '), { rationale: 'One two' }],
      [line.replace('10X02', '10x02'), { column2: '10X02' }],
      [line.replace('20200101\t*', '20200101\t20201231'), { deleted: 20201231 }],
      [line.replace('\t\t2', '\t *\t2'), { priorTo1996: true }],
      [line.replace('\t1\t', '\t0\t'), { indicator: 0 }],
      [line, {}],
    ];
    const plain = {
      column1: '10X01',
      column2: '10X02',
      priorTo1996: false,
      effective: 20200101,
      deleted: undefined,
      indicator: 1,
      rationale: 'Reason',
    };
    const wanted = odd.map(([, change]) => ({ ...plain, ...change }));
    for (const end of ['\r\n', '\n']) {
      const text = [...PTP_HEADER, ...odd.map(([one]) => one)].join(end);
      for (const [what, bytes] of Object.entries({
        'latin 1': Buffer.from(text, 'latin1'),
        'UTF-8': Buffer.from(text),
        'with an end': Buffer.from(text + end),
      })) {
        deepEqual(await rowsOf({ 'ccipra-v322r0-f1.txt': bytes }), wanted, `${what}, ${JSON.stringify(end)}`);
      }
    }
  });

  it('reads a text whose rationales are many, but not too many', async () => {
    const text = (count: number) =>
      lines(
        ...PTP_HEADER,
        ...Array.from({ length: count }, (_, at) => `10X01\t10X02\t\t20200101\t*\t1\tReason ${at % count}`),
      );
    const rows = await rowsOf({ 'ccipra-v322r0-f1.txt': text(300) });
    deepEqual(
      rows.map((row) => 'rationale' in row && row.rationale),
      Array.from({ length: 300 }, (_, at) => `Reason ${at}`),
    );
    match(await refusalOf({ 'ccipra-v322r0-f1.txt': text(70_000) }), /more than 65536 rationales where CMS publishes/);
  });

  it('finds the columns by their captions, also without the last or in another order', async () => {
    const order = [1, 0, 3, 2, 4, 6, 5];
    const turned = [...PTP_HEADER, ...PTP_LINES].map((line) => order.map((at) => line.split('\t')[at]).join('\t'));
    deepEqual(await rowsOf({ 'ccipra-v322r0-f1.txt': lines(...turned) }), PTP_ROWS);
  });

  it('reads an older table without rationales', async () => {
    const bare = [...PTP_HEADER, ...PTP_LINES].map((line) => line.split('\t').slice(0, 6).join('\t'));
    deepEqual(
      await rowsOf({ 'ccipra-v182r0-f1.txt': lines(...bare) }),
      PTP_ROWS.map((row) => ({ ...row, rationale: '' })),
    );
  });

  it('reads the same whatever the size of the chunks', async () => {
    const many = Array.from(
      { length: 40_000 },
      (_, at) => `${String(at).padStart(5, '0')}\t9999${at % 10}\t\t20200101\t*\t${at % 2}\tReason ${at % 3}`,
    );
    const rows = await rowsOf({ 'ccipra-v322r0-f1.txt': lines(...PTP_HEADER, ...many) });
    equal(rows.length, many.length);
    deepEqual(rows[39_999], {
      ...PTP_ROWS[3],
      column1: '39999',
      column2: '99999',
      effective: 20200101,
      deleted: undefined,
      indicator: 1,
      rationale: 'Reason 0',
    });
  });

  it('hands the edits to a sink without pairs as rows', async () => {
    await withFiles({ 'ccipra-v322r0-f1.txt': PTP }, async (folder) => {
      const { sink, tables } = memorySink({ pairs: false });
      await importFiles([join(folder, 'ccipra-v322r0-f1.txt')], sink);
      deepEqual(tables[0]?.rows, PTP_ROWS);
    });
  });

  it('tells setting, quarter and part by the names', async () => {
    const names: readonly [string, string, string, number, number | undefined][] = [
      ['ccipra-v322r0-f1.txt', 'practitioner', '2026Q3', 20260701, 1],
      ['ccioph-v313r1-f4.TXT', 'outpatient', '2025Q4', 20251001, 4],
      ['ccipra-v301r0-f2.txt', 'practitioner', '2024Q2', 20240401, 2],
      ['medicare-ncci-2026-q4-hospital-ptp-edits-ccioph-v323r0-f3/x.txt', 'outpatient', '2026Q4', 20261001, 3],
    ];
    for (const [name, setting, edition, effectiveFrom, part] of names) {
      const { tables } = await importOf({ [name]: PTP });
      const found = tables[0]!.edition;
      deepEqual(
        [found.setting, found.edition, found.effectiveFrom, found.part],
        [setting, edition, effectiveFrom, part],
      );
    }
    match(
      await refusalOf({ 'edits.txt': PTP }),
      /its name does not tell whether it is the practitioner or the hospital table; keep the name/,
    );
  });

  it('takes all parts from their zips, the text before the workbook', async () => {
    const zip = (part: number) =>
      zipOf({ [`ccipra-v322r0-f${part}.txt`]: PTP, [`ccipra-v322r0-f${part}.xlsx`]: 'never opened' });
    const files = Object.fromEntries(
      [1, 2, 4].map((part) => [`medicare-ncci-2026q3-practitioner-ptp-edits-ccipra-v322r0-f${part}.zip`, zip(part)]),
    );
    const { tables, summary } = await importOf(files);
    deepEqual(
      tables.map(({ edition }) => edition.part),
      [1, 2, 4],
    );
    deepEqual(new Set(summary.skipped.map(({ why }) => why.slice(0, 29))), new Set(['the same table as ccipra-v322']));
  });

  it('leaves out changes between quarters, Medicaid, and an older revision', async () => {
    const { tables, summary } = await importOf({
      'ccipra-v322r0-f1.txt': PTP,
      'ccipra-v322r1-f1.txt': PTP,
      'MCD_PTP_practitioner.txt': PTP,
      '2026q3-quarterly-additions-deletions-revisions-ptp.txt': PTP,
    });
    deepEqual(
      tables.map(({ edition }) => edition.source),
      ['ccipra-v322r1-f1.txt'],
    );
    equal(summary.skipped.length, 3);
  });

  it('refuses a row that is cut short or holds something else', async () => {
    const name = 'ccipra-v322r0-f1.txt';
    match(
      await refusalOf({ [name]: lines(...PTP_HEADER, PTP_LINES[0]!, '0001U\t00') }),
      /line 8 has a code in one of the columns 1 and 2 only; the file may be cut short/,
    );
    match(
      await refusalOf({ [name]: lines(...PTP_HEADER, PTP_LINES[0]!.replace('\t1\t', '\t7\t')) }),
      /line 7 has "7" where the modifier indicator 0, 1 or 9 is expected/,
    );
    match(
      await refusalOf({ [name]: lines(...PTP_HEADER, PTP_LINES[0]!.replace('20180701', '20181301')) }),
      /line 7 has "20181301" where the date of Effective is expected/,
    );
    match(
      await refusalOf({ [name]: lines('Column A\tColumn 2\tEffective\tDeletion\tModifier') }),
      /looked for the captions Column 1, Column 2, \*=in existence, Effective Date/,
    );
    match(
      await refusalOf({ [name]: lines(...PTP_HEADER) }),
      /it has no row of NCCI procedure-to-procedure edits .*; it may be cut short/,
    );
  });

  it('packs codes into numbers that sort as the codes do', () => {
    const codes = ['00100', '0001A', '0708T', '99607', 'A0001', 'ZZZZZ'];
    deepEqual(
      codes.map((code) => unpackCode(packCode(code))),
      codes,
    );
    deepEqual(
      codes
        .map(packCode)
        .sort((a, b) => a - b)
        .map(unpackCode),
      [...codes].sort(),
    );
    deepEqual(['', '123', '1234a', '12 45', '123456'].map(packCode), [
      NOT_PACKED,
      NOT_PACKED,
      NOT_PACKED,
      NOT_PACKED,
      NOT_PACKED,
    ]);
  });
});
