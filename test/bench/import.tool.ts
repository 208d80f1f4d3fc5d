import { createReadStream, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { runImport } from '../../server/src/import/importService';

/**
 * Reads files of NCCI pairs in one process: `import.tool.mjs lines|awaited|import FOLDER`. `lines` and `awaited` read
 * them line by line by Node's readline (its events, its iterator) and count; `import` puts them into a new store.
 * Prints `{ milliseconds, rss, rows }`: `rss` is the peak in bytes, `rows` what was counted or stored.
 */
async function lines(files: readonly string[]): Promise<number> {
  let count = 0;
  for (const file of files) {
    const reader = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
    await new Promise<void>((resolve) => {
      reader.on('line', () => count++);
      reader.on('close', resolve);
    });
  }
  return count;
}

async function awaited(files: readonly string[]): Promise<number> {
  let count = 0;
  for (const file of files) {
    const reader = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
    for await (const line of reader) if (line !== undefined) count++;
  }
  return count;
}

async function imported(files: readonly string[], folder: string): Promise<number> {
  const outcome = await runImport({ paths: files, folder, today: 20260701, accepted: true });
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome.stored.reduce((sum, { rows }) => sum + rows, 0);
}

const [how, from] = process.argv.slice(2);
if (!from) throw new Error('usage: import.tool.mjs lines|awaited|import FOLDER');
const files = readdirSync(from)
  .filter((name) => name.endsWith('.txt'))
  .sort()
  .map((name) => join(from, name));
const store = mkdtempSync(join(tmpdir(), 'claim-lens-import-'));
try {
  const started = performance.now();
  const rows = how === 'import' ? await imported(files, store) : await (how === 'lines' ? lines : awaited)(files);
  const milliseconds = performance.now() - started;
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  process.stdout.write(
    `${JSON.stringify({ milliseconds, rss: process.resourceUsage().maxRSS * 1024, rows, bytes })}\n`,
  );
} finally {
  rmSync(store, { recursive: true, force: true });
}
