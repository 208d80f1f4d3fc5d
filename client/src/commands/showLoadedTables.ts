import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type DocumentStatus,
  type LoadedTable,
  MISSING_REQUEST,
  type MissingTable,
  type NotCheckedRule,
  TABLES_REQUEST,
} from '../../../server/src/protocol';
import type { Pages } from '../pages';

/** Lists the tables that answer, and what was not checked in the editor in front for want of one. */
export async function showLoadedTables(
  client: BaseLanguageClient,
  pages: Pages,
  status: DocumentStatus | undefined,
): Promise<void> {
  const [tables, missing] = await Promise.all([
    client.sendRequest<LoadedTable[]>(TABLES_REQUEST),
    client.sendRequest<MissingTable[]>(MISSING_REQUEST),
  ]);
  await pages.show('Loaded tables', tablesPage(tables, missing, status?.notChecked ?? []));
}

export function tablesPage(
  tables: readonly LoadedTable[],
  missing: readonly MissingTable[],
  notChecked: readonly NotCheckedRule[],
): string {
  const imported = tables.filter((one) => one.imported);
  const unchecked = notChecked.map(({ rule, reason, lines }) => row([`\`${rule}\``, reason, String(lines)]));
  return [
    '# Loaded tables',
    '',
    'Coverage `starter`: a sample of the codes that offices meet most. What it does not list is not judged.',
    'Coverage `complete`: the publisher lists nothing else.',
    'Coverage `part`: parts of the release were not imported, or list no codes of their own. What they lack is not judged.',
    '',
    '## Imported',
    '',
    ...(imported.length ? editionRows(imported) : ['Nothing: the built-in sample answers.']),
    '',
    '## Built-in sample',
    '',
    ...editionRows(tables.filter((one) => !one.imported)),
    '',
    '## Not imported',
    '',
    ...(missing.length
      ? [
          'Run **Claim Lens: Import Code Files…** with the files as they were downloaded.',
          '',
          row(['Table', 'File', 'Published at', 'Without it']),
          '| --- | --- | --- | --- |',
          ...missing.map(({ table, file, where, without }) => row([table, file, `<${where}>`, without])),
        ]
      : ['Nothing: every table was imported.']),
    '',
    '## Not checked in this file',
    '',
    ...(unchecked.length
      ? [row(['Rule', 'Reason', 'Lines']), '| --- | --- | ---: |', ...unchecked]
      : ['Nothing: every rule had the tables it needs, or no claims are open.']),
    '',
  ].join('\n');
}

function editionRows(tables: readonly LoadedTable[]): string[] {
  return [
    row(['Table', 'Edition', 'From', 'Rows', 'Coverage', 'Source']),
    '| --- | --- | --- | ---: | --- | --- |',
    ...tables.map((one) =>
      row([
        one.table,
        unbroken(one.edition),
        unbroken(one.effectiveFrom ?? ''),
        one.rows.toLocaleString('en-US'),
        one.coverage ?? '',
        `${one.publisher}: ${one.source}`,
      ]),
    ),
  ];
}

/** `2026-07-01` on one line, however narrow its column. */
function unbroken(text: string): string {
  return text.replaceAll('-', '\u2011');
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
