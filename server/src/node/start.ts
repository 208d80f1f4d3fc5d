import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from '../server';
import { starterCodes } from '../service';
import { spliceText } from './largeText';

/** `arguments`: what the command line says, `--node-ipc`, `--stdio`, `--socket=PORT` or `--pipe=NAME`. */
export type NodeTransport = 'arguments' | 'stdio';

/** Starts the language server in this process, which ends with the client's `exit`. */
export function startNodeServer(transport: NodeTransport = 'arguments'): void {
  const connection =
    transport === 'stdio'
      ? createConnection(ProposedFeatures.all, process.stdin, process.stdout)
      : createConnection(ProposedFeatures.all);
  startServer(connection, {
    codes: starterCodes,
    spliceText,
    timer(act, milliseconds) {
      const timer = setTimeout(act, milliseconds);
      return () => clearTimeout(timer);
    },
  });
}
