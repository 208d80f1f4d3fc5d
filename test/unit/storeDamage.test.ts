import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  listEditions,
  openCodes,
  removeEdition,
  type StoreProblem,
  verifyStore,
} from '../../server/src/import/codeStore';
import { encodePairs } from '../../server/src/import/store/encodePairs';
import { pairRowsBuilder } from '../../server/src/import/store/pairRows';
import { sectionWriter } from '../../server/src/import/store/sections';
import { openData } from '../../server/src/service/codes/compiled/file';
import { isProblem, readHeader, writeHeader } from '../../server/src/service/codes/compiled/header';
import { inspect } from '../../server/src/service/codes/compiled/inspect';
import { pack } from '../../server/src/service/codes/compiled/packed';
import { starterCodes } from '../../server/src/service/codes/starter';
import type { Codes } from '../../server/src/service/codes/tables';
import { edition, importRows, inFolder, mue, ptp } from './storeSupport';

const NAME = 'MUE-practitioner@2026Q3.clens';
const ABOUT = edition('MUE', { setting: 'practitioner' });
const ROWS = Array.from({ length: 300 }, (_, at) => mue(String(10_000 + at), at));

/** A store with two editions of a table, and the bytes of the newer one. */
async function withStore(work: (folder: string, path: string, bytes: Buffer) => Promise<void> | void): Promise<void> {
  await inFolder(async (folder) => {
    await importRows(
      folder,
      [ABOUT, ROWS],
      [{ ...ABOUT, edition: '2026Q1', effectiveFrom: 20260101 }, [mue('10000', 5)]],
    );
    const path = join(folder, NAME);
    await work(folder, path, readFileSync(path));
  });
}

/** Opens the store and asks for everything, so that all damage is found. */
function problemsOf(folder: string): { codes: Codes; problems: StoreProblem[] } {
  const problems: StoreProblem[] = [];
  const codes = openCodes(folder, starterCodes(), { onProblem: (problem) => problems.push(problem) });
  codes.mue.practitioner.get('10001', 20260801);
  return { codes, problems };
}

/** The file is named and skipped, and the rest of the store goes on. */
function expectSkipped(folder: string, state: 'damaged' | 'future', reason: RegExp): void {
  const { codes, problems } = problemsOf(folder);
  assert.deepEqual(
    problems.map((one) => [one.file, one.state]),
    [[NAME, state]],
  );
  assert.match(problems[0]!.reason, reason);
  assert.equal(codes.mue.practitioner.get('10000', 20260801)?.edition.edition, '2026Q1');
  assert.deepEqual(
    codes.mue.practitioner.editions.map((one) => one.edition),
    ['2026Q1'],
  );
  const [bad, good, ...others] = listEditions(folder).sort((a, b) => (a.state < b.state ? -1 : 1));
  assert.deepEqual(others, []);
  const [skipped, kept] = bad!.state === 'ok' ? [good!, bad!] : [bad!, good!];
  assert.deepEqual(
    [skipped.state, skipped.table, skipped.setting, skipped.edition, skipped.files],
    [state, 'MUE', 'practitioner', '2026Q3', [NAME]],
  );
  assert.match(skipped.problem!, reason);
  assert.equal(kept.edition, '2026Q1');
  assert.deepEqual(
    verifyStore(folder).map((one) => [one.file, one.state]),
    [[NAME, state]],
  );
}

