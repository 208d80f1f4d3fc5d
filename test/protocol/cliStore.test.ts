import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listEditions, removeEdition, verifyStore } from '../../server/src/import/codeStore';
import { CLEAN, CLI, interchange, noTrace, temporaryFolder } from '../support/cli';
import { MPFS_CSV, mueCsv, PTP_TXT } from '../support/publishedFiles';
import { startSession } from './session';

const MUE = {
  old: 'MCR_MUE_PractitionerServices_Eff_04-01-2026.csv',
  name: 'MCR_MUE_PractitionerServices_Eff_07-01-2026.csv',
};
const ROWS = 25_000;

/** A part of PTP that takes a moment to read. */
function part(number: number): string {
  const header = PTP_TXT.split('\r\n').slice(0, 6);
  const row = (at: number) =>
    `${number}${String(at % 9000).padStart(4, '0')}\t9${String(at % 9973).padStart(4, '0')}\t\t20200101\t*\t1\tReason`;
  return [...header, ...Array.from({ length: ROWS }, (_, at) => row(at)), ''].join('\r\n');
}

describe('claim-lens codes: the store whatever happens', () => {
  const folder = temporaryFolder();
  const store = () => join(folder.path, 'store');
  const cli = (...argv: string[]) => folder.cli([...argv, '--codes', store()]);
  const names = () => (existsSync(store()) ? readdirSync(store()) : []);
  const snapshot = () =>
    names()
      .map((name) => `${name}\n${readFileSync(join(store(), name), 'latin1')}`)
      .join('\n');
  const passing = () => names().filter((name) => name.startsWith('~'));
  const listed = () => JSON.parse(cli('codes', 'list', '--format', 'json').stdout);

  /** A store with one table, and the files of an import that takes a moment. */
  function prepare(): readonly string[] {
    folder.write(MUE.old, mueCsv('Practitioner Services'));
    assert.equal(cli('codes', 'import', MUE.old, '--accept-license').status, 0);
    folder.write(MUE.name, mueCsv('Practitioner Services'));
    folder.write('PPRRVU2025_Apr.csv', MPFS_CSV);
    const parts = [1, 2, 3, 4].map((number) => `ccipra-v322r0-f${number}.txt`);
    for (const [at, name] of parts.entries()) folder.write(name, part(at + 1));
    return [...parts, MUE.name, 'PPRRVU2025_Apr.csv'];
  }

  /** Imports in a process of its own. */
  function importing(files: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const child = spawn(process.execPath, [CLI, 'codes', 'import', ...files, '--codes', store()], {
      cwd: folder.path,
      env: { ...process.env, ...env },
    });
    const found = { stderr: '', stdout: '' };
    child.stdout.on('data', (text) => {
      found.stdout += text;
    });
    child.stderr.on('data', (text) => {
      found.stderr += text;
    });
    const ended = new Promise<{ code: number | null; stderr: string; stdout: string }>((resolve) =>
      child.once('close', (code) => resolve({ code, ...found })),
    );
    return { child, ended };
  }

  /** An import that gets a signal as soon as it has told of a file. It sends it to itself: ours would come at any time. */
  function interrupted(files: readonly string[], signal: NodeJS.Signals, file: string) {
    const script = join(folder.path, 'interrupt.cjs');
    writeFileSync(
      script,
      `const { write } = process.stderr;
       process.stderr.write = function (text, ...rest) {
         const result = write.call(this, text, ...rest);
         if (String(text).includes(${JSON.stringify(file)})) process.kill(process.pid, ${JSON.stringify(signal)});
         return result;
       };`,
    );
    return importing(files, { NODE_OPTIONS: `--require ${JSON.stringify(script)}` }).ended;
  }

  it('killed at every progress event: as it was', async () => {
    const files = prepare();
    const before = snapshot();
    for (const file of files) {
      const { stderr } = await interrupted(files, 'SIGKILL', file);
      assert.ok(stderr.includes(file), stderr);
      assert.equal(snapshot(), before, file);
      assert.deepEqual(verifyStore(store()), []);
    }
  });

  it('killed at any moment: as it was or imported, and the next import leaves nothing behind', async () => {
    const files = prepare();
    const before = snapshot();
    const begun = performance.now();
    assert.equal(cli('codes', 'import', ...files).status, 0);
    const whole = performance.now() - begun;
    const after = listed();
    const takeOut = async () => {
      for (const name of ['PTP', 'MPFS', 'MUE@2026Q3']) await removeEdition(store(), name);
    };
    await takeOut();
    assert.equal(snapshot(), before);
    // The later half of the time is where compiling and writing happen.
    for (const share of [0.3, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]) {
      const { child, ended } = importing(files);
      setTimeout(() => child.kill('SIGKILL'), whole * share);
      await ended;
      assert.deepEqual(verifyStore(store()), []);
      const now = listEditions(store());
      assert.ok(now.length === 1 || now.length === after.length, 'half an import');
      if (now.length > 1) await takeOut();
    }
    assert.equal(cli('codes', 'import', ...files).status, 0);
    assert.deepEqual(passing(), []);
    assert.deepEqual(listed(), after);
  });

  it('Ctrl-C: told, exit code 130, nothing changed and nothing left', async () => {
    if (process.platform === 'win32') return;
    const files = prepare();
    const before = snapshot();
    for (const file of files.slice(0, 4)) {
      const { code, stderr, stdout } = await interrupted(files, 'SIGINT', file);
      assert.equal(code, 130, stderr);
      assert.match(stderr, /claim-lens: stopped; the store is as it was\n$/);
      assert.equal(stdout, '');
      assert.equal(snapshot(), before);
    }
  });

  it('two processes import at once while others read', async () => {
    const files = prepare();
    const imports = [importing(files.slice(0, 4)).ended, importing(files.slice(2)).ended];
    let reading = true;
    const readers = [1, 2].map(async () => {
      for (let first = true; reading || first; first = false) {
        const child = spawn(process.execPath, [CLI, 'pair', '10001', '90001', '--codes', store()]);
        let stderr = '';
        child.stderr.on('data', (text) => {
          stderr += text;
        });
        const code = await new Promise((resolve) => child.once('close', resolve));
        assert.deepEqual([code, stderr], [0, '']);
      }
    });
    const done = await Promise.all(imports);
    reading = false;
    await Promise.all(readers);
    assert.deepEqual(
      done.map(({ code, stderr }) => [code, stderr.includes('can’t')]),
      [
        [0, false],
        [0, false],
      ],
    );
    assert.match(cli('codes', 'verify').stdout, /4 editions: all sound/);
    assert.deepEqual(passing(), []);
    assert.deepEqual(
      listed().map((one: { table: string; edition: string; rows: number }) => [one.table, one.edition, one.rows]),
      [
        ['MPFS', '2025B', 2],
        ['MUE', '2026Q2', 3],
        ['MUE', '2026Q3', 3],
        ['PTP', '2026Q3', 4 * ROWS],
      ],
    );
  });

  it('a damaged table and one of a later version are named, left out, and made anew by the next import', () => {
    folder.write('PPRRVU2025_Apr.csv', MPFS_CSV);
    folder.write(MUE.name, mueCsv('Practitioner Services'));
    const again = () => cli('codes', 'import', 'PPRRVU2025_Apr.csv', MUE.name, '--accept-license');
    assert.equal(again().status, 0);
    const path = join(store(), 'MPFS@2025B.clens');
    const whole = readFileSync(path);
    const later = Buffer.from(whole);
    later.writeUInt32LE(later.readUInt32LE(8) + 1, 8);
    const flipped = Buffer.from(whole);
    flipped[flipped.length - 9]! ^= 1;
    for (const [bytes, state] of [
      [flipped, 'damaged'],
      [later, 'future'],
    ] as const) {
      writeFileSync(path, bytes);
      const found = listed().find((one: { files: string[] }) => one.files.includes('MPFS@2025B.clens'));
      assert.deepEqual([found.state, typeof found.problem], [state, 'string'], state);
      const verified = cli('codes', 'verify');
      assert.equal(verified.status, 1);
      assert.match(verified.stdout, /^MPFS@2025B\.clens: its? .*; import it again\n$/);
      // The other tables and the built-in sample answer on.
      const asked = cli('code', '0708T', '--on', '2026-08-01');
      assert.equal(asked.status, 0);
      assert.match(asked.stderr, /^claim-lens: the table MPFS@2025B\.clens is left out: its? .*; import it again\n$/);
      noTrace(asked);
      assert.equal(again().status, 0);
      assert.match(cli('codes', 'verify').stdout, /2 editions: all sound/);
    }
  });

  it('every command takes --codes, and CLAIM_LENS_CODES means the same', () => {
    folder.write('claim.edi', interchange(CLEAN));
    folder.write('house.csv', 'code,description\nZ1234,Invented house call\n');
    assert.equal(cli('codes', 'import', 'house.csv').status, 0);
    for (const argv of [
      ['check', 'claim.edi'],
      ['lines', 'claim.edi'],
      ['format', 'claim.edi', '--segments'],
      ['code', 'Z1234'],
      ['pair', '0708T', '96372'],
      ['codes', 'list'],
      ['codes', 'verify'],
      ['rules'],
    ]) {
      const given = cli(...argv);
      const inherited = folder.cli(argv, { env: { CLAIM_LENS_CODES: store() } });
      assert.equal(given.status, 0, `${argv}: ${given.stderr}`);
      assert.deepEqual([given.stdout, given.stderr], [inherited.stdout, inherited.stderr], argv.join(' '));
    }
  });

  it('the server takes it for where the settings name no folder', async () => {
    folder.write('house.csv', 'code,description\nZ1234,Invented house call\n');
    assert.equal(cli('codes', 'import', 'house.csv').status, 0);
    const session = await startSession({ command: [CLI, 'server', '--stdio', '--codes', store()] });
    try {
      session.open('untitled:one', 'claim-text', 'DOS 2026-08-01\n1. Z1234');
      const hover = await session.hover('untitled:one', 'DOS 2026-08-01\n1. Z'.length);
      assert.match(JSON.stringify(hover), /Invented house call/);
    } finally {
      await session.stop();
    }
  });

  it('a folder that is not there, and a file in its place', () => {
    folder.write('file', 'x');
    const missing = folder.cli(['code', '0708T'], { env: { CLAIM_LENS_CODES: join(folder.path, 'typo') } });
    assert.equal(missing.status, 0);
    assert.match(
      missing.stderr,
      /^claim-lens: the folder of tables \S+typo does not exist; the built-in sample answers\n$/,
    );
    const file = folder.cli(['pair', '0708T', '96372', '--codes', 'file']);
    assert.match(file.stderr, /^claim-lens: the folder of tables file is not a folder; the built-in sample answers\n$/);
    assert.equal(folder.cli(['codes', 'import', 'file', '--codes', 'file']).status, 2);
    assert.equal(readFileSync(join(folder.path, 'file'), 'utf8'), 'x');
  });
});
