import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLI, temporaryFolder } from '../support/cli';
import { claim837 } from '../support/x12';

/** Larger than what one thread reads on any machine with two processors; most of it is blanks behind segments. */
const CLAIMS = 120;
const PADDING = ' '.repeat(220_000);
const LARGE = claim837(
  Array.from({ length: CLAIMS }, (_, index) => ({
    id: `CLAIM-${index}`,
    patient: { id: `P${index % 10 ? index : 'SAME'}` },
    lines: index % 3 ? [{ code: '99213' }] : [{ code: '0709T', units: 2 }],
  })),
).replaceAll(/(N3\*[^~]*~|DMG\*[^~]*~)/g, `$1${PADDING}`);

describe('claim-lens check of a large file', () => {
  const folder = temporaryFolder();
  const { cli, write } = folder;

  it('tells in threads what it tells on one processor', () => {
    write('large.edi', LARGE);
    write('one.cjs', "require('node:os').availableParallelism = () => 1;");
    const env = { NODE_OPTIONS: `--require ${JSON.stringify(join(folder.path, 'one.cjs'))}` };
    for (const format of ['json', 'pretty', 'sarif']) {
      const argv = ['check', 'large.edi', '--format', format, '--max', '0'];
      const [shared, alone] = [cli(argv), cli(argv, { env })];
      assert.equal(shared.stderr, '');
      assert.equal(shared.status, 1);
      assert.equal(alone.status, 1);
      assert.ok(shared.stdout.includes('0709T'));
      assert.ok(shared.stdout === alone.stdout, format);
    }
  });

  it('ends at once when it is interrupted', async () => {
    write('large.edi', LARGE);
    const child = spawn(process.execPath, [CLI, 'check', join(folder.path, 'large.edi')], { stdio: 'ignore' });
    const exit = once(child, 'exit');
    setTimeout(() => child.kill('SIGINT'), 400);
    const [code, signal] = await exit;
    assert.ok(signal === 'SIGINT' || code === 1, `${code} ${signal}`);
  });

  it('the thread is a bundle of its own beside the command', () => {
    assert.match(readFileSync(join(CLI, '../checkWorker.js'), 'utf8'), /parentPort/);
  });
});
