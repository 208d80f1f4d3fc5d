import { window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { restart } from '../restarting';

/** One after the other: a client that stops takes no start. */
let last: Promise<unknown> = Promise.resolve();

/** Also what helps where a server hangs, or has crashed so often that the client gave up on it. */
export function restartServer(client: BaseLanguageClient): Promise<void> {
  const own = last.then(async () => {
    await restart(client);
    window.setStatusBarMessage('Claim Lens: language server restarted', 3000);
  });
  last = own.catch(() => undefined);
  return own;
}
