import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { storeFolder } from '../import/codeStore';
import { startServer } from '../server';
import { starterCodes } from '../service';
import { importInThread } from './importThread';
import { nodeStore } from './store';

/** `arguments`: what the command line says, `--node-ipc`, `--stdio`, `--socket=PORT` or `--pipe=NAME`. */
export type NodeTransport = 'arguments' | 'stdio';

/**
 * Starts the language server in this process, which ends with the client's `exit`. `codes`: the folder of tables where the
 * client's settings name none.
 */
export function startNodeServer(transport: NodeTransport = 'arguments', codes?: string): void {
  const connection =
    transport === 'stdio'
      ? createConnection(ProposedFeatures.all, process.stdin, process.stdout)
      : createConnection(ProposedFeatures.all);
  startServer(connection, {
    codes: starterCodes,
    store: (folder) => nodeStore(storeFolder(folder || codes), importInThread),
    readText,
    timer(act, milliseconds) {
      const timer = setTimeout(act, milliseconds);
      return () => clearTimeout(timer);
    },
  });
}

/** Only of files on a disk; a virtual workspace has no settings file that this process could read. */
async function readText(uri: string): Promise<string | undefined> {
  try {
    return await readFile(fileURLToPath(uri), 'utf8');
  } catch {
    return undefined;
  }
}
