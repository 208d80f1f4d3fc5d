import { deepEqual, equal, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { CATALOGUE, RULES } from '../../server/src/service/index';
import { LEVELS } from '../../server/src/service/settings';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly languages: readonly {
      readonly id: string;
      readonly extensions?: readonly string[];
      readonly configuration: string;
    }[];
    readonly grammars: readonly { readonly language: string; readonly path: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly enum?: readonly string[]; readonly default?: unknown }>>;
    };
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
  };
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const ids = CATALOGUE.map(({ id }) => id);

describe('rule parity: one id everywhere', () => {
  it('file, index and test', () => {
    const beside = new Set(['rule', 'index', 'activeRule', 'claimRun', 'runRules', 'settle']);
    const files = readdirSync('server/src/service/rules')
      .filter((name) => name.endsWith('.ts') && !beside.has(name.slice(0, -3)))
      .map((name) => name.slice(0, -3));
    deepEqual(files.sort(), RULES.map(({ id }) => id).sort());
    const ofFormats = ['x12/structure', 'hl7v2', 'fhirJson'].flatMap((folder) =>
      readdirSync(`server/src/service/formats/${folder}/rules`).map((name) => name.slice(0, -3)),
    );
    deepEqual([...files, ...ofFormats].sort(), [...ids].sort());
    const tests = readdirSync('test/rules')
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => name.replace('.test.ts', ''));
    deepEqual(tests.filter((name) => name !== 'examples').sort(), [...ids].sort());
  });

  it('a section of the rules’ page each, in their order', () => {
    const sections = [...readFileSync('server/rules.md', 'utf8').matchAll(/^## (\S+)$/gm)].map((match) => match[1]);
    deepEqual(sections, ids);
  });

  it('a setting each, with every level', () => {
    const { properties } = manifest.contributes.configuration;
    const keys = Object.keys(properties).filter((key) => /^claimLens\.rules\../.test(key));
    deepEqual(
      keys.map((key) => key.slice('claimLens.rules.'.length)),
      ids,
    );
    for (const key of keys) {
      deepEqual(properties[key]!.enum, LEVELS);
      equal(properties[key]!.default, 'default');
    }
  });

  it('kebab-case, unique, and complete', () => {
    equal(new Set(ids).size, ids.length);
    for (const rule of CATALOGUE) {
      ok(/^[a-z]+(?:-[a-z0-9]+)+$/.test(rule.id), rule.id);
      for (const text of [rule.summary, rule.why, rule.advice]) ok(/^[A-Z].*[.…]$/.test(text), `${rule.id}: ${text}`);
      ok(rule.sources.length > 0, rule.id);
      ok(rule.examples.good.length > 0, rule.id);
      ok(rule.examples.bad.length > 0, `${rule.id} shows nothing that it reports`);
    }
  });
});

describe('manifest', () => {
  const client = sources('client/src');

  it('every command has a handler, and every handler a command', () => {
    const commands = manifest.contributes.commands.map(({ command }) => command);
    const handled = [...client.matchAll(/\bcommand\('(\w+)'/g)].map((match) => `claimLens.${match[1]}`);
    deepEqual([...handled].sort(), [...commands].sort());
    const files = readdirSync('client/src/commands').map((name) => `claimLens.${name.replace('.ts', '')}`);
    deepEqual(files.sort(), [...commands].sort(), 'a file each');
    for (const menu of Object.values(manifest.contributes.menus).flat())
      ok(commands.includes(menu.command), menu.command);
  });

  it('every setting is the extension’s own', () => {
    for (const key of Object.keys(manifest.contributes.configuration.properties)) ok(key.startsWith('claimLens.'), key);
  });

  it('every language has its files', () => {
    for (const { id, configuration, extensions } of manifest.contributes.languages) {
      // A language without extensions takes no file: it is there to be chosen.
      if (!extensions) continue;
      JSON.parse(readFileSync(configuration, 'utf8'));
      const grammar = manifest.contributes.grammars.find(({ language }) => language === id);
      ok(grammar, id);
      JSON.parse(readFileSync(grammar.path, 'utf8'));
    }
    const extensions = manifest.contributes.languages.flatMap((language) => language.extensions ?? []);
    equal(new Set(extensions).size, extensions.length, 'an extension belongs to one language');
  });
});

function sources(folder: string): string {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) =>
      entry.isDirectory() ? sources(`${folder}/${entry.name}`) : readFileSync(`${folder}/${entry.name}`, 'utf8'),
    )
    .join('\n');
}
