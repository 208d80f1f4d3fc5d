import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../../server/src/service/rules';
import { OTHER_FORMATS, type OtherFormat, reasonsAgainst } from './carried';
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

function carriedIn(cases: readonly TruthCase[], format: OtherFormat): string {
  const carried = cases.filter((one) => reasonsAgainst(one, format).length === 0).length;
  return carried ? String(carried) : [...new Set(cases.flatMap((one) => reasonsAgainst(one, format)))].join('; ');
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
  const formats = RULES.map(({ id }) => {
    const failing = cases.filter(({ expectations }) =>
      expectations.some(({ rules, verdicts }) => rules.includes(id) && verdicts.includes('fail')),
    );
    return `| ${[id, String(failing.length), ...OTHER_FORMATS.map((format) => carriedIn(failing, format))].join(' | ')} |`;
  });
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
    '## Formats',
    '',
    'Cases in which a rule finds something, in X12 and in the formats that can carry them; where none can, why.',
    '',
    `| rule | x12 | ${OTHER_FORMATS.join(' | ')} |`,
    '|---|---|---|---|---|---|',
    ...formats,
    '',
    '## Open',
    '',
    open.length ? 'Demanded by the sources and not said by Claim Lens yet:' : 'Nothing: every expectation holds.',
    ...(open.length ? ['', '| case | expectation |', '|---|---|', ...open] : []),
    '',
  ].join('\n');
}
