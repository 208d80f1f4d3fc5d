import { deepEqual, equal } from 'node:assert/strict';
import { briefFindings, checkFix, checkRule, type RuleOptions } from '../support/check';
import { feeSchedule } from '../support/tables';
import { claim837, remittance835 } from '../support/x12';

const RULE = 'invalid-component-modifier';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

describe(RULE, () => {
  it('names the modifier, the code and the indicator', () => {
    const [found] = check('DOS: 2025-03-04\n0708T-«26»', [
      /Modifier 26 \(professional component\) cannot apply to 0708T: its PC\/TC indicator is 0/,
    ]);
    equal(found!.finding.severity, 'error');
    deepEqual(found!.finding.citation, { table: 'MPFS', edition: '2025D' });
  });

  describe('starter codes by their indicator', () => {
    const neither = { '99213': '0', '93010': '2', '93005': '3', '93000': '4', '96372': '5', '36415': '9' };
    for (const [code, indicator] of Object.entries(neither)) {
      it(`${code} (${indicator}) takes neither`, () => {
        check(`DOS: 2025-03-04\n${code}-«26»`, [new RegExp(`indicator is ${indicator}`)]);
        check(`DOS: 2025-03-04\n${code}-«TC»`, [new RegExp(`technical component.*indicator is ${indicator}`)]);
      });
    }
    it('71046 and 76700 (1) take both', () => {
      for (const code of ['71046', '76700']) {
        for (const modifier of ['26', 'TC']) check(`DOS: 2025-03-04\n${code}-${modifier}`, [], { notChecked: [] });
      }
    });
    it('97110 (7), therapy, is not judged', () => {
      check('DOS: 2025-03-04\n97110-26');
      check('DOS: 2025-03-04\n97110-TC');
    });
  });

  it('judges 0 to 9 as the fee schedule document has them', () => {
    const takes: Readonly<Record<string, readonly [boolean, boolean]>> = {
      '0': [false, false],
      '1': [true, true],
      '2': [false, false],
      '3': [false, false],
      '4': [false, false],
      '5': [false, false],
      '6': [true, false],
      '7': [true, true],
      '8': [true, false],
      '9': [false, false],
    };
    for (const [pctc, [professional, technical]] of Object.entries(takes)) {
      const codes = { feeSchedule: feeSchedule({ '85060': { pctc } }) };
      if (professional) check('DOS: 2025-03-04\n85060-26', [], { codes });
      else check('DOS: 2025-03-04\n85060-«26»', [`indicator is ${pctc}`], { codes });
      if (technical) check('DOS: 2025-03-04\n85060-TC', [], { codes });
      else check('DOS: 2025-03-04\n85060-«TC»', [`indicator is ${pctc}`], { codes });
    }
  });

  it('finds it in any of the four places, in either case, and both of them', () => {
    const modifiers = ['59', 'LT', 'GA', '«26»'];
    check(claim837({ lines: [{ code: '99213', modifiers }] }), [/Modifier 26/]);
    check('DOS: 2025-03-04\n99213-59-«tc»', [/Modifier TC/]);
    check('DOS: 2025-03-04\n99213-«26»-«TC»', [/Modifier 26/, /Modifier TC/]);
  });

  it('leaves other modifiers alone', () => {
    check('DOS: 2025-03-04\n99213-25\n20610-RT-59\n0708T-T2', [], { notChecked: [] });
  });

  describe('dates and tables', () => {
    it('does not judge a day before the fee schedule, and says so', () => {
      check('DOS: 2024-12-31\n99213-26', [], { notChecked: ['no fee schedule for the date of service'] });
      check('DOS: 2025-01-01\n99213-«26»', [/indicator is 0/]);
    });

    it('judges 0708T and 0709T from their first day on, since every release says the same', () => {
      check('DOS: 2022-01-01\n0708T-«26»\n0709T-«TC»', [/0708T/, /0709T/]);
      check('DOS: 2021-12-31\n0708T-26', [], { notChecked: [/fee schedule/] });
    });

    it('does not judge a code that the sample lacks', () => {
      check('DOS: 2025-03-04\n33361-26', [], { notChecked: ['does not list the code'] });
    });

    it('says how old the table is when the year of the service is another', () => {
      check('DOS: 2026-05-04\n0708T-«26»', [/2025D/]);
      check('DOS: 2025-02-04\n0708T-«26»', [/^((?!2025D).)*$/]);
    });

    it('judges a line without a date by the newest schedule', () => {
      check('0708T-«26»', [/0708T/]);
    });
  });

  describe('claims that are not judged', () => {
    it('hospital bills, voids and remittances', () => {
      check(claim837({ lines: [{ code: '99213', modifiers: ['26'] }] }, { kind: 'I' }));
      check(claim837({ frequency: '8', lines: [{ code: '99213', modifiers: ['26'] }] }));
      check(remittance835(['CLP*A*1*100*80**12*ICN*11*1', 'SVC*HC:99213:26*100*80**1', 'DTM*472*20250304']));
    });

    it('those of other payers when asked for Medicare only', () => {
      const settings = { payers: 'medicare' };
      check(claim837({ filing: 'CI', lines: [{ code: '99213', modifiers: ['26'] }] }), [], { settings });
      check(claim837({ filing: 'MB', lines: [{ code: '99213', modifiers: ['«26»'] }] }), [/26/], { settings });
    });

    it('and a replacement is', () => {
      check(claim837({ frequency: '7', lines: [{ code: '99213', modifiers: ['«26»'] }] }), [/26/]);
    });
  });

  it('takes another severity or none', () => {
    check('DOS: 2025-03-04\n99213-26', [], { settings: { rules: { [RULE]: 'off' } } });
    check('DOS: 2025-03-04\n99213-«26»', [/26/], { settings: { rules: { [RULE]: 'warning' } }, severity: 'warning' });
  });

  it('says the same of the same claim in claim text and in X12', () => {
    const text = 'Claim: CLAIM1\nDOS: 2025-03-04\n99213-26\n71046-26\n93010-59-TC';
    const lines = [
      { code: '99213', modifiers: ['26'] },
      { code: '71046', modifiers: ['26'] },
      { code: '93010', modifiers: ['59', 'TC'] },
    ];
    deepEqual(briefFindings(claim837({ lines }), [RULE]), briefFindings(text, [RULE]));
    equal(briefFindings(text, [RULE]).length, 2);
  });

  describe('fix', () => {
    const fixed = (modifiers: readonly string[], left: readonly string[]) =>
      checkFix(
        RULE,
        claim837({
          lines: [
            { code: '99213', modifiers },
            { code: '71046', modifiers: ['26'] },
          ],
        }),
        claim837({
          lines: [
            { code: '99213', modifiers: left },
            { code: '71046', modifiers: ['26'] },
          ],
        }),
      );

    it('removes the modifier; those behind it move up', () => {
      fixed(['26'], []);
      fixed(['26', '59', 'LT'], ['59', 'LT']);
      fixed(['59', '26', 'LT'], ['59', 'LT']);
      fixed(['59', 'LT', '26'], ['59', 'LT']);
    });

    it('keeps a description behind it in its place', () => {
      checkFix(
        RULE,
        claim837({ lines: [{ code: '99213', modifiers: ['26', '25'], description: 'NOTE' }] }),
        // The description is component 7, whatever stands before it.
        claim837({ lines: [{ code: '99213', modifiers: ['25'], description: 'NOTE' }] }),
      );
    });

    it('in claim text too', () => {
      checkFix(RULE, 'DOS: 2025-03-04\n99213-26 x1', 'DOS: 2025-03-04\n99213 x1');
      checkFix(RULE, 'DOS: 2025-03-04\n99213-25-TC x1', 'DOS: 2025-03-04\n99213-25 x1');
      checkFix(RULE, 'DOS: 2025-03-04\n99213 mod 26, 25', 'DOS: 2025-03-04\n99213 mod 25');
    });
  });
});
