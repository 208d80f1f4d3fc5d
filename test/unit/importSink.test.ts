import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImportError, type ImportProgress, importFiles, planImport } from '../../server/src/import/index';
import { type Files, lines, memorySink, withFiles, xlsxOf, zipOf } from '../support/importFixtures';

const HEADER = 'Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale';
const EDIT = '10X01\t10X02\t\t20200101\t*\t1\tReason';
const MUE = 'HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\n0001U,1,2 P,r\n';

const FILES: Files = {
  'ccipra-v322r0-f1.txt': lines(HEADER, EDIT),
  'ccipra-v322r0-f2.txt': lines(HEADER, EDIT, 'broken'.padEnd(9, '\t'), EDIT.replace('20200101', 'never')),
  'MUE_Eff_10-01-2026.csv': MUE,
};

describe('import: how the sink is called', () => {
  it('aborts the table that fails and stops there', async () => {
    await withFiles(FILES, async (folder) => {
      const { sink, calls } = memorySink();
      const paths = ['ccipra-v322r0-f1.txt', 'ccipra-v322r0-f2.txt', 'MUE_Eff_10-01-2026.csv'].map((name) =>
        join(folder, name),
      );
      await rejects(importFiles(paths, sink), ImportError);
      deepEqual(calls, ['begin ccipra-v322r0-f1.txt', 'end', 'begin ccipra-v322r0-f2.txt', 'abort']);
    });
  });

  it('opens no table when one of the paths has nothing to import', async () => {
    await withFiles({ ...FILES, 'a.zip': 'garbage' }, async (folder) => {
      const { sink, calls } = memorySink();
      await rejects(importFiles([join(folder, 'ccipra-v322r0-f1.txt'), join(folder, 'a.zip')], sink), ImportError);
      deepEqual(calls, []);
    });
  });

  it('aborts the open table when the import is cancelled, and rejects with the reason', async () => {
    const many = lines(HEADER, ...Array.from({ length: 30_000 }, () => EDIT));
    for (const [name, content] of Object.entries({ 'a.txt': many, 'a.zip': zipOf({ 'a.txt': many }) })) {
      await withFiles({ [`ccipra-v322r0-f1/${name}`]: content }, async (folder) => {
        const { sink, calls } = memorySink();
        const controller = new AbortController();
        const onProgress = () => controller.abort(new Error('enough'));
        await rejects(importFiles([folder], sink, { signal: controller.signal, onProgress }), /enough/);
        deepEqual(calls, ['begin a.txt', 'abort']);
      });
    }
  });

  it('tells its progress from nothing to everything', async () => {
    await withFiles(
      { 'ccipra-v322r0-f1.txt': FILES['ccipra-v322r0-f1.txt']!, 'MUE_Eff_10-01-2026.csv': MUE },
      async (folder) => {
        const seen: ImportProgress[] = [];
        await importFiles([folder], memorySink().sink, { onProgress: (progress) => seen.push(progress) });
        equal(seen[0]?.bytes, 0);
        equal(seen.at(-1)?.bytes, seen.at(-1)?.bytesTotal);
        ok(seen.every((one, at) => one.bytes >= (seen[at - 1]?.bytes ?? 0)));
        deepEqual(
          seen.filter(({ rows }) => rows > 0).map(({ edition, rows }) => [edition.table, rows]),
          [
            ['MUE', 1],
            ['PTP', 1],
          ],
        );
      },
    );
  });

  it('plans without reading the tables', async () => {
    await withFiles(FILES, async (folder) => {
      const plan = await planImport([folder]);
      deepEqual(
        plan.members.map(({ release }) => [release.table, release.edition, release.part]),
        [
          ['MUE', '2026Q4', undefined],
          ['PTP', '2026Q3', 1],
          ['PTP', '2026Q3', 2],
        ],
      );
    });
  });

  it('reads the first sheet with a table and names the others', async () => {
    const table = MUE.trim()
      .split('\n')
      .map((line) => line.split(','));
    await withFiles({ 'MUE_Eff_10-01-2026.xlsx': xlsxOf([['Read me']], table, table) }, async (folder) => {
      const { sink, tables } = memorySink();
      const { skipped } = await importFiles([folder], sink);
      equal(tables[0]?.rows.length, 1);
      deepEqual(
        skipped.map(({ path }) => path.split('/').at(-1)),
        ['S3'],
      );
    });
  });
});

describe('import: damaged files', () => {
  /** Every error is an `ImportError` of one line, whatever the bytes. */
  async function check(path: string, bytes: Buffer): Promise<boolean> {
    writeFileSync(path, bytes);
    const { sink } = memorySink();
    try {
      await importFiles([path], sink);
      return true;
    } catch (error) {
      ok(error instanceof ImportError, String((error as Error).stack));
      match(error.message, /^[^\n\r]+[.)]$/);
      return false;
    }
  }

  const table = MUE.trim()
    .split('\n')
    .map((line) => line.split(','));
  const originals: Files = {
    'MUE_Eff_10-01-2026.csv': MUE,
    'MUE_Eff_10-01-2026.xlsx': xlsxOf(table),
    'mue.zip': zipOf({
      'MUE_Eff_10-01-2026.csv': MUE,
      'inner.zip': zipOf({ 'MUE_Eff_07-01-2026.xlsx': xlsxOf(table) }),
    }),
    'ccipra-v322r0-f1.txt': lines(HEADER, EDIT, EDIT),
  };
  for (const name of Object.keys(originals)) {
    it(`${name} cut short anywhere`, async () => {
      await withFiles(originals, async (folder) => {
        const path = join(folder, name);
        const bytes = readFileSync(path);
        for (let length = 0; length < bytes.length; length += Math.ceil(bytes.length / 150))
          await check(path, bytes.subarray(0, length));
        ok(await check(path, bytes));
      });
    });

    it(`${name} with bytes changed`, async () => {
      await withFiles(originals, async (folder) => {
        const path = join(folder, name);
        const bytes = readFileSync(path);
        let state = 7;
        const random = (below: number) => {
          state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
          return (state >>> 8) % below;
        };
        for (let round = 0; round < 200; round++) {
          const changed = Buffer.from(bytes);
          for (let change = 0; change <= round % 3; change++) changed[random(bytes.length)] = random(256);
          await check(path, changed);
        }
      });
    });
  }
});
