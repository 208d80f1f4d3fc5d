import assert from 'node:assert/strict';
import { loadedTables } from '../../server/src/loadedTables';
import { type Codes, starterCodes } from '../../server/src/service/index';
import { aoc, codesOf, cpt, edition, hcpcs, mpfs, mue, opps, ptp } from './storeSupport';

type Tables = Parameters<typeof codesOf>[0];

/** `table edition coverage`, in the order in which they are shown. */
function shown(codes: Codes): string[] {
  return loadedTables(codes).map((one) => `${one.table} ${one.edition} ${one.coverage ?? '-'}`);
}

/** What is shown of these tables and not of the sample alone, and the other way round. */
async function changes(tables: Tables) {
  const before = shown(starterCodes());
  let after: string[] = [];
  await codesOf(tables, (codes) => {
    after = shown(codes);
  });
  return {
    added: after.filter((one) => !before.includes(one)),
    gone: before.filter((one) => !after.includes(one)),
    after,
  };
}

describe('the loaded tables', () => {
  it('of the sample: one name a table, as findings cite it, and nothing twice', () => {
    const tables = shown(starterCodes());
    assert.deepEqual(tables, [...new Set(tables)]);
    assert.deepEqual(tables, [
      'Procedure codes own starter',
      'Procedure codes MPFS2022A starter',
      'Procedure codes HCPCS2019 starter',
      'MPFS 2025D starter',
      'OPPS Addendum B 2026-04 starter',
      'NCCI MUE practitioner 2024Q3 starter',
      'NCCI MUE outpatient hospital 2024Q3 starter',
      'NCCI MUE outpatient hospital 2026Q4 starter',
      'NCCI AOC 2026Q2 starter',
      'NCCI PTP practitioner 2024Q3 starter',
      'Places of service 2024 -',
      'NCCI PTP rationales 2024Q3 -',
    ]);
  });

  it('a class that is listed completely is complete, whatever else is loaded', async () => {
    const { added, gone } = await changes([[edition('HCPCS', { source: 'HCPC2026_JUL_ANWEB.txt' }), [hcpcs('A0425')]]]);
    assert.deepEqual(added, ['HCPCS Level II 2026Q3 complete']);
    assert.deepEqual(gone, []);
  });

  it('descriptions of some codes are a part of CPT', async () => {
    const { added } = await changes([[edition('CPT', { source: 'SHORTU.txt' }), [cpt('99213')]]]);
    assert.deepEqual(added, ['CPT 2026Q3 part']);
  });

  it('diagnoses and own lists', async () => {
    const diagnosis = { code: 'Z9901', billable: true, shortDescription: 'Made up', longDescription: 'Made up' };
    const own = { code: 'Z1234', description: 'Made up', effective: undefined, deleted: undefined, replacement: '' };
    await codesOf(
      [
        [edition('ICD10CM', { edition: '2026', effectiveFrom: 20251001 }), [diagnosis]],
        [edition('SITE', { edition: 'house', effectiveFrom: 19000101, source: 'house.csv' }), [own]],
      ],
      (codes) => {
        const tables = loadedTables(codes);
        const icd = tables.find(({ table }) => table === 'ICD-10-CM');
        assert.deepEqual([icd?.coverage, icd?.effectiveFrom], ['complete', '2025-10-01']);
        const site = tables.find(({ table }) => table === 'Own codes');
        assert.ok(site);
        assert.deepEqual([site.coverage, site.effectiveFrom, site.rows], [undefined, undefined, 1]);
      },
    );
  });

  it('the sample stays for the days before the first edition, behind it and under the same name', async () => {
    const { added, gone, after } = await changes([
      [edition('MPFS', { edition: '2026A', effectiveFrom: 20260101 }), [mpfs('99213')]],
      [edition('MPFS', { edition: '2026C' }), [mpfs('99213')]],
      [edition('OPPS'), [opps('99213', 'V')]],
      [edition('MUE', { setting: 'practitioner' }), [mue('99213', 1)]],
    ]);
    assert.deepEqual(added, [
      'MPFS 2026A complete',
      'MPFS 2026C complete',
      'OPPS Addendum B 2026Q3 complete',
      'NCCI MUE practitioner 2026Q3 complete',
    ]);
    assert.deepEqual(gone, []);
    assert.equal(after.indexOf('MPFS 2026C complete') + 1, after.indexOf('MPFS 2025D starter'));
  });

  it('pairs and add-ons tell their own dates: the sample is not asked any more, unless parts are missing', async () => {
    const whole = await changes([
      [edition('PTP', { setting: 'practitioner' }), [ptp('99213', '36415')]],
      [edition('AOC', { edition: '2026Q2', effectiveFrom: 20260401 }), [aoc('22552', '22551')]],
      [edition('AOC'), [aoc('22552', '22551')]],
    ]);
    assert.deepEqual(whole.added, [
      'NCCI AOC 2026Q2 complete',
      'NCCI AOC 2026Q3 complete',
      'NCCI PTP practitioner 2026Q3 complete',
    ]);
    assert.deepEqual(whole.gone, ['NCCI AOC 2026Q2 starter', 'NCCI PTP practitioner 2024Q3 starter']);
    const part = await changes([[edition('PTP', { setting: 'practitioner', part: 1 }), [ptp('99213', '36415')]]]);
    assert.deepEqual(part.added, ['NCCI PTP practitioner 2026Q3 part']);
    assert.deepEqual(part.gone, []);
  });
});
