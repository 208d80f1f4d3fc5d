import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listEditions, verifyStore } from '../../server/src/import/codeStore';
import { importFiles } from '../../server/src/import/index';
import type { TableEdition } from '../../server/src/import/rows';
import type { ImportRow, ImportSink } from '../../server/src/import/sink';
import { storedFiles } from '../../server/src/import/store/folder';
import { readWhole } from '../../server/src/import/store/readFile';
import { rowsOf } from '../../server/src/import/store/readRows';
import { createStoreWriter } from '../../server/src/import/store/writer';
import { isProblem } from '../../server/src/service/codes/compiled/header';

/**
 * Imports real files into a store that is thrown away, and compares every row that was read with every row that is
 * found: `node storeRoundTrip.tool.mjs PATH…`, each path an import of its own.
 */
const paths = process.argv.slice(2);
if (paths.length === 0) throw new Error('usage: node storeRoundTrip.tool.mjs PATH…');
let failed = false;
for (const path of paths) {
  const folder = mkdtempSync(join(tmpdir(), 'claim-lens-store-'));
  try {
    const writer = createStoreWriter(folder);
    const given: ImportRow[] = [];
    const { taken, skipped } = await importFiles([path], both(writer, given));
    await writer.commit();
    const found = storedFiles(folder).flatMap((file) => {
      const data = readWhole(file);
      if (isProblem(data)) throw new Error(`${file.name}: ${data.reason}`);
      return [...rowsOf(data)];
    });
    const [expected, actual] = [given, found].map((rows) => rows.map(canonical).sort()) as [string[], string[]];
    const differs = expected.findIndex((row, at) => row !== actual[at]);
    const same = expected.length === actual.length && differs < 0 && verifyStore(folder).length === 0;
    failed ||= !same;
    for (const { table, edition, rows, bytes } of listEditions(folder))
      say(`  ${table}@${edition}: ${rows} rows, ${bytes} bytes`);
    say(
      `${same ? 'same' : 'DIFFERENT'}  ${given.length} rows given, ${found.length} found, ${taken.length} members taken, ${skipped.length} skipped: ${path}`,
    );
    if (!same) say(`  given ${expected[differs]}\n  found ${actual[differs]}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
process.exitCode = failed ? 1 : 0;

/** The store's sink, with a copy of every row beside it: so PTP comes by rows too. */
function both(sink: ImportSink, copy: ImportRow[]): ImportSink {
  return {
    begin(edition: TableEdition) {
      const own = sink.begin(edition);
      return {
        rows(rows) {
          copy.push(...rows);
          own.rows(rows);
        },
        end: () => own.end(),
        abort: () => own.abort(),
      };
    },
  };
}

/** A field that is left out and one that is `undefined` say the same. */
function canonical(row: ImportRow): string {
  const cells = Object.entries(row).filter(([, value]) => value !== undefined);
  return JSON.stringify(cells.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
