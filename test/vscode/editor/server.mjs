import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installEditor } from './install.mjs';
import { removeFolder, scratchFolder } from './signals.mjs';

const START_LIMIT = 180_000;
const STOP_LIMIT = 5_000;
const LOG_LIMIT = 200_000;

const quiet = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'update.mode': 'none',
  'git.enabled': false,
};

/**
 * @typedef {object} RunningEditor
 * @property {number} port
 * @property {string} url address of the folder, opened in the workbench
 * @property {(payload: [string, string][]) => string} urlWith that address with a payload for the workbench
 * @property {(path: string) => string} remote URI by which the workbench knows a file of this machine
 * @property {() => string} log what the server has printed
 * @property {() => Promise<void>} stop
 */

/**
 * Starts VS Code's server on the loopback address and waits until it listens.
 *
 * @param {object} options
 * @param {string} options.folder absolute path of the workspace folder
 * @param {string} [options.serverDataDir] a fresh temp folder, removed on stop, unless given
 * @param {string} [options.extensionsDir] installed extensions; none unless given
 * @param {number} [options.port] 0, any free one, unless given
 * @param {Record<string, unknown>} [options.settings] added to the machine's settings
 * @returns {Promise<RunningEditor>}
 */
export async function startEditor({ folder, serverDataDir, extensionsDir, port = 0, settings = {} }) {
  const { node, serverMain } = await installEditor();
  const scratch = scratchFolder('editor');
  const data = serverDataDir ?? join(scratch, 'data');
  for (const scope of ['Machine', 'User']) {
    mkdirSync(join(data, 'data', scope), { recursive: true });
    writeFileSync(join(data, 'data', scope, 'settings.json'), JSON.stringify({ ...quiet, ...settings }));
  }

  // Any page in the user's browser can reach the loopback address; the token keeps this editor, which can run commands, to us.
  const token = randomBytes(16).toString('hex');
  const tokenFile = join(scratch, 'token');
  writeFileSync(tokenFile, token, { mode: 0o600 });

  const server = spawn(
    node,
    [
      serverMain,
      ...['--host', '127.0.0.1', '--port', String(port), '--connection-token-file', tokenFile],
      ...['--server-data-dir', data, ...(extensionsDir ? ['--extensions-dir', extensionsDir] : [])],
      ...['--accept-server-license-terms', '--telemetry-level', 'off', '--disable-workspace-trust'],
      // Nothing is gained by packing what stays on this machine.
      '--disable-websocket-compression',
      // Without it a built workbench takes no extension under development from the address.
      '--enable-smoke-test-driver',
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that one signal ends the extension hosts and language servers with it.
      detached: true,
      // No extension gallery: it would be asked for updates, and nothing here may depend on a network.
      env: { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}' },
    },
  );
  let output = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      output = (output + chunk).slice(-LOG_LIMIT);
    });
  }

  const kill = () => signalGroup(server.pid, 'SIGKILL');
  // Before the scratch folder goes, which it writes to.
  process.prependOnceListener('exit', kill);

  const log = () => output;
  const stop = async () => {
    await endGroup(server);
    process.off('exit', kill);
    removeFolder(scratch);
  };

  try {
    const actual = await listening(server, log);
    const origin = `http://127.0.0.1:${actual}`;
    const url = `${origin}/?tkn=${token}&folder=${encodeURIComponent(folder)}`;
    return {
      port: actual,
      url,
      urlWith: (payload) => `${url}&payload=${encodeURIComponent(JSON.stringify(payload))}`,
      remote: (path) => `vscode-remote://127.0.0.1:${actual}${encodeURI(path)}`,
      log,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits for the server's word that it listens, and gives the port. */
function listening(server, log) {
  return new Promise((resolve, reject) => {
    const failed = (why) => {
      finish();
      reject(new Error(`The editor's server ${why}:\n${log().slice(-3000)}`));
    };
    const onExit = (code, signal) => failed(`ended with ${code ?? signal}`);
    const onError = (error) => failed(error.message);
    const onOutput = () => {
      const port = /Extension host agent listening on (\d+)/.exec(log())?.[1];
      if (!port) return;
      finish();
      resolve(Number(port));
    };
    const limit = setTimeout(() => failed('did not answer in time'), START_LIMIT);
    function finish() {
      clearTimeout(limit);
      server.stdout.off('data', onOutput);
      server.off('exit', onExit);
      server.off('error', onError);
    }
    server.stdout.on('data', onOutput);
    server.once('exit', onExit);
    server.once('error', onError);
  });
}

async function endGroup(server) {
  if (server.exitCode === null && server.signalCode === null && signalGroup(server.pid, 'SIGTERM')) {
    await new Promise((resolve) => {
      const limit = setTimeout(resolve, STOP_LIMIT);
      server.once('exit', () => {
        clearTimeout(limit);
        resolve();
      });
    });
  }
  signalGroup(server.pid, 'SIGKILL');
}

function signalGroup(pid, signal) {
  if (!pid) return false;
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}
