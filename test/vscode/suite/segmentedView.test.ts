import { strict as assert } from 'node:assert';
import { commands, Range, type TextDocument, type Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { activate, codeOf, fileText, hoverText, open, openAt, rangeOf, waitForDiagnostics } from './helpers';

/** One line, everybody invented; the add-on 0709T lacks its primary. */
const SEGMENTS = [
  'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *250304*1200*^*00501*000000001*0*T*:',
  'GS*HC*SENDER*RECEIVER*20250304*1200*1*X*005010X222A1',
  'ST*837*0001*005010X222A1',
  'BHT*0019*00*1*20250304*1200*CH',
  'HL*1**20*1',
  'NM1*85*2*TEST CLINIC*****XX*1999999984',
  'HL*2*1*22*0',
  'SBR*P*18*******MB',
  'NM1*IL*1*TEST*PAT****MI*TEST001',
  'DMG*D8*19500101*F',
  'NM1*PR*2*TEST PAYER*****PI*00100',
  'CLM*2025-0042*700***11:B:1*Y*A*Y*Y',
  'HI*ABK:C4359',
  'LX*1',
  'SV1*HC:0709T:::::FURTHER INJECTION*700*UN*1***1',
  'DTP*472*D8*20250304',
  'SE*15*0001',
  'GE*1*1',
  'IEA*1*000000001',
];
const ONE = SEGMENTS.map((segment) => `${segment}~`).join('');

async function view(name: string): Promise<TextDocument> {
  const { uri } = await open(name);
  await commands.executeCommand('claimLens.openSegmentedView', uri);
  const shown = window.activeTextEditor?.document;
  assert.equal(shown?.uri.scheme, 'claim-lens-segments');
  return shown!;
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
    await replace(document, 'HC:0709T:::::FURTHER', 'HC:0708T:::::FIRST');
    await waitForDiagnostics(document.uri, (found) => !lacksPrimary(found));
    assert.ok(await document.save());
    assert.equal(await fileText('view-save.edi'), ONE.replace('HC:0709T:::::FURTHER', 'HC:0708T:::::FIRST'));
  });

  it('gives lines of 80 characters back, returns and all', async () => {
    const cut = (text: string) => text.replace(/.{80}(?=.)/gs, '$&\r\n');
    await write('view-wrapped.edi', cut(ONE));
    const document = await view('view-wrapped.edi');
    await replace(document, 'TEST*PAT*', 'TEST*PATRICIA*');
    assert.ok(await document.save());
    assert.equal(await fileText('view-wrapped.edi'), cut(ONE.replace('TEST*PAT*', 'TEST*PATRICIA*')));
  });

  it('follows the file when it changes beneath', async () => {
    const uri = await write('view-follows.edi', ONE);
    const document = await view('view-follows.edi');
    const changed = new Promise<void>((resolve) => {
      const listener = workspace.onDidChangeTextDocument((event) => {
        if (event.document !== document || !document.getText().includes('0708T')) return;
        listener.dispose();
        resolve();
      });
    });
    await workspace.fs.writeFile(uri, new TextEncoder().encode(ONE.replace('0709T', '0708T')));
    await changed;
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
});
