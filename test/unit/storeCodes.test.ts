import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PtpRow } from '../../server/src/import/rows';
import { loadedTables } from '../../server/src/loadedTables';
import { pairTable } from '../../server/src/service/codes/pairs';
import { starterCodes } from '../../server/src/service/codes/starter';
import type { Codes, Edition } from '../../server/src/service/codes/tables';
import { createClaimService } from '../../server/src/service/index';
import { serviceFor } from '../support/check';
import { aoc, codesOf, edition, mpfs, mue, opps, ptp } from './storeSupport';

const starter = starterCodes();
const EARLIER = { edition: '2026Q2', effectiveFrom: 20260401 };
const LATER = { edition: '2026Q4', effectiveFrom: 20261001 };

describe('store: dated tables', () => {
  it('the day picks the edition; without a day it is the newest', () =>
    codesOf(
      [
        [edition('MUE', { setting: 'practitioner', ...EARLIER }), [mue('99213', 1), mue('99214', 9)]],
        [edition('MUE', { setting: 'practitioner', ...LATER }), [mue('99213', 2)]],
      ],
      ({ mue: { practitioner } }) => {
        const units = (on?: number) => practitioner.get('99213', on)?.units;
        assert.deepEqual(
          [units(20260401), units(20260930), units(20261001), units(20301231), units()],
          [1, 1, 2, 2, 2],
        );
        assert.equal(practitioner.coverage, 'complete');
        assert.deepEqual(
          practitioner.editions.map((one) => one.edition),
          ['2026Q2', '2026Q4'],
        );
        assert.equal(practitioner.editionOn(20260930)?.edition, '2026Q2');
        assert.equal(practitioner.get('99214', 20261101), undefined, 'the later edition does not list it');
        assert.equal(practitioner.get('99214', 20260501)?.edition.table, 'NCCI MUE practitioner');
      },
    ));

  it('a day before the first edition is the sample’s', () =>
    codesOf(
      [[edition('MUE', { setting: 'practitioner', ...LATER }), [mue('99213', 2)]]],
      ({ mue: { practitioner } }) => {
        assert.deepEqual(practitioner.get('0708T', 20250304), starter.mue.practitioner.get('0708T', 20250304));
        assert.equal(practitioner.get('99213', 20210304), undefined);
        assert.equal(practitioner.editionOn(20250304), undefined);
        assert.equal(practitioner.get('0708T', 20261101), undefined, 'a loaded edition speaks for itself');
      },
    ));

  it('tables that are not loaded are the sample’s', () =>
    codesOf([[edition('OPPS'), [opps('99213', 'V')]]], (codes) => {
      assert.equal(codes.mue, codes.mue);
      assert.equal(codes.mue.practitioner, starter.mue.practitioner);
      assert.equal(codes.pairs.practitioner, starter.pairs.practitioner);
      assert.equal(codes.addOns, starter.addOns);
      assert.equal(codes.opps.get('99213', 20260801)?.statusIndicator, 'V');
      assert.equal(codes.diagnoses, undefined);
    }));

  it('the fee schedule’s row without a modifier speaks, the others are its components', () =>
    codesOf(
      [
        [
          edition('MPFS'),
          [
            mpfs('70010', { modifier: 'TC', pctc: '3' }),
            mpfs('70010', { modifier: '26', pctc: '2' }),
            mpfs('70010', { pctc: '1' }),
            mpfs('70020', { status: 'C' }),
          ],
        ],
      ],
      ({ feeSchedule }) => {
        const row = feeSchedule.get('70010', 20260801)!;
        assert.deepEqual([row.pctc, row.components, row.status], ['1', '26 TC', 'A']);
        assert.deepEqual(
          [feeSchedule.get('70020', 20260801)!.status, feeSchedule.get('70020', 20260801)!.components],
          ['C', ''],
        );
        assert.equal(feeSchedule.get('7002', 20260801), undefined);
      },
    ));
});

/** Of the imported pairs, as the list of tables shows them. */
function pairEditions(codes: Codes): (string | undefined)[][] {
  return loadedTables(codes)
    .filter(({ table, imported }) => imported && /PTP/.test(table))
    .map((one) => [one.edition, one.coverage]);
}

