import {
  type Disposable,
  type Event,
  MarkdownString,
  StatusBarAlignment,
  type StatusBarItem,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type DocumentStatus, type LoadedTable, STATUS_NOTIFICATION, TABLES_REQUEST } from '../../server/src/protocol';
import { counted } from './counted';
import { OWN_LANGUAGES } from './languages';

/** The status bar item: what was found in the editor in front, and with which tables. */
export interface Status extends Disposable {
  current(): DocumentStatus | undefined;
  readonly item: StatusBarItem;
}

export function createStatus(client: BaseLanguageClient, tablesChanged: Event<void>): Status {
  const item = window.createStatusBarItem('claimLens.status', StatusBarAlignment.Left, 0);
  item.name = 'Claim Lens';
  item.command = 'claimLens.showLoadedTables';
  const known = new Map<string, DocumentStatus>();
  let tables: readonly LoadedTable[] = [];

  const current = () => {
    const uri = window.activeTextEditor?.document.uri;
    return uri && known.get(client.code2ProtocolConverter.asUri(uri));
  };
  const show = () => {
    const document = window.activeTextEditor?.document;
    const status = current();
    // In JSON, CSV and text only what holds claims is ours.
    if (!document || !(OWN_LANGUAGES.includes(document.languageId) || status?.claims)) {
      item.hide();
      return;
    }
    const old = status?.olderTables.length ? ' $(warning)' : '';
    item.text = `$(checklist) ${summary(status)}${old}`;
    item.tooltip = tooltip(status, tables);
    item.show();
  };
  const subscriptions: Disposable[] = [
    item,
    window.onDidChangeActiveTextEditor(show),
    workspace.onDidOpenTextDocument(show),
    workspace.onDidCloseTextDocument(({ uri }) => {
      known.delete(client.code2ProtocolConverter.asUri(uri));
      show();
    }),
    client.onNotification(STATUS_NOTIFICATION, (status: DocumentStatus) => {
      known.set(status.uri, status);
      show();
    }),
    tablesChanged(async () => {
      tables = await client.sendRequest<LoadedTable[]>(TABLES_REQUEST).catch(() => tables);
      show();
    }),
    client.onDidChangeState(async () => {
      if (!client.isRunning()) known.clear();
      else tables = await client.sendRequest<LoadedTable[]>(TABLES_REQUEST).catch(() => []);
      show();
    }),
  ];
  show();
  return {
    current,
    item,
    dispose: () => subscriptions.forEach((one) => void one.dispose()),
  };
}

/** `Claim Lens: 2 errors, 1 warning`, or the name alone where there is nothing to say. */
export function summary(status: DocumentStatus | undefined): string {
  if (!status) return 'Claim Lens';
  const { error, warning, info, hint } = status.counts;
  const parts = [count(error, 'error'), count(warning, 'warning'), count(info, 'note'), count(hint, 'hint')].filter(
    (part) => part !== undefined,
  );
  return parts.length ? `Claim Lens: ${parts.join(', ')}` : 'Claim Lens';
}

function count(number: number, noun: string): string | undefined {
  return number === 0 ? undefined : counted(number, noun);
}

function tooltip(status: DocumentStatus | undefined, tables: readonly LoadedTable[]): MarkdownString {
  const text = new MarkdownString('', true);
  if (status) {
    const read = `${count(status.claims, 'claim') ?? 'No claims'}, ${count(status.lines, 'service line') ?? 'no service lines'}`;
    text.appendMarkdown(status.format ? `${read}\n\n` : 'Not read: the text is in no known format\n\n');
    if (status.olderTables.length) {
      const older = status.olderTables.join(', ');
      text.appendMarkdown(`Older than the newest service here: ${plain(older)}. Import the current release.\n\n`);
    }
    for (const { rule, reason, lines } of status.notChecked) {
      text.appendMarkdown(`- Not checked: \`${rule}\`: ${plain(reason)} (${count(lines, 'line')})\n`);
    }
  }
  const imported = tables.filter((one) => one.imported);
  text.appendMarkdown('\n\n**Tables**\n\n');
  for (const one of imported) {
    text.appendMarkdown(`- ${plain(`${one.table} ${one.edition}`)}${one.coverage === 'part' ? ' (in part)' : ''}\n`);
  }
  text.appendMarkdown(imported.length ? '- the built-in sample for the rest\n' : 'The built-in sample answers.\n');
  return text;
}

/** As it stands, in Markdown; `appendText` would forbid every line break. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+.!|<>&~-]/g, '\\$&');
}
