import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repoRoot = resolve(fileURLToPath(import.meta.url), '../../../..');

/** Everything that the tests install, download or leave behind; git and the packager ignore it. */
export const workFolder = join(repoRoot, '.vscode-test');

/** The npm packages hold x64 Linux programs; everywhere else the tests run in a downloaded VS Code. */
export const canBundleEditor = process.platform === 'linux' && process.arch === 'x64';
