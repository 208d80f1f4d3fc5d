import { type Dirent, realpathSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UsageError } from './args';
import { messageOf } from './readText';

/** One thing to read. `named` files were typed by the user: that one can't be read is an error, not a skip. */
export type Input =
  | { readonly kind: 'file'; readonly path: string; readonly size: number; readonly named: boolean }
  | { readonly kind: 'unreadable'; readonly path: string; readonly message: string }
  | { readonly kind: 'skipped'; readonly path: string }
  /** Comes behind the files of a directory that was typed. */
  | { readonly kind: 'endOfDirectory'; readonly path: string };

export const STDIN = '-';

/** The files that the arguments name, directories walked in sorted order, each file once. */
export async function* inputsOf(paths: readonly string[]): AsyncGenerator<Input> {
  if (paths.length === 0) throw new UsageError('name a file or a directory, or - for standard input');
  const seen = new Set<string>();
  for (const path of paths) {
    if (path === STDIN) {
      if (!seen.has(STDIN)) yield { kind: 'file', path, size: 0, named: true };
      seen.add(STDIN);
      continue;
    }
    const found = await stat(path).catch((error: unknown) => messageOf(error));
    if (typeof found === 'string') yield { kind: 'unreadable', path, message: found };
    else if (found.isDirectory()) {
      yield* walk(path, seen, new Set());
      yield { kind: 'endOfDirectory', path };
    } else if (isNew(path, seen)) yield { kind: 'file', path, size: found.size, named: true };
  }
}

async function* walk(folder: string, seen: Set<string>, folders: Set<string>): AsyncGenerator<Input> {
  // A link may lead back to a folder above it.
  const real = realpathSync(folder);
  if (folders.has(real)) return;
  folders.add(real);
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch (error) {
    yield { kind: 'unreadable', path: folder, message: messageOf(error) };
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name } of entries) {
    if (name.startsWith('.') || name === 'node_modules') continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory()) yield* walk(path, seen, folders);
    // A link to nothing, or a pipe or device that would never end.
    else if (!found?.isFile()) yield { kind: 'skipped', path };
    else if (isNew(path, seen)) yield { kind: 'file', path, size: found.size, named: false };
  }
}

function isNew(path: string, seen: Set<string>): boolean {
  const full = resolve(path);
  if (seen.has(full)) return false;
  seen.add(full);
  return true;
}
