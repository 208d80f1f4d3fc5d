// `npm start`: builds the extension and opens it in an editor, on the samples.
//   --port N   port of the editor in the browser (any free one unless given)
//   --smoke    looks at that editor with a headless Chromium instead of leaving it to a person
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createChecks, forgetResults, keepEvidence, saveResults } from './checks.mjs';
import { canBundleEditor, repoRoot, workFolder } from './editor/paths.mjs';
import { scratchFolder } from './editor/signals.mjs';

const { values } = parseArgs({ options: { port: { type: 'string' }, smoke: { type: 'boolean' } } });
const folder = join(repoRoot, 'data/samples');
const sample = firstSample();

// Ctrl-C is how a person ends it: no failure.
process.once('SIGINT', () => process.exit(0));

await run(process.execPath, [join(repoRoot, 'esbuild.mjs')]);
if (values.smoke) await smoke();
else if (hasCode() && hasDisplay()) await openDesktop('code');
else if (canBundleEditor) await serve();
else await openDownloaded();

/** VS Code's server, for the browser of whoever reads the address. */
async function serve() {
  const { editor, address } = await startServer();
  console.log(`\nOpen ${address}\n\nThe extension runs there on ${folder}. Ctrl-C stops it.`);
  // The server's own life is not tied to ours; this keeps us here to end it.
  await new Promise(() => setInterval(() => editor.port, 1 << 30));
}

async function startServer() {
  const { startEditor } = await import('./editor/server.mjs');
  const editor = await startEditor({ folder, port: Number(values.port ?? 0) });
  const address = editor.urlWith([
    ['extensionDevelopmentPath', editor.remote(repoRoot)],
    ...(sample ? [['openFile', editor.remote(sample)]] : []),
  ]);
  return { editor, address };
}

async function smoke() {
  forgetResults('start');
  const { launchChromium } = await import('./editor/browser.mjs');
  const { openWorkbench } = await import('./editor/workbench.mjs');
  const { editor, address } = await startServer();
  const browser = await launchChromium();
  const { check, counts } = createChecks();
  try {
    const page = await openWorkbench(browser, address);
    check.onFailure = () => keepEvidence('start', page, editor);
    await check('the editor of npm start shows the extension in the status bar', async () => {
      await page.locator('.statusbar-item', { hasText: 'Claim Lens' }).first().waitFor();
      const screenshots = join(workFolder, 'screenshots');
      mkdirSync(screenshots, { recursive: true });
      await page.screenshot({ path: join(screenshots, 'start.png'), animations: 'disabled' });
    });
  } finally {
    await browser.close();
    await editor.stop();
  }
  saveResults('start', counts);
}

function openDesktop(command, flags = []) {
  const files = [folder, ...(sample ? [sample] : [])];
  return run(command, [...flags, `--extensionDevelopmentPath=${repoRoot}`, ...files]);
}

async function openDownloaded() {
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  const executable = await downloadAndUnzipVSCode();
  const data = scratchFolder('code');
  await openDesktop(executable, [`--user-data-dir=${data}`, '--skip-welcome', '--disable-workspace-trust']);
}

/** The file to open at the start: the extension becomes active with the first claim it sees. */
function firstSample() {
  const names = readdirSync(folder).sort();
  const name = names.find((it) => it.endsWith('.claim')) ?? names[0];
  return name && join(folder, name);
}

function hasCode() {
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  return (process.env.PATH ?? '').split(delimiter).some((it) => {
    try {
      accessSync(join(it, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function run(command, args) {
  const shell = process.platform === 'win32';
  const quote = (text) => (shell ? `"${text}"` : text);
  return new Promise((resolve, reject) => {
    const child = spawn(quote(command), args.map(quote), { cwd: repoRoot, stdio: 'inherit', shell });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`))));
  });
}
