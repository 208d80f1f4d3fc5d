import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import { storeFolder } from '../../server/src/import/codeStore';
import { queryWords, searchWords, wordIndexBuilder } from '../../server/src/service/codes/compiled/words';
import { starterCodes } from '../../server/src/service/codes/starter';
import { codesOf, cpt, edition, hcpcs, mpfs, opps } from './storeSupport';

const starter = starterCodes();
const EARLIER = { edition: '2026Q2', effectiveFrom: 20260401 };
const LATER = { edition: '2026Q4', effectiveFrom: 20261001 };

describe('store: procedures', () => {
  const lists = (more: Partial<Parameters<typeof edition>[1]> = {}) =>
    edition('HCPCS', { source: 'HCPC2026_JUL_ANWEB.txt', ...more });
  const cptList = (year: number) =>
    edition('CPT', { source: 'ConsolidatedCodeList.txt', edition: String(year), effectiveFrom: year * 10000 + 101 });

  it('the site’s text goes before CPT, HCPCS, the fee schedule, OPPS and ours', () =>
    codesOf(
      [
        [
          edition('SITE', { edition: 'site', effectiveFrom: 19000101 }),
          [
            {
              code: '11111',
              description: 'Our own service',
              effective: 20250101,
              deleted: undefined,
              replacement: undefined,
            },
            { code: 'LAB1', description: 'House panel', effective: undefined, deleted: 20260630, replacement: '80050' },
          ],
        ],
        [cptList(2026), [cpt('11111'), cpt('22222')]],
        [lists(), [hcpcs('J0135'), hcpcs('LT')]],
        [edition('MPFS'), ['11111', '22222', '33333', 'J0135', '0708T'].map((code) => mpfs(code))],
        [edition('OPPS'), ['33333', '44444'].map((code) => opps(code, 'V'))],
      ],
      ({ procedures }) => {
        const told = (code: string) => {
          const row = procedures.get(code)!;
          return [row.description, row.brief, row.edition.table];
        };
        assert.deepEqual(told('11111'), ['Our own service', 'MADE-UP 11111', 'Own codes']);
        assert.deepEqual(told('22222'), ['Made-up service number 22222', 'MADE-UP 22222', 'CPT']);
        assert.deepEqual(told('J0135'), ['Made-up long text of J0135', 'Short J0135', 'HCPCS Level II']);
        assert.deepEqual(told('33333'), ['Mu 33333', undefined, 'MPFS']);
        assert.deepEqual(told('44444'), ['Made up 44444', undefined, 'OPPS Addendum B']);
        assert.deepEqual(told('0709T')[0], starter.procedures.get('0709T')!.description);
        const own = procedures.get('0708T')!;
        assert.deepEqual([own.description, own.added, own.edition.table], ['Mu 0708T', 20220101, 'MPFS']);
        assert.equal(own.note, starter.procedures.get('0708T')!.note);
        assert.deepEqual([procedures.get('LAB1')!.deleted, procedures.get('LAB1')!.replacement], [20260630, '80050']);
        assert.equal(procedures.get('11111')!.added, 20250101);
        assert.equal(procedures.get('LT'), undefined, 'a modifier is no procedure');
        assert.equal(procedures.get('98765'), undefined);
        assert.equal(procedures.coverage, 'complete');
      },
    ));

  it('covers the classes that a table lists completely, from its first day on', () =>
    codesOf(
      [
        [cptList(2026), [cpt('11111'), cpt('0708T'), cpt('0001U')]],
        [lists(), [hcpcs('J0135')]],
      ],
      ({ procedures }) => {
        const covers = (name: Parameters<NonNullable<typeof procedures.covers>>[0], on?: number) =>
          procedures.covers!(name, on)?.edition;
        assert.deepEqual(
          [covers('Category I', 20260101), covers('Category I', 20251231), covers('Category I')],
          ['2026', undefined, '2026'],
        );
        assert.deepEqual(
          [covers('Category III', 20270101), covers('PLA', 20260201), covers('Category II', 20260201)],
          ['2026', '2026', undefined],
        );
        assert.deepEqual(
          [covers('HCPCS Level II', 20260701), covers('HCPCS Level II', 20260630)],
          ['2026Q3', undefined],
        );
        assert.equal(procedures.isListed!('11111', 20260801), true);
        assert.equal(procedures.isListed!('99213', 20260801), false);
        assert.equal(procedures.isListed!('11111', 20251231), false);
      },
    ));

  it('short descriptors alone cover nothing', () =>
    codesOf(
      [
        [edition('CPT', { source: 'SHORTU.txt' }), [cpt('11111')]],
        [edition('HCPCS', { source: 'extract.txt' }), [hcpcs('J0135')]],
      ],
      ({ procedures }) => {
        assert.equal(procedures.covers!('Category I', 20260801), undefined);
        assert.equal(procedures.covers!('HCPCS Level II', 20260801), undefined);
        assert.equal(procedures.coverage, 'starter');
      },
    ));

  it('a code that the next list has no more ended the day before', () =>
    codesOf(
      [
        [cptList(2025), [cpt('11111'), cpt('22222')]],
        [cptList(2026), [cpt('11111'), cpt('33333')]],
        [
          edition('CPT', { source: 'Deleted_DTK_tab.txt', edition: '2026', effectiveFrom: 20260101 }),
          [
            { code: '44444', deleted: 20200101, instruction: 'To report, use 33333' },
            { code: '11111', deleted: 20150101 },
            { code: '33333', deleted: 20270101 },
          ],
        ],
      ],
      ({ procedures }) => {
        const deleted = (code: string) => procedures.get(code)?.deleted;
        assert.equal(deleted('22222'), 20251231);
        assert.equal(deleted('44444'), 20191231, 'the first day without it is the day of the file');
        assert.equal(procedures.get('44444')?.replacement, 'To report, use 33333');
        assert.equal(deleted('11111'), undefined, 'it came back');
        assert.equal(deleted('33333'), 20261231);
        assert.equal(procedures.isListed!('44444', 20260801), false);
        assert.equal(procedures.isListed!('22222', 20250801), true);
        assert.equal(procedures.isListed!('22222', 20260801), false);
      },
    ));

  it('the newest HCPCS list says when a code begins and ends', () =>
    codesOf(
      [
        [
          lists(EARLIER),
          [
            hcpcs('J0135', { terminated: 20251231 }),
            hcpcs('J0200', { terminated: 20241231, crossReferences: ['J0201', ''] }),
            hcpcs('J0300'),
          ],
        ],
        [lists(LATER), [hcpcs('J0135'), hcpcs('J0201', { added: 20250101 })]],
      ],
      ({ procedures }) => {
        assert.equal(procedures.get('J0135')?.deleted, undefined);
        assert.deepEqual([procedures.get('J0200')?.deleted, procedures.get('J0200')?.replacement], [20241231, 'J0201']);
        assert.equal(procedures.get('J0300')?.deleted, 20260930);
        assert.equal(procedures.get('J0201')?.added, 20250101);
      },
    ));

  it('a table from before the end of a code does not know that it goes on', () =>
    codesOf(
      [
        [lists(LATER), [hcpcs('J0135', { terminated: 20260630 })]],
        [edition('MPFS', { edition: '2026A', effectiveFrom: 20260101 }), [mpfs('J0135')]],
        [edition('OPPS', { edition: '2026-07', effectiveFrom: 20260701 }), [opps('J0200', 'K')]],
      ],
      ({ procedures }) => {
        assert.equal(procedures.isListed!('J0135', 20261101), true);
        assert.equal(procedures.isListed!('J0135', 20261101, 20260630), false);
        assert.equal(procedures.isListed!('J0135', 20261101, 20251231), true);
        assert.equal(procedures.isListed!('J0200', 20261101, 20260630), true);
      },
    ));

  it('finds by the start of a code, then by words, those that ended last', () =>
    codesOf(
      [
        [
          lists(),
          [
            hcpcs('A1000', { longDescription: 'Zbrace for the qknee, hinged', terminated: 20200101 }),
            hcpcs('A1001', { longDescription: 'Zbrace for the ankle' }),
            hcpcs('A1002', { longDescription: 'Qkneeling board (emzbrace)' }),
            hcpcs('B1001', { longDescription: 'Hinged x-zbrace' }),
          ],
        ],
        [edition('CPT', { source: 'ConsumerDescriptor.txt' }), [{ code: '11111', consumer: 'Something with a zebra' }]],
      ],
      ({ procedures }) => {
        const found = (query: string, limit = 10) => procedures.search(query, limit).map((row) => row.code);
        assert.deepEqual(found('a100'), ['A1001', 'A1002', 'A1000']);
        assert.deepEqual(found('A100', 1), ['A1001']);
        assert.deepEqual(found('zbrace'), ['A1001', 'B1001', 'A1002', 'A1000']);
        assert.deepEqual(found('zbrace hinge'), ['B1001', 'A1000']);
        assert.deepEqual(found('QKNEE'), ['A1002', 'A1000']);
        assert.deepEqual(found('zebra'), ['11111']);
        assert.deepEqual(found('nothing of the kind'), []);
        assert.equal(procedures.search('', 7).length, 7);
        assert.ok(procedures.search('0708', 5).some((row) => row.code === '0708T'));
        assert.equal(
          procedures.size,
          starter.procedures.size +
            ['A1000', 'A1001', 'A1002', 'B1001', '11111'].filter((code) => !starter.procedures.get(code)).length,
        );
      },
    ));
});

