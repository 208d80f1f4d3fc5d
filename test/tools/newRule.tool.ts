// Writes a new rule, its line in the index and its test: `npm run new-rule <id>`.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const id = process.argv[2] ?? '';
if (!/^[a-z]+(-[a-z0-9]+)+$/.test(id)) {
  console.error('usage: npm run new-rule <id> (kebab-case, e.g. duplicate-line)');
  process.exit(2);
}
const name = id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
const files: Record<string, string> = {
  [`server/src/service/rules/${id}.ts`]: `import type { Rule } from './rule';

/** What is wrong, in one line. */
export const ${name}: Rule = {
  id: '${id}',
  summary: '',
  why: '',
  advice: '',
  severity: 'warning',
  stage: 'preview',
  needs: [],
  scope: 'all payers',
  appliesTo: 'claims',
  sources: [],
  examples: { bad: [], good: [] },
  check(scope) {
    for (const line of scope.lines) scope.pass(line);
  },
};
`,
  [`test/rules/${id}.test.ts`]: `import { checkRule } from '../support/check';

describe('${id}', () => {
  it('reports what it is for', () => {
    checkRule('${id}', 'DOS: 2025-03-04\\n«99213» x1', [/99213/]);
  });
});
`,
};
for (const [path, text] of Object.entries(files)) {
  if (existsSync(path)) {
    console.error(`${path} exists already; nothing was written`);
    process.exit(1);
  }
  writeFileSync(path, text);
  console.log(`wrote ${path}`);
}
const index = 'server/src/service/rules/index.ts';
const lines = readFileSync(index, 'utf8')
  .replace('import type { Rule }', `import { ${name} } from './${id}';\nimport type { Rule }`)
  .replace(/\n\];/, `\n  ${name},\n];`);
writeFileSync(index, lines);
console.log(`changed ${index}`);
