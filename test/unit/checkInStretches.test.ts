import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkFile } from '../../server/src/cli/checkFile';
import type { Sharing } from '../../server/src/cli/checkInStretches';
import { fingerprint } from '../../server/src/import/codeStore';
import { serviceFor } from '../support/check';
import { samples, X12_DOCUMENTS } from '../support/documents';
import { changed, randomChange } from '../support/edits';
import { Random } from '../support/random';
import { claim837 } from '../support/x12';
import { claims, IN_STRETCHES, MANY } from '../support/x12Stretches';

const folder = mkdtempSync(join(tmpdir(), 'claim-lens-stretches-'));
const path = join(folder, 'claims.edi');
const none = join(folder, 'no tables');
const tables = { folder: none, print: fingerprint(none), tell: () => undefined };
const service = serviceFor();
const HEAD = 65_536;

/** Stretches of a few claims, read by as many threads as are asked for. */
function sharing(threads: number, width = 3000, worker = resolve('dist/checkWorker.js')): Sharing {
  return { tables, worker, threads, width, least: 0 };
}

/** All that a reporter can ask of a file; `shared`: it was read in stretches. */
async function reportOf(content: string | Buffer, how?: Sharing) {
  writeFileSync(path, content);
  const text = content.toString();
  const report = await checkFile(
    service,
    {
      kind: 'claims',
      path,
      format: 'x12',
      named: true,
      text: {
        head: text.slice(0, HEAD),
        large: true,
        isFile: true,
        size: Buffer.byteLength(content),
        whole: async () => text,
        pieces: async function* () {
          yield text;
        },
      },
    },
    'claims.edi',
    how,
  );
  if (typeof report === 'string') throw new Error(report);
  const { claims, lines, counts, causes, notChecked, problems, places, close } = report;
  const at = ({ start, end }: { start: number; end: number }) => ({
    range: [places.position(start), places.position(end)],
    excerpt: places.excerpt({ start, end }, 80),
  });
  const findings = [...report.findings].map((placed) => ({ ...placed, ...at(placed) }));
  close?.();
  return { shared: close !== undefined, said: { claims, lines, counts, causes, notChecked, problems, findings } };
}

async function same(content: string | Buffer, how: Sharing, shared: boolean | undefined, what?: string): Promise<void> {
  const [one, other] = [await reportOf(content), await reportOf(content, how)];
  deepEqual(other.said, one.said, what);
  // A text that no claim is found in would be no test.
  if (shared !== undefined) {
    equal(other.shared, shared, `${what} is shared`);
    ok(one.said.claims > 0);
  }
}

const HEAD_OF_OTHERS = claim837(claims(3));

/** Files that have to be read from their beginning. */
const ALONE: Readonly<Record<string, string | Buffer>> = {
  'no ISA': MANY.slice(MANY.indexOf('ST*')),
  'text before': `a few words\n${MANY}`,
  'lines cut at a width': claim837(claims(60), { eol: '' }).replace(/([\s\S]{80})/g, '$1\n'),
  'a character that is not ASCII': MANY.replace('CLAIM-40', 'CLAIM-É'),
  'Windows-1252': Buffer.from(MANY.replace('CLAIM-40', 'CLAIM-É'), 'latin1'),
  'a byte order mark': `\ufeff${MANY}`,
  'interchanges with other delimiters': HEAD_OF_OTHERS + claim837(claims(300), { delimiters: { segment: '!' } }),
  'nothing but text behind': HEAD_OF_OTHERS + 'nothing here to read\n'.repeat(8000),
};

describe('a large X12 file is read in stretches as it is from its beginning', () => {
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [name, text] of Object.entries(IN_STRETCHES)) {
    it(name, async () => {
      for (const width of [700, 3000, 20_011]) await same(text, sharing(1, width), true, `${name}, ${width}`);
      ok(text.length > 8000);
    });
  }

  for (const [name, text] of Object.entries(ALONE)) {
    it(`from its beginning: ${name}`, async () => {
      if (Buffer.isBuffer(text)) equal((await reportOf(text, sharing(1))).shared, false);
      else await same(text, sharing(1), false, name);
    });
  }

  it('any file', async () => {
    const all = { ...X12_DOCUMENTS, ...samples() };
    for (const [name, text] of Object.entries(all)) {
      for (const width of [64, 500]) await same(text, sharing(1, width), undefined, name);
    }
  });

  it('any file made of edits', async () => {
    const random = new Random(5);
    const texts = Object.values(IN_STRETCHES);
    for (let round = 0; round < 150; round++) {
      let text = texts[random.below(texts.length)]!.slice(0, 30_000);
      for (let edits = random.below(4); edits >= 0; edits--) text = changed(text, randomChange(text, random));
      await same(text, sharing(1, 200 + random.below(5000)), undefined, `round ${round}`);
    }
  });

  for (const name of [
    'a level a claim',
    'one provider',
    'several transactions',
    'a crowd of one name',
    'a remittance',
  ]) {
    it(`in three threads: ${name}`, async () => {
      await same(IN_STRETCHES[name]!, sharing(3), true, name);
    });
  }

  it('a thread that ends early leaves the file to one', async () => {
    const scripts = {
      throws: `throw new Error('SECRET ' + require('node:worker_threads').workerData.shared.size)`,
      exits: 'process.exit(3)',
      'takes and exits': `const { shared } = require('node:worker_threads').workerData;
        Atomics.add(shared.state, 0, 1); process.exit(0)`,
    };
    for (const [name, script] of Object.entries(scripts)) {
      const worker = join(folder, 'worker.js');
      writeFileSync(worker, script);
      const { result, told } = await toldWhile(() => same(MANY, sharing(2, 3000, worker), undefined, name));
      equal(result, undefined);
      ok(!told.includes('SECRET') && !told.includes('CLAIM-'), told);
      if (name === 'throws') ok(told.includes('the file is read in one thread'), told);
    }
    const { told } = await toldWhile(() => same(MANY, sharing(2, 3000, join(folder, 'absent.js')), undefined));
    ok(told.includes('the file is read in one thread'), told);
  });

  it('threads that would judge by other tables judge nothing', async () => {
    const how = sharing(2);
    await same(MANY, { ...how, tables: { ...tables, print: 'of another day' } }, true);
  });
});

/** What was written to standard error meanwhile. */
async function toldWhile<T>(work: () => Promise<T>): Promise<{ result: T; told: string }> {
  const { write } = process.stderr;
  let told = '';
  process.stderr.write = (text: string | Uint8Array) => {
    told += text;
    return true;
  };
  try {
    return { result: await work(), told };
  } finally {
    process.stderr.write = write;
  }
}