describe('store: modifiers and diagnoses', () => {
  it('official texts in place of ours, new ones beside them', () =>
    codesOf(
      [
        [
          edition('HCPCS'),
          [
            hcpcs('LT', { longDescription: 'Official left' }),
            hcpcs('ZZ', { longDescription: 'Official other' }),
            hcpcs('ZY', { terminated: 20200101 }),
          ],
        ],
        [
          edition('MODIFIERS', { source: 'Modifiers.txt' }),
          [{ code: '25', level: 'I', description: 'Official twenty-five', effective: undefined }],
        ],
      ],
      ({ modifiers }) => {
        const own = starter.modifiers.get('LT')!;
        assert.deepEqual(modifiers.get('LT'), {
          ...own,
          meaning: 'Official left',
          edition: modifiers.get('LT')!.edition,
        });
        assert.equal(modifiers.get('LT')!.edition?.table, 'HCPCS Level II');
        assert.equal(modifiers.get('25')!.meaning, 'Official twenty-five');
        assert.equal(modifiers.get('25')!.ncciAssociated, true);
        assert.equal(modifiers.get('ZZ')!.level, 'II');
        assert.equal(modifiers.get('59'), starter.modifiers.get('59'));
        const all = modifiers.all().map((row) => row.code);
        assert.ok(all.includes('ZZ') && all.includes('59'));
        assert.ok(!all.includes('ZY'), 'ended');
        assert.ok(modifiers.get('ZY'));
      },
    ));

  it('diagnoses by code with or without the dot, by day and by words', () => {
    const row = (code: string, longDescription: string, billable = true) => ({
      code,
      billable,
      longDescription,
      shortDescription: longDescription.slice(0, 12),
    });
    return codesOf(
      [
        [
          edition('ICD10CM', { edition: '2026', effectiveFrom: 20251001 }),
          [
            row('C43', 'Malignant growth of skin', false),
            row('C430', 'Malignant growth of lip'),
            row('Z9999', 'Only in 2026'),
          ],
        ],
        [
          edition('ICD10CM', { edition: '2027', effectiveFrom: 20261001 }),
          [row('C43', 'Malignant growth of skin', false), row('C430', 'Malignant growth of lip, renamed;  again')],
        ],
      ],
      ({ diagnoses }) => {
        assert.equal(diagnoses!.get('C43.0', 20260801)?.description, 'Malignant growth of lip');
        assert.deepEqual(diagnoses!.get('c430', 20261001), {
          code: 'C430',
          description: 'Malignant growth of lip, renamed;  again',
          brief: 'Malignant gr',
          billable: true,
          edition: diagnoses!.editionOn(20261001),
        });
        assert.equal(diagnoses!.get('Z99.99', undefined), undefined);
        assert.equal(diagnoses!.get('Z99.99', 20260930)?.code, 'Z9999');
        assert.equal(diagnoses!.get('C43', 20200101), undefined);
        const found = (query: string, limit = 10) => diagnoses!.search(query, limit).map((one) => one.code);
        assert.deepEqual(found('C43'), ['C430', 'C43']);
        assert.deepEqual(found('growth'), ['C430', 'C43']);
        assert.deepEqual(found('renamed lip'), ['C430']);
        assert.deepEqual(found('AGAIN grow'), ['C430']);
        assert.deepEqual(found('C43', 1), ['C430']);
        assert.equal(diagnoses!.coverage, 'complete');
      },
    );
  });
});

