import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { conflictOf } from '../../server/src/service/codes/modifierConflicts';
import { starterCodes } from '../../server/src/service/index';
import { rowsOf } from '../../server/src/service/model/tsv';
import { briefFindings, checkFix, checkRule, type RuleOptions } from '../support/check';
import { feeSchedule } from '../support/tables';
import { claim837 } from '../support/x12';

const RULE = 'conflicting-modifiers';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

describe(RULE, () => {
  it('26 and TC, 50 and a side, 59 and X{EPSU}, 62 and 66, two kinds of assistant', () => {
    const [found] = check('DOS: 2025-03-04\n71046-26-«TC»', [/26 and TC on one line of 71046.*RVU25D/], {
      severity: 'error',
      related: [['26']],
    });
    equal(found!.finding.fixes?.length, 3);
    check('DOS: 2025-03-04\n20610-LT-«50»', [/LT and 50/]);
    check('DOS: 2025-03-04\n20610-50-«RT»', [/50 and RT/]);
    for (const modifier of ['XE', 'XP', 'XS', 'XU']) check(`DOS: 2025-03-04\n11900-${modifier}-«59»`, [/CR 8863/]);
    check('DOS: 2025-03-04\n27447-80-«82»', [/one kind of assistant/]);
    const codes = { feeSchedule: feeSchedule({ '12345': { cosurgeon: '2', team: '2' } }) };
    check('DOS: 2025-03-04\n12345-62-«66»', [/62 and 66/], { codes });
  });

  it('GA and GZ, GN GO GP, JW and JZ, AA and QK', () => {
    check('DOS: 2025-03-04\n99213-GA-«GZ»', [/GA and GZ/]);
    check('DOS: 2025-03-04\n97110-GP-«GO»', [/one plan of care/]);
    check('DOS: 2025-03-04\nJ1885-JW-«JZ»', [/something was discarded/]);
    check('DOS: 2025-03-04\n00100-AA-«QK»', [/AA and QK/]);
  });

  it('reports a modifier once, against the first that it contradicts', () => {
    check('DOS: 2025-03-04\n97110-GN-«GO»-«GP»', [/GN and GO/, /GN and GP/]);
  });

  it('what goes together', () => {
    check(
      'DOS: 2025-03-04\n99213-24-25\n20610-59-LT\n20610-50-59\n27447-80-LT\n97110-GP-CQ\n97110-GO-CO\n99213-GX-GY\n00100-QK-P3\n00100-QX-QS\n20610-58-79\n11900-XE-XS',
    );
  });

  describe('left and right on one line', () => {
    it('a warning where sides are paid as two', () => {
      check('DOS: 2025-03-04\n20610-LT-«RT»', [/bill 50, or a line for each side/], { severity: 'warning' });
    });
    it('fine under bilateral 3; silent where no row tells', () => {
      check('DOS: 2025-03-04\n12345-LT-RT', [], {
        codes: { feeSchedule: feeSchedule({ '12345': { bilateral: '3' } }) },
      });
      check('DOS: 2025-03-04\n33361-LT-RT');
      check('DOS: 2024-12-31\n20610-LT-RT');
    });
    it('suppliers: one line until 2019-02-28, two from 2019-03-01', () => {
      check('DOS: 2019-02-28\nL1833-LT-RT');
      check('DOS: 2019-03-01\nL1833-LT-«RT»', [/LT and RT/]);
    });
  });

  it('leaves the line to the rule whose indicator rules one of the two out', () => {
    check('DOS: 2025-03-04\n99213-26-TC');
    check('DOS: 2025-03-04\n0708T-50-LT\n0708T-62-66\n0708T-80-82');
    check('DOS: 2025-03-04\n99213-26-«TC»', [/26 and TC/], {
      settings: { rules: { 'invalid-component-modifier': 'off' } },
    });
  });

  it('judges hospital bills, not voids', () => {
    check(claim837({ lines: [{ code: '99213', modifiers: ['PN', '«PO»'] }] }, { kind: 'I' }), [/PN and PO/]);
    check(claim837({ frequency: '8', lines: [{ modifiers: ['59', 'XS'] }] }));
  });

  it('removes either', () => {
    checkFix(RULE, 'DOS: 2025-03-04\n20610-50-LT x1', 'DOS: 2025-03-04\n20610-50 x1');
    checkFix(RULE, 'DOS: 2025-03-04\n20610-50-LT x1', 'DOS: 2025-03-04\n20610-LT x1', { title: 'Remove modifier 50' });
  });

  it('of 26 and TC keeps one, or neither for the whole service, in every format', () => {
    const titles = {
      '': undefined,
      '26': 'Keep 26, the reading: remove TC',
      TC: 'Keep TC, the technical part: remove 26',
    } as const;
    const concept = (codes: readonly string[]) => ({ coding: codes.map((code) => ({ system: 'HCPCS', code })) });
    const fhir = (modifier: readonly unknown[]) =>
      JSON.stringify({
        resourceType: 'Claim',
        item: [
          {
            productOrService: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '71046' }] },
            modifier: modifier.length ? modifier : undefined,
            servicedDate: '2025-03-04',
          },
        ],
      });
    const hl7 = (modifiers: readonly string[]) =>
      `MSH|^~\\&|A|B|C|D|20250304||DFT^P03|1|T|2.5\rPID|1||1\rFT1|1|||20250304||CG||||1|||||||||||||||71046^^C4|${modifiers.join('~')}|x\r`;
    const own = (...modifiers: readonly string[]) => modifiers.filter((one) => one !== '');
    const makers: readonly ((modifiers: readonly string[]) => string)[] = [
      (modifiers) => `DOS: 2025-03-04\n${['71046', ...modifiers].join('-')} x1`,
      (modifiers) => claim837({ lines: [{ code: '71046', modifiers, description: 'MADE UP' }] }),
      (modifiers) => claim837({ lines: [{ code: '71046', modifiers }] }),
      hl7,
      (modifiers) => fhir(modifiers.map((one) => concept([one]))),
      (modifiers) => fhir(modifiers.length ? [concept(modifiers)] : []),
      (modifiers) => `CPT Code,Modifiers,Units,Service Date\n71046,${modifiers.join(' ')},1,2025-03-04\n`,
      (modifiers) =>
        `CPT Code,Modifier 1,Modifier 2,Modifier 3,Modifier 4,Units,Service Date\n71046,${[0, 1, 2, 3].map((at) => modifiers[at] ?? '').join(',')},1,2025-03-04\n`,
    ];
    for (const [index, make] of makers.entries()) {
      const format = make([]).startsWith('CPT') ? 'csv' : undefined;
      for (const pair of [
        ['26', 'TC'],
        ['TC', '26'],
      ]) {
        for (const [keep, title] of Object.entries(titles)) {
          for (const around of [
            ['', ''],
            ['59', ''],
            ['', '59'],
          ] as const) {
            // Columns of their own leave a gap where a modifier was.
            if (index === makers.length - 1 && (keep !== '' || around[1] !== '')) continue;
            const before = own(around[0], ...pair, around[1]);
            const after = own(around[0], keep, around[1]);
            const gap = index === makers.length - 1;
            checkFix(RULE, make(before), make(gap ? [around[0], '', ''] : after), { title, format });
          }
        }
      }
      if (index < makers.length - 1) checkFix(RULE, make(['26', '59', 'TC']), make(['59']), { format });
    }
  });

  it('of 59 and an X modifier takes 59 first', () => {
    checkFix(RULE, 'DOS: 2025-03-04\n11900-59-XS x1', 'DOS: 2025-03-04\n11900-XS x1');
    checkFix(RULE, 'DOS: 2025-03-04\n11900-XS-59 x1', 'DOS: 2025-03-04\n11900-XS x1');
  });

  it('says the same of the same claim in claim text and in X12', () => {
    const text = briefFindings('DOS: 2025-03-04\n71046-26-TC\n20610-LT-RT', [RULE]);
    const lines = [
      { code: '71046', modifiers: ['26', 'TC'] },
      { code: '20610', modifiers: ['LT', 'RT'] },
    ];
    deepEqual(briefFindings(claim837({ lines }), [RULE]), text);
    equal(text.length, 2);
  });

  describe('the table of pairs', () => {
    const rows = rowsOf(readFileSync('data/modifierConflicts.tsv', 'utf8'));
    it('has modifiers that are known, in order, each with a reason and a source', () => {
      const { modifiers } = starterCodes();
      for (const { pair, severity, why, source } of rows) {
        const [one = '', other = ''] = pair!.split(' ');
        ok(modifiers.get(one) && modifiers.get(other) && one < other, pair);
        match(severity!, /^(?:error|warning)$/);
        ok(why && source && !/[.]$/.test(why), pair);
        deepEqual(conflictOf(one, other), conflictOf(other, one));
        ok(conflictOf(one, other), pair);
      }
    });
    it('holds no pair of NCCI-associated sides and digits that can stand together', () => {
      for (const pair of ['24 25', '25 57', '59 LT', '76 LT', 'GA KX', 'JW KX'])
        equal(conflictOf(...(pair.split(' ') as [string, string])), undefined);
    });
  });
});
