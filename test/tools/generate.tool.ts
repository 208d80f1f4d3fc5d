// Writes the generated files: `npm run generate`. The meta tests compare them with what this would write.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { generated } from '../../server/src/docs/generate';

const read = (path: string) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
for (const [path, text] of generated(read)) {
  if (read(path) === text) continue;
  writeFileSync(path, text);
  console.log(`wrote ${path}`);
}
