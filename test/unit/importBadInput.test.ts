import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { runImport } from '../../server/src/import/importService';
import { type Files, lines, withFiles, xlsxOf, zipOf } from '../support/importFixtures';
import { MPFS_CSV, mueCsv, PTP_TXT, PUBLISHED } from '../support/publishedFiles';
import { edition, importRows, inFolder, mue, TODAY } from './storeSupport';

/** Names, times and bytes of everything in a folder. */
function snapshot(folder: string): string {
  return readdirSync(folder)
    .map((name) => {
      const path = join(folder, name);
      return `${name} ${statSync(path).mtimeMs} ${readFileSync(path, 'latin1')}`;
    })
    .join('\n');
}

/** Imports paths of the files into a store that has a table; gives the message, and asserts that the store is as it was. */
async function refused(files: Files, paths: readonly string[], prepare?: (folder: string) => void): Promise<string> {
  return inFolder(async (store) => {
    await importRows(store, [edition('MUE', { setting: 'dme' }), [mue('11111', 1)]]);
    const before = snapshot(store);
    return withFiles(files, async (folder) => {
      prepare?.(folder);
      const outcome = await runImport({
        paths: paths.map((path) => join(folder, path)),
        folder: store,
        today: TODAY,
        accepted: true,
      });
      equal(snapshot(store), before);
      if (outcome.kind !== 'failed') throw new Error(`the import is ${outcome.kind}`);
      const message = outcome.message.replaceAll(`${folder}/`, '').replaceAll(folder, '.');
      equal(message.split('\n').length, 1, message);
      match(message, /^[^:]+: [a-z].*[.]$/, 'the file, then a sentence');
      return message;
    });
  });
}

const MUE_NAME = 'MCR_MUE_PractitionerServices_Eff_07-01-2026.csv';
const MUE = mueCsv('Practitioner Services');
const ZIP = zipOf({ [MUE_NAME]: MUE, 'PPRRVU2025_Apr.csv': MPFS_CSV });
const XLSX = PUBLISHED.find(({ name }) => name === 'AOC_V2025Q2-MCR.xlsx')!.content as Buffer;
const LICENCE = '<!DOCTYPE html>\n<html><head><title>License for Use</title></head><body>Accept?</body></html>';
const GARBAGE = Buffer.from([0x8f, 0x00, 0x01, 0xfe, 0x7a, 0x00, 0xc3, 0x10, 0x02, 0xff]);
const ENCRYPTED_AES = (() => {
  const zip = zipOf([{ name: MUE_NAME, content: MUE, encrypted: true }]);
  for (const signature of ['PK\x03\x04', 'PK\x01\x02']) {
    const at = zip.indexOf(signature, 0, 'latin1');
    zip.writeUInt16LE(99, at + (signature.endsWith('\x02') ? 10 : 8));
  }
  return zip;
})();

