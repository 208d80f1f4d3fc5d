import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  folderProblem,
  listEditions,
  openCodes,
  removeEdition,
  toldProblem,
  verifyStore,
} from '../../server/src/import/codeStore';
import { runImport } from '../../server/src/import/importService';
import { storeProblem } from '../../server/src/import/store/storeError';
import { nodeStore } from '../../server/src/node/store';
import { starterCodes } from '../../server/src/service/codes/starter';
import { edition, importRows, inFolder, mue } from './storeSupport';

/** Root may read and write everything: then another user does the work. */
async function asAnotherUser(work: () => Promise<void>): Promise<void> {
  const root = process.geteuid?.() === 0;
  if (root) process.seteuid!(65534);
  try {
    await work();
  } finally {
    if (root) process.seteuid!(0);
  }
}

function snapshot(folder: string): string {
  return readdirSync(folder)
    .map((name) => `${name}\n${readFileSync(join(folder, name), 'latin1')}`)
    .join('\n');
}

describe('store: a team shares it and may only read', () => {
  it('a read-only folder is read and refuses an import', () => {
    // Windows keeps no such permissions for folders.
    if (process.platform === 'win32') return;
    return inFolder(async (folder) => {
      await importRows(folder, [edition('MUE', { setting: 'dme' }), [mue('11111', 1)]]);
      const before = snapshot(folder);
      const house = join(dirname(folder), 'house.csv');
      writeFileSync(house, 'code,description\nZ1234,Invented\n');
      chmodSync(dirname(folder), 0o755);
      chmodSync(folder, 0o555);
      try {
        await asAnotherUser(async () => {
          const outcome = await runImport({ paths: [house], folder, today: 20261123, accepted: false });
          assert.deepEqual(outcome, {
            kind: 'failed',
            message: `${folder} may not be written; who keeps the shared tables can import into it, or choose another folder. Nothing has changed.`,
          });
          await assert.rejects(removeEdition(folder, 'MUE'), (error) =>
            /may not be written/.test(storeProblem(folder, error)!),
          );
          const inEditor = await nodeStore(folder, runImport).remove(['MUE-dme']);
          assert.deepEqual(inEditor.removed, []);
          assert.match(inEditor.problem!, /may not be written; who keeps the shared tables .* Nothing has changed\.$/);
          assert.equal(listEditions(folder).length, 1);
          assert.deepEqual(verifyStore(folder), []);
          assert.equal(openCodes(folder, starterCodes()).mue.dme.get('11111', 20260801)?.units, 1);
          assert.equal(snapshot(folder), before);
        });
        chmodSync(folder, 0o000);
        await asAnotherUser(async () => {
          assert.equal(folderProblem(folder), 'may not be read; check its permissions');
          assert.deepEqual(listEditions(folder), []);
          const told: string[] = [];
          nodeStore(folder, runImport).open((message) => told.push(message));
          assert.deepEqual(told, [
            `The folder of tables ${folder} may not be read; check its permissions; the built-in sample answers.`,
          ]);
        });
      } finally {
        chmodSync(folder, 0o755);
      }
      assert.equal(snapshot(folder), before);
    });
  });

  it('a table that may not be read is named, with nothing said of importing it again', () => {
    if (process.platform === 'win32') return;
    return inFolder(async (folder) => {
      await importRows(folder, [edition('MUE', { setting: 'dme' }), [mue('11111', 1)]]);
      const [name] = readdirSync(folder);
      chmodSync(dirname(folder), 0o755);
      chmodSync(join(folder, name!), 0o000);
      await asAnotherUser(async () => {
        const told: string[] = [];
        openCodes(folder, starterCodes(), { onProblem: (problem) => told.push(toldProblem(problem)) });
        assert.deepEqual(told, [`the table ${name} is left out: it may not be read; check its permissions`]);
      });
    });
  });
});
