import { strict as assert } from 'node:assert';
import { commands, Range, TabInputText, type TextDocument, type Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { SEGMENTED_VIEW_SCHEME } from '../../../server/src/protocol';
import { claim837 } from '../../support/x12';
import {
  activate,
  codeOf,
  fileText,
  hoverText,
  inFront,
  open,
  openAt,
  rangeOf,
  until,
  waitForDiagnostics,
} from './helpers';
import { answering } from './watched';

/** One line; the add-on 0709T lacks its primary. */
const ONE = claim837({ lines: [{ code: '0709T' }] }, { eol: '' });
const SEGMENTS = ONE.split('~').slice(0, -1);

async function view(name: string): Promise<TextDocument> {
  return viewOf((await open(name)).uri);
}

async function viewOf(file: Uri): Promise<TextDocument> {
  await commands.executeCommand('claimLens.openSegmentedView', file);
  return inFront(file.with({ scheme: SEGMENTED_VIEW_SCHEME, authority: '', query: file.toString() }));
}

async function replace(document: TextDocument, text: string, by: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, rangeOf(document, text), by);
  assert.ok(await workspace.applyEdit(edit));
}

async function write(name: string, text: string): Promise<Uri> {
  return (await openAt(name, `${text}«»`)).document.uri;
}

const lacksPrimary = (found: readonly Parameters<typeof codeOf>[0][]) =>
  found.some((one) => codeOf(one) === 'missing-primary-code');

describe('the segmented view', () => {
  before(activate);

  it('shows a one-line file one segment a line, with everything live in it', async () => {
    await write('view-live.edi', ONE);
    const document = await view('view-live.edi');
    assert.equal(document.languageId, 'x12');
    assert.equal(
      document.getText(),
      SEGMENTS.map((segment) => `${segment}~\n`)
        .join('')
        .slice(0, -1),
    );
    await waitForDiagnostics(document.uri, lacksPrimary);
    const at = rangeOf(document, '0709T').start;
    assert.match(await hoverText(document.uri, at), /0709T/);
    assert.equal(await fileText('view-live.edi'), ONE);
  });

  it('saves back to the one line, and the finding goes with its cause', async () => {
    await write('view-save.edi', ONE);
    const document = await view('view-save.edi');
    await waitForDiagnostics(document.uri, lacksPrimary);
    await replace(document, 'HC:0709T', 'HC:0708T');
    await waitForDiagnostics(document.uri, (found) => !lacksPrimary(found));
    assert.ok(await document.save());
    assert.equal(await fileText('view-save.edi'), ONE.replace('HC:0709T', 'HC:0708T'));
  });

  it('gives lines of 80 characters back, returns and all', async () => {
    const cut = (text: string) => text.replace(/.{80}(?=.)/gs, '$&\r\n');
    await write('view-wrapped.edi', cut(ONE));
    const document = await view('view-wrapped.edi');
    await replace(document, 'TESTPERSON', 'TESTPERSONNEL');
    assert.ok(await document.save());
    assert.equal(await fileText('view-wrapped.edi'), cut(ONE.replace('TESTPERSON', 'TESTPERSONNEL')));
  });

  it('follows the file when it changes beneath', async () => {
    const uri = await write('view-follows.edi', ONE);
    const document = await view('view-follows.edi');
    await workspace.fs.writeFile(uri, new TextEncoder().encode(ONE.replace('0709T', '0708T')));
    await until(
      () => document.getText().includes('0708T'),
      workspace.onDidChangeTextDocument,
      () => 'the view is as it was',
    );
    assert.equal(document.isDirty, false);
  });

  it('writes nothing while a terminator is missing', async () => {
    await write('view-unended.edi', ONE);
    const document = await view('view-unended.edi');
    const line = rangeOf(document, 'LX*1~').start.line;
    const edit = new WorkspaceEdit();
    edit.delete(document.uri, new Range(line, 4, line, 5));
    assert.ok(await workspace.applyEdit(edit));
    assert.equal(await document.save(), false);
    assert.equal(await fileText('view-unended.edi'), ONE);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  describe('of a line that is too long to be drawn, which is made when it is offered', () => {
    const long = (first: string) =>
      claim837({ lines: Array.from({ length: 300 }, (_, i) => ({ code: i === 0 ? first : '99213' })) }, { eol: '' });
    const shown = (text: string) => text.replaceAll('~', '~\n').trimEnd();

    it('has what the file has', async () => {
      const text = long('0709T');
      assert.ok(text.length > 10_000);
      await write('view-long.edi', text);
      assert.equal((await view('view-long.edi')).getText(), shown(text));
    });

    it('has what the file has now, where it was changed meanwhile', async () => {
      const [old, now] = [long('0709T'), long('0708T')];
      const uri = await write('view-long-changed.edi', old);
      await workspace.fs.writeFile(uri, new TextEncoder().encode(now));
      assert.equal((await viewOf(uri)).getText(), shown(now));
    });

    it('once, and again after the file was edited', async () => {
      const text = long('0709T');
      const { document } = await openAt('view-long-edited.edi', `${text}«»`);
      await replace(document, 'HC:0709T', 'HC:0708T');
      assert.ok(await document.save());
      assert.equal((await view('view-long-edited.edi')).getText(), shown(long('0708T')));
    });
  });

  it('a file that has no view is said why in a message, and nothing is opened', async () => {
    const uri = await write('view-none.edi', 'ST*837 is written about here, and no interchange begins');
    const errors: string[] = [];
    const stubs = answering();
    stubs.with(window, 'showErrorMessage', (async (text: string) => void errors.push(text)) as never);
    try {
      await commands.executeCommand('claimLens.openSegmentedView', uri);
    } finally {
      stubs.dispose();
    }
    assert.equal(errors.length, 1);
    assert.match(errors[0]!, /^There is no segmented view of this file: no interchange was found/);
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    const views = tabs.filter(({ input }) => input instanceof TabInputText && input.uri.query.includes('view-none'));
    assert.equal(views.length, 0);
  });
});
