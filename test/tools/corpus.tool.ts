// Compares what the readers find with an index of known service lines: `npm run corpus -- FOLDER`.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from '../../server/src/decode';
import { type ServiceLineRow, serviceLineRows } from '../../server/src/service/features/serviceLines';
import { x12 } from '../../server/src/service/formats/x12';
import { compareOther } from './otherIndex';

const folder = process.argv[2];
if (!folder) {
  console.error('usage: npm run corpus -- FOLDER (a folder with an INDEX.tsv)');
  process.exit(2);
}
const [header, ...rows] = readFileSync(join(folder, 'INDEX.tsv'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => line.replace(/\r$/, '').split('\t'));
const linesColumn = header!.findIndex((caption) => caption.startsWith('service_lines'));
const fileColumn = header!.indexOf('file');

let equal = 0;
let respelled = 0;
let different = 0;
let lines = 0;
for (const row of rows) {
  const file = row[fileColumn]!;
  const expected = (row[linesColumn] ?? '').split(';').filter(Boolean);
  const document = x12.read(decodeText(readFileSync(join(folder, file))));
  const found = document.claims.flatMap(serviceLineRows).map(indexForm);
  const same = expected.length === found.length && expected.every((one, i) => plain(one) === found[i]);
  if (same) {
    equal++;
    lines += found.length;
    continue;
  }
  // The index was made by the declared separator; where the body uses another its codes stick to their neighbours.
  const other = document.problems.some((problem) => problem.id === 'undeclared-delimiter');
  if (other && expected.length === found.length && expected.every((one, i) => loose(plain(one)) === loose(found[i]!))) {
    respelled++;
    lines += found.length;
    console.log(`${file}: read by the separator that the body uses, not by the declared one`);
    continue;
  }
  different++;
  console.log(`${file}: ${expected.length} lines in the index, ${found.length} found`);
  for (let i = 0, shown = 0; i < Math.max(expected.length, found.length) && shown < 3; i++) {
    const wanted = expected[i] === undefined ? undefined : plain(expected[i]!);
    if (wanted === found[i]) continue;
    shown++;
    console.log(`  ${i + 1}: index ${wanted ?? '-'}   found ${found[i] ?? '-'}`);
  }
}
console.log(
  `${equal + respelled} files equal (${lines} service lines; ${respelled} by another separator than the index), ${different} different`,
);
process.exitCode = different ? 1 : 0;

if (existsSync(join(folder, 'INDEX_OTHER.tsv'))) {
  const all = compareOther(folder);
  const others = all.filter(({ missing, added }) => missing.length + added.length > 0);
  for (const { file, missing, added } of others) {
    console.log(`${file}:`);
    if (missing.length) console.log(`  only in the index: ${missing.join('; ')}`);
    if (added.length) console.log(`  only found: ${added.join(' ')}`);
  }
  const alike = all.reduce((sum, one) => sum + one.alike, 0);
  console.log(
    `${all.length - others.length} other files equal (${alike} codes and rows alike), ${others.length} differ`,
  );
}

/** `qualifier:code|modifiers|units|date|revenue`, as the index writes it. */
function indexForm(row: ServiceLineRow): string {
  const date = [row.from, row.to].filter((one) => one !== undefined).join('-');
  return plain(
    [
      `${row.qualifier ?? ''}:${row.code ?? ''}`,
      row.modifiers.join(','),
      row.units ?? '',
      date,
      row.revenue ?? '',
    ].join('|'),
  );
}

/** Trailing empty fields are left out in the index; `^` marks a date that is the claim's. */
function plain(line: string): string {
  return line.replace('|^', '|').replace(/\|+$/, '');
}

/** The same characters without the separators between them, and without SVC04, which the index leaves out of an 835. */
function loose(line: string): string {
  const [composite, modifiers, units, date] = line.split('|');
  return `${`${composite}${modifiers}`.replace(/[^A-Za-z0-9]/g, '')}|${units}|${date}`;
}
