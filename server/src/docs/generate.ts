import { rulesPage, ruleTable } from './rulesPage';
import { fileSchema, type Manifest, withRuleSettings } from './settingsSchema';

const TABLE = /(<!-- rules -->\n\n)[\s\S]*?(\n*<!-- \/rules -->)/;

/** Every generated file, by its path from the root, from what is there now. */
export function generated(read: (path: string) => string): ReadonlyMap<string, string> {
  const manifest = withRuleSettings(JSON.parse(read('package.json')) as Manifest);
  return new Map([
    ['server/rules.md', rulesPage()],
    ['syntaxes/claim-lens.schema.json', `${JSON.stringify(fileSchema(), null, 2)}\n`],
    ['package.json', `${JSON.stringify(manifest, null, 2)}\n`],
    ['README.md', read('README.md').replace(TABLE, `$1${ruleTable('server/rules.md')}\n\n<!-- /rules -->`)],
  ]);
}
