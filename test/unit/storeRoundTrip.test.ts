import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { listEditions } from '../../server/src/import/codeStore';
import type { CptRow, PtpRow, TableEdition, TableName, TableRows } from '../../server/src/import/rows';
import type { ImportRow } from '../../server/src/import/sink';
import { storedFiles } from '../../server/src/import/store/folder';
import { rowsOf } from '../../server/src/import/store/readRows';
import { createStoreWriter } from '../../server/src/import/store/writer';
import { openData, unitDecoder } from '../../server/src/service/codes/compiled/file';
import { isProblem } from '../../server/src/service/codes/compiled/header';
import { packKey, unpackKey } from '../../server/src/service/codes/compiled/keys';
import { pack, packedAt, packedLowerBound, widthFor } from '../../server/src/service/codes/compiled/packed';
import { batchOf, edition, importRows, inFolder, ptp, storedRows } from './storeSupport';

const RUNS = { numRuns: 40 };
const CHARACTERS = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const letter = fc.constantFrom(...CHARACTERS);
const codeOf = (min: number, max: number) =>
  fc.array(letter, { minLength: min, maxLength: max }).map((all) => all.join(''));
const code = codeOf(5, 5);
const day = fc.integer({ min: 19600101, max: 20991231 });
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const text = fc.oneof(
  fc.string(),
  fc.constantFrom('', ' ', '®', 'naïve – “q”', '\u00a0', '\x1e\x1fu'),
  fc.string({ unit: 'binary' }),
);
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0);
const texts = fc.array(text, { maxLength: 4 });

const ROWS: { readonly [T in TableName]: fc.Arbitrary<TableRows[T]> } = {
  PTP: fc.record({
    column1: codeOf(5, 5),
    column2: codeOf(5, 5),
    priorTo1996: fc.boolean(),
    effective: day,
    deleted: maybe(day),
    indicator: fc.constantFrom(0 as const, 1 as const),
    rationale: text,
  }),
  MUE: fc.record({ code, units: fc.nat(), mai: fc.constantFrom(1 as const, 2 as const, 3 as const), rationale: text }),
  AOC: fc.record({
    type: fc.constantFrom(1 as const, 2 as const, 3 as const),
    addOn: code,
    addOnDeleted: maybe(day),
    primary: fc.oneof(code, fc.constant('CCCCC')),
    primaryDeleted: maybe(day),
    effective: day,
    deleted: maybe(day),
    notes: text,
  }),
  HCPCS: fc.record({
    code: fc.oneof(code, codeOf(2, 2)),
    modifier: fc.boolean(),
    longDescription: text,
    shortDescription: text,
    pricing: texts,
    multiplePricing: text,
    coverage: text,
    crossReferences: texts,
    betos: text,
    typeOfService: texts,
    statute: text,
    added: maybe(day),
    actionEffective: maybe(day),
    terminated: maybe(day),
    action: text,
  }),
  OPPS: fc.record({
    code,
    shortDescription: text,
    statusIndicator: text,
    apc: text,
    relativeWeight: maybe(number),
    paymentRate: maybe(number),
  }),
  ICD10CM: fc.record({ code: codeOf(3, 7), billable: fc.boolean(), shortDescription: text, longDescription: text }),
  CPT: fc.record(
    {
      code,
      short: text,
      medium: text,
      long: text,
      consumer: text,
      effective: day,
      deleted: day,
      instruction: text,
      labName: text,
      testName: text,
    },
    { requiredKeys: ['code'] },
  ),
  MODIFIERS: fc.record(
    { code: codeOf(2, 2), level: text, name: text, description: text, effective: maybe(day) },
    { requiredKeys: ['code', 'level', 'description', 'effective'] },
  ),
  SITE: fc.record({
    code: codeOf(2, 7),
    description: text,
    effective: maybe(day),
    deleted: maybe(day),
    replacement: maybe(text),
  }),
  REVENUE: fc.record({ code: codeOf(4, 4), description: text, effective: maybe(day), deleted: maybe(day) }),
  MPFS: fc.record(
    {
      code,
      modifier: fc.constantFrom('', '26', 'TC', '53'),
      description: text,
      status: text,
      notUsedForMedicare: text,
      workRvu: maybe(number),
      nonFacilityPeRvu: maybe(number),
      nonFacilityNa: fc.boolean(),
      facilityPeRvu: maybe(number),
      facilityNa: fc.boolean(),
      mpRvu: maybe(number),
      nonFacilityTotal: maybe(number),
      facilityTotal: maybe(number),
      pctc: text,
      globalDays: text,
      preOp: maybe(number),
      intraOp: maybe(number),
      postOp: maybe(number),
      multiple: text,
      bilateral: text,
      assistant: text,
      cosurgeon: text,
      team: text,
      pricing: text,
      endoBase: text,
      conversionFactor: maybe(number),
      supervision: text,
      calculationFlag: text,
      imagingFamily: text,
      oppsNonFacilityPe: maybe(number),
      oppsFacilityPe: maybe(number),
      oppsMp: maybe(number),
    },
    {
      requiredKeys: [
        'code',
        'modifier',
        'description',
        'status',
        'notUsedForMedicare',
        'workRvu',
        'nonFacilityPeRvu',
        'nonFacilityNa',
        'facilityPeRvu',
        'facilityNa',
        'mpRvu',
        'nonFacilityTotal',
        'facilityTotal',
        'pctc',
        'globalDays',
        'preOp',
        'intraOp',
        'postOp',
        'multiple',
        'bilateral',
        'assistant',
        'cosurgeon',
        'team',
        'endoBase',
        'conversionFactor',
        'supervision',
        'calculationFlag',
        'imagingFamily',
        'oppsNonFacilityPe',
        'oppsFacilityPe',
        'oppsMp',
      ],
    },
  ),
};

