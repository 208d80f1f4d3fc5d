import { window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** Also what helps after a server has crashed so often that the client gave up on it. */
export async function restartServer(client: BaseLanguageClient): Promise<void> {
  if (client.needsStop()) await client.stop();
  await client.start();
  window.setStatusBarMessage('Claim Lens: language server restarted', 3000);
}
