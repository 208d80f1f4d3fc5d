import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UsageError } from './args';
import { messageOf } from './readText';

/** One thing to read. `named`: it was typed itself, and does not come from a directory. */
export type Input = { readonly path: string; readonly named: boolean } & (
  | { readonly kind: 'file'; readonly size: number }
  | { readonly kind: 'unreadable'; readonly message: string }
  | { readonly kind: 'skipped' }
  /** An argument before this one named it too. */
  | { readonly kind: 'again' }
  /** Comes behind the files of a directory that was typed. */
  | { readonly kind: 'endOfDirectory' }
);

export const STDIN = '-';

/** The files that the arguments name, directories walked in sorted order, each file once. */
export async function* inputsOf(paths: readonly string[]): AsyncGenerator<Input> {
  if (paths.length === 0) throw new UsageError('name a file or a directory, or - for standard input');
  const seen = new Set<string>();
  for (const path of paths) {
    const named = true;
    if (path === STDIN) {
      yield once({ kind: 'file', path, named, size: 0 }, seen);
      continue;
    }
    const found = await stat(path).catch((error: unknown) => messageOf(error));
    if (typeof found === 'string') yield { kind: 'unreadable', path, named, message: found };
    else if (found.isDirectory()) {
      yield* walk(path, seen, new Set());
      yield { kind: 'endOfDirectory', path, named };
    } else yield once({ kind: 'file', path, named, size: found.size }, seen);
  }
}

async function* walk(folder: string, seen: Set<string>, folders: Set<string>): AsyncGenerator<Input> {
  const named = false;
  let entries: Dirent[];
  try {
    // A link may lead back to a folder above it.
    const real = await realpath(folder);
    if (folders.has(real)) return;
    folders.add(real);
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    yield { kind: 'unreadable', path: folder, named, message: messageOf(error) };
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name } of entries) {
    if (name.startsWith('.') || name === 'node_modules') continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory()) yield* walk(path, seen, folders);
    // A link to nothing, or a pipe or device that would never end.
    else if (!found?.isFile()) yield { kind: 'skipped', path, named };
    else yield once({ kind: 'file', path, named, size: found.size }, seen);
  }
}

function once(file: Input & { kind: 'file' }, seen: Set<string>): Input {
  const { path, named } = file;
  const full = path === STDIN ? path : resolve(path);
  if (seen.has(full)) return { kind: 'again', path, named };
  seen.add(full);
  return file;
}