describe('store: what goes in comes out', () => {
  for (const table of Object.keys(ROWS) as TableName[]) {
    it(`${table}: every row with every field, and nothing else`, () =>
      fc.assert(
        fc.asyncProperty(
          fc.array(ROWS[table] as fc.Arbitrary<ImportRow>, { minLength: 1, maxLength: 60 }),
          async (rows) =>
            inFolder(async (folder) => {
              await importRows(folder, [edition(table), rows]);
              const [found] = Object.values(storedRows(folder));
              const expected = table === 'PTP' ? distinct(rows) : rows;
              assert.deepEqual(sorted(found!), sorted(expected));
            }),
        ),
        RUNS,
      ));
  }

  it('PTP by columns is PTP by rows', () =>
    fc.assert(
      fc.asyncProperty(fc.array(ROWS.PTP, { minLength: 1, maxLength: 80 }), async (rows) =>
        inFolder(async (folder) => {
          const writer = createStoreWriter(folder);
          const sink = writer.begin(edition('PTP', { setting: 'outpatient' }));
          const half = rows.length >> 1;
          const batch = batchOf(rows.slice(0, half));
          sink.pairs!(batch);
          // The arrays are the importer's: it fills them again.
          batch.column1.fill(1);
          batch.column2.fill(1);
          sink.pairs!(batchOf(rows.slice(half)));
          sink.end();
          await writer.commit();
          assert.deepEqual(sorted(storedRows(folder)['PTP-outpatient@2026Q3.clens']!), sorted(distinct(rows)));
        }),
      ),
      RUNS,
    ));

  it('rows of one code keep their order', () =>
    inFolder(async (folder) => {
      const rows = ['b', 'a', 'c'].map((rationale, units) => ({ code: '99213', units, mai: 1 as const, rationale }));
      await importRows(folder, [edition('MUE', { setting: 'dme' }), rows]);
      assert.deepEqual(storedRows(folder)['MUE-dme@2026Q3.clens'], rows);
    }));

  it('a table with more combinations of terms than sixteen bits tell apart', () =>
    inFolder(async (folder) => {
      const rows: PtpRow[] = Array.from({ length: 70_000 }, (_, at) =>
        ptp(String(10_000 + (at % 97)), String(20_000 + (at % 89)), { effective: 19000101 + at, deleted: 20990101 }),
      );
      await importRows(folder, [edition('PTP', { setting: 'practitioner' }), rows]);
      assert.deepEqual(sorted(storedRows(folder)['PTP-practitioner@2026Q3.clens']!), sorted(rows));
    }));

  it('files of one CPT release fill in what the others lack', () =>
    inFolder(async (folder) => {
      const source = 'LONGULT.txt';
      const first: CptRow[] = [{ code: '11111', long: 'one' }, { code: '22222' }];
      const second: CptRow[] = [
        { code: '22222', long: 'two' },
        { code: '11111', long: 'not this', short: 's' },
      ];
      await importRows(folder, [edition('CPT', { source }), first], [edition('CPT', { source }), second]);
      const rows = storedRows(folder)['CPT@2026Q3.longult.clens'];
      assert.deepEqual(rows, [
        { code: '11111', long: 'one', short: 's' },
        { code: '22222', long: 'two' },
      ]);
    }));

  it('a CPT release has as many rows as its files have codes, each counted once', () =>
    inFolder(async (folder) => {
      const file = (source: string, ...codes: string[]): [TableEdition, CptRow[]] => [
        edition('CPT', { source }),
        codes.map((code) => ({ code, short: 'made up' })),
      ];
      await importRows(folder, file('SHORTU.txt', '11111', '22222'), file('CPTPLA.xml', '0001U', '22222'));
      for (const quick of [false, true]) assert.equal(listEditions(folder, { quick })[0]?.rows, 3);
    }));

  it('a second member of another table adds the rows that are new', () =>
    inFolder(async (folder) => {
      const row = (code: string, units: number) => ({ code, units, mai: 1 as const, rationale: '' });
      const about = edition('MUE', { setting: 'practitioner' });
      await importRows(
        folder,
        [about, [row('11111', 1), row('22222', 2)]],
        [about, [row('33333', 3), row('11111', 9)]],
      );
      assert.deepEqual(storedRows(folder)['MUE-practitioner@2026Q3.clens'], [
        row('11111', 1),
        row('22222', 2),
        row('33333', 3),
      ]);
    }));

  it('an aborted member leaves nothing', () =>
    inFolder(async (folder) => {
      const writer = createStoreWriter(folder);
      const gone = writer.begin(edition('PTP', { setting: 'practitioner', part: 1 }));
      gone.rows([ptp('11111', '22222')]);
      gone.abort();
      const kept = writer.begin(edition('PTP', { setting: 'practitioner', part: 2 }));
      kept.rows([ptp('33333', '44444')]);
      kept.end();
      await writer.commit();
      assert.deepEqual(Object.keys(storedRows(folder)), ['PTP-practitioner@2026Q3.f2.clens']);
    }));

  it('a code that is none is refused in words', () =>
    inFolder(async (folder) => {
      await assert.rejects(importRows(folder, [edition('SITE'), [{ code: 'a-1' }] as never]), {
        name: 'StoreError',
        message: /“a-1” in SITE\.txt can't be stored as a code/,
      });
    }));
});

