import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TRUTH } from './cases';
import type { TruthCase } from './parse';

export interface Statement {
  readonly tag: string;
  readonly says: string;
}

/** What the set has to cover, in our words: `statements.txt`. */
export function allStatements(): Statement[] {
  return readFileSync(join(TRUTH, 'statements.txt'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [tag = '', says = ''] = line.split('\t');
      return { tag, says };
    });
}

/** `COVERAGE.md`: which cases stand for which statement, and what the sources demand and is not said yet. */
export function coveragePage(cases: readonly TruthCase[]): string {
  const rows = allStatements().map(({ tag, says }) => {
    const names = cases.filter(({ covers }) => covers.includes(tag)).map(({ id }) => id);
    return `| ${tag} | ${says} | ${names.join(', ')} |`;
  });
  const open = cases.flatMap((one) => one.open.map(({ text }) => `| ${one.id} | \`${text}\` |`));
  const expected = cases.reduce((sum, one) => sum + one.expectations.length, 0);
  const claims = cases.reduce((sum, one) => sum + one.claims.length, 0);
  return [
    '# What the correctness set covers',
    '',
    'Generated from `cases/` and `statements.txt`: `UPDATE_TRUTH=1`, see README.md.',
    '',
    `${cases.length} cases, ${claims} claims, ${expected} expectations.`,
    '',
    '| statement | in our words | cases |',
    '|---|---|---|',
    ...rows,
    '',
    '## Open',
    '',
    open.length ? 'Demanded by the sources and not said by Claim Lens yet:' : 'Nothing: every expectation holds.',
    ...(open.length ? ['', '| case | expectation |', '|---|---|', ...open] : []),
    '',
  ].join('\n');
}
