import assert from 'node:assert/strict';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noTrace, temporaryFolder } from '../support/cli';
import { zipOf } from '../support/importFixtures';
import { mueCsv } from '../support/publishedFiles';

/** What scripts read: every field of the JSON that tells of tables and pairs, and every way to ask wrongly. */

/** A pair table in its true layout; the pairs and dates are invented. */
function pairs(...rows: string[]): string {
  return [
    'Invented notice\t\t\t\t\t\t',
    'Column1/Column2 Edits\t\t\t\t\t\t',
    'Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale',
    '\t\tprior to 1996\tDate\tDate\t0=not allowed\t',
    '\t\t\t\t*=no data\t1=allowed\t',
    '\t\t\t\t\t9=not applicable\t',
    ...rows.map((row) => row.replaceAll(' ', '\t').replaceAll('_', ' ')),
    '',
  ].join('\r\n');
}

const REASON = 'Mutually_exclusive_procedures';
const PRACTITIONER = pairs(
  `G0101 G0102  20220101 20231231 0 ${REASON}`,
  `G0101 G0102  20240401 * 1 ${REASON}`,
  `G0103 G0104  20200101 20200101 9 ${REASON}`,
);
const OUTPATIENT = pairs(`G0102 G0101  20250101 * 0 ${REASON}`);
const LIMITS = 'MCR_MUE_PractitionerServices_Eff_04-01-2026.csv';

