import { deepEqual, equal } from 'node:assert/strict';
import { starterCodes } from '../../server/src/service/index';
import { briefFindings, checkRule, type RuleOptions } from '../support/check';
import { claim837, remittance835 } from '../support/x12';

const RULE = 'unknown-modifier';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

const lines = (...modifiers: string[]) => claim837({ lines: [{ code: '99213', modifiers }] });

describe(RULE, () => {
  it('a wrong length or shape is an error', () => {
    for (const modifier of ['2', '259', '2-', 'L/']) {
      check(lines(`«${modifier}»`), [/is no modifier: one has two letters or digits/], { severity: 'error' });
    }
    check(lines('25', '«5»', 'LT', '«RTX»'), [/"5"/, /"RTX"/]);
  });

  it('either case is read, and a procedure code in its place is another finding', () => {
    check(lines('lt', 'gc'));
    check(lines('99214'));
    checkRule('wrong-code-kind', lines('«99214»'), [/99214/]);
  });

  it('knows its modifiers, and ambulance pairs on ambulance lines', () => {
    check('DOS: 2025-03-04\n99213-25-GC\n20610-LT-XS\nA0425-RH\nA0429-SH', [], { notChecked: [] });
  });

  it('says of a sample only that it is one', () => {
    check(lines('ZZ'), [], { notChecked: ['sample'] });
    check(lines('RH'), [], { notChecked: ['sample'] });
  });

  it('a complete list makes it a warning', () => {
    const { modifiers } = starterCodes();
    const codes = { modifiers: { ...modifiers, coverage: 'complete' as const } };
    check(lines('25', '«ZZ»'), [/ZZ is in none of the loaded modifier lists/], { codes, severity: 'warning' });
    check(lines('«RH»'), [/RH/], { codes });
    check(claim837({ lines: [{ code: 'A0425', modifiers: ['RH'] }] }), [], { codes, notChecked: [] });
    check(lines('25', 'LT', 'GM'), [], { codes });
  });

  it('leaves voids and remittances alone, judges hospital bills', () => {
    check(claim837({ frequency: '8', lines: [{ modifiers: ['2'] }] }));
    check(remittance835(['CLP*A*1*100*80**12*ICN*11*1', 'SVC*HC:99213:2*100*80**1', 'DTM*472*20250304']));
    check(claim837({ lines: [{ modifiers: ['«2»'] }] }, { kind: 'I' }), [/"2"/]);
  });

  it('says the same of the same claim in claim text and in X12', () => {
    const text = briefFindings('DOS: 2025-03-04\nCPT | Mod | Units\n99213 | 2 | 1\n99214 | 25 | 1', [RULE]);
    deepEqual(
      briefFindings(claim837({ lines: [{ modifiers: ['2'] }, { code: '99214', modifiers: ['25'] }] }), [RULE]),
      text,
    );
    equal(text.length, 1);
  });
});
