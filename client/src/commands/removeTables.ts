import { window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { REMOVE_REQUEST, type RemoveAnswer, STORE_REQUEST, type StoredTable } from '../../../server/src/protocol';
import { counted } from '../counted';

/** Remove Tables…: a list of the imported editions; what is picked is taken out of the store. */
export async function removeTables(client: BaseLanguageClient): Promise<void> {
  const tables = await client.sendRequest<StoredTable[]>(STORE_REQUEST);
  if (tables.length === 0) {
    void window.showInformationMessage('No tables were imported: the built-in sample answers.');
    return;
  }
  const picked = await window.showQuickPick(
    tables.map(({ name, rows, from, source, problem }) => ({
      label: name,
      description: problem ?? `${counted(rows, 'row')}${from ? `, from ${from}` : ''}`,
      detail: source,
    })),
    { title: 'Remove Tables', canPickMany: true, placeHolder: 'The tables to remove' },
  );
  if (!picked?.length) return;
  const names = picked.map(({ label }) => label);
  const { removed, problem } = await client.sendRequest<RemoveAnswer>(REMOVE_REQUEST, names);
  if (problem !== undefined) void window.showErrorMessage(problem);
  if (problem !== undefined && removed.length === 0) return;
  void window.showInformationMessage(`Removed ${counted(removed.length, 'table file')}.`);
}