describe('store: damage', () => {
  it('a file cut at any border of a section, or anywhere, is skipped', () =>
    withStore((folder, path, bytes) => {
      const header = readHeader(bytes, bytes.length);
      assert.ok(!isProblem(header));
      const borders = header.sections.flatMap(({ offset, length }) => [offset, offset + length]);
      const cuts = new Set([
        1,
        8,
        12,
        31,
        32,
        header.headerLength - 8,
        header.headerLength,
        ...borders,
        bytes.length - 8,
        bytes.length - 1,
      ]);
      cuts.delete(bytes.length);
      for (const cut of cuts) {
        writeFileSync(path, bytes.subarray(0, cut));
        expectSkipped(folder, 'damaged', /^it /);
      }
    }));

  it('an empty file is skipped', () =>
    withStore((folder, path) => {
      writeFileSync(path, '');
      expectSkipped(folder, 'damaged', /^it is empty$/);
    }));

  it('a file with something behind it is skipped', () =>
    withStore((folder, path, bytes) => {
      for (const more of [1, 8]) {
        writeFileSync(path, Buffer.concat([bytes, Buffer.alloc(more)]));
        expectSkipped(folder, 'damaged', /instead of/);
      }
    }));

  it('any flipped bit is found', () =>
    withStore((folder, path, bytes) =>
      fc.assert(
        fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
          const damaged = Buffer.from(bytes);
          damaged[at]! ^= 1 << bit;
          writeFileSync(path, damaged);
          // The version lies about what a flip made of it: both are skipped.
          const state = at >= 8 && at < 12 ? /damaged|future/ : /damaged/;
          const [problem, ...others] = problemsOf(folder).problems;
          assert.deepEqual(others, []);
          assert.match(problem?.state ?? 'not found', state);
        }),
        { numRuns: 300 },
      ),
    ));

  it('a foreign file is skipped', () =>
    withStore((folder, path) => {
      writeFileSync(path, `${'<html>licence page</html>'.repeat(100)}`);
      expectSkipped(folder, 'damaged', /not a compiled code table/);
    }));

  it('a file of a later version is named as such', () =>
    withStore((folder, path, bytes) => {
      const later = Buffer.from(bytes);
      later.writeUInt32LE(3, 8);
      writeFileSync(path, later);
      expectSkipped(folder, 'future', /later version \(layout 3, this one reads 2\)/);
    }));

  it('a file of an earlier version is to be imported again', () =>
    withStore((folder, path, bytes) => {
      const earlier = Buffer.from(bytes);
      earlier.writeUInt32LE(1, 8);
      writeFileSync(path, earlier);
      expectSkipped(folder, 'damaged', /earlier version \(layout 1, this one reads 2\)/);
    }));

  it('a table that this version does not know is a later one’s', () =>
    withStore((folder, path) => {
      const fields = {
        table: 'NEW',
        setting: '',
        edition: '1',
        member: '',
        effectiveFrom: 1,
        source: '',
        importedOn: 1,
        rows: 0,
        covers: [],
      };
      writeFileSync(path, sectionWriter().file(fields));
      expectSkipped(folder, 'future', /holds a table NEW/);
    }));

  it('names that say nothing are told too', () =>
    withStore(async (folder) => {
      writeFileSync(join(folder, 'holiday.clens'), 'x');
      mkdirSync(join(folder, 'folder.clens'));
      writeFileSync(join(folder, 'notes.txt'), 'x');
      const [unknown] = listEditions(folder).filter((one) => one.state !== 'ok');
      assert.deepEqual([unknown!.table, unknown!.files], ['', ['holiday.clens']]);
      assert.deepEqual(await removeEdition(folder, 'holiday.clens'), ['holiday.clens']);
    }));

  it('the next import of the edition repairs it', () =>
    withStore(async (folder, path, bytes) => {
      writeFileSync(path, bytes.subarray(0, 100));
      await importRows(folder, [ABOUT, ROWS]);
      assert.deepEqual(verifyStore(folder), []);
      assert.equal(problemsOf(folder).codes.mue.practitioner.get('10007', 20260801)?.units, 7);
    }));

  it('a file that goes between opening and asking is told, and the edition before it answers', () =>
    withStore((folder, path) => {
      const problems: StoreProblem[] = [];
      const codes = openCodes(folder, starterCodes(), { onProblem: (problem) => problems.push(problem) });
      rmSync(path);
      assert.equal(codes.mue.practitioner.get('10000', 20260801)?.units, 5);
      assert.equal(codes.mue.practitioner.get('10000', 20260801)?.units, 5);
      assert.deepEqual(
        problems.map(({ file, reason }) => [file, reason]),
        [[NAME, "it can't be read (ENOENT)"]],
      );
    }));

  it('a file that is replaced between opening and asking is read as it is now', () =>
    withStore(async (folder) => {
      const codes = openCodes(folder, starterCodes());
      await importRows(folder, [ABOUT, [mue('99999', 1), mue('10000', 77)]]);
      assert.equal(codes.mue.practitioner.get('10000', 20260801)?.units, 77);
    }));

  it('everything damaged is as nothing loaded', () =>
    withStore((folder, path, bytes) => {
      const other = join(folder, 'MUE-practitioner@2026Q1.clens');
      writeFileSync(other, readFileSync(other).subarray(0, 500));
      const damaged = Buffer.from(bytes);
      damaged[damaged.length - 9]! ^= 1;
      writeFileSync(path, damaged);
      const { codes, problems } = problemsOf(folder);
      assert.equal(problems.length, 2);
      const starter = starterCodes().mue.practitioner;
      assert.equal(codes.mue.practitioner.coverage, 'starter');
      assert.deepEqual(codes.mue.practitioner.editions, starter.editions);
      assert.deepEqual(codes.mue.practitioner.get('0708T', 20260801), starter.get('0708T', 20260801));
    }));

  it('a missing folder, a file for a folder and a broken link are an empty store', () =>
    inFolder((folder) => {
      const starter = starterCodes();
      assert.equal(openCodes(folder, starter), starter);
      assert.deepEqual([listEditions(folder), verifyStore(folder)], [[], []]);
      writeFileSync(folder, 'x');
      assert.equal(openCodes(folder, starter), starter);
      assert.deepEqual(listEditions(folder), []);
      rmSync(folder);
      mkdirSync(folder);
      symlinkSync(join(folder, 'nowhere'), join(folder, NAME));
      assert.equal(openCodes(folder, starter), starter);
      assert.deepEqual(
        listEditions(folder).map((one) => one.state),
        ['damaged'],
      );
    }));
});

