import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canBundleEditor, workFolder } from './editor/paths.mjs';

/** Runs steps one after the other; a failed step is reported and the rest of them still run. */
export function createChecks() {
  const counts = { passed: 0, failed: 0 };
  const check = async (title, body) => {
    try {
      await body();
      counts.passed++;
      console.log(`  ✔ ${title}`);
    } catch (error) {
      counts.failed++;
      console.error(`  ✖ ${title}\n${String(error?.stack ?? error).replace(/^/gm, '      ')}`);
      await check.onFailure?.();
    }
  };
  return { check, counts };
}

/** Leaves what a failed run looked like in `.vscode-test/failure`. */
export async function keepEvidence(name, page, editor) {
  const folder = join(workFolder, 'failure');
  mkdirSync(folder, { recursive: true });
  // The page may be what has failed.
  await page.screenshot({ path: join(folder, `${name}.png`) }).catch(() => {});
  writeFileSync(join(folder, `${name}-server.log`), editor.log());
  console.error(`      a screenshot and logs are in ${folder}`);
  return folder;
}

const fileOf = (name) => join(workFolder, `results-${name}.json`);

/** Called at the start: a run that dies must not leave the counts of an earlier one behind. */
export function forgetResults(name) {
  rmSync(fileOf(name), { force: true });
}

/** Prints the counts as the last line, leaves them for the script that adds them up, and sets the exit code. */
export function saveResults(name, { passed, failed }) {
  mkdirSync(workFolder, { recursive: true });
  writeFileSync(fileOf(name), `${JSON.stringify({ passed, failed })}\n`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

/** Ends a script that drives the page where there is no editor to drive, and says so. */
export function skipUnlessBundled(name) {
  if (canBundleEditor) return;
  console.log('The editor in the browser runs on x64 Linux only: not tested here.');
  mkdirSync(workFolder, { recursive: true });
  writeFileSync(fileOf(name), '{"passed":0,"failed":0}\n');
  process.exit(0);
}
