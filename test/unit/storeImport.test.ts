import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, listEditions, openCodes, removeEdition, verifyStore } from '../../server/src/import/codeStore';
import { journalText } from '../../server/src/import/store/folder';
import { accept, acceptances, isAccepted, TERMS } from '../../server/src/import/store/license';
import { starterCodes } from '../../server/src/service/codes/starter';
import { edition, importRows, inFolder, mue, ptp, storedRows, TODAY } from './storeSupport';

const CHILD = fileURLToPath(new URL('./storeChild.tool.mjs', import.meta.url));

/** What a store holds, told by its tables alone. */
function contents(folder: string): string {
  return JSON.stringify(storedRows(folder));
}

function passing(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('~')) : [];
}

describe('store: an import is all or nothing', () => {
  it('killed before any step, it has happened or it has not', () =>
    inFolder(async (folder) => {
      await importRows(folder, [edition('MUE', { setting: 'dme', edition: 'shared' }), [mue('99213', 77)]]);
      const before = contents(folder);
      const states = new Set<string>();
      const whole = await inFolder((other) => {
        run(other, '5');
        return storedRows(other);
      });
      for (let step = 1; step < 60; step++) {
        const after = await inFolder(async (copy) => {
          await importRows(copy, [edition('MUE', { setting: 'dme', edition: 'shared' }), [mue('99213', 77)]]);
          const { stdout } = run(copy, '5', step);
          const found = contents(copy);
          assert.deepEqual(verifyStore(copy), []);
          if (found === before) states.add('as it was');
          else {
            assert.equal(found, JSON.stringify(whole), `half an import after step ${step}`);
            states.add('imported');
          }
          // The next import carries out what was decided and clears what was not.
          await importRows(copy, [edition('MUE', { setting: 'dme', edition: 'later' }), [mue('99213', 1)]]);
          assert.deepEqual(passing(copy), []);
          const later = storedRows(copy);
          delete later['MUE-dme@later.clens'];
          assert.equal(JSON.stringify(later), found);
          return stdout.includes('done');
        });
        if (after) break;
      }
      assert.deepEqual([...states].sort(), ['as it was', 'imported']);
    }));

  it('killed at any moment of the clock, the store reads', () =>
    inFolder(async (folder) => {
      for (let round = 0; round < 8; round++) {
        const child = spawn(process.execPath, [CHILD, folder, String(round)], { stdio: ['ignore', 'pipe', 'inherit'] });
        await new Promise<void>((resolve) => {
          child.stdout.once('data', () => setTimeout(() => child.kill('SIGKILL'), round * 4));
          child.once('exit', () => resolve());
        });
        assert.deepEqual(verifyStore(folder), []);
        const limits = new Set(
          Object.entries(storedRows(folder)).flatMap(([name, rows]) =>
            name.startsWith('MUE') ? rows.map((row) => (row as { units: number }).units) : [],
          ),
        );
        assert.ok(limits.size <= 1, 'the tables of one import come together');
      }
    }));

  it('two at once both arrive', () =>
    inFolder(async (folder) => {
      const codes = await Promise.all(
        ['1', '2', '3'].map((seed) => finished(spawn(process.execPath, [CHILD, folder, seed]))),
      );
      assert.deepEqual(codes, [0, 0, 0]);
      assert.deepEqual(
        listEditions(folder)
          .filter(({ table }) => table === 'PTP')
          .map((one) => one.edition),
        ['seed1', 'seed2', 'seed3'],
      );
      assert.deepEqual(verifyStore(folder), []);
      assert.deepEqual(passing(folder), []);
    }));

  it('reads while imports go on', () =>
    inFolder(async (folder) => {
      run(folder, '0');
      const children = ['1', '2'].map((seed) => finished(spawn(process.execPath, [CHILD, folder, seed])));
      let running = true;
      const all = Promise.all(children).finally(() => {
        running = false;
      });
      while (running) {
        const problems: unknown[] = [];
        const codes = openCodes(folder, starterCodes(), { onProblem: (problem) => problems.push(problem) });
        const units = codes.mue.dme.get('10000', 20260801)?.units;
        assert.ok(units !== undefined && units <= 2);
        assert.deepEqual(problems, []);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      await all;
    }));

  it('an import that is decided and not carried out is read where it lies', () =>
    inFolder(async (folder) => {
      await importRows(
        folder,
        [edition('MUE', { setting: 'dme' }), [mue('11111', 1)]],
        [edition('MUE', { setting: 'outpatient' }), [mue('22222', 2)]],
      );
      const bytes = readFileSync(join(folder, 'MUE-dme@2026Q3.clens'));
      await removeEdition(folder, 'MUE-dme');
      const from = '~import-00001700000000-other-1-aa-0';
      writeFileSync(join(folder, from), bytes);
      const unread = fingerprint(folder);
      assert.deepEqual(Object.keys(storedRows(folder)), ['MUE-outpatient@2026Q3.clens']);
      writeFileSync(
        join(folder, '~import-00001700000000-other-1-aa.journal'),
        journalText([{ from, to: 'MUE-dme@2026Q3.clens' }], ['MUE-outpatient@2026Q3.clens']),
      );
      assert.deepEqual(Object.keys(storedRows(folder)), ['MUE-dme@2026Q3.clens']);
      assert.notEqual(fingerprint(folder), unread);
      await importRows(folder, [edition('MUE', { setting: 'practitioner' }), [mue('33333', 3)]]);
      assert.deepEqual(readdirSync(folder).sort(), ['MUE-dme@2026Q3.clens', 'MUE-practitioner@2026Q3.clens']);
    }));

  it('a journal moves nothing out of or into other folders', () =>
    inFolder(async (folder) => {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, '..', 'precious.clens'), 'x');
      writeFileSync(
        join(folder, '~import-1-x-1-a.journal'),
        journalText([{ from: '~import-/../a', to: '../b.clens' }], ['../precious.clens']),
      );
      await importRows(folder, [edition('MUE', { setting: 'dme' }), [mue('11111', 1)]]);
      assert.ok(existsSync(join(folder, '..', 'precious.clens')));
    }));

  it('clears what dead processes of this machine and old ones of others left', () =>
    inFolder(async (folder) => {
      mkdirSync(folder, { recursive: true });
      const host = [...hostname()]
        .reduce((hash, one) => (Math.imul(hash, 33) ^ one.charCodeAt(0)) >>> 0, 5381)
        .toString(36);
      const dead = spawnSync(process.execPath, ['-e', '']).pid;
      const names = {
        dead: `~import-00001700000000-${host}-${dead}-aaaa-0`,
        alive: `~import-00001700000000-${host}-${process.pid}-aaaa-0`,
        elsewhere: `~import-00001700000000-elsewhere-${dead}-aaaa-0`,
        old: '~import-00001700000000-elsewhere-1-bbbb-0',
      };
      for (const name of Object.values(names)) writeFileSync(join(folder, name), 'x');
      utimesSync(join(folder, names.old), new Date(0), new Date(Date.now() - 3_700_000));
      await importRows(folder, [edition('MUE', { setting: 'dme' }), [mue('11111', 1)]]);
      assert.deepEqual(passing(folder).sort(), [names.alive, names.elsewhere].sort());
    }));

  it('an import that fails leaves the store and the folder as they were', () =>
    inFolder(async (folder) => {
      await importRows(folder, [edition('MUE', { setting: 'dme' }), [mue('11111', 1)]]);
      const before = contents(folder);
      mkdirSync(join(folder, 'MUE-outpatient@2026Q3.clens'));
      await assert.rejects(importRows(folder, [edition('MUE', { setting: 'outpatient' }), [mue('22222', 2)]]));
      assert.equal(contents(folder), before);
      assert.deepEqual(passing(folder), []);
    }));
});

