import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { listEditions, openCodes } from '../../server/src/import/codeStore';
import { createStoreWriter } from '../../server/src/import/store/writer';
import { starterCodes } from '../../server/src/service/codes/starter';
import type { Codes } from '../../server/src/service/codes/tables';
import { ICD_COUNT, PTP_ROWS, procedureCodes, randomOf, writeFullTables, writePairs } from './storeTables';

/**
 * The store at full size, against its bars: `node store.tool.mjs [--keep FOLDER | --json]`. Opening and look-ups are
 * measured in a process of their own, which gets the folder as its argument. With `--json` the bars alone are told, a
 * line each: `{ name, value, wanted, met }`.
 */
const ROUNDS = 1_000_000;

async function write(kept: string | undefined): Promise<void> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'claim-lens-store-'));
  try {
    const before = performance.now();
    await writeFullTables(folder);
    say('small tables written', `${(performance.now() - before).toFixed(0)} ms, made up included`);
    for (const setting of ['practitioner', 'outpatient'] as const) {
      const writer = createStoreWriter(folder);
      const started = performance.now();
      const inSink = writePairs(writer, setting);
      const given = performance.now();
      await writer.commit();
      const rows = PTP_ROWS[setting];
      const own = inSink + performance.now() - given;
      say(
        `PTP ${setting} written`,
        `${rows} rows, ${own.toFixed(0)} ms in the store (${(rows / own / 1000).toFixed(1)} M rows/s), ${(given - started - inSink).toFixed(0)} ms making them up`,
      );
    }
    say('peak memory, making everything up included', `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
    const started = performance.now();
    const editions = listEditions(folder);
    const listed = performance.now() - started;
    for (const { table, setting = '', edition, rows, bytes } of editions) {
      say(
        `  ${table} ${setting} ${edition}`,
        `${rows} rows, ${(bytes / 1e6).toFixed(2)} MB, ${(bytes / rows).toFixed(2)} bytes a row`,
      );
    }
    say('list with every byte checked', `${listed.toFixed(1)} ms`);
    const pairs = editions.filter(({ table }) => table === 'PTP').reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
    say('PTP practitioner and hospital on disk', `${pairs.toFixed(2)} MB`, 24, pairs);
    const self = fileURLToPath(import.meta.url);
    const more = ['--expose-gc', self, 'open', folder, ...(json ? ['--json'] : [])];
    process.stdout.write(execFileSync(process.execPath, more, { encoding: 'utf8' }));
  } finally {
    if (!kept) rmSync(folder, { recursive: true, force: true });
  }
}

function measure(folder: string): void {
  const fallback = starterCodes();
  fallback.procedures.get('99213');
  const memory = memoryInUse();
  const started = performance.now();
  const codes = openCodes(folder, fallback);
  const headers = performance.now() - started;
  touchEverything(codes);
  const opened = performance.now() - started;
  say('open, headers only', `${headers.toFixed(1)} ms`);
  say('open, and one look-up in every table', `${opened.toFixed(1)} ms`, 60, opened);
  const more = memoryInUse() - memory;
  say('memory more', `${more.toFixed(1)} MB`, 60, more);
  lookUps(codes);
  searches(codes);
  say('memory more, after all look-ups and searches', `${(memoryInUse() - memory).toFixed(1)} MB`);
}

function touchEverything(codes: Codes): void {
  codes.procedures.get('99213');
  codes.feeSchedule.get('99213', 20260801);
  codes.opps.get('99213', 20260801);
  for (const setting of ['practitioner', 'outpatient', 'dme'] as const) codes.mue[setting].get('99213', 20260801);
  codes.addOns.rowsOf('99213', 20260801);
  for (const setting of ['practitioner', 'outpatient'] as const) codes.pairs[setting].get('99213', '99214', 20260801);
  codes.diagnoses?.get('A00.0', 20260801);
}

function lookUps(codes: Codes): void {
  const all = procedureCodes();
  const random = randomOf(7);
  const asked = Array.from({ length: 65536 }, () => all[Math.floor(random() * all.length)]!);
  const time = (name: string, bar: number | undefined, look: (at: number) => unknown, rounds = ROUNDS) => {
    let found = 0;
    const started = performance.now();
    for (let i = 0; i < rounds; i++) if (look(i) !== undefined) found++;
    const each = ((performance.now() - started) * 1000) / rounds;
    say(name, `${each.toFixed(3)} µs (${((100 * found) / rounds).toFixed(0)} % found)`, bar, each);
  };
  const code = (at: number) => asked[at & 65535]!;
  time('procedure, first look at each, cold', undefined, (at) => codes.procedures.get(all[at]!), all.length);
  time('procedure', 1, (at) => codes.procedures.get(code(at)));
  time(
    'fee schedule, first look at each, cold',
    undefined,
    (at) => codes.feeSchedule.get(all[at]!, 20260801),
    all.length,
  );
  time('fee schedule', 1, (at) => codes.feeSchedule.get(code(at), 20260801));
  time('MUE', 1, (at) => codes.mue.practitioner.get(code(at), 20260801));
  time('OPPS', 1, (at) => codes.opps.get(code(at), 20260801));
  time('AOC', 1, (at) => codes.addOns.rowsOf(code(at), 20260801));
  time('ICD-10-CM', 1, (at) => codes.diagnoses?.get(code(at), 20260801));
  time('pair, both orders', 2, (at) => codes.pairs.practitioner.get(code(at), code(at * 7 + 1), 20260801));
  const dense = all.slice(0, 13047);
  time('pair, listed codes', 2, (at) =>
    codes.pairs.practitioner.get(dense[at % 13047]!, dense[(at * 31) % 13047]!, 20260801),
  );
}

function searches(codes: Codes): void {
  const queries = [
    '9',
    '992',
    'J',
    'j18',
    'inj',
    'injection',
    'ca',
    'tion',
    'biopsy skin',
    'a',
    'of',
    'repair of tendon',
    'mri brain',
    'zzz',
    'scopic resect',
    'e',
    'x-ray exam',
    'st',
    'hip',
    'left',
  ];
  time('procedures', 5, (query) => codes.procedures.search(query, 100));
  time('ICD-10-CM', undefined, (query) => codes.diagnoses?.search(query, 100));
  function time(name: string, bar: number | undefined, search: (query: string) => unknown): void {
    const started = performance.now();
    search('warm');
    say(`search ${name}, the first`, `${(performance.now() - started).toFixed(1)} ms`);
    const times: number[] = [];
    for (let round = 0; round < 20; round++) {
      for (const query of queries) {
        const began = performance.now();
        search(query);
        times.push(performance.now() - began);
      }
    }
    times.sort((a, b) => a - b);
    const p95 = times[Math.floor(times.length * 0.95)]!;
    say(
      `search ${name}, p95`,
      `${p95.toFixed(2)} ms, worst ${times.at(-1)!.toFixed(2)} ms, median ${times[times.length >> 1]!.toFixed(2)} ms`,
      bar,
      p95,
    );
  }
  say('codes to search', `${codes.procedures.size} procedures, ${ICD_COUNT} diagnoses`);
}

function memoryInUse(): number {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

function say(what: string, value: string, bar?: number, measured?: number): void {
  if (json) {
    const met = bar !== undefined && measured! <= bar;
    const one = { name: `store: ${what}`, value, wanted: `<= ${bar} ${/µs|ms|MB/.exec(value)?.[0]}`, met };
    if (bar !== undefined) process.stdout.write(`${JSON.stringify(one)}\n`);
    return;
  }
  const verdict = bar === undefined ? '' : measured! <= bar ? `   ok, bar ${bar}` : `   OVER, bar ${bar}`;
  process.stdout.write(`${what.padEnd(46)} ${value}${verdict}\n`);
}

const json = process.argv.includes('--json');
const [first, second] = process.argv.slice(2);
if (first === 'open') measure(second!);
else await write(first === '--keep' ? second : undefined);
