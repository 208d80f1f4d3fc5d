import { strict as assert } from 'node:assert';
import {
  CancellationTokenSource,
  commands,
  DataTransfer,
  DataTransferItem,
  EventEmitter,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  type QuickPickItem,
  type Uri,
  window,
  workspace,
} from 'vscode';
import { codeOf, openAt, waitForDiagnostics } from './helpers';
import { importCodes, LIMITS_2026Q2, LIMITS_2026Q3, limits, ownCodes, page, scene } from './importing';
import { statusBar, tablesView, waitForStatus } from './watched';

const ACCEPT = 'Accept and Import';
const CLAIM = 'Claim: T-1\nDOS: 2026-08-04   POS: 11\n1. G0299 x3\n«»';

const excess = (found: readonly Parameters<typeof codeOf>[0][]) =>
  found.filter((one) => codeOf(one) === 'excess-units');

describe('the loaded tables in VS Code', () => {
  const own = scene();
  const older = () => own.files({ [LIMITS_2026Q2]: limits({ G0299: 2 }) });
  const newer = () => own.files({ [LIMITS_2026Q3]: limits({ G0299: 2 }) });

  async function shown(expected: RegExp): Promise<string> {
    await commands.executeCommand('claimLens.showLoadedTables');
    return page('Loaded tables', expected);
  }

  /** Remove Tables…, with what is picked of the list. */
  async function remove(...names: string[]): Promise<readonly QuickPickItem[]> {
    let offered: readonly QuickPickItem[] = [];
    own.stubs.with(window, 'showQuickPick', (async (items: readonly QuickPickItem[], options: object) => {
      assert.deepEqual(
        { ...options, placeHolder: undefined, title: undefined },
        { canPickMany: true, placeHolder: undefined, title: undefined },
      );
      offered = items;
      return items.filter(({ label }) => names.includes(label));
    }) as never);
    await commands.executeCommand('claimLens.removeTables');
    return offered;
  }

  it('Show Loaded Tables: edition, coverage and rows of each, and of what is missing where it is published', async () => {
    own.answer(ACCEPT);
    const before = await shown(/^\| NCCI MUE practitioner \| 2024Q3 \| 2024.07.01 \| 249 \| starter \| /m);
    const missing = before.slice(before.indexOf('## Not imported'));
    assert.match(missing, /^\| NCCI MUE practitioner \| .+ \| <https:\/\/www\.cms\.gov\/\S+> \| .+ \|$/m);

    await importCodes([...older(), ...own.files({ 'house.csv': ownCodes({ T1015: 'Invented visit' }) })]);
    const after = await shown(
      /^\| NCCI MUE practitioner \| 2026Q2 \| 2026.04.01 \| 1 \| complete \| CMS: MCR_MUE\S+csv \|$/m,
    );
    assert.ok(after.indexOf('2026Q2') < after.indexOf('## Built-in sample'), 'the sample is before what was imported');
    assert.match(after, /^\| Own codes \| house \| {2}\| 1 \| {2}\| Own: house\.csv \|$/m);
    const still = after.slice(after.indexOf('## Not imported'));
    assert.doesNotMatch(still, /NCCI MUE practitioner/);
    assert.match(still, /^\| NCCI MUE outpatient hospital \| /m);
  });

  it('Show Loaded Tables: what was not checked in the file in front, and why', async () => {
    const { document } = await openAt('unchecked.claim', CLAIM);
    await waitForStatus(() => /excess-units/.test(statusBar().tooltip));
    await shown(/## Not checked in this file\n[\s\S]*^\| `excess-units` \| .+ \| 1 \|$/m);
    assert.equal(document.isClosed, false);
  });

  it('Remove Tables… lists the editions, takes out what is picked, and its findings go', async () => {
    const asked = own.answer(ACCEPT);
    const { document } = await openAt('removed.claim', CLAIM);
    await importCodes([...older(), ...own.files({ 'house.csv': ownCodes({ T1015: 'Invented visit' }) })]);
    await waitForDiagnostics(document.uri, (list) => excess(list).length > 0);
    const offered = await remove('MUE-practitioner@2026Q2');
    assert.deepEqual(
      offered.map(({ label, description, detail }) => [label, description, detail]),
      [
        ['MUE-practitioner@2026Q2', '1 row, from 2026-04-01', LIMITS_2026Q2],
        ['SITE@house', offered[1]!.description, 'house.csv'],
      ],
    );
    await waitForDiagnostics(document.uri, (list) => excess(list).length === 0);
    assert.deepEqual(own.stored(), ['SITE@house.clens', 'license.json']);
    assert.deepEqual(asked.told, ['Removed 1 table file.']);
  });

  it('Remove Tables… with nothing imported says so, and Escape removes nothing', async () => {
    const asked = own.answer();
    await commands.executeCommand('claimLens.removeTables');
    assert.equal(asked.told.length, 1);
    assert.match(asked.told[0]!, /No tables were imported/);
    await importCodes(own.files({ 'house.csv': ownCodes({ T1015: 'Invented visit' }) }));
    await remove();
    assert.deepEqual(own.stored(), ['SITE@house.clens']);
    assert.equal(asked.told.length, 1);
  });

  it('the status bar warns of an edition that is older than the claims, until a newer one is there', async () => {
    own.answer(ACCEPT);
    await openAt('status.claim', CLAIM);
    await waitForStatus(() => statusBar().tooltip.includes('1 claim'));
    assert.doesNotMatch(statusBar().text, /\$\(warning\)/);
    await importCodes(older());
    await openAt('status.claim', CLAIM);
    await waitForStatus(() => statusBar().text.includes('$(warning)'));
    assert.match(
      statusBar().tooltip.replace(/&nbsp;/g, ' '),
      /Older than the newest service here: NCCI MUE practitioner 2026Q2/,
    );
    await importCodes(newer());
    await openAt('status.claim', CLAIM);
    await waitForStatus(() => !statusBar().text.includes('$(warning)') && statusBar().tooltip.includes('2026Q3'));
  });

  it('files that are dropped on the view are imported; what is none of them is left', async () => {
    const asked = own.answer(ACCEPT);
    const { treeDataProvider, dragAndDropController } = tablesView();
    assert.deepEqual(dragAndDropController!.dropMimeTypes, ['text/uri-list', 'files']);
    const dropped = [...older(), ...own.files({ 'house.csv': ownCodes({ T1015: 'Invented visit' }) })];
    await drop(listOf('# files', ...dropped.map(String)));
    assert.equal(asked.modals.length, 1);
    assert.deepEqual(own.stored(), ['MUE-practitioner@2026Q2.clens', 'SITE@house.clens', 'license.json']);
    const rows = (await treeDataProvider.getChildren())!;
    const items = await Promise.all(rows.map((row) => treeDataProvider.getTreeItem(row)));
    assert.deepEqual(
      items.map(({ label }) => label),
      ['MUE-practitioner@2026Q2', 'SITE@house'],
    );
  });

  it('files of another machine, and those that a browser only tells the contents of, are imported as well', async () => {
    const asked = own.answer();
    const house = ownCodes({ T1015: 'Invented visit' });
    const far = workspace.registerFileSystemProvider('far-away', filesIn({ '/downloads/house.csv': house }));
    try {
      await drop(listOf('far-away:///downloads/house.csv'), sent('clinic.csv', house));
    } finally {
      far.dispose();
    }
    assert.deepEqual(asked.errors, []);
    assert.deepEqual(own.stored(), ['SITE@clinic.clens', 'SITE@house.clens']);
    assert.match(await page('Imported tables', /SITE@clinic/), /^\| SITE@house \| 1 \| house\.csv \|$/m);
  });

  it('a dropped file that can’t be read is told in a sentence', async () => {
    const asked = own.answer();
    await drop(listOf('far-away:///downloads/house.csv'));
    assert.equal(asked.errors.length, 1);
    assert.match(asked.errors[0]!, /^house\.csv could not be read, so nothing was imported/);
    assert.deepEqual(own.stored(), []);
  });

  it('without tables the view has a row that imports', async () => {
    const { treeDataProvider } = tablesView();
    const rows = (await treeDataProvider.getChildren())!;
    assert.equal(rows.length, 1);
    const { label, command } = await treeDataProvider.getTreeItem(rows[0]!);
    assert.deepEqual([label, command?.command], ['Import Code Files…', 'claimLens.importCodes']);
  });
});

type Dropped = readonly [mime: string, item: DataTransferItem];

async function drop(...items: readonly Dropped[]): Promise<void> {
  const data = new DataTransfer();
  for (const [mime, item] of items) data.set(mime, item);
  const token = new CancellationTokenSource().token;
  await tablesView().dragAndDropController!.handleDrop!(undefined, data, token);
}

function listOf(...lines: readonly string[]): Dropped {
  return ['text/uri-list', new DataTransferItem(lines.join('\r\n'))];
}

/** A file from outside of a window in a browser: it has no place. */
function sent(name: string, text: string): Dropped {
  const data = async () => new TextEncoder().encode(text);
  return ['text/csv', Object.assign(new DataTransferItem(''), { asFile: () => ({ name, data }) })];
}

/** Files of a machine that the server does not reach. */
function filesIn(texts: Readonly<Record<string, string>>): FileSystemProvider {
  const missing = (uri: Uri) => FileSystemError.FileNotFound(uri);
  const refuse = (uri: Uri) => {
    throw FileSystemError.NoPermissions(uri);
  };
  const none = new EventEmitter<never>();
  return {
    onDidChangeFile: none.event,
    watch: () => none,
    stat(uri) {
      const text = texts[uri.path];
      if (text === undefined) throw missing(uri);
      return { type: FileType.File, ctime: 0, mtime: 0, size: text.length };
    },
    readFile: (uri) => new TextEncoder().encode(texts[uri.path]),
    readDirectory: () => [],
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
}
