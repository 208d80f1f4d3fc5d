import { deepEqual, equal } from 'node:assert/strict';
import { datedTable } from '../../server/src/service/codes/dated';
import { briefFindings, checkRule, type RuleOptions } from '../support/check';
import { edition } from '../support/tables';
import { type ClaimOptions, claim837, type LineOptions } from '../support/x12';

const RULE = 'not-paid-under-opps';

function checkLines(
  lines: readonly LineOptions[],
  messages: readonly (string | RegExp)[] = [],
  options: RuleOptions = {},
  claim: Partial<ClaimOptions> = {},
) {
  const dated = lines.map((line) => ({ date: '20260504', ...line }));
  return checkRule(RULE, claim837({ ...claim, lines: dated }, { kind: 'I' }), messages, options);
}

function opps(rows: Readonly<Record<string, string>>) {
  const all = Object.entries(rows).map(([code, statusIndicator]) => [code, { statusIndicator }] as const);
  return {
    opps: datedTable('OPPS', 'complete', [
      { edition: edition('OPPS Addendum B', '2026-04', 20260401), rows: new Map(all) },
    ]),
  };
}

describe(RULE, () => {
  it('E1, E2, B, C and M are not paid; all others are paid, packaged, or paid elsewhere', () => {
    for (const indicator of ['E1', 'E2', 'B', 'C', 'M']) {
      checkLines([{ code: '«12345»' }], [new RegExp(`status indicator ${indicator} `)], {
        codes: opps({ '12345': indicator }),
        severity: 'error',
      });
    }
    for (const indicator of [
      'A',
      'F',
      'G',
      'H',
      'J1',
      'J2',
      'K',
      'K1',
      'L',
      'N',
      'P',
      'Q1',
      'Q2',
      'Q3',
      'Q4',
      'R',
      'S',
      'T',
      'U',
      'V',
      'Y',
    ]) {
      checkLines([{ code: '12345' }], [], { codes: opps({ '12345': indicator }), notChecked: [] });
    }
  });

  it('starter codes: 0708T (E1), 99213 (B), 11004 (C), 93000 (M); G0463, 27447, 36415 paid', () => {
    const [found] = checkLines([{ code: '«0708T»' }], [/E1 \(not covered, not paid\).*denied/]);
    deepEqual(found!.finding.citation, { table: 'OPPS Addendum B', edition: '2026-04' });
    checkLines([{ code: '«99213»' }, { code: '«11004»' }, { code: '«93000»' }], [/B/, /C .*admitted/, /M/]);
    checkLines([{ code: 'G0463' }, { code: '27447' }, { code: '36415' }], [], { notChecked: [] });
  });

  it('bill types 12x, 13x, 14x and 76x only', () => {
    for (const billType of ['12', '13', '14', '76']) checkLines([{ code: '«0708T»' }], [/E1/], {}, { billType });
    for (const billType of ['11', '18', '21', '32', '71', '72', '81', '85'])
      checkLines([{ code: '0708T' }], [], {}, { billType });
  });

  it('professional claims are not judged by it', () => {
    checkRule(RULE, claim837({ lines: [{ code: '0708T', date: '20260504' }] }));
    checkRule(RULE, 'DOS: 2026-05-04\n0708T');
  });

  it('on and off dates: 0708T from 2022 on, others from April 2026', () => {
    checkLines([{ code: '«0708T»', date: '20220101' }], [/E1/]);
    checkLines([{ code: '0708T', date: '20211231' }], [], { notChecked: ['no Addendum B'] });
    checkLines([{ code: '99213', date: '20260331' }], [], { notChecked: ['no Addendum B'] });
    checkLines([{ code: '«99213»', date: '20260401' }], [/B/]);
    checkLines(
      [
        { code: 'E0601', date: '20260401' },
        { code: '33361', date: '20260401' },
      ],
      [],
      { notChecked: ['does not list'] },
    );
  });

  it('expected denials, an emergency that ended in death, measures and free lines are no findings', () => {
    for (const modifier of ['GY', 'GX', 'GZ', 'GA']) checkLines([{ code: '0708T', modifiers: [modifier] }]);
    checkLines([{ code: '11004', modifiers: ['CA'] }]);
    checkLines([{ code: '«99213»', modifiers: ['CA'] }], [/B/]);
    checkLines([{ code: '3074F' }, { code: '0708T', charge: '0' }]);
  });

  it("only Medicare's bills", () => {
    checkLines([{ code: '«0708T»' }], [/E1/], {}, { filing: 'MA' });
    checkLines([{ code: '0708T' }], [], {}, { filing: 'CI' });
    checkLines([{ code: '0708T' }], [], {}, { frequency: '8' });
    checkLines([{ code: '«0708T»' }], [/E1/], {}, { frequency: '7' });
  });

  it('says the same of the same claim in claim text and in X12', () => {
    const text = briefFindings('TOB: 131\nDOS: 2026-05-04\n0708T\nG0463', [RULE]);
    const unsaid = text.map((one) => one.replace(' warning ', ' error '));
    const lines = [
      { code: '0708T', date: '20260504' },
      { code: 'G0463', date: '20260504' },
    ];
    // X12 names Medicare as the payer, the text names none.
    deepEqual(briefFindings(claim837({ lines }, { kind: 'I' }), [RULE]), unsaid);
    equal(text.length, 1);
  });
});
