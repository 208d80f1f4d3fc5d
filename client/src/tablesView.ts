import {
  type DataTransfer,
  type Disposable,
  type Event,
  EventEmitter,
  type TreeDataProvider,
  type TreeDragAndDropController,
  TreeItem,
  Uri,
  window,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { STORE_REQUEST, type StoredTable } from '../../server/src/protocol';
import { counted } from './counted';

/** The Explorer's view of the imported tables. Files dropped on it are imported. */
export function createTablesView(
  client: BaseLanguageClient,
  tablesChanged: Event<void>,
  importFiles: (files: readonly Uri[]) => unknown,
): Disposable {
  const changed = new EventEmitter<void>();
  const provider: TreeDataProvider<StoredTable> = {
    onDidChangeTreeData: changed.event,
    getChildren: (parent) => (parent ? [] : client.sendRequest<StoredTable[]>(STORE_REQUEST).catch(() => [])),
    getTreeItem(table) {
      const item = new TreeItem(table.name);
      item.description = table.problem ?? counted(table.rows, 'row');
      item.tooltip = [
        table.source,
        table.from && `from ${table.from}`,
        table.importedOn && `imported ${table.importedOn}`,
      ]
        .filter(Boolean)
        .join(', ');
      return item;
    },
  };
  const dropping: TreeDragAndDropController<StoredTable> = {
    dropMimeTypes: ['text/uri-list', 'files'],
    dragMimeTypes: [],
    async handleDrop(_target, data) {
      const files = await filesOf(data);
      if (files.length) await importFiles(files);
    },
  };
  const view = window.createTreeView('claimLens.tables', {
    treeDataProvider: provider,
    dragAndDropController: dropping,
    showCollapseAll: false,
  });
  const following = tablesChanged(() => changed.fire());
  const starting = client.onDidChangeState(() => changed.fire());
  return { dispose: () => [view, following, starting, changed].forEach((one) => void one.dispose()) };
}

async function filesOf(data: DataTransfer): Promise<Uri[]> {
  const list = await data.get('text/uri-list')?.asString();
  return (list ?? '')
    .split(/\r?\n/)
    .filter((line) => line.startsWith('file:'))
    .map((line) => Uri.parse(line));
}
