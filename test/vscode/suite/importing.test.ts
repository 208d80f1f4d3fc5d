import { strict as assert } from 'node:assert';
import { CancellationTokenSource, ProgressLocation, type Uri, window } from 'vscode';
import { zipOf } from '../../support/importFixtures';
import { codeOf, complete, hoverText, labelOf, openAt, rangeOf, waitForDiagnostics } from './helpers';
import { importCodes, LIMITS_2026Q2, LIMITS_2026Q3, limits, ownCodes, page, restarts, scene } from './importing';

const ACCEPT = 'Accept and Import';
const TERMS = 'Open the Terms';

/** G0299 is in no table of the sample; 0709T is. */
const CLAIM = 'Claim: T-1\nDOS: 2026-05-04   POS: 11\n1. G0299 x3\n2. T1015 x1\n«»';

const excess = (found: readonly Parameters<typeof codeOf>[0][]) =>
  found.filter((one) => codeOf(one) === 'excess-units');

describe('Import Code Files… in VS Code', () => {
  const own = scene();
  const limitsOf = (units: number) => own.files({ [LIMITS_2026Q2]: limits({ G0299: units }) });

  describe('the terms', () => {
    it('declined: asked in a modal that says whose codes these are, and nothing is in the store', async () => {
      const asked = own.answer(undefined);
      await importCodes(limitsOf(2));
      assert.equal(asked.modals.length, 1);
      const [{ message, detail, choices }] = asked.modals as [(typeof asked.modals)[number]];
      assert.match(message, /AMA and CMS/);
      assert.match(detail!, /American Medical Association/);
      assert.match(detail!, /only as\s+your licence/);
      assert.deepEqual(choices, [ACCEPT, TERMS]);
      assert.deepEqual(own.stored(), []);
      assert.deepEqual([asked.errors, asked.told], [[], []]);
    });

    it('can be read first, and are then asked for again', async () => {
      const asked = own.answer(TERMS, undefined);
      await importCodes(limitsOf(2));
      assert.equal(asked.modals.length, 2);
      assert.deepEqual(asked.opened, ['https://www.cms.gov/license/ama']);
      assert.deepEqual(own.stored(), []);
    });

    it('accepted: recorded with the day and the edition, and not asked for again', async () => {
      const asked = own.answer(ACCEPT);
      await importCodes(limitsOf(2));
      await importCodes(own.files({ [LIMITS_2026Q3]: limits({ G0299: 2 }) }));
      assert.equal(asked.modals.length, 1);
      assert.deepEqual(own.stored(), [
        'MUE-practitioner@2026Q2.clens',
        'MUE-practitioner@2026Q3.clens',
        'license.json',
      ]);
      const { accepted } = JSON.parse(own.storeFile('license.json'));
      const now = new Date();
      assert.deepEqual(
        accepted.map(({ date, editions }: { date: number; editions: string[] }) => [date, editions]),
        [[now.getFullYear() * 10000 + (now.getMonth() + 1) * 100 + now.getDate(), ['MUE-practitioner@2026Q2']]],
      );
    });

    it('are not asked for where a file holds no codes of the AMA', async () => {
      const asked = own.answer();
      await importCodes(own.files({ 'house.csv': ownCodes({ T1015: 'Invented visit' }) }));
      assert.deepEqual(asked.modals, []);
      assert.deepEqual(own.stored(), ['SITE@house.clens']);
    });
  });

  describe('what it says afterwards', () => {
    it('names what was taken from each member, and what was skipped and why', async () => {
      own.answer(ACCEPT);
      const zip = zipOf({
        [`tables/${LIMITS_2026Q2}`]: limits({ G0299: 2, T1015: 1 }),
        'tables/read me.pdf': '%PDF-1.7',
      });
      await importCodes(
        own.files({ 'mue.zip': zip, 'house.csv': ownCodes({ T1015: 'Invented visit', S9999: 'Another' }) }),
      );
      const text = await page(
        'Imported tables',
        /^\| MUE-practitioner@2026Q2 \| 2 \| mue\.zip\/tables\/MCR\\_MUE\\_PractitionerServices\S+csv \|$/m,
      );
      assert.match(text, /^\| SITE@house \| 2 \| house\.csv \|$/m);
      assert.match(text, /^## Skipped$/m);
      assert.match(text, /^- mue\.zip\/tables\/read me\.pdf: .+$/m);
    });

    it('a file that can’t be taken is told in a sentence, and the store is as it was', async () => {
      const asked = own.answer();
      await importCodes(own.files({ 'rvu26a.zip': '<!DOCTYPE html><html><body>Licence</body></html>' }));
      assert.equal(asked.errors.length, 1);
      assert.match(asked.errors[0]!, /rvu26a\.zip: .+\.$/);
      assert.deepEqual(own.stored(), []);
    });
  });

  it('asks for files where none are given, many or a folder, and Escape is no error', async () => {
    const asked = own.answer();
    const dialogs: unknown[] = [];
    const [house] = own.files({ 'house.csv': ownCodes({ T1015: 'Invented visit' }) });
    let chosen: Uri[] | undefined;
    own.stubs.with(window, 'showOpenDialog', async (options) => {
      dialogs.push([options?.canSelectMany, options?.canSelectFiles, options?.canSelectFolders]);
      return chosen;
    });
    await importCodes([]);
    assert.deepEqual(own.stored(), []);
    chosen = [house!];
    await importCodes([]);
    assert.deepEqual(own.stored(), ['SITE@house.clens']);
    assert.deepEqual(dialogs, [
      [true, true, true],
      [true, true, true],
    ]);
    assert.deepEqual(asked.errors, []);
  });

  it('shows how far it is, and Cancel leaves the store as it was', async () => {
    const asked = own.answer(ACCEPT);
    const many = Object.fromEntries(Array.from({ length: 90_000 }, (_, at) => [`G${1000 + (at % 9000)}`, at]));
    const files = own.files({ [LIMITS_2026Q2]: limits(many).repeat(1), 'ccipra-v322r0-f1.txt': pairs(400_000) });
    const cancel = new CancellationTokenSource();
    const said: string[] = [];
    own.stubs.with(window, 'withProgress', (async (options: { location: unknown; cancellable?: boolean }, task) => {
      assert.deepEqual([options.location, options.cancellable], [ProgressLocation.Notification, true]);
      const report = ({ message }: { message?: string }) => {
        said.push(message ?? '');
        if (/f1\.txt: [1-9]/.test(message ?? '')) cancel.cancel();
      };
      return task({ report }, cancel.token);
    }) as typeof window.withProgress);
    await importCodes(files);
    assert.ok(cancel.token.isCancellationRequested, `it never came to the pairs: ${said.join(' / ')}`);
    assert.match(said[0]!, /: \d[\d,]* rows$/);
    assert.deepEqual(own.stored(), []);
    assert.deepEqual(asked.errors, []);
    assert.equal(window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 0, 'a page tells of an import that was none');
  });

  describe('while a claim is open', () => {
    it('findings, hover and completion change with the tables, and the server is the same', async () => {
      own.answer(ACCEPT);
      const { document } = await openAt('live.claim', CLAIM);
      const visit = rangeOf(document, 'T1015').start;
      assert.doesNotMatch(await hoverText(document.uri, visit), /Invented visit/);
      await waitForDiagnostics(document.uri, (found) => excess(found).length === 0);
      const again = restarts(own.stubs);

      await importCodes([...limitsOf(2), ...own.files({ 'house.csv': ownCodes({ T1015: 'Invented visit' }) })]);
      const found = await waitForDiagnostics(document.uri, (list) => excess(list).length > 0);
      assert.match(excess(found)[0]!.message, /2/);
      assert.deepEqual(excess(found)[0]!.range.start.line, 2);
      assert.match(await hoverText(document.uri, visit), /Invented visit/);

      // A better edition of the same quarter takes the place of the first.
      await importCodes(limitsOf(3));
      await waitForDiagnostics(document.uri, (list) => excess(list).length === 0);
      assert.equal(again(), 0);
    });

    it('words of the user’s own descriptions are found', async () => {
      own.answer();
      await importCodes(own.files({ 'house.csv': ownCodes({ T1015: 'Invented zeppelin visit' }) }));
      const { document, position } = await openAt('words.claim', 'Claim: T-2\nDOS: 2026-05-04\n1. zeppel«»\n');
      const labels = (await complete(document.uri, position)).map(labelOf);
      assert.ok(
        labels.some((label) => label.includes('T1015')),
        `only: ${labels.slice(0, 10).join(', ') || '(nothing)'}`,
      );
    });
  });
});

/** A part of the NCCI pairs in its true layout. */
function pairs(rows: number): string {
  const header = ['Invented notice', 'Column1/Column2 Edits', 'Column 1\tColumn 2\t*=in existence\tEffective'];
  const rest = '\tDeletion\tModifier\tPTP Edit Rationale';
  const row = (at: number) =>
    `G${1000 + (at % 9000)}\tT${1000 + (at % 8999)}\t\t20200101\t*\t1\tMisuse of Column Two code with Column One code`;
  return [
    `${header[0]}\t\t\t\t\t\t`,
    `${header[1]}\t\t\t\t\t\t`,
    `${header[2]}${rest}`,
    '\t\tprior to 1996\tDate\tDate\t0=not allowed\t',
    '\t\t\t\t*=no data\t1=allowed\t',
    '\t\t\t\t\t9=not applicable\t',
    ...Array.from({ length: rows }, (_, at) => row(at)),
    '',
  ].join('\r\n');
}
