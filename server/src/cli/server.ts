import { EXIT, parse, UsageError } from './args';
import { CODES_OPTION } from './store';

/** `server`: the language server on standard input and output, until the client ends it. */
export async function server(argv: readonly string[]): Promise<number> {
  // Clients that start a server by the conventions of VS Code name their own process.
  const { values } = parse(argv, { ...CODES_OPTION, stdio: { type: 'boolean' }, clientProcessId: { type: 'string' } });
  if (!values.stdio) throw new UsageError('the server speaks over standard input and output only: add --stdio');
  const { startNodeServer } = await import('../node/start');
  startNodeServer('stdio', values.codes);
  return EXIT.clean;
}
