// The benchmark: floor, bounds, peers and ourselves on the same generated files, one run, as ratios. `npm run bench`.
// Each measurement is a process of its own; subjects take turns, so that a busy moment hits all of them; medians count.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from './generate837.mjs';
import { FULL_ROWS, generatePtp } from './generatePtp.mjs';

const work = 'test/bench/.work';
mkdirSync(work, { recursive: true });
if (!existsSync('test/bench/node_modules')) {
  console.log('Installing the other parsers (test/bench/package.json) ...');
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--silent'], { cwd: 'test/bench', stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const bars = [];
const bar = (name, value, wanted, met) => bars.push({ name, value, wanted, met });

const files = {};
for (const megabytes of [1, 10, 50]) {
  const path = join(work, `${megabytes}.edi`);
  files[megabytes] = generate(path, megabytes);
}

const SMALL = ['claim-lens'];
const ALL = [
  'indexOf',
  'hand scan',
  'split',
  'x12-parser',
  'node-x12 stream',
  'node-x12',
  'claim-lens read only',
  'claim-lens',
];
const speed = {};
for (const [megabytes, subjects] of [
  [1, SMALL],
  [10, ALL],
  [50, ALL.filter((name) => name !== 'node-x12')],
]) {
  const times = Object.fromEntries(subjects.map((name) => [name, []]));
  const last = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of subjects) {
      const found = measure(name, files[megabytes].path);
      times[name].push(found.milliseconds);
      last[name] = found;
    }
  }
  console.log(
    `\n${megabytes} MB: ${files[megabytes].segments} segments, ${files[megabytes].claims} claims, ${files[megabytes].lines} service lines`,
  );
  console.log('| what | ms (median) | MB/s | of the hand scan | peak MB | service lines |');
  console.log('|---|---|---|---|---|---|');
  const hand = times['hand scan'] && median(times['hand scan']);
  for (const name of subjects) {
    const ms = median(times[name]);
    speed[`${name} ${megabytes}`] = files[megabytes].bytes / 1000 / ms;
    const share = hand ? `${Math.round((hand / ms) * 100)} %` : '';
    console.log(
      `| ${name} | ${ms.toFixed(0)} | ${(files[megabytes].bytes / 1000 / ms).toFixed(1)} | ${share} | ${Math.round(last[name].rss / 1e6)} | ${name === 'indexOf' ? '' : last[name].lines} |`,
    );
  }
}

for (const megabytes of [10, 50]) {
  const own = speed[`claim-lens ${megabytes}`];
  const share = own / speed[`hand scan ${megabytes}`];
  bar(
    `read + rules, ${megabytes} MB: of the hand scan's speed`,
    `${Math.round(share * 100)} %`,
    '>= 40 %',
    share >= 0.4,
  );
  const best = Math.max(
    ...['x12-parser', 'node-x12 stream', 'node-x12'].map((name) => speed[`${name} ${megabytes}`] ?? 0),
  );
  bar(`read + rules, ${megabytes} MB: of the fastest peer's parse`, `${(own / best).toFixed(1)}x`, '> 1x', own > best);
}
const tables = join(work, 'tables');
console.log('\nWriting full-size tables (once) ...');
spawnSync(process.execPath, ['dist/test/bench/fullTables.tool.mjs', tables], { stdio: 'inherit' });
const alone = [];
const full = [];
for (let round = 0; round < ROUNDS; round++) {
  alone.push(measure('claim-lens read only', files[10].path).milliseconds);
  full.push(measure('claim-lens', files[10].path, tables).milliseconds);
}
const cost = median(full) / median(alone);
bar('every rule with full-size tables, 10 MB: of reading alone', `${cost.toFixed(2)}x`, '<= 2x', cost <= 2);
measureImport();
const store = spawnSync(process.execPath, ['dist/test/bench/store.tool.mjs', '--json'], { encoding: 'utf8' });
if (store.status !== 0) throw new Error(`the store was not measured: ${store.stderr}`);
for (const line of store.stdout.trim().split('\n')) {
  const { name, value, wanted, met } = JSON.parse(line);
  bar(name, value, wanted, met);
}
const linear = speed['claim-lens 50'] / speed['claim-lens 10'];
bar('linear: MB/s at 50 MB of MB/s at 10 MB', linear.toFixed(2), '>= 0.80', linear >= 0.8);
const small = speed['claim-lens 50'] / speed['claim-lens 1'];
bar(
  'linear: MB/s at 50 MB of MB/s at 1 MB (start-up of the compiler included)',
  small.toFixed(2),
  '>= 0.80',
  small >= 0.8,
);