describe('store: edits of pairs and add-ons', () => {
  it('answers as the plain table does, for any windows', () => {
    const codes = ['00100', '11111', '2222T', 'A4206', 'J0135'];
    const days = [20200101, 20210101, 20211231, 20220101, 20230101];
    const row = fc.record({
      column1: fc.constantFrom(...codes),
      column2: fc.constantFrom(...codes),
      priorTo1996: fc.constant(false),
      effective: fc.constantFrom(...days),
      deleted: fc.option(fc.constantFrom(...days), { nil: undefined }),
      indicator: fc.constantFrom(0 as const, 1 as const),
      rationale: fc.constantFrom('one', 'two'),
    });
    return fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows: PtpRow[]) => {
        // Windows of one pair that overlap have no right answer but the newest.
        const newest = [...rows].sort(
          (a, b) =>
            b.effective - a.effective ||
            (b.deleted ?? 99999999) - (a.deleted ?? 99999999) ||
            (a.rationale + a.indicator < b.rationale + b.indicator ? -1 : 1),
        );
        await codesOf([[edition('PTP', { setting: 'practitioner' }), rows]], ({ pairs: { practitioner } }) => {
          const [about] = practitioner.editions as [Edition];
          const plain = pairTable(
            'complete',
            newest.map(({ priorTo1996, ...one }) => ({ ...one, edition: about })),
          );
          for (const a of codes) {
            for (const b of codes) {
              for (const on of [undefined, 19990101, ...days, 20220615])
                assert.deepEqual(practitioner.get(a, b, on), plain.get(a, b, on));
            }
          }
        });
      }),
      { numRuns: 30 },
    );
  });

  it('the day picks the edition, and the oldest speaks for the days before it', () =>
    codesOf(
      [
        [
          edition('PTP', { setting: 'practitioner', ...EARLIER }),
          [ptp('11111', '22222', { indicator: 0 }), ptp('11111', '33333', { deleted: 20251231 })],
        ],
        [edition('PTP', { setting: 'practitioner', ...LATER }), [ptp('11111', '22222', { indicator: 1 })]],
      ],
      ({ pairs: { practitioner } }) => {
        assert.equal(practitioner.get('11111', '22222', 20260930)?.indicator, 0);
        assert.equal(practitioner.get('22222', '11111', 20261001)?.indicator, 1);
        assert.equal(practitioner.get('11111', '22222', 20210101)?.edition.edition, '2026Q2');
        assert.equal(practitioner.get('11111', '33333', 20251231)?.deleted, 20251231);
        assert.equal(practitioner.get('11111', '33333', 20260101), undefined);
        assert.equal(practitioner.get('11111', '22222', 20191231), undefined);
        assert.equal(practitioner.get('11111', '22222', undefined)?.edition.edition, '2026Q4');
      },
    ));

  it('an edition of which parts are missing takes nothing from those that are whole', () =>
    codesOf(
      [
        [edition('PTP', { setting: 'practitioner', ...EARLIER }), [ptp('11111', '22222')]],
        [edition('PTP', { setting: 'practitioner', part: 1, ...LATER }), [ptp('11111', '22222')]],
      ],
      (codes) => {
        const { practitioner } = codes.pairs;
        assert.deepEqual(
          [20250101, 20260401, 20260930, 20261001, undefined].map((on) => practitioner.covers?.(on)?.edition),
          ['2026Q2', '2026Q2', '2026Q2', undefined, undefined],
        );
        assert.equal(practitioner.coverage, 'starter');
        assert.deepEqual(pairEditions(codes), [
          ['2026Q2', 'complete'],
          ['2026Q4', 'part'],
        ]);
        const reasonsOn = (day: string) =>
          serviceFor({ codes })
            .open(`DOS: ${day}\n11111\n33333`, { languageId: 'claim-text' })!
            .notChecked.filter(({ rule }) => rule === 'bundled-pair').length;
        assert.deepEqual([reasonsOn('2026-05-01'), reasonsOn('2026-11-01')], [0, 1]);
      },
    ));

  it('where parts of the edition of the day are missing, a whole one is asked: an older one by its age, a newer one by its dates', () =>
    codesOf(
      [
        [
          edition('PTP', { setting: 'practitioner', part: 1, edition: '2026Q1', effectiveFrom: 20260101 }),
          [ptp('11111', '22222', { deleted: 20251231 })],
        ],
        [
          edition('PTP', { setting: 'practitioner', ...EARLIER }),
          [
            ptp('11111', '22222'),
            ptp('33333', '44444', { effective: 20220101, deleted: 20221231 }),
            ptp('33333', '55555'),
          ],
        ],
        [edition('PTP', { setting: 'practitioner', part: 1, ...LATER }), [ptp('11111', '22222', { indicator: 0 })]],
      ],
      (codes) => {
        const { practitioner } = codes.pairs;
        const editionOf = (a: string, b: string, on: number) => practitioner.get(a, b, on)?.edition.edition;
        assert.equal(editionOf('33333', '55555', 20261101), '2026Q2');
        assert.equal(editionOf('55555', '33333', 20220601), '2026Q2');
        assert.equal(editionOf('33333', '44444', 20220601), '2026Q2');
        assert.equal(editionOf('33333', '44444', 20230601), undefined);
        assert.equal(practitioner.get('11111', '22222', 20261101)?.indicator, 0);
        // A part that has the pair with other dates has spoken.
        assert.equal(editionOf('11111', '22222', 20260215), undefined);
        assert.deepEqual(
          [20220601, 20260215, 20260501, 20261101].map((on) => practitioner.covers?.(on)?.edition),
          ['2026Q2', '2026Q2', '2026Q2', undefined],
        );
        assert.deepEqual(pairEditions(codes), [
          ['2026Q1', 'part'],
          ['2026Q2', 'complete'],
          ['2026Q4', 'part'],
        ]);
      },
    ));

  it('where a part is missing the sample is asked too', () =>
    codesOf(
      [[edition('PTP', { setting: 'practitioner', part: 4 }), [ptp('99213', '99214')]]],
      ({ pairs: { practitioner } }) => {
        assert.equal(practitioner.coverage, 'starter');
        assert.deepEqual(
          practitioner.get('0708T', '96372', 20260801),
          starter.pairs.practitioner.get('0708T', '96372', 20260801),
        );
        assert.ok(practitioner.get('0708T', '96372', 20260801));
      },
    ));

  it('add-ons by both ends, by the edition of the day', () =>
    codesOf(
      [
        [
          edition('AOC', EARLIER),
          [aoc('0709T', '0708T', { effective: 20220101 }), aoc('11111', 'CCCCC', { type: 2, notes: 'Contractor' })],
        ],
        [
          edition('AOC', LATER),
          [aoc('0709T', '0708T', { effective: 20220101, deleted: 20260930 }), aoc('0709T', '0707T')],
        ],
      ],
      ({ addOns }) => {
        assert.deepEqual(addOns.rowsOf('0709T', 20260801), [
          { addOn: '0709T', primary: '0708T', type: 1, effective: 20220101, deleted: undefined, note: undefined },
        ]);
        assert.deepEqual(
          addOns.rowsOf('0709T').map((row) => [row.primary, row.deleted]),
          [
            ['0708T', 20260930],
            ['0707T', undefined],
          ],
        );
        assert.deepEqual(
          addOns.rowsOf('11111', 20200101).map((row) => [row.type, row.primary, row.note]),
          [[2, 'CCCCC', 'Contractor']],
        );
        assert.deepEqual(
          addOns.addOnsOf('0708T', 20260801).map((row) => row.addOn),
          ['0709T'],
        );
        assert.deepEqual(addOns.addOnsOf('99999'), []);
        assert.equal(addOns.edition?.edition, '2026Q4');
        assert.equal(addOns.editionOn?.(20200101)?.edition, '2026Q2');
      },
    ));

  it('the last day of an add-on and of a primary, by the newest edition', () =>
    codesOf(
      [
        [edition('AOC', EARLIER), [aoc('11111', '22222', { addOnDeleted: 20251231, deleted: 20251231 })]],
        [
          edition('AOC', LATER),
          [
            aoc('11111', '22222', { addOnDeleted: 20251231, deleted: 20251231 }),
            aoc('33333', '44444', { primaryDeleted: 20260630, deleted: 20260630 }),
            aoc('33333', '55555', { deleted: 20260331 }),
          ],
        ],
      ],
      ({ addOns }) => {
        const lastDay = (code: string) => addOns.lastDayOf?.(code);
        assert.equal(lastDay('11111')?.day, 20251231);
        assert.deepEqual([lastDay('44444')?.day, lastDay('44444')?.edition.edition], [20260630, '2026Q4']);
        // An edit that has ended says nothing of its codes.
        for (const code of ['22222', '33333', '55555', '99213']) assert.equal(lastDay(code), undefined, code);
      },
    ));

  it('says of a code when the add-on file ends it, unless a later table lists the code', () =>
    codesOf(
      [
        [edition('AOC', EARLIER), [aoc('11111', '22222', { addOnDeleted: 20251231, primaryDeleted: 20251231 })]],
        [edition('MPFS', { edition: '2025D', effectiveFrom: 20251001 }), ['11111', '22222'].map((code) => mpfs(code))],
        [edition('OPPS', { edition: '2026-04', effectiveFrom: 20260401 }), [opps('22222', 'J1')]],
      ],
      (codes) => {
        const { code } = createClaimService({ codes });
        assert.equal(code('11111')?.deleted, '2025-12-31');
        assert.ok(code('11111')?.sources.some(({ table }) => table === 'NCCI AOC'));
        assert.equal(code('22222')?.deleted, undefined);
      },
    ));
});
