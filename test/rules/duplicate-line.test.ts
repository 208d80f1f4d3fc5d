import { deepEqual, equal } from 'node:assert/strict';
import { briefFindings, checkRule, type RuleOptions } from '../support/check';
import { type ClaimOptions, claim837, type FileOptions, type LineOptions } from '../support/x12';

const RULE = 'duplicate-line';
const PATIENT = { id: 'M1', last: 'TESTPERSON' };

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

function checkClaims(
  claims: ClaimOptions | readonly ClaimOptions[],
  messages: readonly (string | RegExp)[] = [],
  options: RuleOptions & { readonly file?: FileOptions } = {},
) {
  return check(claim837(claims, options.file), messages, options);
}

describe(RULE, () => {
  it('reports the second of two lines that are alike, and points at the first', () => {
    check('DOS: 2025-03-04\n20610 x1\n«20610» x1', [/20610 on 2025-03-04 is on an earlier line.*76, 77, 91, 59/], {
      severity: 'warning',
      related: [['20610']],
    });
  });

  it('reports each further one', () => {
    check('DOS: 2025-03-04\n90834\n«90834»\n«90834»', [/90834/, /90834/], {
      settings: { rules: { 'excess-units': 'off' } },
    });
  });

  it('what sets them apart: a modifier that says so', () => {
    for (const modifier of ['76', '77', '91', '59', 'XE', 'XP', 'XS', 'XU', 'LT', 'T5']) {
      check(`DOS: 2025-03-04\n20610 x1\n20610-${modifier} x1`);
    }
    check('DOS: 2025-03-04\n20610-LT\n20610-RT');
    check('DOS: 2025-03-04\n20610-LT\n«20610»-LT', [/20610/]);
    check('DOS: 2025-03-04\n20610-76\n20610-76');
  });

  it('what sets them apart: day, practitioner, units, charge, place, description', () => {
    const pair = (second: LineOptions) => checkClaims({ lines: [{ code: '20610' }, { code: '20610', ...second }] });
    pair({ date: '20250305' });
    pair({ rendering: '1000000020' });
    pair({ units: 2 });
    pair({ charge: '99' });
    pair({ place: '12' });
    pair({ description: 'OTHER' });
    checkClaims({ lines: [{ code: '20610' }, { code: '«20610»' }] }, [/20610/]);
  });

  it('the order of the modifiers does not', () => {
    checkClaims(
      {
        lines: [
          { code: '20610', modifiers: ['LT', 'GC'] },
          { code: '«20610»', modifiers: ['GC', 'LT'] },
        ],
      },
      [/20610/],
    );
  });

  it('is silent where the lines break the unit limit together: that finding tells of both', () => {
    check('DOS: 2025-03-04\n0708T\n0708T');
    checkRule('excess-units', 'DOS: 2025-03-04\n0708T\n«0708T»', [/2 units/]);
    check('DOS: 2025-03-04\n0708T\n«0708T»', [/0708T/], { settings: { rules: { 'excess-units': 'off' } } });
  });

  it('leaves amounts, measures and anesthesia alone', () => {
    for (const code of ['J1885', 'A0425', 'E1399', 'S0580', '3074F', '00100', 'Q3014'])
      check(`DOS: 2025-03-04\n${code}\n${code}`);
  });

  it('leaves hospital bills, voids and single lines alone', () => {
    const lines = [{ code: '20610' }, { code: '20610' }];
    checkClaims({ lines }, [], { file: { kind: 'I' } });
    checkClaims({ frequency: '8', lines });
    checkClaims({ lines: [{ code: '20610' }] });
  });

  describe('other claims of the patient', () => {
    const first: ClaimOptions = { id: 'A1', patient: PATIENT, lines: [{ code: '20610' }, { code: '99213' }] };
    it('a claim that was sent twice: one finding, on the second', () => {
      checkClaims(
        [first, { ...first, lines: [{ code: '«20610»' }, { code: '99213' }] }],
        [/on claim A1 already.*1 more line is on that claim too/],
      );
    });
    it('another claim with one line of it', () => {
      checkClaims(
        [first, { ...first, id: 'A2', lines: [{ code: '71046' }, { code: '«99213»' }] }],
        [/99213.*on claim A1/],
        {
          related: [['99213']],
        },
      );
    });
    it('a replacement and another patient are no duplicates', () => {
      checkClaims([first, { ...first, frequency: '7' }]);
      checkClaims([first, { ...first, patient: { id: 'M2', last: 'OTHER' } }]);
    });
  });

  it('two surgeons (62) or a team (66) report the same line each, unless one surgeon is named', () => {
    for (const modifier of ['62', '66']) {
      const line = { code: '22551', modifiers: [modifier] };
      checkClaims({ lines: [line, line] });
      checkClaims([
        { patient: PATIENT, lines: [line] },
        { patient: PATIENT, lines: [line] },
      ]);
      equal(
        briefFindings(claim837({ rendering: '1000000012', lines: [line, line] }), [RULE, 'excess-units']).length,
        1,
      );
    }
  });

  it('says the same of the same claim in claim text and in X12', () => {
    const mine = (text: string) => briefFindings(text, [RULE]);
    const text = 'Claim: CLAIM1\nDOS: 2025-03-04\n20610-LT x1 $100\n20610-LT x1 $100';
    const line = { code: '20610', modifiers: ['LT'] };
    deepEqual(mine(claim837({ lines: [line, line] })), mine(text));
    equal(mine(text).length, 1);
  });
});
