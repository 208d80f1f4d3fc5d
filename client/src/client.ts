import {
  commands,
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  type StatusBarItem,
  Uri,
  workspace,
} from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { type InitializationOptions, TABLES_CHANGED } from '../../server/src/protocol';
import { createCodeZips } from './codeZip';
import { importCodes } from './commands/importCodes';
import { lookUpCode } from './commands/lookUpCode';
import { oneSegmentALine } from './commands/oneSegmentALine';
import { openSegmentedView } from './commands/openSegmentedView';
import { readAs } from './commands/readAs';
import { removeTables } from './commands/removeTables';
import { restartServer } from './commands/restartServer';
import { showLoadedTables } from './commands/showLoadedTables';
import { unformat } from './commands/unformat';
import { createFollowed } from './followed';
import { createFormatChoices } from './formatChoice';
import { languagesFollowed } from './languages';
import { createPages } from './pages';
import { helpInText } from './passages';
import type { SentFile } from './reachable';
import { isOffered, offerView } from './segmentedView/offer';
import { createViewFiles } from './segmentedView/viewFiles';
import { createStatus } from './status';
import { createTablesView, type TablesView } from './tablesView';

/** Also the section of the settings: the client reads `claimLens.trace.server` by it. */
const ID = 'claimLens';

/** What the server reads; `trace` is the client's own. */
const SETTINGS = [
  'preset',
  'rules',
  'overrides',
  'payers',
  'maxFindings',
  'format',
  'inlayHints',
  'codeLens',
  'text',
  'files',
  'csv',
  'x12',
];

/** Makes the client of the host: a child process on the desktop, a worker in the browser. */
export type NewClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/** What the extension exports: what it shows and VS Code tells no other extension of, such as one that tests it. */
export interface Shown {
  readonly statusBarItem: StatusBarItem;
  readonly tablesView: TablesView['options'];
}

/** What is the same on the desktop, in a remote window and in the browser. */
export async function startClient(
  context: ExtensionContext,
  newClient: NewClient,
): Promise<{ readonly client: BaseLanguageClient; readonly shown: Shown }> {
  const choices = createFormatChoices();
  const followed = createFollowed(choices, (document, sent) =>
    isOffered(document) ? views.prepare(document, sent) : undefined,
  );
  // No scheme: files, untitled texts, remote and virtual workspaces alike.
  const selector = () => languagesFollowed().map((language) => ({ language }));
  const client = newClient(ID, 'Claim Lens', {
    documentSelector: selector(),
    middleware: followed.middleware,
    initializationOptions: (): InitializationOptions => {
      const settings = workspace.getConfiguration(ID);
      return {
        settings: Object.fromEntries(SETTINGS.map((name) => [name, settings.get(name)])),
        codesFolder: settings.get<string>('codes.folder') || Uri.joinPath(context.globalStorageUri, 'codes').fsPath,
      };
    },
  });
  const pages = createPages();
  const tablesChanged = new EventEmitter<void>();
  const status = createStatus(client, tablesChanged.event);
  const views = createViewFiles(client);
  const importFiles = (files?: readonly (Uri | SentFile)[]) =>
    importCodes(client, pages, context.globalStorageUri, files);
  const command = (name: string, run: (...given: unknown[]) => unknown): Disposable =>
    commands.registerCommand(`${ID}.${name}`, run);
  const tablesView = createTablesView(client, tablesChanged.event, importFiles);
  context.subscriptions.push(
    choices,
    followed,
    pages,
    helpInText(client),
    views,
    offerView((file) => openSegmentedView(views, file)),
    status,
    tablesChanged,
    // A client has one handler a notification: a second one takes the place of the first.
    client.onNotification(TABLES_CHANGED, () => tablesChanged.fire()),
    command('lookUpCode', (given) => lookUpCode(client, pages, given)),
    command('showLoadedTables', () => showLoadedTables(client, pages, status.current())),
    command('restartServer', () => restartServer(client)),
    command('oneSegmentALine', () => oneSegmentALine(client)),
    command('unformat', () => unformat(client)),
    command('openSegmentedView', (given) => openSegmentedView(views, urisOf([given])?.[0])),
    command('readAs', (given) => readAs(choices, followed, given)),
    command('importCodes', (clicked, selected) => importFiles(urisOf(selected) ?? urisOf([clicked]))),
    command('removeTables', () => removeTables(client)),
    createCodeZips(importFiles),
    tablesView,
    workspace.onDidChangeConfiguration((event) => {
      const before = JSON.stringify(client.clientOptions.documentSelector);
      client.clientOptions.documentSelector = selector();
      const isOther = before !== JSON.stringify(client.clientOptions.documentSelector);
      if (isOther || event.affectsConfiguration(`${ID}.codes.folder`)) void restartServer(client);
    }),
  );
  await followed.begin(client);
  return { client, shown: { statusBarItem: status.item, tablesView: tablesView.options } };
}

/** What the Explorer gives a command: the files that are selected. */
function urisOf(given: unknown): Uri[] | undefined {
  const uris = Array.isArray(given) ? given.filter((one): one is Uri => one instanceof Uri) : [];
  return uris.length ? uris : undefined;
}
