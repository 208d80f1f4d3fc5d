// What the structure rules say of the X12 files in a folder: `node dist/test/tools/structure.tool.mjs FOLDER [rule]`.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from '../../server/src/decode';
import { x12 } from '../../server/src/service/formats/x12';

const [folder, only] = process.argv.slice(2);
if (!folder) {
  console.error('usage: structure.tool FOLDER [rule]');
  process.exit(2);
}
const counts = new Map<string, { found: number; files: Set<string> }>();
for (const name of readdirSync(folder, { recursive: true }).map(String).sort()) {
  const path = join(folder, name);
  if (!statSync(path).isFile()) continue;
  const text = decodeText(readFileSync(path));
  if (x12.detect(text.slice(0, 8192)) < 0.5) continue;
  for (const problem of x12.read(text).problems) {
    const entry = counts.get(problem.id) ?? { found: 0, files: new Set() };
    counts.set(problem.id, entry);
    entry.found++;
    entry.files.add(name);
    if (only === undefined || only === problem.id) {
      const { start, end } = problem.span;
      console.log(
        `${name}\t${problem.id}\t${problem.severity ?? ''}\t${JSON.stringify(text.slice(start, end))}\t${problem.message.slice(0, 150)}`,
      );
    }
  }
}
for (const [id, { found, files }] of [...counts].sort()) console.log(`${id}: ${found} in ${files.size} files`);
