import assert from 'node:assert/strict';
import { createClaimService } from '../../server/src/service/index';
import { DEFAULT_SETTINGS } from '../../server/src/service/settings';
import { remittance835 } from '../support/x12';
import { aoc, codesOf, cpt, edition, hcpcs, mpfs, mue, opps, ptp } from './storeSupport';

type Tables = Parameters<typeof codesOf>[0];

const CPT_LIST = 'ConsolidatedCodeList.txt';
const diagnosis = { code: 'Z9901', billable: true, shortDescription: 'Made up', longDescription: 'Made up' };

/** One edition of every table, all of the third quarter of 2026 or the year that it is in. */
const ALL: Tables = [
  [edition('MPFS', { edition: '2026C' }), [mpfs('99213')]],
  [edition('OPPS', { edition: '2026-07' }), [opps('99213', 'V')]],
  [edition('AOC'), [aoc('22552', '22551')]],
  [edition('MUE', { setting: 'practitioner' }), [mue('99213', 1)]],
  [edition('PTP', { setting: 'outpatient' }), [ptp('99213', '36415')]],
  [edition('HCPCS', { edition: '2026-07', source: 'HCPC2026_JUL_ANWEB.txt' }), [hcpcs('A0425')]],
  [edition('ICD10CM', { edition: '2026', effectiveFrom: 20251001 }), [diagnosis]],
];
const QUARTERLY = [
  'MPFS 2026C',
  'OPPS Addendum B 2026-07',
  'NCCI MUE practitioner 2026Q3',
  'NCCI PTP outpatient hospital 2026Q3',
  'NCCI AOC 2026Q3',
  'HCPCS Level II 2026-07',
];

/** The tables that are older than the text. */
async function older(text: string, tables: Tables = ALL): Promise<string[]> {
  let found: readonly { table: string; edition: string }[] = [];
  await codesOf(tables, (codes) => {
    found = createClaimService({ codes, settings: DEFAULT_SETTINGS }).open(text, {
      languageId: undefined,
    })!.olderTables;
  });
  return found.map((one) => `${one.table} ${one.edition}`);
}

const claim = (...days: string[]) => days.map((day) => `Claim: C-1\nDOS: ${day}\n1. 99213 x1\n`).join('\n');

describe('tables that are older than the claims', () => {
  it('none on the last day of the quarter, those of a quarter on the next day', async () => {
    assert.deepEqual(await older(claim('2026-09-30')), []);
    assert.deepEqual(await older(claim('2026-10-01')), [...QUARTERLY, 'ICD-10-CM 2026']);
  });

  it('claims of years ago are no reason', async () => {
    assert.deepEqual(await older(claim('2019-02-03')), []);
  });

  it('the newest service counts, and the newest edition of a table', async () => {
    const two: Tables = [
      [edition('MPFS', { edition: '2025D', effectiveFrom: 20251001 }), [mpfs('99213')]],
      [edition('MPFS', { edition: '2026C' }), [mpfs('99213')]],
    ];
    assert.deepEqual(await older(claim('2026-08-01'), two), []);
    assert.deepEqual(await older(claim('2025-01-01', '2026-12-01', '2025-02-01'), two), ['MPFS 2026C']);
    assert.deepEqual(await older(claim('2026-08-01'), two.slice(0, 1)), ['MPFS 2025D']);
  });

  it('CPT by the year', async () => {
    const list: Tables = [
      [edition('CPT', { edition: '2026', effectiveFrom: 20260101, source: CPT_LIST }), [cpt('99213')]],
    ];
    assert.deepEqual(await older(claim('2026-12-31'), list), []);
    assert.deepEqual(await older(claim('2027-01-01'), list), ['CPT 2026']);
  });

  it('the sample is not complained of, nor what has no claims', async () => {
    assert.deepEqual(await older(claim('2030-01-01'), []), []);
    assert.deepEqual(await older('Claim: C-1\n1. 99213 x1\n'), []);
    assert.deepEqual(await older(remittance835(['CLP*A*1*100*80', 'SVC*HC:99213*100*80**1'])), []);
  });
});