describe('store: verify looks behind the checksums', () => {
  const fields = {
    table: 'MUE',
    setting: 'dme',
    edition: '1',
    member: '',
    effectiveFrom: 1,
    source: '',
    importedOn: 1,
    rows: 2,
    covers: [],
  };
  const make = (change: (sections: ReturnType<typeof sectionWriter>) => void) => {
    const sections = sectionWriter();
    change(sections);
    const data = openData(sections.file(fields).buffer as ArrayBuffer);
    assert.ok(!isProblem(data));
    return inspect(data);
  };
  const good = (
    sections: ReturnType<typeof sectionWriter>,
    { keys = [1, 2], units = [1, 1], ends = [3], text = 'abc' } = {},
  ) => {
    sections.words('keys', Uint32Array.from(keys));
    sections.doubles('units.values', Float64Array.of(7));
    sections.packed('units', pack(units, 1));
    sections.packed('mai', pack([0, 0], 0));
    sections.packed('rationale', pack([1, 1], 1));
    sections.words('rationale.ends', Uint32Array.from(ends));
    sections.bytes('rationale.text', new TextEncoder().encode(text));
  };

  it('a good file', () =>
    assert.equal(
      make((sections) => good(sections)),
      undefined,
    ));
  it('codes out of order', () => assert.match(make((sections) => good(sections, { keys: [2, 1] }))!, /not sorted/));
  it('too few codes', () => assert.match(make((sections) => good(sections, { keys: [1] }))!, /1 codes for 2 rows/));
  it('texts that are cut off', () => assert.match(make((sections) => good(sections, { ends: [4] }))!, /cut off/));
  it('an index outside of its list', () =>
    assert.match(make((sections) => good(sections, { ends: [] }))!, /outside of its list/));
  it('a column that is missing', () =>
    assert.match(make((sections) => good(sections, { units: [1] }))!, /does not fit/));

  it('edits', () => {
    const pairs = pairRowsBuilder('x');
    pairs.addRows([ptp('11111', '22222'), ptp('11111', '33333'), ptp('22222', '11111', { effective: 20210101 })]);
    const bytes = encodePairs({ ...fields, table: 'PTP' }, pairs);
    const data = openData(bytes.buffer as ArrayBuffer);
    assert.ok(!isProblem(data));
    assert.equal(inspect(data), undefined);
    // The same with its data changed behind the checksums.
    for (const [name, at, value] of [
      ['starts', 1, 9],
      ['starts', 3, 2],
      ['keys', 0, 4_000_000_000],
      ['column2', 0, 0xffff_ffff],
      ['column2', 0, 0],
    ] as const) {
      const section = data.header.sections.find((one) => one.name === name)!;
      const copy = bytes.slice();
      new DataView(copy.buffer).setUint32(section.offset + 4 * at, value, true);
      const { headerLength, sections } = data.header;
      const behind = sections.map((one) => ({ ...one, offset: one.offset - headerLength }));
      copy.set(writeHeader(data.header, behind, new Uint32Array(copy.buffer, headerLength)));
      const changed = openData(copy.buffer);
      assert.ok(!isProblem(changed), JSON.stringify(changed));
      assert.ok(inspect(changed), `${name}[${at}] = ${value}`);
    }
  });
});