describe('store: words', () => {
  it('finds what looking through every text finds', () => {
    const word = fc.constantFrom(
      'knee',
      'joint',
      'x-ray',
      'ray',
      'inject',
      'injection',
      'é',
      '“q”',
      'of',
      '2,5',
      'a;b',
      '(left)',
    );
    const line = fc.array(word, { maxLength: 6 }).map((all) => all.join(' '));
    const query = fc.array(fc.constantFrom('knee', 'ray', 'ject', 'x-', 'e', 'left', 'é', 'o', 'nothing', 'b'), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), query, fc.integer({ min: 1, max: 40 }), (lines, words, limit) => {
        const index = wordIndex(lines);
        const isLast = (row: number) => row % 3 === 0;
        const begins = (text: string, wanted: string) => new RegExp(`(?<![a-z0-9])${wanted}`).test(text);
        const rank = (row: number) => (isLast(row) ? 2 : 0) + (words.every((one) => begins(lines[row]!, one)) ? 0 : 1);
        const naive = lines
          .map((_, row) => row)
          .filter((row) => words.every((one) => lines[row]!.split(/[ ,;]/).some((part) => part.includes(one))))
          .sort((a, b) => rank(a) - rank(b) || a - b);
        assert.deepEqual(searchWords(index, words, limit, isLast), naive.slice(0, limit));
      }),
      { numRuns: 300 },
    );
  });

  it('capitals, line feeds and many words', () => {
    const lines = Array.from({ length: 5000 }, (_, at) => `Word${at}\nOther${at % 7}`);
    const index = wordIndex(lines);
    assert.deepEqual(
      searchWords(index, queryWords(' WORD4999, other1;'), 5, () => false),
      [4999],
    );
    assert.equal(searchWords(index, ['other3'], 9999, () => false).length, 714);
    assert.deepEqual(
      searchWords(wordIndex([]), ['a'], 5, () => false),
      [],
    );
  });
});

