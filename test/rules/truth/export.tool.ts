/** `npm run truth -- FOLDER`: the correctness set as X12 files, and what is expected of them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allCases } from './cases';
import type { TruthCase } from './parse';
import { filesOf } from './x12';

const EXTENSIONS = { professional: '837p', institutional: '837i', remittance: '835' } as const;
const HEADER = ['case', 'file', 'claim', 'line', 'rule', 'verdict', 'severity', 'names', 'sources'];

const folder = process.argv[2];
if (!folder || folder.startsWith('-')) {
  process.stderr.write('npm run truth -- FOLDER\n');
  process.exitCode = 2;
} else write(folder, allCases());

function write(into: string, cases: readonly TruthCase[]): void {
  mkdirSync(into, { recursive: true });
  for (const one of cases) {
    for (const { text, kind } of filesOf(one)) writeFileSync(join(into, nameOf(one, kind)), text);
  }
  const rows = cases.flatMap(rowsOf);
  writeFileSync(join(into, 'expected.tsv'), `${[HEADER, ...rows].map((row) => row.join('\t')).join('\n')}\n`);
  process.stdout.write(`${cases.length} cases, ${rows.length} expectations in ${into}\n`);
}

function nameOf({ id }: TruthCase, kind: keyof typeof EXTENSIONS): string {
  return `${id}.${EXTENSIONS[kind]}`;
}

function rowsOf(one: TruthCase): string[][] {
  return [...one.expectations, ...one.open].flatMap(({ places, rules, verdicts, severity, names }) =>
    places.map((place) => {
      const [, claim = '', line = ''] = /^([A-Z]+)(\d*)$/.exec(place) ?? [];
      const { kind } = one.claims.find(({ label }) => label === claim)!;
      const others = [...places.filter((other) => other !== place), ...names];
      return [
        ...[one.id, nameOf(one, kind), claim, line, rules.join('|'), verdicts.join('|')],
        ...[severity ?? '', verdicts.includes('fail') ? others.join(',') : '', one.sources.join('; ')],
      ];
    }),
  );
}
