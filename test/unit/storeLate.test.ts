import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { openCodes, type StoreProblem, toldProblem, verifyStore } from '../../server/src/import/codeStore';
import type { Icd10cmRow, PtpRow } from '../../server/src/import/rows';
import { isProblem, readHeader } from '../../server/src/service/codes/compiled/header';
import { starterCodes } from '../../server/src/service/codes/starter';
import type { Codes } from '../../server/src/service/codes/tables';
import { edition, importRows, inFolder, ptp } from './storeSupport';

/** Tables whose rows and texts take several blocks of a file, so that most of them stay on the disk at first. */
const PTP = edition('PTP', { setting: 'practitioner' });
const EARLIER = { ...PTP, edition: '2026Q2', effectiveFrom: 20260401 };
const PTP_NAME = 'PTP-practitioner@2026Q3.clens';
const ICD_NAME = 'ICD10CM@2026Q3.clens';
const CODES = Array.from({ length: 400 }, (_, at) => String(10_000 + at * 7));
const PAIRS: PtpRow[] = CODES.flatMap((one, i) =>
  CODES.filter((_, j) => (i * 31 + j) % 2 === 1).map((other, at) =>
    ptp(one, other, { indicator: at % 3 === 0 ? 0 : 1, effective: 20200101 + ((i + at) % 28) }),
  ),
);
const MIDDLE = PAIRS[PAIRS.length >> 1]!;
const DIAGNOSES: Icd10cmRow[] = Array.from({ length: 9000 }, (_, at) => ({
  code: `A${String(10_000 + at).slice(1)}${at % 10}`,
  billable: at % 2 === 0,
  shortDescription: `made up ${at}`,
  longDescription: `made up as number ${at} of ${at % 97} kinds ${at % 31} and ${at % 53} more`,
}));

async function withStore(work: (folder: string) => Promise<void> | void): Promise<void> {
  await inFolder(async (folder) => {
    await importRows(
      folder,
      [PTP, PAIRS],
      [EARLIER, [ptp('10000', '10007', { indicator: 0 })]],
      [edition('ICD10CM'), DIAGNOSES],
    );
    await work(folder);
  });
}

function opened(folder: string): { codes: Codes; problems: StoreProblem[] } {
  const problems: StoreProblem[] = [];
  const codes = openCodes(folder, starterCodes(), { onProblem: (problem) => problems.push(problem) });
  return { codes, problems };
}

const askAll = ({ pairs }: Codes) =>
  PAIRS.map(({ column1, column2 }) => {
    const row = pairs.practitioner.get(column1, column2, 20260801);
    return row && [row.column1, row.column2, row.indicator, row.effective, row.edition.edition];
  });

/** Where a section lies in a file. */
function sectionOf(bytes: Buffer, name: string) {
  const header = readHeader(bytes, bytes.length);
  assert.ok(!isProblem(header));
  const section = header.sections.find((one) => one.name === name)!;
  assert.ok(section.length > 3 * header.blockLength, `${name} has blocks of its own`);
  return section;
}

