import { deepEqual, equal } from 'node:assert/strict';
import { type Codes, starterCodes } from '../../server/src/service/index';
import { briefFindings, checkRule, type RuleOptions } from '../support/check';
import { claim837, remittance835 } from '../support/x12';
import { codesOf, edition, hcpcs } from '../unit/storeSupport';

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

  it('in claim text behind a label', () => {
    check('DOS: 2025-03-04\n99213 mod «259» x1\n99213 modifier: «2A5»', [
      /"259" is no modifier/,
      /"2A5" is no modifier/,
    ]);
    check('DOS: 2025-03-04\n99213 mod 25 x1\n99213 modified 2019\n99213 mod 100% of the fee\n99213 modifier 150 mg');
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

  it('judges by the lists of HCPCS and CPT together, and only for the days that they are of', async () => {
    const hcpcsFile = edition('HCPCS', {
      edition: '2025-01',
      effectiveFrom: 20250101,
      source: 'HCPC2025_JAN_ANWEB.txt',
    });
    const both = [hcpcs('A0425'), hcpcs('QZ')];
    const cptFile = edition('MODIFIERS', { edition: '2025', effectiveFrom: 20250101 });
    const cptRow = { code: '25', level: 'I', name: undefined, description: 'Made-up text of 25', effective: undefined };
    const on = (date: string, modifier: string) =>
      claim837({ lines: [{ code: '99213', modifiers: [modifier], date }] });
    await codesOf(
      [
        [hcpcsFile, both],
        [cptFile, [cptRow]],
      ],
      ({ modifiers }) => {
        const codes = { modifiers };
        check(on('20250304', '«Z9»'), [/Z9 is in none of the loaded modifier lists/], { codes, severity: 'warning' });
        for (const known of ['QZ', '25', 'LT']) check(on('20250304', known), [], { codes, notChecked: [] });
        const outside = { codes, notChecked: ['do not cover the date'] };
        check(on('20250404', 'Z9'), [], outside);
        check(on('20241231', 'Z9'), [], outside);
      },
    );
    const isSample = ({ modifiers }: Codes) => {
      check(on('20250304', 'Z9'), [], { codes: { modifiers }, notChecked: ['sample'] });
    };
    await codesOf([[hcpcsFile, both]], isSample);
    await codesOf([[cptFile, [cptRow]]], isSample);
    await codesOf(
      [
        [{ ...hcpcsFile, source: 'excerpt.txt' }, both],
        [cptFile, [cptRow]],
      ],
      isSample,
    );
    await codesOf(
      [
        [hcpcsFile, [hcpcs('A0425')]],
        [cptFile, [cptRow]],
      ],
      ({ modifiers }) => {
        check(on('20250304', 'Z9'), [], { codes: { modifiers }, notChecked: ['do not cover'] });
      },
    );
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
