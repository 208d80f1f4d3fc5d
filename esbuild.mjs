// Builds the bundles: `node esbuild.mjs` (client, server, CLI), `--tests` (the test files too), `--watch`, `--production`.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';

const flags = new Set(process.argv.slice(2));
const production = flags.has('--production');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: production,
  sourcemap: !production,
  logLevel: 'warning',
  loader: { '.tsv': 'text', '.md': 'text' },
};

/** @type {import('esbuild').BuildOptions[]} */
const targets = [
  { ...shared, entryPoints: { client: 'client/src/node/main.ts' }, outdir: 'dist', external: ['vscode'] },
  {
    ...shared,
    entryPoints: { server: 'server/src/node/main.ts', importWorker: 'server/src/node/importWorker.ts' },
    outdir: 'dist',
  },
  { ...shared, entryPoints: { checkWorker: 'server/src/cli/checkWorker.ts' }, outdir: 'dist' },
  {
    ...shared,
    entryPoints: { cli: 'server/src/cli/main.ts' },
    outdir: 'dist',
    banner: { js: '#!/usr/bin/env node' },
  },
];

if (flags.has('--tests')) {
  targets.push({
    ...shared,
    entryPoints: filesBelow('test', (name) => name.endsWith('.test.ts') || name.endsWith('.tool.ts')).filter(
      (file) => !file.startsWith(join('test', 'vscode')),
    ),
    outbase: 'test',
    outdir: 'dist/test',
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.mjs' },
    packages: 'external',
    minify: false,
    sourcemap: 'inline',
  });
  targets.push({
    ...shared,
    entryPoints: { 'vscode/index': 'test/vscode/suite/index.ts' },
    outdir: 'dist/test',
    external: ['vscode', 'mocha'],
    minify: false,
    sourcemap: 'inline',
  });
}

if (flags.has('--watch')) {
  for (const target of targets) {
    const context = await esbuild.context(target);
    await context.watch();
  }
} else {
  const built = await Promise.all(targets.map((target) => esbuild.build({ ...target, metafile: true })));
  if (production) writeLicences(built.flatMap(({ metafile }) => Object.keys(metafile.inputs)));
}

/**
 * The licences of everything that is bundled, beside the bundles: their terms ask for it.
 * @param {string[]} inputs
 */
function writeLicences(inputs) {
  const packages = new Set(inputs.flatMap((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []));
  const parts = [...packages].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8').trim() : '';
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  writeFileSync('dist/THIRD-PARTY-LICENSES.txt', parts.join(`\n${'-'.repeat(80)}\n\n`));
}

/** @returns {string[]} */
function filesBelow(folder, wanted) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(path, wanted);
    return wanted(entry.name) ? [path] : [];
  });
}
