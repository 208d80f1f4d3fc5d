// What is published, installed as its users install it: the .vsix in an editor, the npm package in an empty folder.
// `node test/vscode/package.test.mjs`
import { strict as assert } from 'node:assert';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createChecks, forgetResults, keepEvidence, saveResults, skipUnlessBundled } from './checks.mjs';
import { writeDownloads } from './codeFiles.mjs';
import { launchChromium } from './editor/browser.mjs';
import { installEditor } from './editor/install.mjs';
import { repoRoot } from './editor/paths.mjs';
import { startEditor } from './editor/server.mjs';
import { scratchFolder } from './editor/signals.mjs';
import { dropOn, editorOf, hoverOver, openWorkbench, waitForSquiggle } from './editor/workbench.mjs';

forgetResults('package');
skipUnlessBundled('package');
const scratch = scratchFolder('package');
const vsix = join(scratch, 'claim-lens.vsix');
const extensions = join(scratch, 'extensions');
const cli = join(scratch, 'cli');
const { check, counts } = createChecks();
const { node, serverMain } = await installEditor();

const OWN_CODES = 'code,description\r\nZ1234,Invented house call\r\n';

/** What of the source folders is for users: the icon, the walkthrough, the page of rules. */
const SHIPPED = /^(client\/icon\.png|client\/walkthrough\/\w+\.md|server\/rules\.md)$/;

await check('npm run package makes a .vsix', () => {
  npm(repoRoot, 'run', 'package', '--', '--out', vsix);
  assert.ok(existsSync(vsix));
});

await check('the editor installs it', () => {
  const data = join(scratch, 'install-data');
  output(node, [
    serverMain,
    ...['--install-extension', vsix, '--force', '--extensions-dir', extensions, '--server-data-dir', data],
    '--accept-server-license-terms',
  ]);
  assert.ok(installedExtension(), `nothing is in ${extensions}`);
});

await check('it holds the bundles and no dev files', () => {
  holds(installedExtension(), ['dist/client.js', 'dist/server.js', 'dist/importWorker.js', 'package.json']);
});

await check('installed, it flags the sample, answers a hover and imports a list', async () => {
  const folder = join(scratch, 'claims');
  cpSync(join(dirname(fileURLToPath(import.meta.url)), 'workspace'), folder, { recursive: true });
  const editor = await startEditor({ folder, extensionsDir: extensions });
  const browser = await launchChromium();
  try {
    const page = await openWorkbench(
      browser,
      editor.urlWith([['openFile', editor.remote(join(folder, 'add-on.claim'))]]),
    );
    try {
      const claim = await editorOf(page, 'add-on.claim');
      await waitForSquiggle(page, claim, '0709T');
      await hoverOver(page, claim, '0709T', /0708T/);
      // On a thread of its own, which is a bundle of its own.
      const view = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Code Tables' }) });
      await view.locator('.pane-header').click();
      await view.locator('.monaco-list-row', { hasText: 'Import Code Files…' }).waitFor();
      await view.locator('.message', { hasText: 'drop them here' }).waitFor();
      await dropOn(view.locator('.monaco-list'), [], { 'house.csv': OWN_CODES });
      await view.locator('.monaco-list-row', { hasText: 'SITE@house' }).waitFor();
    } catch (error) {
      await keepEvidence('package', page, editor);
      throw error;
    }
  } finally {
    await browser.close();
    await editor.stop();
  }
});

await check('npm pack makes a package that installs without a registry', () => {
  npm(repoRoot, 'pack', '--pack-destination', scratch);
  const packed = readdirSync(scratch).find((name) => name.endsWith('.tgz'));
  mkdirSync(cli);
  writeFileSync(join(cli, 'package.json'), '{ "private": true }');
  npm(cli, 'install', '--offline', '--no-audit', '--no-fund', join(scratch, packed));
  assert.deepEqual(
    readdirSync(join(cli, 'node_modules')).filter((name) => !name.startsWith('.')),
    ['claim-lens'],
  );
  holds(join(cli, 'node_modules/claim-lens'), [
    'dist/cli.js',
    'dist/checkWorker.js',
    'dist/importWorker.js',
    'package.json',
  ]);
});

