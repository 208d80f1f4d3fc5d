import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '../../../server/src/service/index';
import { RULES } from '../../../server/src/service/rules';
import { allCases, TRUTH } from './cases';
import { allStatements, coveragePage } from './coverage';

describe('coverage of the correctness set', () => {
  const cases = allCases();

  it('every statement has a case, and every case a statement', () => {
    const covered = new Set(cases.flatMap(({ covers }) => covers));
    const tags = allStatements().map(({ tag }) => tag);
    deepEqual(
      tags.filter((tag) => !covered.has(tag)),
      [],
      'statements without a case',
    );
    deepEqual(
      [...covered].filter((tag) => !tags.includes(tag)),
      [],
      'cases for what is no statement',
    );
    equal(new Set(tags).size, tags.length);
  });

  it('every case has a name of its own, an expectation and a source', () => {
    equal(new Set(cases.map(({ id }) => id)).size, cases.length);
    for (const { id, claims, expectations, open, sources, covers } of cases) {
      ok(claims.length && expectations.length + open.length && sources.length && covers.length, id);
    }
  });

  it('every rule is found right and found wrong', () => {
    const missing = RULES.flatMap(({ id }) => {
      const about = cases.flatMap(({ expectations }) => expectations).filter(({ rules }) => rules.includes(id));
      const has = (wanted: boolean) => about.some(({ verdicts }) => verdicts.includes('fail') === wanted);
      return has(true) && has(false) ? [] : [id];
    });
    deepEqual(missing, []);
    const known = new Set(['*', ...CATALOGUE.map(({ id }) => id)]);
    const named = cases.flatMap((one) => [...one.expectations, ...one.open].flatMap(({ rules }) => rules));
    deepEqual(
      named.filter((rule) => !known.has(rule)),
      [],
      'no rule of that name',
    );
  });

  it('the page is fresh', () => {
    const path = join(TRUTH, 'COVERAGE.md');
    const page = coveragePage(cases);
    if (process.env.UPDATE_TRUTH) writeFileSync(path, page);
    equal(readFileSync(path, 'utf8'), page, 'UPDATE_TRUTH=1 writes it anew');
  });
});
