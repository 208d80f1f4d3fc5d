import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import type { ImportAnswer, ImportProgressParams, StoredTable } from '../../server/src/protocol';
import { temporaryFolder } from '../support/cli';
import { cursor } from '../support/marks';
import { PTP_TXT } from '../support/publishedFiles';
import { PULL, type Session, startSession } from './session';

const { text: CLAIM, offset: CODE } = cursor('Claim: T-1\nDOS: 2026-08-03   POS: 11\n1. 07«»09T x2\n');
const URI = 'file:///claims/a.claim';
const ROWS = 300_000;
const LARGE = 'ccipra-v322r0-f2.txt';

/** A part of the NCCI pairs that takes a second to read, and then a moment to sort and pack. */
function pairs(): string {
  const header = PTP_TXT.split('\r\n').slice(0, 6);
  const row = (at: number) =>
    `${10_000 + (at % 9000)}\t${90_000 + (at % 9973)}\t\t20200101\t*\t1\tMisuse of Column Two code with Column One code`;
  return [...header, ...Array.from({ length: ROWS }, (_, at) => row(at)), ''].join('\r\n');
}

describe('the language server imports', () => {
  const folder = temporaryFolder();
  const store = () => join(folder.path, 'store');
  const large = () => join(folder.path, LARGE);
  const files = () => (existsSync(store()) ? readdirSync(store()).sort() : []);
  const snapshot = () => files().map((name) => `${name}\n${readFileSync(join(store(), name), 'latin1')}`);

  /** A session with a claim open and a store of one table; what is imported next is large. */
  async function prepare(command?: readonly string[]) {
    const session = await startSession({ command, initializationOptions: { codesFolder: store() } });
    session.open(URI, 'claim-text', CLAIM);
    folder.write(
      'house.csv',
      'code,description,effective,deleted,replacement\r\nZ1234,Invented house call,2024-01-01,,\r\n',
    );
    assert.equal((await imported(session, join(folder.path, 'house.csv'))).kind, 'done');
    folder.write(LARGE, pairs());
    return session;
  }

  function imported(session: Session, path: string): Promise<ImportAnswer> {
    return session.request<ImportAnswer>('claimLens/importCodes', { paths: [path], accepted: true });
  }

  /** Calls back at every word of how far the import is. */
  function following(session: Session, tell: (progress: ImportProgressParams) => void): void {
    session.connection.onNotification('claimLens/importProgress', tell);
  }

  async function answersOn(session: Session): Promise<void> {
    assert.match(JSON.stringify(await session.hover(URI, CODE)), /0708T/);
  }

  const hosts: [string, string[]][] = [
    ['the server of the editor', [join('dist', 'server.js'), '--stdio']],
    ['claim-lens server', [join('dist', 'cli.js'), 'server', '--stdio']],
  ];
  for (const [name, command] of hosts) {
    it(`${name} answers while it imports, and by the new tables at once`, async () => {
      const session = await prepare(command);
      const shares: number[] = [];
      following(session, ({ share }) => {
        shares.push(share);
      });
      let changes = 0;
      session.connection.onNotification('claimLens/tablesChanged', () => {
        changes++;
      });
      let isDone = false;
      const answer = imported(session, large()).finally(() => {
        isDone = true;
      });
      // Sorting and packing begin when all is read, and take the thread for themselves until they are done.
      let whileReading = 0;
      let whilePacking = 0;
      while (!isDone) {
        await answersOn(session);
        assert.ok((await session.complete(URI, CODE)).items.length > 0);
        assert.ok((await session.diagnostics(URI)).some(({ code }) => code === 'missing-primary-code'));
        if (isDone) break;
        if (shares.at(-1) === 1) whilePacking++;
        else whileReading++;
      }
      const found = await answer;
      assert.ok(found.kind === 'done', found.kind);
      assert.match(found.report, /\| PTP-practitioner@2026Q3 \| 300,000 \| /);
      assert.ok(whileReading > 5, `${whileReading} rounds of answers while it read`);
      assert.ok(whilePacking > 5, `${whilePacking} rounds of answers while it packed`);
      assert.deepEqual(
        shares,
        [...shares].sort((a, b) => a - b),
      );
      assert.deepEqual([shares[0], shares.at(-1)], [0, 1]);
      assert.equal(changes, 1);
      const listed = await session.request<StoredTable[]>('claimLens/store');
      assert.deepEqual(listed.map((one) => one.name).sort(), ['PTP-practitioner@2026Q3', 'SITE@house']);
      assert.deepEqual(session.logged, []);
      assert.equal(await session.stop(), 0);
    });
  }

  it('a store that another process changes is followed without a restart', async () => {
    const session = await startSession({ initializationOptions: { codesFolder: store() } });
    let changes = 0;
    let told = () => {};
    session.connection.onNotification('claimLens/tablesChanged', () => {
      changes++;
      told();
    });
    const changed = () =>
      new Promise<void>((resolve) => {
        told = resolve;
      });
    const claim = cursor('Claim: T-2\nDOS: 2026-08-03\n1. T10«»15 x1\n');
    session.open(URI, 'claim-text', claim.text);
    const hover = async () => JSON.stringify(await session.hover(URI, claim.offset));
    assert.doesNotMatch(await hover(), /Invented/);

    folder.write('house.csv', 'code,description\r\nT1015,Invented house call\r\n');
    let next = changed();
    assert.equal(folder.cli(['codes', 'import', 'house.csv', '--codes', store()]).status, 0);
    await next;
    assert.match(await hover(), /Invented house call/);

    next = changed();
    assert.equal(folder.cli(['codes', 'remove', 'SITE', '--codes', store()]).status, 0);
    await next;
    assert.doesNotMatch(await hover(), /Invented/);
    assert.equal(changes, 2);
    assert.equal(await session.stop(), 0);
  });

  it('what counts findings above a claim is asked for again when other tables judge', async () => {
    const capabilities = { ...PULL, workspace: { ...PULL.workspace, codeLens: { refreshSupport: true } } };
    const settings = { codeLens: true };
    const initializationOptions = { codesFolder: store(), settings };
    const session = await startSession({ capabilities, settings, initializationOptions });
    const refreshed = new Promise<void>((resolve) => {
      session.connection.onRequest('workspace/codeLens/refresh', () => {
        resolve();
        return null;
      });
    });
    session.open(URI, 'claim-text', CLAIM);
    await session.diagnostics(URI);
    folder.write('house.csv', 'code,description\r\nZ1234,Invented house call\r\n');
    assert.equal((await imported(session, join(folder.path, 'house.csv'))).kind, 'done');
    await refreshed;
    assert.equal(await session.stop(), 0);
  });

  it('cancelled, it is soon over and the store is as it was', async () => {
    const session = await prepare();
    const before = snapshot();
    const source = new CancellationTokenSource();
    let share = 0;
    following(session, (progress) => {
      share = progress.share;
      source.cancel();
    });
    const params = { paths: [large()], accepted: true };
    const answer = await session.connection.sendRequest<ImportAnswer>('claimLens/importCodes', params, source.token);
    assert.deepEqual(answer, { kind: 'cancelled' });
    assert.ok(share < 1, 'it was read to the end');
    assert.deepEqual(snapshot(), before);
    // And may be asked again.
    assert.equal((await imported(session, large())).kind, 'done');
    assert.equal(await session.stop(), 0);
  });

  it('ends while it imports, and the store is as it was', async () => {
    const session = await prepare();
    const before = snapshot();
    const begun = new Promise((resolve) => following(session, resolve));
    const answer = imported(session, large());
    answer.catch(() => {});
    await begun;
    assert.equal(await session.stop(), 0);
    assert.deepEqual(snapshot(), before);
    assert.deepEqual(files(), ['SITE@house.clens']);
  });

  const failures: [string, string | undefined][] = [
    ['can’t be started', undefined],
    ['fails', 'setTimeout(() => { throw new TypeError("TESTPERSON") }, 10)'],
    ['ends without a word', 'setTimeout(() => process.exit(0), 10)'],
    ['runs out of memory', 'const all = []; for (;;) all.push(new Array(1e6).fill(all.length + 0.5))'],
  ];
  for (const [name, worker] of failures) {
    it(`a thread that ${name} is told in a sentence, and the server goes on`, async () => {
      const bundles = join(folder.path, 'dist');
      mkdirSync(bundles);
      copyFileSync(resolve('dist/server.js'), join(bundles, 'server.js'));
      if (worker !== undefined) writeFileSync(join(bundles, 'importWorker.js'), worker);
      folder.write(LARGE, PTP_TXT);
      const command = ['--max-old-space-size=100', join(bundles, 'server.js'), '--stdio'];
      const session = await startSession({ command, initializationOptions: { codesFolder: store() } });
      session.open(URI, 'claim-text', CLAIM);
      assert.deepEqual(await imported(session, large()), {
        kind: 'failed',
        message: 'The import failed for a reason of its own; the tables are as they were.',
      });
      await answersOn(session);
      assert.deepEqual(files(), []);
      assert.equal(session.logged.length, 1);
      assert.match(session.logged[0]!, /^import: \w*Error$/);
      assert.equal(await session.stop(), 0);
    });
  }
});
