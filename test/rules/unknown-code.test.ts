import { deepEqual, ok } from 'node:assert/strict';
import type { Codes, Edition } from '../../server/src/service/codes/tables';
import { briefFindings, checkRule, type RuleOptions } from '../support/check';
import { addOns, edition, practitionerMue, procedures } from '../support/tables';
import { claim837 } from '../support/x12';

const RULE = 'unknown-code';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

function ours(text: string, options: RuleOptions = {}): string[] {
  return briefFindings(text, [RULE], options);
}

const HCPCS: Edition = edition('HCPCS', '2025Q1', 20250101);

/** HCPCS Level II is complete from 2025 on; of CPT there is a sample. */
function tables(listed: readonly string[] = []): Partial<Codes> {
  const table = procedures([{ code: 'J1885' }, { code: 'J0120', deleted: 20241231 }, { code: '99213' }], 'starter');
  return {
    procedures: {
      ...table,
      covers: (codeClass, on) =>
        codeClass === 'HCPCS Level II' && (on === undefined || on >= HCPCS.effectiveFrom) ? HCPCS : undefined,
      isListed: (code) => listed.includes(code),
    },
  };
}

describe(RULE, () => {
  it('reports what a complete table does not list', () => {
    const [found] = check('DOS: 2025-03-04\n«J1886» x1', [/^J1886 is not listed on 2025-03-04/], { codes: tables() });
    deepEqual(found!.finding.severity, 'error');
    deepEqual(found!.finding.citation, { table: 'HCPCS', edition: '2025Q1' });
  });

  it('knows what is listed, by that table or another', () => {
    check('DOS: 2025-03-04\nJ1885', [], { codes: tables(), notChecked: [] });
    check('DOS: 2025-03-04\nJ1886', [], { codes: tables(['J1886']), notChecked: [] });
  });

  it('leaves a code with other dates to the rules of dates', () => {
    check('DOS: 2025-03-04\nJ0120', [], { codes: tables(), notChecked: [] });
  });

  it('can not tell where no table is complete for the class or the day', () => {
    check('DOS: 2025-03-04\n99219', [], { codes: tables(), notChecked: ['every code of the class'] });
    check('DOS: 2024-12-31\nJ1886', [], { codes: tables(), notChecked: ['every code of the class'] });
    check('DOS: 2025-03-04\nJ1886\n99219\n0999T', [], { notChecked: ['every code of the class'] });
  });

  it('is less sure when the table is older than the service, or without a day', () => {
    check('DOS: 2025-05-04\n«J1886»', [/2025Q1, the newest loaded/], { codes: tables(), severity: 'warning' });
    check('«J1886» x1', [/^J1886 is not listed by/], { codes: tables(), severity: 'warning' });
  });

  it('a table of an earlier quarter can not tell a slip from a newer code, and says so', () => {
    check('DOS: 2025-05-04\n«J1886»', [/came later or is a slip.*import/s], { codes: tables() });
    const [found] = check('DOS: 2025-03-04\n«J1886» x1', [/would be denied/], { codes: tables() });
    ok(!/came later/.test(found!.finding.message));
  });

  it('an older table leaves alone what the units or the add-on edits know; a table of the day does not', () => {
    // NCCI edits keep codes that have ended, so they tell a slip from a code, and no more.
    const editions = { '2025Q2': { from: 20250401, rows: { J1886: [1, 2] } } } as const;
    const byUnits = { ...tables(), ...practitionerMue(editions) };
    const byAddOns = { ...tables(), addOns: addOns([['G9999', 'J1886', 1, 20250401]]) };
    for (const codes of [byUnits, byAddOns]) {
      check('DOS: 2025-05-04\nJ1886', [], { codes, notChecked: ['older than the code'] });
      check('DOS: 2025-05-04\n«J1887»', [/came later or is a slip/], { codes });
    }
    check('DOS: 2025-03-04\n«J1886»', [/would be denied/], { codes: byAddOns, severity: 'error' });
  });

  it('leaves the claim’s own diagnosis in the place of a procedure to wrong-code-kind: one cause', () => {
    const text = 'DOS: 2025-05-04\nDx: M17.11\nM1711 x1';
    deepEqual(briefFindings(text, [RULE, 'wrong-code-kind'], { codes: tables() }).length, 1);
    deepEqual(ours('DOS: 2025-05-04\nDx: M17.11\nM1711 x1', { codes: tables() }), []);
  });

  it('judges no void claim and nothing that is misspelt', () => {
    check(claim837({ frequency: '8', lines: [{ code: 'J1886' }] }), [], { codes: tables() });
    check('DOS: 2025-03-04\nj1886', [], { codes: tables() });
  });

  it('says the same of claim text and X12', () => {
    const options = { codes: tables() };
    deepEqual(ours(claim837({ lines: [{ code: 'J1886' }] }), options), ours('DOS: 2025-03-04\nJ1886', options));
  });
});
