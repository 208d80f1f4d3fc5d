import { deepEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

/** A folder and what its files may import: paths from the root without extension, or names of packages. */
const LAYERS: readonly (readonly [string, RegExp])[] = [
  ['server/src/service/model/', /^server\/src\/service\/model\//],
  ['server/src/service/codes/', /^(?:server\/src\/service\/(?:model|codes)\/|data\/)/],
  [
    'server/src/service/formats/x12/',
    /^(?:server\/src\/service\/(?:model\/|formats\/format$|formats\/x12\/)|data\/x12)/,
  ],
  [
    'server/src/service/formats/claimText/',
    /^server\/src\/service\/(?:model\/|formats\/(?:format|partStream)$|formats\/claimText\/)/,
  ],
  ['server/src/service/formats/', /^server\/src\/service\/(?:model|formats)\//],
  ['server/src/service/rules/', /^server\/src\/service\/(?:(?:model|codes|rules)\/|settings$)/],
  ['server/src/service/features/', /^server\/src\/service\//],
  ['server/src/service/', /^(?:server\/src\/service\/|picomatch\/)/],
  [
    'server/src/import/',
    /^(?:server\/src\/(?:import|service\/codes|service\/model)\/|yauzl$|csv-parse\b|saxes$|node:)/,
  ],
  ['server/src/docs/', /^server\/src\/(?:docs\/|service\/index$)/],
  ['server/src/node/', /^(?:server\/src\/|vscode-languageserver|node:)/],
  ['server/src/browser/', /^(?:server\/src\/|vscode-languageserver)/],
  ['server/src/cli/', /^(?:server\/src\/|vscode-languageserver|node:|package\.json$)/],
  ['server/src/', /^(?:server\/src\/(?:[^/]+$|import\/|service\/index$)|vscode-languageserver$)/],
  ['client/src/node/', /^(?:client\/|vscode$|vscode-languageclient\b|node:)/],
  [
    'client/src/',
    /^(?:client\/(?!src\/(?:node|browser)\/)|vscode$|vscode-languageclient$|server\/src\/(?:protocol|signs)$)/,
  ],
];

/** Hosts: they start everything, and nobody but another host imports them. */
const HOSTS = /^(?:server\/src\/(?:node|browser|cli)|client\/src\/(?:node|browser))\//;

const files = [...filesBelow('server/src'), ...filesBelow('client/src')];

describe('layers', () => {
  it('every file imports only what its layer may', () => {
    const wrong: string[] = [];
    for (const file of files) {
      const [, allowed] = LAYERS.find(([start]) => file.startsWith(start))!;
      for (const target of importsOf(file)) {
        if (!allowed.test(target)) wrong.push(`${file} imports ${target}`);
        else if (HOSTS.test(target) && !HOSTS.test(file)) wrong.push(`${file} imports the host ${target}`);
      }
    }
    deepEqual(wrong, []);
  });

  it('what client and server share imports nothing', () => {
    deepEqual([...importsOf('server/src/protocol.ts'), ...importsOf('server/src/signs.ts')], []);
  });

  it('the scan sees imports', () => {
    ok(importsOf('server/src/service/index.ts').includes('server/src/service/checkedText'));
    ok(importsOf('server/src/service/codes/starter.ts').includes('data/mue.tsv'));
    ok(files.length > 50);
  });

  it('a file has at most 400 lines', () => {
    const long = files.filter((file) => readFileSync(file, 'utf8').split('\n').length > 401);
    deepEqual(long, []);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : path.endsWith('.ts') ? [path] : [];
  });
}

/** Static, dynamic and type imports alike, as paths from the root or names of packages. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(
    /^(?:import|export)\b[^'"]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm,
  );
  return [...found]
    .map(([, from, effect, dynamic]) => (from ?? effect ?? dynamic)!)
    .map((target) => (target.startsWith('.') ? resolved(file, target) : target));
}

function resolved(file: string, target: string): string {
  const path = posix.normalize(posix.join(dirname(file).replaceAll('\\', '/'), target));
  const isFolder = files.includes(`${path}/index.ts`) || existing(join(path, 'index.ts'));
  return isFolder ? `${path}/index` : path;
}

function existing(path: string): boolean {
  try {
    return readFileSync(path).length >= 0;
  } catch {
    return false;
  }
}
