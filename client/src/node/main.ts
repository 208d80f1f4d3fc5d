import type { ExtensionContext } from 'vscode';
import { type BaseLanguageClient, LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { type Shown, startClient } from '../client';

let client: BaseLanguageClient | undefined;

/** Desktop and remote windows: the server is a child process. */
export async function activate(context: ExtensionContext): Promise<Shown> {
  const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  const started = await startClient(
    context,
    (id, name, options) =>
      new LanguageClient(
        id,
        name,
        { run: server, debug: { ...server, options: { execArgv: ['--nolazy', '--inspect=6019'] } } },
        options,
      ),
  );
  client = started.client;
  return started.shown;
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
