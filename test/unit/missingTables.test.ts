import assert from 'node:assert/strict';
import { openCodes } from '../../server/src/import/codeStore';
import { runImport } from '../../server/src/import/importService';
import { missingTables } from '../../server/src/missingTables';
import { starterCodes } from '../../server/src/service/index';
import { withFiles } from '../support/importFixtures';
import { PUBLISHED } from '../support/publishedFiles';
import { aoc, codesOf, edition, hcpcs, inFolder, mue, opps, ptp } from './storeSupport';

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

  it('every kind of file that is imported is one of them, but for the user’s own lists', async () => {
    const missing = new Set(names(starterCodes()));
    const own = new Set<string>();
    for (const { table, name, content, releaseByName } of PUBLISHED) {
      await inFolder(async (folder) => {
        await withFiles({ [`${releaseByName || 'x'}/${name}`]: content }, async (files) => {
          const outcome = await runImport({ paths: [files], folder, today: 20261101, accepted: true });
          assert.equal(outcome.kind, 'done', name);
        });
        const [loaded] = openCodes(folder, starterCodes()).editions;
        if (loaded!.publisher === 'Own') own.add(table.split('@')[0]!);
        else assert.ok(missing.has(loaded!.table), `${loaded!.table} (${name}) is never said to be missing`);
      });
    }
    assert.deepEqual([...own].sort(), ['REVENUE', 'SITE']);
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
