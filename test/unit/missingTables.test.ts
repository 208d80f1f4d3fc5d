import assert from 'node:assert/strict';
import { missingTables } from '../../server/src/missingTables';
import { starterCodes } from '../../server/src/service/index';
import { aoc, codesOf, edition, hcpcs, mue, opps, ptp } from './storeSupport';

const names = (codes: Parameters<typeof missingTables>[0]) => missingTables(codes).map(({ table }) => table);

describe('missing tables', () => {
  it('without any import every table is named, with its publisher’s page and what it is for', () => {
    const missing = missingTables(starterCodes());
    assert.equal(missing.length, 12);
    for (const { table, file, where, without } of missing) {
      assert.match(where, /^https:\/\/www\.(cms\.gov|ama-assn\.org)\//, table);
      assert.ok(file && without, table);
    }
  });

  it('what was imported is not missing, and one part of the pairs is not the table', () =>
    codesOf(
      [
        [edition('OPPS'), [opps('99213', 'V')]],
        [edition('AOC'), [aoc('22552', '22551')]],
        [edition('HCPCS', { source: 'HCPC2025_OCT_ANWEB.txt' }), [hcpcs('A0425')]],
        [edition('MUE', { setting: 'dme' }), [mue('E0601', 1)]],
        [edition('PTP', { setting: 'outpatient' }), [ptp('99213', '36415')]],
        [edition('PTP', { setting: 'practitioner', part: 1 }), [ptp('99213', '36415')]],
      ],
      (codes) => {
        codes.pairs.practitioner.get('99213', '36415', undefined);
        assert.deepEqual(names(codes), [
          'MPFS',
          'NCCI PTP practitioner',
          'NCCI MUE practitioner',
          'NCCI MUE outpatient hospital',
          'ICD-10-CM',
          'CPT',
          'CPT modifiers',
        ]);
      },
    ));
});