describe('store: editions and their parts', () => {
  const part = (number: number) =>
    edition('PTP', { setting: 'practitioner', part: number, source: `ccipra-v322r0-f${number}.txt` });

  it('parts that come one by one make one edition', () =>
    inFolder(async (folder) => {
      const [first] = await importRows(folder, [part(1), [ptp('11111', '11112')]], [part(3), [ptp('33333', '33334')]]);
      assert.deepEqual(first!.missingParts, [2, 4]);
      assert.equal(first!.rows, 2);
      assert.equal(openCodes(folder, starterCodes()).pairs.practitioner.coverage, 'starter');
      const [second] = await importRows(folder, [part(2), [ptp('22222', '22223')]], [part(4), [ptp('44444', '44445')]]);
      assert.deepEqual(second!.missingParts, []);
      const [info, ...others] = listEditions(folder);
      assert.deepEqual(others, []);
      assert.equal(info!.rows, 4);
      assert.equal(info!.files.length, 4);
      const { practitioner } = openCodes(folder, starterCodes()).pairs;
      assert.equal(practitioner.coverage, 'complete');
      for (const code of ['1111', '2222', '3333', '4444']) {
        const digit = Number(code[0]);
        assert.ok(practitioner.get(`${code}${digit}`, `${code}${digit + 1}`, 20260801), code);
      }
      assert.equal(practitioner.editions.length, 1);
      assert.equal(practitioner.editions[0]!.rows, 4);
    }));

  it('a part that comes again takes the place of its old self', () =>
    inFolder(async (folder) => {
      await importRows(folder, [part(1), [ptp('11111', '11112')]], [part(2), [ptp('22222', '22223')]]);
      const [again] = await importRows(folder, [part(1), [ptp('11111', '11119')]]);
      assert.equal(again!.replaced, true);
      const { practitioner } = openCodes(folder, starterCodes()).pairs;
      assert.equal(practitioner.get('11111', '11112', 20260801), undefined);
      assert.ok(practitioner.get('11111', '11119', 20260801));
      assert.ok(practitioner.get('22222', '22223', 20260801));
    }));

  it('a whole table takes the place of parts, and all parts that of a whole one', () =>
    inFolder(async (folder) => {
      await importRows(folder, [part(1), [ptp('11111', '11112')]]);
      await importRows(folder, [edition('PTP', { setting: 'practitioner' }), [ptp('55555', '55556')]]);
      assert.deepEqual(readdirSync(folder), ['PTP-practitioner@2026Q3.clens']);
      await importRows(folder, [part(1), [ptp('11111', '11112')]], [part(2), [ptp('11121', '11112')]]);
      assert.equal(readdirSync(folder).length, 3, 'two parts are not the whole');
      await importRows(folder, [part(3), [ptp('11131', '11112')]], [part(4), [ptp('11141', '11112')]]);
      assert.deepEqual(
        listEditions(folder)[0]!.files,
        [1, 2, 3, 4].map((one) => `PTP-practitioner@2026Q3.f${one}.clens`),
      );
    }));

  it('lists editions with their days, sources and sizes', () =>
    inFolder(async (folder) => {
      await importRows(
        folder,
        [edition('MUE', { setting: 'practitioner', edition: '2026Q3' }), [mue('11111', 1)]],
        [
          edition('MUE', { setting: 'practitioner', edition: '2026Q4', effectiveFrom: 20261001 }),
          [mue('11111', 2), mue('22222', 2)],
        ],
        [edition('MUE', { setting: 'dme', edition: '2026Q1', effectiveFrom: 20260101 }), [mue('11111', 2)]],
      );
      const told = listEditions(folder).map(
        ({ table, setting, edition: name, from, to, rows, source, importedOn, state }) => ({
          table,
          setting,
          name,
          from,
          to,
          rows,
          source,
          importedOn,
          state,
        }),
      );
      const same = { table: 'MUE', source: 'MUE.txt', importedOn: TODAY, state: 'ok' };
      assert.deepEqual(told, [
        { ...same, setting: 'dme', name: '2026Q1', from: 20260101, to: undefined, rows: 1 },
        { ...same, setting: 'practitioner', name: '2026Q3', from: 20260701, to: 20260930, rows: 1 },
        { ...same, setting: 'practitioner', name: '2026Q4', from: 20261001, to: undefined, rows: 2 },
      ]);
      assert.deepEqual(listEditions(folder, { quick: true }), listEditions(folder));
    }));

  it('editions whose names differ in signs or case stay apart', () =>
    inFolder(async (folder) => {
      const names = ['my codes', 'my_codes', 'my/codes', 'my.codes'];
      for (const name of names)
        await importRows(folder, [
          edition('SITE', { edition: name }),
          [{ code: 'AB', description: name, effective: undefined, deleted: undefined, replacement: undefined }],
        ]);
      assert.deepEqual(
        listEditions(folder)
          .map((one) => one.edition)
          .sort(),
        [...names].sort(),
      );
    }));

  it('removes by table, setting and edition', () =>
    inFolder(async (folder) => {
      const tables = () => listEditions(folder).map((one) => `${one.table}-${one.setting}@${one.edition}`);
      for (const name of ['2026Q3', '2026Q4']) {
        await importRows(
          folder,
          [edition('MUE', { setting: 'dme', edition: name }), [mue('11111', 1)]],
          [edition('MUE', { setting: 'outpatient', edition: name }), [mue('11111', 1)]],
          [edition('PTP', { setting: 'practitioner', edition: name, part: 1 }), [ptp('11111', '22222')]],
        );
      }
      assert.deepEqual(await removeEdition(folder, 'mue-DME@2026q3'), ['MUE-dme@2026Q3.clens']);
      assert.deepEqual(await removeEdition(folder, 'MUE@2026Q4'), [
        'MUE-dme@2026Q4.clens',
        'MUE-outpatient@2026Q4.clens',
      ]);
      assert.deepEqual(tables(), ['MUE-outpatient@2026Q3', 'PTP-practitioner@2026Q3', 'PTP-practitioner@2026Q4']);
      assert.equal((await removeEdition(folder, 'PTP')).length, 2);
      assert.deepEqual(await removeEdition(folder, 'PTP'), []);
      assert.deepEqual(await removeEdition(folder, 'MU'), []);
      assert.deepEqual(tables(), ['MUE-outpatient@2026Q3']);
    }));

  it('the fingerprint changes with every change and with nothing else', () =>
    inFolder(async (folder) => {
      const seen = [fingerprint(folder)];
      await importRows(folder, [edition('MUE', { setting: 'dme' }), [mue('11111', 1)]]);
      seen.push(fingerprint(folder));
      assert.equal(fingerprint(folder), seen.at(-1));
      openCodes(folder, starterCodes()).mue.dme.get('11111', undefined);
      assert.equal(fingerprint(folder), seen.at(-1));
      await importRows(folder, [edition('MUE', { setting: 'dme' }), [mue('11111', 2)]]);
      seen.push(fingerprint(folder));
      await removeEdition(folder, 'MUE');
      seen.push(fingerprint(folder));
      assert.equal(new Set(seen.slice(0, 3)).size, 3);
      assert.equal(seen[3], seen[0]);
    }));
});