describe('claim-lens in JSON: codes list and pair', () => {
  const folder = temporaryFolder();
  const store = () => join(folder.path, 'store');
  const run = (...argv: string[]) => folder.cli([...argv, '--codes', store()]);
  const today = () => {
    const now = new Date();
    const two = (value: number) => String(value).padStart(2, '0');
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  };

  function imported(...paths: string[]): void {
    const { status, stderr } = run('codes', 'import', ...paths, '--accept-license');
    assert.equal(status, 0, stderr);
  }

  /** All four parts of each setting, of which the first has the pairs. */
  function importPairs(): void {
    const parts = (kind: string, version: string, first: string) =>
      Object.fromEntries([1, 2, 3, 4].map((part) => [`${kind}-${version}-f${part}.txt`, part === 1 ? first : part4()]));
    folder.write('pra.zip', zipOf(parts('ccipra', 'v322r0', PRACTITIONER)));
    folder.write('oph.zip', zipOf(parts('ccioph', 'v322r0', OUTPATIENT)));
    imported('pra.zip', 'oph.zip');
  }
  const part4 = () => pairs(`G0501 G0502  20200101 * 0 ${REASON}`);

  function answer(...argv: string[]): unknown {
    const { status, stdout, stderr } = run(...argv, '--format', 'json');
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout);
  }

  describe('codes list', () => {
    it('is an empty array where nothing was imported', () => {
      assert.deepEqual(answer('codes', 'list'), []);
    });

    it('has table, edition, from, to, rows, source and day of import, oldest first', () => {
      folder.write(LIMITS, mueCsv('Practitioner Services'));
      const later = LIMITS.replace('04-01', '07-01');
      folder.write(later, mueCsv('Practitioner Services'));
      folder.write('house.csv', 'code,description\r\nZ1234,Invented house call\r\n');
      imported(later, LIMITS, 'house.csv');
      const bytes = (name: string) => statSync(join(store(), name)).size;
      const limits = (edition: string, source: string) => ({
        table: 'MUE',
        setting: 'practitioner',
        edition,
        rows: 3,
        source,
        importedOn: today(),
        bytes: bytes(`MUE-practitioner@${edition}.clens`),
        state: 'ok',
        files: [`MUE-practitioner@${edition}.clens`],
        missingParts: [],
      });
      assert.deepEqual(answer('codes', 'list'), [
        { ...limits('2026Q2', LIMITS), from: '2026-04-01', to: '2026-06-30' },
        { ...limits('2026Q3', later), from: '2026-07-01' },
        {
          table: 'SITE',
          edition: 'house',
          rows: 1,
          source: 'house.csv',
          importedOn: today(),
          bytes: bytes('SITE@house.clens'),
          state: 'ok',
          files: ['SITE@house.clens'],
          missingParts: [],
        },
      ]);
    });

    it('says which parts of the pairs are not there', () => {
      folder.write('ccipra-v322r0-f2.txt', PRACTITIONER);
      imported('ccipra-v322r0-f2.txt');
      const [found] = answer('codes', 'list') as { missingParts: number[]; rows: number; setting: string }[];
      // The pair that ended on its first day is no edit.
      assert.deepEqual([found!.missingParts, found!.rows, found!.setting], [[1, 3, 4], 2, 'practitioner']);
    });

    it('tells what is wrong with a file that can’t be used', () => {
      folder.write('house.csv', 'code,description\r\nZ1234,Invented house call\r\n');
      imported('house.csv');
      writeFileSync(join(store(), 'SITE@house.clens'), 'cut');
      const [found] = answer('codes', 'list') as Record<string, unknown>[];
      const { problem, ...rest } = found!;
      assert.match(String(problem), /\w/);
      assert.deepEqual(rest, {
        table: 'SITE',
        edition: 'house',
        rows: 0,
        source: '',
        bytes: 3,
        state: 'damaged',
        files: ['SITE@house.clens'],
        missingParts: [],
      });
    });
  });

  describe('pair', () => {
    const later = {
      column1: 'G0101',
      column2: 'G0102',
      indicator: 1,
      effective: '2024-04-01',
      rationale: 'Mutually exclusive procedures',
      edition: '2026Q3',
    };
    const earlier = { ...later, indicator: 0, effective: '2022-01-01', deleted: '2023-12-31' };

    it('is the edit of the day, in either order and either case', () => {
      importPairs();
      assert.deepEqual(answer('pair', 'G0101', 'G0102', '--on', '2026-08-01'), later);
      assert.deepEqual(answer('pair', 'g0102', 'g0101', '--on', '20260801'), later);
      assert.deepEqual(answer('pair', 'G0101', 'G0102'), later);
    });

    it('on days before and after the edition’s quarter the rows’ own dates count', () => {
      importPairs();
      const on = (day: string) => answer('pair', 'G0101', 'G0102', '--on', day);
      assert.deepEqual(on('2022-01-01'), earlier);
      assert.deepEqual(on('2023-12-31'), earlier);
      assert.deepEqual(on('2024-04-01'), later);
      assert.deepEqual(on('2030-01-01'), later);
    });

    it('is null between the terms of an edit, for a pair that is none and for one that never was in force', () => {
      importPairs();
      for (const [one, other, day] of [
        ['G0101', 'G0102', '2021-12-31'],
        ['G0101', 'G0102', '2024-01-01'],
        ['G0101', 'G0104', '2026-08-01'],
        ['G0103', 'G0104', '2020-01-01'],
      ] as const) {
        const { status, stdout, stderr } = run('pair', one, other, '--on', day, '--format', 'json');
        assert.deepEqual([status, stdout, stderr], [0, 'null\n', ''], `${one} ${other} ${day}`);
      }
    });

    it('of the setting that is asked for', () => {
      importPairs();
      assert.deepEqual(answer('pair', 'G0101', 'G0102', '--setting', 'outpatient', '--on', '2026-08-01'), {
        column1: 'G0102',
        column2: 'G0101',
        indicator: 0,
        effective: '2025-01-01',
        rationale: 'Mutually exclusive procedures',
        edition: '2026Q3',
      });
      assert.deepEqual(answer('pair', 'G0101', 'G0102', '--setting', 'practitioner', '--on', '2026-08-01'), later);
    });

    it('null where no table can tell is said to be no verdict', () => {
      const outpatient = run('pair', 'G0101', 'G0102', '--setting', 'outpatient', '--format', 'json');
      assert.deepEqual([outpatient.status, outpatient.stdout], [0, 'null\n']);
      assert.match(outpatient.stderr, /^claim-lens: not checked: no outpatient pair table is loaded.*$/m);
      const sample = run('pair', 'G0101', 'G0102', '--format', 'json');
      assert.deepEqual([sample.status, sample.stdout], [0, 'null\n']);
      assert.match(sample.stderr, /does not have every pair/);
    });
  });

  describe('asked wrongly: one sentence, exit code 2, nothing on standard output', () => {
    const wrong: [string[], RegExp][] = [
      [
        ['pair', 'G0101', 'G0102', '--frob'],
        /unknown option '--frob'; there are --codes, --on, --setting and --format/,
      ],
      [['pair', 'G0101', 'G0102', '--on', '2025-02-30'], /--on is a day, .*not ‘2025-02-30’/],
      [['pair', 'G0101', 'G0102', '--on', 'yesterday'], /--on is a day, .*not ‘yesterday’/],
      [['pair', 'G0101', 'G0102', '--on', '03/04/2025'], /--on is a day/],
      [['pair', 'G0101', 'G0102', '--on'], /--on/],
      [['pair', 'G0101', 'G0102', '--setting', 'dme'], /--setting is practitioner, outpatient, not ‘dme’/],
      [['pair', 'G0101', 'G0102', '--format', 'xml'], /--format is pretty, json, not ‘xml’/],
      [['pair', 'G0101'], /name two codes/],
      [['pair', 'G0101', 'G0102', 'G0103'], /name two codes/],
      [['pair', 'G0101', '102'], /‘102’ is no procedure code/],
      [['codes', 'list', '--frob'], /unknown option '--frob'; there are --codes and --format/],
      [['codes', 'list', '--format', 'xml'], /--format is pretty, json, not ‘xml’/],
      [['codes', 'list', 'MUE'], /‘MUE’ was given/],
      [['codes', 'verify', 'MUE'], /‘MUE’ was given/],
      [['codes', 'remove'], /name what to remove/],
      [['codes', 'remove', 'MUE@2026Q2'], /there is no table ‘MUE@2026Q2’/],
      [['codes', 'import'], /name the files/],
      [['codes', 'import', 'house.csv', '--accept'], /unknown option '--accept'/],
      [['codes'], /codes import, list, remove and verify/],
    ];
    for (const [argv, message] of wrong) {
      it(`claim-lens ${argv.join(' ')}`, () => {
        const refused = folder.cli(argv, { env: { CLAIM_LENS_CODES: store() } });
        assert.equal(refused.status, 2, refused.stderr);
        assert.equal(refused.stdout, '');
        assert.match(refused.stderr, message);
        noTrace(refused);
      });
    }
  });
});
