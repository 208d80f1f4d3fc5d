import { deepEqual } from 'node:assert/strict';
import type { DiagnosisTable } from '../../server/src/service/codes/tables';
import { briefFindings, checkRule, type RuleOptions } from '../support/check';
import { edition } from '../support/tables';
import { claim837 } from '../support/x12';

const RULE = 'unknown-diagnosis';

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
  const claim = (code: string, date = '20250304') => claim837({ diagnoses: [code], lines: [{ date }] });

  it('reports what the edition of the day does not list', () => {
    const [found] = check(claim('«C4350»'), [/^C4350 is not listed on 2025-03-04 by ICD-10-CM/], { codes });
    deepEqual(found!.finding.severity, 'error');
    deepEqual(found!.finding.citation, { table: 'ICD-10-CM', edition: '2025' });
    check(claim('C4359'), [], { codes, notChecked: [] });
  });

  it('off and on dates: the fiscal year begins in October', () => {
    check(claim('M545', '20250930'), [], { codes });
    check(claim('«M545»', '20251001'), [/2025-10-01/], { codes });
    check(claim('«M5450»', '20250930'), [/2025-09-30/], { codes });
    check(claim('M5450', '20251001'), [], { codes });
    check(claim('M545', '20250930-20251001'), [], { codes });
  });

  it('a stay is judged by its end', () => {
    const stay = (code: string) =>
      claim837({ diagnoses: [code], statement: '20250928-20251002', lines: [{ date: null }] }, { kind: 'I' });
    check(stay('«M545»'), [/2025-10-02/], { codes });
    check(stay('M5450'), [], { codes });
  });

  it('is less sure where the newest edition is of an older year', () => {
    check(claim('«C4350»', '20261001'), [/2026, the newest loaded/], { codes, severity: 'warning' });
  });

  it('judges ICD-10-CM of a good shape only', () => {
    check(claim('C4').replace('ABK', 'ABK'), [], { codes });
    check(claim('4019').replace('ABK', 'BK'), [], { codes });
    check('DOS: 2025-03-04  Dx: 401.9\n99213', [], { codes });
  });

  it('says what is not checked: without a table, and for a day before it', () => {
    check(claim('C4350'), [], { notChecked: ['no ICD-10-CM table is loaded'] });
    check(claim('C4350').replace('ABK:', 'BK:'), [], { notChecked: [] });
    check(claim('C4350'), [], { codes: { diagnoses: diagnoses('starter') }, notChecked: ['no ICD-10-CM table'] });
    check(claim('C4350', '20230101'), [], { codes, notChecked: ['no ICD-10-CM edition'] });
  });

  it('says the same of claim text and X12', () => {
    const text = 'DOS: 2025-03-04  Dx: C4350\n99213';
    deepEqual(ours(claim('C4350'), { codes }), ours(text, { codes }));
    check('DOS: 2025-03-04  Dx: «C43.50»\n99213', [/C43.50/], { codes });
  });
});
