import { strict as assert } from 'node:assert';
import { commands, languages, Position, type TextDocument, type Uri, WorkspaceEdit, window, workspace } from 'vscode';
import {
  activate,
  apply,
  codeActions,
  codeOf,
  complete,
  fileText,
  hoverText,
  labelOf,
  open,
  openAt,
  rangeOf,
  waitForDiagnostics,
  waitForLanguage,
} from './helpers';

const RULE = 'missing-primary-code';

const CSV = `Claim ID,Patient ID,DOS,POS,CPT,Mod,Units
C1,P1,3/4/2025,11,99213,25,1
C1,P1,3/4/2025,11,0709T,,2
«»`;

const FHIR = JSON.stringify(
  {
    resourceType: 'Claim',
    id: 'C1',
    type: { coding: [{ code: 'professional' }] },
    patient: { reference: 'Patient/P1' },
    item: [
      {
        sequence: 1,
        productOrService: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '0709T' }] },
        servicedDate: '2025-03-04',
        quantity: { value: 1 },
      },
    ],
  },
  null,
  2,
);

describe('formats beside X12 in VS Code', () => {
  let interchange: string;

  before(async () => {
    await activate();
    // From the disk: other tests type in the editor's copy.
    interchange = await fileText('add-on.edi');
  });

  describe('CSV', () => {
    it('a table with service lines is CSV, has the finding, and the quick fix adds a row', async () => {
      const { document } = await openAt('lines.csv', CSV);
      const code = rangeOf(document, '0709T');
      const found = await ours(document);
      assert.deepEqual(
        found.map((one) => one.range),
        [code],
      );
      assert.equal((await current(document)).languageId, 'csv');
      const fix = (await codeActions(document.uri, code)).find((one) => /0708T/.test(one.title));
      assert.ok(fix);
      await apply(fix);
      await waitForDiagnostics(document.uri, (list) => list.every((one) => codeOf(one) !== RULE));
      const added = (await current(document)).lineAt(2).text;
      assert.equal(added, 'C1,P1,3/4/2025,11,0708T,,1');
    });

    it('hover and completion know the column', async () => {
      const { document, position } = await openAt(
        'typed.csv',
        'Claim ID,Patient ID,DOS,CPT,Units\nC1,P1,3/4/2025,0709T,1\nC1,P1,3/4/2025,070«»,1\n',
      );
      await waitForLanguage(document.uri, 'csv');
      assert.match(await hoverText(document.uri, rangeOf(document, '0709T').start), /add-on/i);
      assert.ok((await complete(document.uri, position)).map(labelOf).some((label) => label.includes('0708T')));
    });

    it('any other table is left as it is', async () => {
      const { document } = await openAt('prices.csv', 'Item,Price\n0709T,12\n«»');
      await open('add-on.claim');
      await commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri);
      assert.equal((await current(document)).languageId, 'plaintext');
      assert.deepEqual(languages.getDiagnostics(document.uri), []);
    });

    it('columns of the user’s own are known by the setting', async () => {
      await withSetting('csv.columns', { code: 'Leistung', units: 'Anzahl' }, async () => {
        const { document } = await openAt('own.csv', 'Fall;Leistung;Anzahl;DOS\nC1;0709T;1;2025-03-04\n«»');
        assert.deepEqual(
          (await ours(document)).map((one) => one.range),
          [rangeOf(document, '0709T')],
        );
      });
    });

    it('so they are in a file that is open already', async () => {
      const { document } = await openAt('opened.csv', 'Fall;Prestation;Anzahl;DOS\nC1;0709T;1;2025-03-04\n«»');
      await withSetting('csv.columns', { code: 'Prestation', units: 'Anzahl' }, async () => {
        assert.equal((await ours(document)).length, 1);
        assert.equal((await current(document)).languageId, 'csv');
      });
    });
  });

  describe('FHIR JSON', () => {
    it('a Claim stays JSON and has the finding and the hover', async () => {
      const { document } = await openAt('claim.json', `${FHIR}«»`);
      const found = await ours(document);
      assert.deepEqual(
        found.map((one) => one.range),
        [rangeOf(document, '0709T')],
      );
      assert.equal(document.languageId, 'json');
      assert.match(await hoverText(document.uri, rangeOf(document, '0709T').start), /0708T/);
    });

    it('other JSON gets nothing of ours', async () => {
      const { document } = await openAt('other.json', `${FHIR.replace('"Claim"', '"Basic"')}«»`);
      assert.doesNotMatch(await hoverText(document.uri, rangeOf(document, '0709T').start), /0708T/);
      assert.deepEqual(languages.getDiagnostics(document.uri), []);
    });

    it('JSON that becomes a Claim is followed from then on', async () => {
      const { document } = await openAt('becomes.json', `${FHIR.replace('"Claim"', '"Basic"')}«»`);
      const edit = new WorkspaceEdit();
      edit.replace(document.uri, rangeOf(document, 'Basic'), 'Claim');
      await workspace.applyEdit(edit);
      assert.equal((await ours(document)).length, 1);
      const more = new WorkspaceEdit();
      more.replace(document.uri, rangeOf(document, '0709T'), '0708T');
      await workspace.applyEdit(more);
      await waitForDiagnostics(document.uri, (list) => list.every((one) => codeOf(one) !== RULE));
    });
  });

  describe('plain text and Markdown', () => {
    it('a code behind a label is explained on hover, and nothing is checked', async () => {
      const { document, position } = await openAt(
        'notes.md',
        '# Visit\n\nBilled CPT `0709T` alone. Room 90210.\n\nAlso CPT 070«»\n',
      );
      assert.match(await hoverText(document.uri, rangeOf(document, '0709T').start.translate(0, 1)), /0708T/);
      assert.equal(await hoverText(document.uri, rangeOf(document, '90210').start), '');
      assert.ok((await complete(document.uri, position)).map(labelOf).some((label) => label.includes('0708T')));
      assert.deepEqual(languages.getDiagnostics(document.uri), []);
    });

    it('is left alone with the setting off', async () => {
      await withSetting('text.mode', 'off', async () => {
        const { document } = await openAt('off.txt', 'Billed CPT 0709T alone.\n«»');
        assert.equal(await hoverText(document.uri, rangeOf(document, '0709T').start), '');
      });
    });

    it('is read as claim text with the setting full', async () => {
      await withSetting('text.mode', 'full', async () => {
        const { document } = await openAt('full.md', 'DOS: 2025-03-04\n\n1. 0709T x1\n«»');
        assert.deepEqual(
          (await ours(document)).map((one) => one.range),
          [rangeOf(document, '0709T')],
        );
      });
    });
  });

  describe('recognised by content', () => {
    it('a .txt that begins with ISA is X12', async () => {
      const { document } = await openAt('wrongly-named.txt', `${interchange}«»`);
      await waitForLanguage(document.uri, 'x12');
      assert.equal((await ours(document)).length, 1);
    });

    it('so is a .json that begins with ISA', async () => {
      const { document } = await openAt('wrongly-named.json', `${interchange}«»`);
      await waitForLanguage(document.uri, 'x12');
      assert.equal((await ours(document)).length, 1);
    });

    it('an interchange that is pasted into an untitled text is X12', async () => {
      const document = await workspace.openTextDocument({ language: 'plaintext', content: '' });
      const editor = await window.showTextDocument(document);
      await editor.edit((builder) => builder.insert(new Position(0, 0), interchange));
      await waitForLanguage(document.uri, 'x12');
      assert.equal((await ours(document)).length, 1);
    });

    it('a user who takes the language back is not contradicted', async () => {
      const { document } = await openAt('taken-back.txt', `${interchange}«»`);
      await waitForLanguage(document.uri, 'x12');
      const back = await languages.setTextDocumentLanguage(await current(document), 'plaintext');
      const edit = new WorkspaceEdit();
      edit.insert(back.uri, new Position(0, 0), ' ');
      await workspace.applyEdit(edit);
      await commands.executeCommand('vscode.executeDocumentSymbolProvider', back.uri);
      assert.equal((await current(back)).languageId, 'plaintext');
    });
  });

  describe('chosen by the user', () => {
    it('files.associations gives a name its format', async () => {
      await withSetting('files.associations', { '*.lines': 'claim-text' }, async () => {
        const { document } = await openAt('day.lines', 'DOS: 2025-03-04\n1. 0709T x1\n«»');
        assert.equal((await ours(document)).length, 1);
        assert.equal((await current(document)).languageId, 'claim-text');
      });
    });

    it('Read This File As… reads it so until it is closed', async () => {
      const { document } = await openAt('dictated.txt', 'DOS: 2025-03-04\n1. 0709T x1\n«»');
      await commands.executeCommand('claimLens.readAs', 'claim-text');
      assert.equal((await ours(document)).length, 1);
      await commands.executeCommand('claimLens.readAs', 'none');
      await waitForDiagnostics(document.uri, (list) => list.length === 0);
    });
  });
});

/** The document as it is now: another language makes another document of the same name. */
async function current({ uri }: TextDocument): Promise<TextDocument> {
  return workspace.openTextDocument(uri);
}

async function ours({ uri }: { readonly uri: Uri }) {
  const found = await waitForDiagnostics(uri, (list) => list.some((one) => codeOf(one) === RULE));
  return found.filter((one) => codeOf(one) === RULE);
}

async function withSetting(name: string, value: unknown, act: () => Promise<void>): Promise<void> {
  const settings = workspace.getConfiguration('claimLens');
  await settings.update(name, value, false);
  try {
    await act();
  } finally {
    await settings.update(name, undefined, false);
  }
}