describe('import: bad input is told in one sentence and leaves the store as it was', () => {
  const cases: readonly [string, Files, RegExp][] = [
    ['a wrong file', { 'invoice.txt': 'Dear sirs,\nplease find enclosed' }, /none of the tables.*expected/],
    [
      'a wrong workbook',
      {
        'budget.xlsx': xlsxOf([
          ['Month', 'Sum'],
          ['May', 7],
        ]),
      },
      /none of the tables.*expected/,
    ],
    ['a table of another kind', { 'people.csv': 'name,city\nTESTPERSON,X\n' }, /none of the tables.*expected/],
    ['a document', { 'letter.docx': zipOf({ 'word/document.xml': '<x/>' }) }, /expected/],
    ['a zip with nothing of ours', { 'a.zip': zipOf({ 'x.txt': 'x', 'y.pdf': '%PDF-1' }) }, /no table in it.*expected/],
    ['an entry with ../', { 'a.zip': zipOf({ [`../${MUE_NAME}`]: MUE }) }, /leads out of the zip/],
    ['a bomb by ratio', { 'a.zip': zipOf({ 'a.csv': Buffer.alloc(30 << 20) }) }, /zip bomb/],
    [
      'a bomb by size',
      { 'a.zip': zipOf([{ name: MUE_NAME, content: MUE.repeat(9), claimedSize: 2 ** 32 - 2 }]) },
      /zip bomb|4 GB/,
    ],
    [
      'a bomb in many',
      {
        'a.zip': zipOf(
          Array.from({ length: 600 }, (_, at) => ({ name: `${at}.csv`, content: 'x', claimedSize: 8 << 20 })),
        ),
      },
      /would unpack to more than 4 GB/,
    ],
    [
      'a workbook that is a bomb',
      { 'AOC_V2026Q2.xlsx': zipOf({ 'xl/workbook.xml': Buffer.alloc(30 << 20) }) },
      /zip bomb/,
    ],
    ['a password', { 'a.zip': zipOf([{ name: MUE_NAME, content: MUE, encrypted: true }]) }, /protected by a password/],
    ['a password, AES', { 'a.zip': ENCRYPTED_AES }, /protected by a password/],
    [
      'a workbook with a password',
      { 'AOC_V2026Q2.xlsx': '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' },
      /password-protected workbook/,
    ],
    ["CMS's licence page as a zip", { 'rvu25d.zip': LICENCE }, /web page.*licence page first.*accept the licence/],
    ["CMS's licence page as a table", { [MUE_NAME]: LICENCE }, /web page.*licence page first/],
    ['a header that moved', { [MUE_NAME]: MUE.replace('MUE Rationale', 'Why') }, /has no MUE Rationale; looked for/],
    [
      'a workbook with formulas',
      {
        'MCR_MUE_x_Eff_07-01-2026.xlsx': xlsxOf([
          ['HCPCS/CPT Code', 'Practitioner Services MUE Values', 'MUE Adjudication Indicator', 'MUE Rationale'],
          ['10X01', { formula: '1+1', value: 2 }, '2 Policy', 'x'],
        ]),
      },
      /its cell B2 holds a formula where the values are expected/,
    ],
    ...['a.zip', MUE_NAME, 'AOC_V2026Q2-MCR.xlsx', 'ccipra-v322r0-f1.txt', 'garbage'].map(
      (name): [string, Files, RegExp] => [`ten bytes of garbage as ${name}`, { [name]: GARBAGE }, /expected/],
    ),
    ...['a.zip', MUE_NAME, 'AOC_V2026Q2-MCR.xlsx', 'nothing'].map((name): [string, Files, RegExp] => [
      `an empty file as ${name}`,
      { [name]: '' },
      /it is empty.*expected/,
    ]),
    [
      'a header and no row',
      { [MUE_NAME]: lines(MUE.split('\r\n').slice(0, 2).join('\r\n')) },
      /has no row of NCCI medic/,
    ],
    ['a row cut short', { 'ccipra-v322r0-f1.txt': `${PTP_TXT}10X05\t10X` }, /line 10 .*the file may be cut short/],
    [
      'another layout',
      { 'ccipra-v322r0-f1.txt': `${PTP_TXT}10X05\t10X06\t\tyes\t*\t1\tx\r\n` },
      /line 10 has "yes" where/,
    ],
    [
      'a table without a release',
      { 'mue.csv': MUE },
      /neither its name nor what stands above its rows tells the quarter; keep the name/,
    ],
    [
      'binary behind a good start',
      { [MUE_NAME]: `${MUE}${'10X03,1,2 Policy,x\r\n'.repeat(99)}10X05,\x00\x01\x02,2 x,y\r\n` },
      /where the number of units/,
    ],
  ];
  for (const [what, files, message] of cases) {
    it(what, async () => match(await refused(files, [Object.keys(files)[0]!]), message));
  }

  it('a zip or workbook that is cut short anywhere', async () => {
    for (const [name, whole] of [
      ['rvu25b.zip', ZIP],
      ['AOC_V2025Q2-MCR.xlsx', XLSX],
    ] as const) {
      for (let part = 1; part < 12; part++) {
        const cut = Buffer.from(whole.subarray(0, Math.trunc((whole.length * part) / 12)));
        match(await refused({ [name]: cut }, [name]), /damaged or cut short; download it again/);
      }
    }
  });

  it('a folder with none, a path to nothing, through a file, in a circle', async () => {
    match(await refused({ 'x/notes.txt': 'x' }, ['x']), /no table in it.*expected/);
    match(await refused({}, ['']), /no table in it that can be imported, no files \(expected/);
    match(await refused({}, ['absent.zip']), /no such file or folder; check the path/);
    match(await refused({ [MUE_NAME]: MUE }, [`${MUE_NAME}/x`]), /no such file or folder/);
    const circle = (folder: string) => symlinkSync('round', join(folder, 'round'));
    match(await refused({}, ['round'], circle), /a link that leads back to itself/);
  });

  it('what is neither a file nor a folder does not hang', async () => {
    const pipe = (folder: string) => void spawnSync('mkfifo', [join(folder, 'pipe')]);
    if (process.platform === 'win32' || spawnSync('mkfifo', ['--version']).status !== 0) return;
    match(await refused({}, ['pipe'], pipe), /neither a file nor a folder \(expected/);
    // In a folder it is passed over.
    await withFiles({ [MUE_NAME]: MUE }, async (folder) => {
      pipe(folder);
      await inFolder(async (store) => {
        const outcome = await runImport({ paths: [folder], folder: store, today: TODAY, accepted: true });
        equal(outcome.kind, 'done');
      });
    });
  });

  it('a good file before a bad one, in one import or in one zip', async () => {
    const bad = PTP_TXT.replace('20200101', '20209999');
    const names = [MUE_NAME, 'ccipra-v322r0-f1.txt'];
    match(await refused({ [names[0]!]: MUE, [names[1]!]: bad }, names), /^ccipra.*where the date of Effective/);
    match(await refused({ 'a.zip': zipOf({ [names[0]!]: MUE, [names[1]!]: bad }) }, ['a.zip']), /^a\.zip\/ccipra/);
  });

  it('a store that can not be written: a file in its place, and no words of a bug', async () => {
    await withFiles({ [MUE_NAME]: MUE, store: 'x' }, async (folder) => {
      for (const store of ['store', 'store/below']) {
        const outcome = await runImport({
          paths: [join(folder, MUE_NAME)],
          folder: join(folder, store),
          today: TODAY,
          accepted: true,
        });
        ok(outcome.kind === 'failed');
        match(outcome.message, /store(\/below)? is not a folder; choose another one for the tables\./);
      }
      deepEqual(readFileSync(join(folder, 'store'), 'utf8'), 'x');
    });
  });
});
