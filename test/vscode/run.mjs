// The one way to run the suite in a real VS Code: `node test/vscode/run.mjs [--desktop]`, after `node esbuild.mjs --tests`.
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import { forgetResults, saveResults } from './checks.mjs';
import { installEditor } from './editor/install.mjs';
import { canBundleEditor, repoRoot } from './editor/paths.mjs';
import { scratchFolder } from './editor/signals.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const desktop = process.argv.includes('--desktop') || !canBundleEditor;

forgetResults('suite');

// Copies in a temp folder: the suite edits files, and the editor keeps data of its own.
const scratch = scratchFolder('suite');
const workspace = join(scratch, 'workspace');
const counts = join(scratch, 'counts.json');
cpSync(join(here, 'workspace'), workspace, { recursive: true });
for (const name of ['user', 'extensions']) mkdirSync(join(scratch, name));

let failure;
try {
  if (!desktop) await installEditor();
  await runTests({
    vscodeExecutablePath: desktop ? undefined : join(here, 'editor/launcher'),
    extensionDevelopmentPath: repoRoot,
    extensionTestsPath: join(repoRoot, 'dist/test/vscode/index.js'),
    extensionTestsEnv: { CLAIM_LENS_RESULTS: counts },
    launchArgs: [
      workspace,
      `--user-data-dir=${join(scratch, 'user')}`,
      `--extensions-dir=${join(scratch, 'extensions')}`,
    ],
  });
} catch (error) {
  failure = error;
}
// A run that died before mocha's end counts as one failure.
const { passed, failed } = existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : { passed: 0, failed: 0 };
if (failure) console.error(String(failure));
saveResults('suite', { passed, failed: failure ? Math.max(failed, 1) : failed });
