import { deepEqual } from 'node:assert/strict';
import type { DiagnosisTable } from '../../server/src/service/codes/tables';
import { briefFindings, checkRule, type RuleOptions } from '../support/check';
import { edition } from '../support/tables';
import { claim837 } from '../support/x12';

const RULE = 'nonbillable-diagnosis';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

function ours(text: string, options: RuleOptions = {}): string[] {
  return briefFindings(text, [RULE], options);
}

/** From ICD-10-CM 2025 on: a heading, its codes, one that ended and one that is new in 2026. */
const YEARS = [
  {
    edition: edition('ICD-10-CM', '2025', 20241001),
    codes: { C435: false, C4351: true, C4359: true, I10: true, M545: true },
  },
  {
    edition: edition('ICD-10-CM', '2026', 20251001),
    codes: { C435: false, C4351: true, C4359: true, I10: true, M5450: true },
  },
];

function diagnoses(coverage: 'complete' | 'starter' = 'complete'): DiagnosisTable {
  const yearOn = (on?: number) =>
    on === undefined ? YEARS.at(-1) : YEARS.filter((year) => year.edition.effectiveFrom <= on).at(-1);
  const rows = (on?: number) =>
    Object.entries(yearOn(on)?.codes ?? {}).map(([code, billable]) => ({
      code,
      billable,
      description: '',
      brief: '',
      edition: yearOn(on)!.edition,
    }));
  return {
    coverage,
    editions: YEARS.map((year) => year.edition),
    editionOn: (on) => yearOn(on)?.edition,
    get: (code, on) => rows(on).find((row) => row.code === code.toUpperCase().replace('.', '')),
    search: (query, limit, on) =>
      rows(on)
        .filter((row) => row.code.startsWith(query))
        .slice(0, limit),
  };
}

const codes = { diagnoses: diagnoses() };

describe(RULE, () => {
  it('reports a heading and names codes below it', () => {
    const [found] = check(
      claim837({ diagnoses: ['«C435»'], lines: [{}] }),
      [/heading.*Below it stand C4351, C4359\./],
      {
        codes,
      },
    );
    deepEqual(found!.finding.severity, 'error');
    deepEqual(found!.finding.citation, { table: 'ICD-10-CM', edition: '2025' });
  });

  it('not a code that is complete, with three characters too', () => {
    check(claim837({ diagnoses: ['C4359', 'I10'], lines: [{}] }), [], { codes });
  });

  it('leaves unknown codes to another rule, and says what is not checked without a table', () => {
    check(claim837({ diagnoses: ['C43'], lines: [{}] }), [], { codes });
    check(claim837({ diagnoses: ['C435'], lines: [{}] }), [], { notChecked: ['no ICD-10-CM table is loaded'] });
    const early = claim837({ diagnoses: ['C435'], lines: [{ date: '20230101' }] });
    check(early, [], { codes, notChecked: ['no ICD-10-CM edition'] });
  });

  it('says the same of claim text and X12', () => {
    const text = 'DOS: 2025-03-04  Dx: C435\n99213';
    deepEqual(ours(claim837({ diagnoses: ['C435'], lines: [{}] }), { codes }), ours(text, { codes }));
    check('DOS: 2025-03-04  Dx: «C43.5»\n99213', [/heading/], { codes });
  });
});
