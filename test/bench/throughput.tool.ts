// One subject on one file, in a process of its own: `throughput.tool.mjs SUBJECT FILE [TABLES]` prints milliseconds and
// what was found. Process start is left out; reading the file is in. TABLES is a folder with imported tables.

import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { checkFile } from '../../server/src/cli/checkFile';
import { readText } from '../../server/src/cli/readText';
import { fingerprint, openCodes } from '../../server/src/import/codeStore';
import { createClaimService, RULES, starterCodes } from '../../server/src/service';

const [subject = '', file = '', tables] = process.argv.slice(2);
const peers = createRequire(join(process.cwd(), 'test/bench/package.json'));

interface Found {
  readonly lines: number;
  readonly findings?: number;
}

const SUBJECTS: Readonly<Record<string, () => Found | Promise<Found>>> = {
  /** Floor: the bytes looked at once. */
  indexOf() {
    const bytes = readFileSync(file);
    let segments = 0;
    for (let at = bytes.indexOf(0x7e); at >= 0; at = bytes.indexOf(0x7e, at + 1)) segments++;
    return { lines: segments };
  },
  /** Bound: by hand, nothing but the service lines and their dates, as objects. */
  'hand scan': () => ({ lines: handScan(readFileSync(file, 'latin1')).length }),
  split() {
    let lines = 0;
    for (const segment of readFileSync(file, 'latin1').split('~')) {
      const elements = segment.split('*');
      if (elements[0]!.trim() === 'SV1') lines++;
    }
    return { lines };
  },
  'node-x12': () => {
    const { X12Parser } = peers('node-x12');
    return { lines: countSv1(new X12Parser().parse(readFileSync(file, 'utf8'))) };
  },
  'node-x12 stream': () =>
    new Promise((resolve, reject) => {
      const { X12Parser } = peers('node-x12');
      let lines = 0;
      createReadStream(file)
        .pipe(new X12Parser())
        .on('data', (segment: { tag: string }) => {
          if (segment.tag === 'SV1') lines++;
        })
        .on('error', reject)
        .on('end', () => resolve({ lines }));
    }),
  'x12-parser': async () => {
    const { X12parser } = peers('x12-parser');
    let lines = 0;
    const parser = new X12parser();
    createReadStream(file).pipe(parser);
    for await (const segment of parser) if (segment.name === 'SV1') lines++;
    return { lines };
  },
  'claim-lens': () => judge(() => true),
  /** The rules of the first release, which need the add-on, unit and fee schedule tables. */
  'claim-lens five rules': () => judge((id) => FIRST_RULES.has(id)),
  'claim-lens read only': () => judge(() => false),
};

const FIRST_RULES = new Set([
  'malformed-code',
  'missing-primary-code',
  'excess-units',
  'not-yet-effective-code',
  'invalid-component-modifier',
]);

/** Read and judge by what `claim-lens check` calls: every rule, in threads where the file is worth them. */
async function judge(wanted: (id: string) => boolean): Promise<Found> {
  const all = createClaimService({ codes });
  const off = RULES.filter(({ id }) => !wanted(id)).map(({ id }) => [id, 'off' as const]);
  const service = all.with({ settings: { ...all.settings, rules: Object.fromEntries(off) } });
  const text = await readText({ kind: 'file', path: file, named: true, size: statSync(file).size });
  if ('problem' in text) throw new Error(text.problem);
  const report = await checkFile(service, { kind: 'claims', path: file, text, format: 'x12', named: true }, file, {
    tables: { folder, print: fingerprint(folder), tell: () => undefined },
    worker: join(process.cwd(), 'dist/checkWorker.js'),
  });
  if (typeof report === 'string') throw new Error(report);
  const { error, warning, info, hint } = report.counts;
  report.close?.();
  return { lines: report.lines, findings: error + warning + info + hint };
}

function handScan(text: string): object[] {
  const lines: { code: string; modifiers: string[]; units: number; charge: number; date: string }[] = [];
  for (let at = 0; at < text.length; ) {
    while (text.charCodeAt(at) <= 32) at++;
    let end = text.indexOf('~', at);
    if (end < 0) end = text.length;
    if (text.startsWith('SV1*', at)) {
      const elements = text.slice(at, end).split('*');
      const [, code = '', ...modifiers] = elements[1]!.split(':');
      lines.push({ code, modifiers, units: Number(elements[4]), charge: Number(elements[2]), date: '' });
    } else if (text.startsWith('DTP*472*', at) && lines.length) {
      lines.at(-1)!.date = text.slice(text.indexOf('*', at + 8) + 1, end);
    }
    at = end + 1;
  }
  return lines;
}

function countSv1(interchange: unknown): number {
  const all = interchange as { functionalGroups: { transactions: { segments: { tag: string }[] }[] }[] };
  let lines = 0;
  for (const group of all.functionalGroups) {
    for (const transaction of group.transactions) {
      for (const segment of transaction.segments) if (segment.tag === 'SV1') lines++;
    }
  }
  return lines;
}

const run = SUBJECTS[subject];
if (!run) {
  console.error(`subjects: ${Object.keys(SUBJECTS).join(', ')}`);
  process.exit(2);
}
// The embedded tables are part of starting up, as loading a peer's code is. Of imported ones only the headers are read
// here: the rest comes when it is first asked for.
const starter = starterCodes();
const folder = tables ?? 'test/bench/.work/no tables';
const codes = openCodes(folder, starter);
const begun = performance.now();
const before = process.cpuUsage();
const found = await run();
const milliseconds = performance.now() - begun;
const { user, system } = process.cpuUsage(before);
console.log(
  JSON.stringify({ milliseconds, cpu: (user + system) / 1000, rss: process.resourceUsage().maxRSS * 1024, ...found }),
);