await check('its claim-lens runs there', () => {
  const command = join(cli, 'node_modules/.bin/claim-lens');
  assert.match(output(command, ['rules'], cli), /missing-primary-code/);
  assert.match(output(command, ['code', '0708T'], cli), /0708T/);
});

await check('it imports code files there, and answers by them', () => {
  const command = join(cli, 'node_modules/.bin/claim-lens');
  const empty = join(scratch, 'empty');
  writeDownloads(empty);
  writeFileSync(join(empty, 'house.csv'), OWN_CODES);
  const store = ['--codes', 'store'];
  output(command, ['codes', 'import', '.', '--accept-license', ...store], empty);
  const listed = JSON.parse(output(command, ['codes', 'list', '--format', 'json', ...store], empty));
  assert.deepEqual(
    listed.map(({ table, edition }) => `${table} ${edition}`),
    ['HCPCS 2026-07', 'ICD10CM 2026', 'MUE 2026Q3', 'OPPS 2026-07', 'REVENUE departments', 'SITE house'],
  );
  assert.match(output(command, ['codes', 'verify', ...store], empty), /6 editions: all sound/);
  assert.match(output(command, ['code', 'Z1234', ...store], empty), /Invented house call/);
});

await check('its language server imports there too', async () => {
  const script = join(cli, 'node_modules/claim-lens/dist/cli.js');
  const house = join(scratch, 'empty/house.csv');
  const answer = await importOverLsp(script, join(scratch, 'server-store'), house);
  assert.equal(answer.kind, 'done', JSON.stringify(answer));
  assert.match(answer.report, /SITE@house/);
});
saveResults('package', counts);

/** What the server answers to an import; its other messages are passed over. */
function importOverLsp(script, codesFolder, path) {
  const server = spawn(process.execPath, [script, 'server', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const send = (message) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  const capabilities = {};
  const initializationOptions = { codesFolder };
  send({
    id: 1,
    method: 'initialize',
    params: { processId: process.pid, rootUri: null, capabilities, initializationOptions },
  });
  send({ method: 'initialized', params: {} });
  send({ id: 2, method: 'claimLens/importCodes', params: { paths: [path], accepted: true } });
  return new Promise((resolve, reject) => {
    let text = '';
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${text}`)));
    server.stdout.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
      const found = /\{"jsonrpc":"2.0","id":2,.*?\}(?=Content-Length|$)/s.exec(text);
      if (!found) return;
      server.removeAllListeners('exit').kill();
      const { result, error } = JSON.parse(found[0]);
      if (error) reject(new Error(error.message));
      else resolve(result);
    });
  });
}

function holds(folder, wanted) {
  const files = filesBelow(folder);
  assert.deepEqual(
    wanted.filter((one) => !files.includes(one)),
    [],
    'missing',
  );
  assert.deepEqual(files.filter(isDevFile), []);
}

/** @returns {string[]} paths relative to the folder */
function filesBelow(folder) {
  return readdirSync(folder, { recursive: true }).filter((path) => statSync(join(folder, path)).isFile());
}

function isDevFile(path) {
  return (
    (/^(test|client|server|node_modules|dist\/test)\//.test(path) && !SHIPPED.test(path)) ||
    /\.(ts|mjs|map)$/.test(path) ||
    /^(package-lock|tsconfig|biome)/.test(path) ||
    // The editor adds its own note of what it installed.
    (path.startsWith('.') && path !== '.vsixmanifest')
  );
}

function installedExtension() {
  const name = readdirSync(extensions).find((it) => it.startsWith('claim-lens.claim-lens'));
  return name && join(extensions, name);
}

function npm(folder, ...args) {
  const path = process.env.npm_execpath;
  return path?.endsWith('.js')
    ? output(process.execPath, [path, '--prefix', folder, ...args], folder)
    : output('npm', ['--prefix', folder, ...args], folder);
}

/** What a command prints; when it fails, that is in the error. */
function output(command, args, cwd = scratch) {
  try {
    return execFileSync(command, args, {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 1 << 26,
    });
  } catch (error) {
    const printed = `${error.stdout ?? ''}${error.stderr ?? ''}`.slice(-3000);
    throw new Error(`${command} ${args.join(' ')}: ${error.message.split('\n')[0]}\n${printed}`);
  }
}
