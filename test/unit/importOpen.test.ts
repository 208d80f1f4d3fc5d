import { deepEqual, equal, match, rejects } from 'node:assert/strict';
import { join } from 'node:path';
import { importFiles } from '../../server/src/import/index';
import { type Files, importOf, lines, memorySink, refusalOf, withFiles, zipOf } from '../support/importFixtures';
import { PTP_TXT } from '../support/publishedFiles';

const MUE = lines(
  '"HCPCS/\nCPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale',
  '99999,1,2 x,y',
);
const NAME = 'MCR_MUE_PractitionerServices_Eff_07-01-2026.csv';
const MUE_ROW = { code: '99999', units: 1, mai: 2, rationale: 'y' };

describe('import: what can be opened', () => {
  it('a file, a folder, a zip, folders in a zip and a zip in a zip', async () => {
    const zip = zipOf({ 'a/b/': '', [`a/b/${NAME}`]: MUE });
    const inner = zipOf({ 'in/m.zip': zip });
    const all: Files[] = [{ [NAME]: MUE }, { [`deep/er/${NAME}`]: MUE }, { 'm.zip': zip }, { 'x/outer.zip': inner }];
    for (const files of all) {
      const { tables } = await importOf(files);
      deepEqual(
        tables.map((table) => table.rows),
        [[MUE_ROW]],
      );
    }
  });

  it('goes on with the rest of a folder where a file of it can not be read, and says why', async () => {
    const broken = {
      'a.zip': '<!DOCTYPE html><html><body>License</body></html>',
      'b.zip': Buffer.from('PK\x03\x04 cut short', 'latin1'),
      'budget.xlsx': Buffer.from('PK\x03\x04 cut short', 'latin1'),
      'c.zip': zipOf([{ name: '../evil.csv', content: 'x' }]),
      'd.zip': zipOf([{ name: 'x.csv', content: 'x', encrypted: true }]),
    };
    const { tables, summary } = await importOf({ ...broken, 'ccipra-v322r0-f1.txt': PTP_TXT });
    deepEqual(
      tables.map(({ edition }) => edition.source),
      ['ccipra-v322r0-f1.txt'],
    );
    const told = summary.skipped.map(({ path, why, problem }) => [path.split('/').at(-1), why.slice(0, 24), problem]);
    deepEqual(told.sort(), [
      ['a.zip', 'it is a web page, not th', true],
      ['b.zip', 'the zip is damaged or cu', true],
      ['budget.xlsx', 'the zip is damaged or cu', true],
      ['c.zip', 'it has an entry whose na', true],
      ['d.zip', 'it is protected by a pas', true],
    ]);
    // Named itself, or with nothing beside it, it is refused.
    for (const name of Object.keys(broken)) match(await refusalOf(broken, name), new RegExp(`^${name}: `));
    match(await refusalOf(broken, ''), /no table in it that can be imported, only a\.zip: it is a web page/);
  });

  it('a single file by its own path, and several paths at once', async () => {
    const other = NAME.replace('07-01', '04-01');
    const { tables } = await importOf({ [NAME]: MUE, [other]: MUE, 'z.txt': 'x' }, [NAME, other]);
    deepEqual(
      tables.map(({ edition }) => edition.edition),
      ['2026Q3', '2026Q2'],
    );
  });

  it('a zip by its content, whatever it is called', async () => {
    deepEqual((await importOf({ download: zipOf({ [NAME]: MUE }) })).tables.length, 1);
  });

  it('leaves out hidden files, resource forks and a third level of zips, the last with a reason', async () => {
    const deepest = zipOf({ 'deep.zip': zipOf({ [NAME]: MUE }), [NAME]: MUE });
    const { tables, summary } = await importOf({
      'a.zip': zipOf({ 'b.zip': deepest, [`__MACOSX/._${NAME}`]: 'x' }),
      '.hidden.csv': MUE,
    });
    equal(tables.length, 1);
    deepEqual(
      summary.skipped.map(({ path, why }) => [path.split('/').slice(-3).join('/'), why]),
      [['a.zip/b.zip/deep.zip', 'a zip in a zip in a zip; unpack the outer one first']],
    );
  });

  it('stops when it is aborted, with the reason', async () => {
    await withFiles({ [NAME]: MUE }, async (folder) => {
      const { sink, calls } = memorySink();
      const aborted = AbortSignal.abort(new Error('enough'));
      await rejects(importFiles([join(folder, NAME)], sink, { signal: aborted }), /enough/);
      deepEqual(calls, []);
    });
  });
});