describe('store: what is read late', () => {
  it('every edit and text is as it was imported', () =>
    withStore((folder) => {
      const { codes, problems } = opened(folder);
      const expected = PAIRS.map((row) => {
        // Where both orders are edits, the one that was asked for speaks.
        return [row.column1, row.column2, row.indicator, row.effective, '2026Q3'];
      });
      assert.deepEqual(askAll(codes), expected);
      for (const { code, longDescription, shortDescription, billable } of DIAGNOSES) {
        const row = codes.diagnoses!.get(code, 20260801)!;
        assert.deepEqual([row.description, row.brief, row.billable], [longDescription, shortDescription, billable]);
      }
      assert.deepEqual(problems, []);
    }));

  it('an edit in damaged rows, or damaged terms: the table is told once and left out, the one before it answers', () =>
    withStore((folder) => {
      const path = join(folder, PTP_NAME);
      const good = readFileSync(path);
      for (const name of ['column2', 'terms']) {
        const { offset, length } = sectionOf(good, name);
        const bytes = Buffer.from(good);
        bytes[offset + (length >> 1)]! ^= 4;
        writeFileSync(path, bytes);
        const { codes, problems } = opened(folder);
        const last = PAIRS.at(-1)!;
        assert.equal(codes.pairs.practitioner.get(last.column1, last.column2, 20260801)?.edition.edition, '2026Q3');
        assert.deepEqual(problems, [], 'its own rows are right');
        askAll(codes);
        assert.deepEqual(problems, [
          { file: PTP_NAME, state: 'damaged', reason: 'its data does not match its checksum' },
        ]);
        const found = codes.pairs.practitioner.get('10000', '10007', 20260801);
        assert.deepEqual([found?.indicator, found?.edition.edition], [0, '2026Q2']);
        assert.equal(codes.pairs.practitioner.get(last.column1, last.column2, 20260801), undefined);
        assert.deepEqual(
          codes.pairs.practitioner.editions.map((one) => one.edition),
          ['2026Q2'],
        );
        assert.deepEqual(
          verifyStore(folder).map(({ file }) => file),
          [PTP_NAME],
        );
      }
    }));

  it('any flipped bit of the edits is found by asking for all of them', () =>
    withStore((folder) => {
      const path = join(folder, PTP_NAME);
      const good = readFileSync(path);
      const right = askAll(opened(folder).codes);
      fc.assert(
        fc.property(fc.integer({ min: 12, max: good.length - 1 }), fc.nat(7), (at, bit) => {
          const damaged = Buffer.from(good);
          damaged[at]! ^= 1 << bit;
          writeFileSync(path, damaged);
          const { codes, problems } = opened(folder);
          const found = askAll(codes);
          // Nobody asks for the rationale of an edit that is not told, and what stands between sections is nobody's.
          if (problems.length === 0) assert.deepEqual(found, right);
          else assert.deepEqual([problems.length, problems[0]!.state], [1, 'damaged']);
          assert.deepEqual(
            verifyStore(folder).map(({ file }) => file),
            [PTP_NAME],
          );
        }),
        { numRuns: 25 },
      );
    }));

  it('edits that were replaced after the first look are read as they are now', () =>
    withStore(async (folder) => {
      const { codes, problems } = opened(folder);
      const [first] = PAIRS;
      assert.ok(codes.pairs.practitioner.get(first!.column1, first!.column2, 20260801));
      const changed = PAIRS.map((row): PtpRow => ({ ...row, indicator: 0, effective: 20190101 }));
      await importRows(folder, [PTP, [...changed, ptp('99999', '99998')]]);
      const found = codes.pairs.practitioner.get(MIDDLE.column1, MIDDLE.column2, 20260801);
      assert.deepEqual([found?.indicator, found?.effective], [0, 20190101]);
      assert.ok(codes.pairs.practitioner.get('99999', '99998', 20260801));
      assert.deepEqual(problems, []);
    }));

  it('edits that went after the first look are told, and the edition before them answers', () =>
    withStore((folder) => {
      const { codes, problems } = opened(folder);
      const last = PAIRS.at(-1)!;
      assert.ok(codes.pairs.practitioner.get(last.column1, last.column2, 20260801));
      rmSync(join(folder, PTP_NAME));
      assert.equal(codes.pairs.practitioner.get(MIDDLE.column1, MIDDLE.column2, 20260801), undefined);
      assert.equal(codes.pairs.practitioner.get('10000', '10007', 20260801)?.edition.edition, '2026Q2');
      assert.equal(codes.pairs.practitioner.get(last.column1, last.column2, 20260801), undefined);
      assert.deepEqual(
        problems.map(({ file, reason }) => [file, reason]),
        [[PTP_NAME, "it can't be read (ENOENT)"]],
      );
    }));

  it('damaged texts are told once and left out, the codes stay', () =>
    withStore((folder) => {
      const path = join(folder, ICD_NAME);
      const bytes = readFileSync(path);
      const { offset, length } = sectionOf(bytes, 'prose.ids');
      bytes[offset + (length >> 1)]! ^= 4;
      writeFileSync(path, bytes);
      const { codes, problems } = opened(folder);
      const rows = DIAGNOSES.map(({ code }) => codes.diagnoses!.get(code, 20260801)!);
      assert.deepEqual(problems, []);
      const right = rows.filter(({ description }, at) => description === DIAGNOSES[at]!.longDescription);
      assert.ok(right.length > 0 && right.length < rows.length, `${right.length} of ${rows.length}`);
      assert.deepEqual(problems.map(toldProblem), [
        `texts of the table ${ICD_NAME} are left out: its data does not match its checksum; import it again`,
      ]);
      rows.forEach(({ description, billable }, at) => {
        assert.equal(billable, DIAGNOSES[at]!.billable);
        if (description)
          assert.ok([DIAGNOSES[at]!.longDescription, DIAGNOSES[at]!.shortDescription].includes(description));
      });
      assert.deepEqual(codes.diagnoses!.search('number', 5, 20260801), []);
      assert.equal(codes.diagnoses!.search('A000', 5, 20260801).length, 5);
      assert.equal(problems.length, 1);
    }));
});
