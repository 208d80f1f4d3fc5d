import { strict as assert } from 'node:assert';
import { commands, extensions, type Position, type TextDocument } from 'vscode';
import {
  activate,
  apply,
  codeActions,
  codeOf,
  complete,
  hoverText,
  labelOf,
  open,
  openAt,
  rangeOf,
  waitForDiagnostics,
} from './helpers';

const RULE = 'missing-primary-code';

describe('Claim Lens in VS Code', () => {
  before(activate);

  it('is active and has its commands', async () => {
    assert.ok(extensions.getExtension('claim-lens.claim-lens')?.isActive);
    const known = await commands.getCommands(true);
    for (const name of ['lookUpCode', 'showLoadedTables', 'restartServer']) {
      assert.ok(known.includes(`claimLens.${name}`), `claimLens.${name} is not registered`);
    }
  });

  describe('claim text', () => {
    it('is the language of a .claim file', async () => {
      assert.equal((await open('add-on.claim')).languageId, 'claim-text');
    });

    it('tells on hover that 0709T is an add-on of 0708T', async () => {
      await checkHover(await open('add-on.claim'));
    });

    it('completes the digits of a code', async () => {
      const { document, position } = await openAt(
        'completion.claim',
        'Claim: 2025-0043\nDOS: 2025-03-04   POS: 11\n1. 070«»\n',
      );
      await checkCompletion(document, position);
    });

    it('flags 0709T without its primary, and the quick fix clears it', async () => {
      const document = await open('add-on.claim');
      await checkFix(document);
      const lines = document.getText().split('\n');
      const primary = lines.findIndex((line) => line.includes('0708T'));
      const addOn = lines.findIndex((line) => line.includes('0709T'));
      assert.ok(primary >= 0 && primary < addOn, `0708T does not stand before 0709T:\n${document.getText()}`);
    });
  });

  describe('X12', () => {
    it('is the language of an .edi file', async () => {
      assert.equal((await open('add-on.edi')).languageId, 'x12');
    });

    it('tells on hover that 0709T is an add-on of 0708T', async () => {
      await checkHover(await open('add-on.edi'));
    });

    it('completes the digits of a code in SV101-2', async () => {
      const original = (await open('add-on.edi')).getText();
      const { document, position } = await openAt('completion.edi', original.replace('HC:0709T', 'HC:070«»'));
      await checkCompletion(document, position);
    });

    it('flags 0709T without its primary, and the quick fix adds its line and counts the segments', async () => {
      const document = await open('add-on.edi');
      await checkFix(document);
      const segments = document
        .getText()
        .split('~')
        .map((segment) => segment.trim());
      const lines = segments.slice(
        segments.findIndex((segment) => segment.startsWith('LX*')),
        segments.findIndex((segment) => segment.startsWith('SE*')),
      );
      assert.deepEqual(
        lines.map((segment) => segment.split('*').slice(0, 2).join('*')),
        [
          ...['LX*1', 'SV1*HC:99213', 'DTP*472'],
          ...['LX*2', 'SV1*HC:0708T', 'DTP*472'],
          ...['LX*3', 'SV1*HC:0709T', 'DTP*472'],
        ],
      );
      assert.ok(segments.includes('SE*29*0001'), 'SE01 does not count the three new segments');
    });
  });

  it('answers again after Restart Server', async () => {
    await commands.executeCommand('claimLens.restartServer');
    await checkHover(await open('add-on.edi'));
  });
});

async function checkHover(document: TextDocument): Promise<void> {
  const text = await hoverText(document.uri, rangeOf(document, '0709T').start.translate(0, 2));
  assert.match(text, /0709T/);
  assert.match(text, /add-on/i);
  assert.match(text, /0708T/);
}

async function checkCompletion(document: TextDocument, position: Position): Promise<void> {
  const labels = (await complete(document.uri, position)).map(labelOf);
  for (const code of ['0708T', '0709T']) {
    assert.ok(
      labels.some((label) => label.includes(code)),
      `${code} is not offered, only: ${labels.slice(0, 20).join(', ') || '(nothing)'}`,
    );
  }
}

/** The finding stands on exactly the code, a quick fix inserts the primary, and then the finding is gone. */
async function checkFix(document: TextDocument): Promise<void> {
  const code = rangeOf(document, '0709T');
  const found = await waitForDiagnostics(document.uri, (list) => list.some((it) => codeOf(it) === RULE));
  const finding = found.filter((it) => codeOf(it) === RULE);
  assert.equal(finding.length, 1);
  assert.equal(finding[0]!.source, 'claim-lens');
  assert.deepEqual(finding[0]!.range, code);
  assert.match(finding[0]!.message, /0708T/);

  const fixes = await codeActions(document.uri, code);
  const fix = fixes.find((it) => /0708T/.test(it.title));
  assert.ok(fix, `no quick fix names 0708T: ${fixes.map((it) => it.title).join(', ') || '(none)'}`);
  await apply(fix);
  await waitForDiagnostics(document.uri, (list) => list.every((it) => codeOf(it) !== RULE));
  assert.match(document.getText(), /0708T/);
}