describe('store: its folder', () => {
  const at = (platform: string, env: Record<string, string> = {}, given?: string) =>
    storeFolder(given, { env, platform, home: '/home/me' });

  it('given, named by the environment, or where the platform keeps data', () => {
    assert.equal(at('linux'), join('/home/me', '.local', 'share', 'claim-lens', 'codes'));
    assert.equal(at('linux', { XDG_DATA_HOME: '/data' }), join('/data', 'claim-lens', 'codes'));
    assert.equal(
      at('darwin', { XDG_DATA_HOME: '/data' }),
      join('/home/me', 'Library', 'Application Support', 'claim-lens', 'codes'),
    );
    assert.equal(at('win32', { LOCALAPPDATA: 'L' }), join('L', 'claim-lens', 'codes'));
    assert.equal(at('win32'), join('/home/me', 'AppData', 'Local', 'claim-lens', 'codes'));
    assert.equal(at('linux', { CLAIM_LENS_CODES: '/team' }), '/team');
    assert.equal(at('linux', { CLAIM_LENS_CODES: '/team' }, '/mine'), '/mine');
    assert.equal(at('linux', { CLAIM_LENS_CODES: '' }, ''), join('/home/me', '.local', 'share', 'claim-lens', 'codes'));
  });
});

function wordIndex(lines: readonly string[]) {
  const builder = wordIndexBuilder(lines.length);
  lines.forEach((line, row) => {
    builder.addText(row, line);
  });
  return builder.index();
}