describe('import: what is refused, in one sentence', () => {
  const refused: readonly [string, Parameters<typeof refusalOf>, RegExp][] = [
    ['a path to nothing', [{}, 'nothing.zip'], /^nothing\.zip: there is no such file or folder; check the path\.$/],
    [
      'an empty file',
      [{ 'a.zip': '' }],
      /^a\.zip: it is empty; download it again \(expected a zip, a folder or a file as CMS/,
    ],
    [
      'ten bytes of garbage as .zip',
      [{ 'a.zip': '\x01\x02garbage\xff' }],
      /^a\.zip: it is named \.zip but is no zip; .*expected/,
    ],
    [
      'ten bytes of garbage as .csv',
      [{ 'a.csv': '\x01\x02garbage\xff' }],
      /^a\.csv: it is neither a text nor a workbook \(expected/,
    ],
    [
      'ten letters',
      [{ 'a.txt': 'abcdefghij' }],
      /^a\.txt: its content is none of the tables that can be imported \(expected/,
    ],
    [
      "CMS's licence page",
      [{ 'rvu25d.zip': '\xef\xbb\xbf\r\n<!DOCTYPE html>\n<html lang="en"><head><title>License</title>' }],
      /^rvu25d\.zip: it is a web page, .*licence page.*accept the licence, and save the zip that it then offers\.$/,
    ],
    ['a web page as a table', [{ [NAME]: '<html><body>License' }], /it is a web page.*accept the licence/],
    ['a web page as a zip in a folder', [{ 'x/a.zip': '<html><body>License' }, 'x'], /^x\/a\.zip: it is a web page/],
    [
      'a truncated zip',
      [{ 'a.zip': zipOf({ [NAME]: MUE }).subarray(0, 90) }],
      /^a\.zip: the zip is damaged or cut short; download it again\.$/,
    ],
    [
      'a zip with a damaged member',
      [{ 'a.zip': zipOf([{ name: NAME, content: MUE, wrongSum: true }]) }],
      /^a\.zip\/MCR.*: the zip is damaged/,
    ],
    [
      'a member longer than it says',
      [{ 'a.zip': zipOf([{ name: NAME, content: MUE, claimedSize: 20 }]) }],
      /the zip is damaged/,
    ],
    [
      'an entry with ../',
      [{ 'a.zip': zipOf({ [`../${NAME}`]: MUE }) }],
      /^a\.zip: it has an entry whose name leads out of the zip/,
    ],
    ['an entry with ..\\', [{ 'a.zip': zipOf({ [`x\\..\\..\\${NAME}`]: MUE }) }], /leads out of the zip/],
    ['an absolute entry', [{ 'a.zip': zipOf({ [`/etc/${NAME}`]: MUE }) }], /leads out of the zip/],
    ['a drive letter', [{ 'a.zip': zipOf({ [`C:/${NAME}`]: MUE }) }], /leads out of the zip/],
    [
      'a password',
      [{ 'a.zip': zipOf([{ name: NAME, content: MUE, encrypted: true }]) }],
      /^a\.zip: it is protected by a password; unpack it/,
    ],
    [
      'a zip bomb',
      [{ 'a.zip': zipOf({ [NAME]: Buffer.alloc(20 * 1024 ** 2) }) }],
      /its entry MCR.* would unpack to 20 MB, over 200 times/,
    ],
    [
      'a zip bomb in a zip',
      [{ 'a.zip': zipOf({ 'b.zip': zipOf({ [NAME]: Buffer.alloc(20 * 1024 ** 2) }) }) }],
      /^a\.zip\/b\.zip: its entry .* zip bomb/,
    ],
    [
      'too much in all',
      [
        {
          'a.zip': zipOf(
            [1, 2].map((n) => ({ name: `${n}.csv`, content: MUE.repeat(200_000), claimedSize: 2 ** 32 - 2 })),
          ),
        },
      ],
      /more than 4 GB|zip bomb/,
    ],
    [
      'too many entries',
      [{ 'a.zip': zipOf(Array.from({ length: 10_001 }, (_, at) => ({ name: `${at}`, content: '' }))) }],
      /^a\.zip: it has more than 10000 entries/,
    ],
    [
      'an empty zip',
      [{ 'a.zip': zipOf({}) }],
      /^a\.zip: there is no table in it that can be imported, no files \(expected/,
    ],
    [
      'a zip with nothing for us',
      [{ 'a.zip': zipOf({ 'GPCI2025.csv': 'x' }) }],
      /only GPCI2025\.csv: geographic cost indices/,
    ],
    ['an empty folder', [{ 'x/.keep': '' }, 'x'], /^x: there is no table in it/],
    [
      'an old workbook',
      [{ 'a.xls': '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' }],
      /^a\.xls: it is an old \(\.xls\) or password-protected workbook; save/,
    ],
    [
      'a workbook that is none',
      [{ 'a.xlsx': zipOf({ 'x.txt': 'x' }) }],
      /^a\.xlsx: it is no Excel workbook; expected an \.xlsx/,
    ],
    ['a binary workbook', [{ 'a.xlsx': zipOf({ 'xl/workbook.bin': 'x' }) }], /binary workbook \(\.xlsb\); save it as/],
    ['a PDF', [{ 'RVU25D.pdf': '%PDF-1.7' }], /^RVU25D\.pdf: it holds no table to import: a document \(expected/],
    [
      'a member we skip',
      [{ 'OPPSCAP_Oct.csv': 'x,y' }],
      /^OPPSCAP_Oct\.csv: it holds no table to import: payment caps of imaging; fees are not computed \(expected/,
    ],
  ];
  for (const [what, args, message] of refused) {
    it(what, async () => match(await refusalOf(...args), message));
  }
});