const command = [];
for (let round = 0; round < ROUNDS; round++) {
  const begun = performance.now();
  spawnSync(process.execPath, ['dist/cli.js', 'check', files[10].path], { stdio: 'ignore' });
  command.push(performance.now() - begun);
}
console.log(`\nclaim-lens check on the 10 MB file, the whole command: ${median(command).toFixed(0)} ms`);
const server = spawnSync(process.execPath, ['dist/test/bench/server.tool.mjs', files[10].path], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
});
if (server.status === 0) {
  const found = JSON.parse(server.stdout.trim().split('\n').at(-1));
  console.log('\nServer on the 10 MB file');
  console.log(JSON.stringify(found));
  const ratio = found.first / median(command);
  bar("server, 10 MB: first diagnostics, of the command line's time", `${ratio.toFixed(1)}x`, '<= 3x', ratio <= 3);
  for (const [where, of] of [
    ['10 MB', found],
    ['10 MB in one line', found.oneLine],
  ]) {
    const within = (what, ms, most) =>
      bar(`server, ${where}: ${what}`, `${ms.toFixed(1)} ms`, `<= ${most} ms`, ms <= most);
    within('edit to diagnostics, median', of.edit.median, 16);
    within('edit to diagnostics, p95', of.edit.p95, 40);
    within('edit that moves the rest, median', of.insertion.median, 16);
    within('edit that moves the rest, p95', of.insertion.p95, 40);
    within('hover, p95', of.hover.p95, 2);
    within('completion, p95', of.completion.p95, 2);
    within('semantic tokens of what is visible, the first', of.tokens.first, 5);
    within('semantic tokens of what is visible, p95', of.tokens.p95, 5);
    within('outline, the first', of.outline.first, 150);
    within('outline, median', of.outline.median, 150);
    within('folding, median', of.folding.median, 100);
    within('format, median', of.format.median, 500);
  }
  console.log(
    '\nThe server beside its floors (median / p95, ms; a round trip with nothing to do, and the report read and written)',
  );
  for (const of of [found, found.oneLine]) {
    const both = ({ median, p95 }) => `${median.toFixed(1)} / ${p95.toFixed(1)}`;
    console.log(
      `hover ${both(of.hover)}, round trip ${both(of.floor)}; edit ${both(of.edit)}, moving ${both(of.insertion)}, report ${both(of.reportFloor)}; peak ${of.peakMegabytes} MB`,
    );
  }
} else console.log('the server was not measured');

console.log('\n| bar | measured | wanted | |');
console.log('|---|---|---|---|');
for (const { name, value, wanted, met } of bars)
  console.log(`| ${name} | ${value} | ${wanted} | ${met ? 'met' : 'MISSED'} |`);
process.exitCode = bars.every(({ met }) => met) ? 0 : 1;

/** The whole practitioner table of NCCI pairs, beside reading the same files line by line. */
function measureImport() {
  const folder = join(work, 'ptp');
  if (!existsSync(join(folder, 'ccipra-v322r0-f4.txt'))) generatePtp(folder);
  const found = { lines: [], awaited: [], import: [] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const [how, all] of Object.entries(found)) {
      const { stdout, status } = spawnSync(process.execPath, ['dist/test/bench/import.tool.mjs', how, folder], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      if (status !== 0) throw new Error(`${how} of the pairs failed`);
      all.push(JSON.parse(stdout));
    }
  }
  const time = (how) => median(found[how].map(({ milliseconds }) => milliseconds));
  const fastest = Math.min(time('lines'), time('awaited'));
  const share = fastest / time('import');
  console.log(
    `\nImport of ${FULL_ROWS} NCCI pairs: ${time('import').toFixed(0)} ms; line by line ${time('lines').toFixed(0)} ms by events, ${time('awaited').toFixed(0)} ms by for await`,
  );
  bar(
    'import of all NCCI pairs: of the speed of reading lines',
    `${Math.round(share * 100)} %`,
    '>= 40 %',
    share >= 0.4,
  );
  const rss = Math.max(...found.import.map((one) => one.rss)) / 1e6;
  bar('import of all NCCI pairs: peak memory', `${rss.toFixed(0)} MB`, '<= 500 MB', rss <= 500);
}

function measure(subject, path, ...more) {
  const { stdout, status } = spawnSync(
    process.execPath,
    ['dist/test/bench/throughput.tool.mjs', subject, path, ...more],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (status !== 0) throw new Error(`${subject} failed`);
  return JSON.parse(stdout);
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