describe('store: the acceptance of the terms', () => {
  it('is recorded with date and editions', () =>
    inFolder(async (folder) => {
      assert.equal(isAccepted(folder), false);
      await accept(folder, { date: 20261123, editions: ['PTP-practitioner@2026Q3'] });
      await accept(folder, { date: 20270101, editions: ['CPT@2027'] });
      assert.equal(isAccepted(folder), true);
      assert.equal(isAccepted(folder, 'other terms'), false);
      assert.deepEqual(acceptances(folder), [
        { date: 20261123, terms: TERMS, editions: ['PTP-practitioner@2026Q3'] },
        { date: 20270101, terms: TERMS, editions: ['CPT@2027'] },
      ]);
      assert.deepEqual(listEditions(folder), []);
    }));

  it('a record that can not be read is none', () =>
    inFolder((folder) => {
      mkdirSync(folder, { recursive: true });
      for (const text of ['', '{', '[]', 'null', '{"accepted":7}', '{"accepted":[null,{"date":"x"}]}']) {
        writeFileSync(join(folder, 'license.json'), text);
        assert.equal(isAccepted(folder), false, text);
      }
    }));
});

function run(folder: string, seed: string, step?: number) {
  return spawnSync(process.execPath, [CHILD, folder, seed, ...(step ? [String(step)] : [])], { encoding: 'utf8' });
}

function finished(child: ReturnType<typeof spawn>): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
  });
}
