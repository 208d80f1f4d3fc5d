// Everything that `npm test` runs, in order, with one count at the end. Each step is a command that can be run alone.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

const results = '.vscode-test';
mkdirSync(results, { recursive: true });
const unitResults = join(results, 'results-unit.json');

const jobs = String(Math.max(2, availableParallelism()));

/** A step counts as one test unless it writes how many it ran. */
const steps = [
  { name: 'types', command: ['npm', 'run', '--silent', 'types'] },
  { name: 'lint', command: ['npm', 'run', '--silent', 'lint'] },
  { name: 'build', command: ['node', 'esbuild.mjs', '--tests'] },
  {
    name: 'unit, rules, goldens, meta, protocol',
    // Most of it is the command line, started again and again: two at once take little more than half the time.
    command: ['npx', 'mocha', '--parallel', '--jobs', jobs, '--reporter', 'test/support/countingReporter.cjs'],
    counts: unitResults,
  },
  { name: 'VS Code: suite', command: ['node', 'test/vscode/run.mjs'], counts: join(results, 'results-suite.json') },
  { name: 'VS Code: page', command: ['node', 'test/vscode/page.mjs'], counts: join(results, 'results-page.json') },
  { name: 'package', command: ['node', 'test/vscode/package.test.mjs'], counts: join(results, 'results-package.json') },
  { name: 'start', command: ['node', 'test/vscode/start.mjs', '--smoke'], counts: join(results, 'results-start.json') },
];

let passed = 0;
let failed = 0;
for (const { name, command, counts } of steps) {
  console.log(`\n== ${name}`);
  if (counts) rmSync(counts, { force: true });
  const begun = Date.now();
  const { status } = spawnSync(command[0], command.slice(1), { stdio: 'inherit' });
  const count = counts && existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : undefined;
  if (count) {
    passed += count.passed;
    failed += count.failed;
  }
  if (status !== 0 && !count?.failed) failed++;
  else if (status === 0 && !counts) passed++;
  else if (status === 0 && !count) {
    console.log(`${name}: it ended without a count of its tests`);
    failed++;
  }
  console.log(`== ${name}: ${status === 0 ? 'ok' : 'failed'} in ${Math.round((Date.now() - begun) / 1000)} s`);
  if (status !== 0 && name === 'build') break;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