describe('store: codes and indexes as numbers', () => {
  it('keys sort as codes do and come back', () =>
    fc.assert(
      fc.property(fc.constantFrom(6 as const, 10 as const), codeOf(1, 6), codeOf(1, 6), (length, a, b) => {
        assert.equal(unpackKey(packKey(a, length), length), a);
        assert.equal(Math.sign(packKey(a, length) - packKey(b, length)), a < b ? -1 : a > b ? 1 : 0);
      }),
    ));

  it('no key for what is no code', () => {
    for (const none of ['', 'a', '1 ', 'Ä', '12345678901']) assert.equal(packKey(none, 10), -1);
    assert.equal(packKey('1234567', 6), -1);
  });

  it('integers of any width come back from between the words', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 32 }), fc.array(fc.nat()), (width, given) => {
        const values = given.map((one) => (width === 32 ? one : one % 2 ** width));
        const packed = pack(values, width);
        assert.deepEqual(
          values.map((_, at) => packedAt(packed, at)),
          values,
        );
        const ascending = [...values].sort((a, b) => a - b);
        const wanted = ascending[ascending.length >> 1] ?? 0;
        const found = packedLowerBound(pack(ascending, width), wanted, 0, ascending.length);
        assert.equal(found, ascending.length ? ascending.indexOf(wanted) : 0);
      }),
    ));

  it('texts read the same without the host’s help', () =>
    fc.assert(
      fc.asyncProperty(fc.array(ROWS.OPPS, { minLength: 1, maxLength: 20 }), async (rows) =>
        inFolder(async (folder) => {
          await importRows(folder, [edition('OPPS'), rows]);
          const [file] = storedFiles(folder);
          const data = openData(new Uint8Array(readFileSync(file!.path)).buffer);
          assert.ok(!isProblem(data));
          assert.deepEqual([...rowsOf(data)], storedRows(folder)[file!.name]);
        }),
      ),
      RUNS,
    ));

  it('a text of any length reads without the host’s help', () => {
    const text = 'abc\u00e9'.repeat(20_000);
    const bytes = Uint8Array.from(text, (one) => one.charCodeAt(0));
    assert.equal(unitDecoder(bytes, false)(1, text.length - 1), text.slice(1, -1));
    const wide = 'x\u2013'.repeat(20_000);
    const units = Uint16Array.from(wide, (one) => one.charCodeAt(0));
    assert.equal(unitDecoder(new Uint8Array(units.buffer), true)(3, wide.length), wide.slice(3));
  });

  it('the width is just enough', () => {
    assert.deepEqual([0, 1, 2, 3, 4, 5, 65536, 65537].map(widthFor), [0, 0, 1, 2, 2, 3, 16, 17]);
  });
});

function sorted(rows: readonly ImportRow[]): string[] {
  return rows.map(canonical).sort();
}

function distinct(rows: readonly ImportRow[]): ImportRow[] {
  return [...new Map(rows.map((row) => [canonical(row), row])).values()];
}

/** Fields in the order of their names; an absent one is told from one that is `undefined`. */
function canonical(row: ImportRow): string {
  const cells = Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(cells.map(([name, value]) => [name, value === undefined ? ['nothing'] : value]));
}
