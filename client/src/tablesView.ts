import {
  type DataTransfer,
  type Disposable,
  type Event,
  EventEmitter,
  ThemeIcon,
  type TreeDataProvider,
  type TreeDragAndDropController,
  TreeItem,
  type TreeViewOptions,
  Uri,
  window,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { STORE_REQUEST, type StoredTable } from '../../server/src/protocol';
import { counted } from './counted';
import type { SentFile } from './reachable';

/** The only row of a view without tables. A welcome text would stand in its place and take no drops. */
const IMPORT = 'import';

const NOTHING =
  'The built-in sample answers for about 250 codes. Import the files you are licensed for, or drop them here.';

type Row = StoredTable | typeof IMPORT;

export interface TablesView extends Disposable {
  readonly options: TreeViewOptions<Row>;
}

/** The Explorer's view of the imported tables. Files dropped on it are imported. */
export function createTablesView(
  client: BaseLanguageClient,
  tablesChanged: Event<void>,
  importFiles: (files: readonly (Uri | SentFile)[]) => unknown,
): TablesView {
  const changed = new EventEmitter<void>();
  const provider: TreeDataProvider<Row> = {
    onDidChangeTreeData: changed.event,
    async getChildren(parent) {
      if (parent) return [];
      const tables = await client.sendRequest<StoredTable[]>(STORE_REQUEST).catch((): StoredTable[] => []);
      view.message = tables.length ? undefined : NOTHING;
      return tables.length ? tables : [IMPORT];
    },
    getTreeItem: (row) => (row === IMPORT ? importItem() : tableItem(row)),
  };
  const dropping: TreeDragAndDropController<Row> = {
    dropMimeTypes: ['text/uri-list', 'files'],
    dragMimeTypes: [],
    async handleDrop(_target, data) {
      const files = await filesOf(data);
      if (files.length) await importFiles(files);
    },
  };
  const options = { treeDataProvider: provider, dragAndDropController: dropping, showCollapseAll: false };
  const view = window.createTreeView('claimLens.tables', options);
  const following = tablesChanged(() => changed.fire());
  const starting = client.onDidChangeState(() => changed.fire());
  return { options, dispose: () => [view, following, starting, changed].forEach((one) => void one.dispose()) };
}

function importItem(): TreeItem {
  const item = new TreeItem('Import Code Files…');
  item.iconPath = new ThemeIcon('add');
  item.command = { command: 'claimLens.importCodes', title: 'Import Code Files…' };
  return item;
}

function tableItem(table: StoredTable): TreeItem {
  const item = new TreeItem(table.name);
  item.description = table.problem ?? counted(table.rows, 'row');
  item.tooltip = [table.source, table.from && `from ${table.from}`, table.importedOn && `imported ${table.importedOn}`]
    .filter(Boolean)
    .join(', ');
  return item;
}

/** The files of a drop: where they are, or, from outside of a window in a browser, their contents only. */
async function filesOf(data: DataTransfer): Promise<(Uri | SentFile)[]> {
  const list = (await data.get('text/uri-list')?.asString()) ?? '';
  const files: (Uri | SentFile)[] = list
    .split(/\r?\n/)
    .filter((line) => /^[a-z][a-z\d+.-]+:/i.test(line))
    .map((line) => Uri.parse(line));
  for (const [, item] of data) {
    const file = item.asFile();
    if (file && !file.uri) files.push(file);
  }
  return files;
}
