import type { ExtensionContext } from 'vscode';
import { type BaseLanguageClient, LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { startClient } from '../client';

let client: BaseLanguageClient | undefined;

/** Desktop and remote windows: the server is a child process. */
export async function activate(context: ExtensionContext): Promise<void> {
  const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  client = await startClient(
    context,
    (id, name, options) =>
      new LanguageClient(
        id,
        name,
        { run: server, debug: { ...server, options: { execArgv: ['--nolazy', '--inspect=6019'] } } },
        options,
      ),
  );
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
