import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, stat, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { JOURNAL_EXTENSION, journalsIn, journalText, namesIn, PASSING } from './folder';

export interface NewFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Puts files into a store and takes others out, all or nothing. Files are written under passing names and flushed; the
 * change happens with one rename: of the file where it is one, else of a journal that says what to move and remove,
 * which readers heed at once and the next import carries out if this process dies.
 */
export async function commitFiles(
  folder: string,
  files: readonly NewFile[],
  removals: readonly string[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await tidy(folder);
  const mark = `${PASSING}${String(Date.now()).padStart(14, '0')}-${HOST}-${process.pid}-${randomBytes(4).toString('hex')}`;
  const passing: string[] = [];
  try {
    const moves: { from: string; to: string }[] = [];
    for (const { name, bytes } of files) {
      const from = `${mark}-${passing.length}`;
      passing.push(from);
      moves.push({ from, to: name });
      await writeFlushed(join(folder, from), bytes);
    }
    const only = moves[0];
    if (moves.length === 1 && only && removals.length === 0) {
      await move(join(folder, only.from), join(folder, only.to));
    } else if (moves.length + removals.length > 0) {
      const text = `${mark}-${passing.length}`;
      passing.push(text);
      await writeFlushed(join(folder, text), new TextEncoder().encode(journalText(moves, removals)));
      await move(join(folder, text), join(folder, mark + JOURNAL_EXTENSION));
      await flushFolder(folder);
      await carryOut(folder);
    }
    await flushFolder(folder);
  } catch (error) {
    const decided = new Set(journalsIn(folder).flatMap(({ moves }) => moves.map(({ from }) => from)));
    for (const name of passing) if (!decided.has(name)) await rm(join(folder, name), { force: true }).catch(() => {});
    throw error;
  }
}

/** Carries out what imports that died had decided, and removes what others left behind. */
async function tidy(folder: string): Promise<void> {
  await carryOut(folder);
  for (const name of namesIn(folder)) {
    if (name.startsWith(PASSING) && !name.endsWith(JOURNAL_EXTENSION) && (await isAbandoned(folder, name))) {
      await rm(join(folder, name), { force: true }).catch(() => {});
    }
  }
}

/** Any process may do this for any other: every step may have been done already. */
async function carryOut(folder: string): Promise<void> {
  for (const journal of journalsIn(folder)) {
    for (const name of journal.removals) await unlink(join(folder, name)).catch(unlessGone);
    for (const { from, to } of journal.moves) await move(join(folder, from), join(folder, to)).catch(unlessGone);
    await flushFolder(folder);
    await unlink(journal.path).catch(unlessGone);
  }
}

const HOUR = 3_600_000;

/** Names tell machines apart without telling their names. */
const HOST = [...hostname()].reduce((hash, one) => (Math.imul(hash, 33) ^ one.charCodeAt(0)) >>> 0, 5381).toString(36);

async function isAbandoned(folder: string, name: string): Promise<boolean> {
  const match = /^~import-\d+-([0-9a-z]+)-(\d+)-/.exec(name);
  if (match?.[1] === HOST && !isRunning(Number(match[2]))) return true;
  try {
    return Date.now() - (await stat(join(folder, name))).mtimeMs > HOUR;
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

const ATTEMPTS = 20;

/** Windows refuses to replace a file while somebody reads it; readers are quick. */
async function move(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (attempt === ATTEMPTS || process.platform !== 'win32' || !['EPERM', 'EACCES', 'EBUSY'].includes(code ?? ''))
        throw error;
      await wait(25 * attempt);
    }
  }
}

/** The rename itself is on disk only when the folder is. Not every system can do it. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  try {
    await handle?.sync();
  } catch {
    // The content is safe; only the rename may be lost with the power.
  } finally {
    await handle?.close();
  }
}

function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

/** A small text file, as safely as a table. */
export async function commitText(folder: string, name: string, text: string): Promise<void> {
  await commitFiles(folder, [{ name, bytes: new TextEncoder().encode(text) }], []);
}
