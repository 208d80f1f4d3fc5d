import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXTENSION } from './fileNames';

/** A compiled file: the name that it has, or will have when its import has been carried out, and where it is now. */
export interface StoredFile {
  readonly name: string;
  readonly path: string;
}

/** What an import that is decided still has to do: moves of passing files to their names, and removals. */
export interface Journal {
  readonly path: string;
  readonly moves: readonly { readonly from: string; readonly to: string }[];
  readonly removals: readonly string[];
  /** It was there a moment ago. */
  readonly gone?: boolean;
}

export const PASSING = '~import-';
export const JOURNAL_EXTENSION = '.journal';

/**
 * The compiled files of a store, sorted by name; none where there is no folder. An import whose journal is there has
 * happened, even where its files have not been moved: they are taken from where they are.
 */
export function storedFiles(folder: string): StoredFile[] {
  for (let attempt = 1; ; attempt++) {
    const names = namesIn(folder);
    const journals = journalsIn(folder, names);
    // One that has just been carried out is gone: look again at what it left.
    if (journals.some(({ gone }) => gone) && attempt < ATTEMPTS) continue;
    const found = new Map<string, string>();
    for (const name of names) if (name.endsWith(EXTENSION) && !name.startsWith(PASSING)) found.set(name, name);
    const present = new Set(names);
    for (const { removals, moves } of journals) {
      for (const name of removals) found.delete(name);
      for (const { from, to } of moves) if (present.has(from)) found.set(to, from);
    }
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, now]) => ({ name, path: join(folder, now) }));
  }
}

const ATTEMPTS = 5;

export function namesIn(folder: string): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
}

/** Journals in the order of their imports. */
export function journalsIn(folder: string, names: readonly string[] = namesIn(folder)): Journal[] {
  return names
    .filter((name) => name.startsWith(PASSING) && name.endsWith(JOURNAL_EXTENSION))
    .sort()
    .map((name) => {
      const path = join(folder, name);
      try {
        return { path, ...parseJournal(readFileSync(path, 'utf8')) };
      } catch {
        return { path, moves: [], removals: [], gone: true };
      }
    });
}

export function journalText(moves: Journal['moves'], removals: readonly string[]): string {
  return [
    ...removals.map((name) => `remove\t${name}\n`),
    ...moves.map(({ from, to }) => `move\t${from}\t${to}\n`),
    'end\n',
  ].join('');
}

/** A journal is renamed into place when it is whole; one without its end is nobody's, and says nothing. */
function parseJournal(text: string): Omit<Journal, 'path'> {
  const lines = text.split('\n');
  const moves: { from: string; to: string }[] = [];
  const removals: string[] = [];
  if (lines.at(-2) !== 'end') return { moves, removals };
  for (const line of lines) {
    const [what, first, second] = line.split('\t');
    if ([first, second].some((name) => name && /[/\\]/.test(name))) continue;
    if (what === 'move' && first?.startsWith(PASSING) && second?.endsWith(EXTENSION))
      moves.push({ from: first, to: second });
    if (what === 'remove' && first?.endsWith(EXTENSION)) removals.push(first);
  }
  return { moves, removals };
}
