import { env, ProgressLocation, Uri, window } from 'vscode';
import { type BaseLanguageClient, CancellationTokenSource } from 'vscode-languageclient';
import {
  IMPORT_PROGRESS,
  IMPORT_REQUEST,
  type ImportAnswer,
  type ImportProgressParams,
} from '../../../server/src/protocol';
import type { Pages } from '../pages';
import { type SentFile, withPaths } from '../reachable';

const ACCEPT = 'Accept and Import';
const TERMS = 'Open the Terms';

/** Import Code Files…: asks for files unless some were given (dropped, or chosen in the Explorer). */
export async function importCodes(
  client: BaseLanguageClient,
  pages: Pages,
  storage: Uri,
  given?: readonly (Uri | SentFile)[],
): Promise<void> {
  const chosen = given?.length
    ? given
    : await window.showOpenDialog({
        title: 'Import Code Files',
        openLabel: 'Import',
        canSelectMany: true,
        canSelectFiles: true,
        canSelectFolders: true,
        filters: { 'Code files': ['zip', 'txt', 'csv', 'xlsx', 'xml'], 'All files': ['*'] },
      });
  if (!chosen?.length) return;
  let answer: ImportAnswer;
  try {
    answer = await withPaths(chosen, storage, (paths) => importPaths(client, paths));
  } catch (error) {
    answer = { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
  if (answer.kind === 'done') await pages.show('Imported tables', answer.report);
  else if (answer.kind === 'failed') void window.showErrorMessage(answer.message);
}

async function importPaths(client: BaseLanguageClient, paths: readonly string[]): Promise<ImportAnswer> {
  const answer = await run(client, paths, false);
  if (answer.kind !== 'needs acceptance') return answer;
  return (await isAccepted(answer)) ? run(client, paths, true) : { kind: 'cancelled' };
}

async function isAccepted({ terms, link }: ImportAnswer & { kind: 'needs acceptance' }): Promise<boolean> {
  for (;;) {
    const choice = await window.showWarningMessage(
      'Accept the terms of the AMA and CMS?',
      { modal: true, detail: terms },
      ACCEPT,
      TERMS,
    );
    if (choice !== TERMS) return choice === ACCEPT;
    await env.openExternal(Uri.parse(link));
  }
}

async function run(client: BaseLanguageClient, paths: readonly string[], accepted: boolean): Promise<ImportAnswer> {
  return window.withProgress(
    { location: ProgressLocation.Notification, title: 'Importing code files', cancellable: true },
    async (progress, token) => {
      const cancel = new CancellationTokenSource();
      token.onCancellationRequested(() => cancel.cancel());
      let shown = 0;
      const following = client.onNotification(IMPORT_PROGRESS, ({ text, share }: ImportProgressParams) => {
        progress.report({ message: text, increment: Math.max(0, share - shown) * 100 });
        shown = Math.max(shown, share);
      });
      try {
        return await client.sendRequest<ImportAnswer>(IMPORT_REQUEST, { paths, accepted }, cancel.token);
      } catch (error) {
        if (token.isCancellationRequested) return { kind: 'cancelled' };
        throw error;
      } finally {
        following.dispose();
      }
    },
  );
}
