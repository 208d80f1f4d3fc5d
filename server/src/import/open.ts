import { open as openFile, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { diskBytes } from './diskBytes';
import { ImportError, systemError } from './importError';
import { allOf, type Member, type Unread } from './member';
import { sniff } from './sniff';
import { type Budget, newBudget, type ZipBytes, type ZipEntry, zipEntries, zipEntryBytes } from './zip';

const MOST_FILES = 10_000;
const HEAD = 1024;
/** A zip within a zip is unpacked in memory. */
const MOST_NESTED_BYTES = 256 * 1024 * 1024;

export const EXPECTED =
  'expected a zip, a folder or a file as CMS or the AMA publishes it (PPRRVU, NCCI ccipra or ccioph, MUE or AOC, ' +
  'HCPCS ANWEB, OPPS Addendum B, ICD-10-CM order file, CPT data files), or a CSV with the columns code (or revenue_code) and description';

export interface Opened {
  readonly members: readonly Member[];
  /** Zips within zips within zips. */
  readonly unread: readonly Unread[];
}

/**
 * Every file in a folder, in a zip and in the zips within it, or the one file that the path names. Zips are listed,
 * not unpacked. Throws `ImportError` for what can't be read or is unsafe to read; a file that lies in the folder is unread
 * then, and the others are taken.
 */
export async function openPath(path: string, signal?: AbortSignal): Promise<Opened> {
  const listing: Listing = { members: [], unread: [], budget: newBudget(), unpacked: {} };
  for await (const file of filesOf(path, signal)) {
    signal?.throwIfAborted();
    // Of a zip that turns out to be unsafe nothing is taken.
    const own: Listing = { ...listing, members: [], unread: [] };
    try {
      await listFile(file, own);
    } catch (error) {
      if (file.direct || !(error instanceof ImportError)) throw error;
      listing.unread.push({ path: error.file, why: error.sentence, problem: true });
      continue;
    }
    listing.members.push(...own.members);
    listing.unread.push(...own.unread);
  }
  return listing;
}

async function listFile(file: Found, listing: Listing): Promise<void> {
  const kind = sniff(await headOf(file.path, file.diskPath));
  if (kind === 'zip' && !isWorkbookName(file.name)) {
    await listZip({ ...file, bytes: async () => ({ path: file.diskPath }) }, 0, listing);
  } else if (/\.zip$/i.test(file.name) || (file.direct && (kind === 'empty' || kind === 'html'))) {
    throw notAZip(file.path, kind);
  } else {
    listing.members.push({ ...file, open: () => diskBytes(file.path, file.diskPath, file.size) });
  }
}

export function notAZip(file: string, kind: ReturnType<typeof sniff>): ImportError {
  if (kind === 'empty') return new ImportError(file, `it is empty; download it again (${EXPECTED}).`);
  if (kind === 'html') {
    return new ImportError(
      file,
      'it is a web page, not the file itself: CMS shows its licence page first; open the link in a browser, accept ' +
        'the licence, and save the zip that it then offers.',
    );
  }
  return new ImportError(file, `it is named .zip but is no zip; download it again (${EXPECTED}).`);
}

interface Found {
  readonly name: string;
  readonly path: string;
  readonly diskPath: string;
  readonly parents: readonly string[];
  readonly size: number;
  /** The user named this file, not a folder it lies in. */
  readonly direct: boolean;
}

async function* filesOf(path: string, signal?: AbortSignal): AsyncGenerator<Found> {
  try {
    const full = resolve(path);
    const status = await stat(full);
    if (status.isDirectory()) yield* filesIn(path, full, [basename(full)], new Set(), { files: 0 }, signal);
    else if (!status.isFile()) throw new ImportError(path, `it is neither a file nor a folder (${EXPECTED}).`);
    else
      yield {
        name: basename(full),
        path,
        diskPath: full,
        parents: [basename(dirname(full))],
        size: status.size,
        direct: true,
      };
  } catch (error) {
    throw systemError(path, error) ?? error;
  }
}

async function* filesIn(
  shown: string,
  folder: string,
  parents: readonly string[],
  seen: Set<string>,
  count: { files: number },
  signal: AbortSignal | undefined,
): AsyncGenerator<Found> {
  const real = await realpath(folder);
  if (seen.has(real)) return;
  seen.add(real);
  for (const name of (await readdir(folder)).sort()) {
    signal?.throwIfAborted();
    if (isHidden(name)) continue;
    const diskPath = join(folder, name);
    const path = `${shown.replace(/[\\/]$/, '')}/${name}`;
    const status = await stat(diskPath).catch(() => undefined);
    if (status?.isDirectory()) yield* filesIn(path, diskPath, [name, ...parents], seen, count, signal);
    if (!status?.isFile()) continue;
    if (++count.files > MOST_FILES) {
      throw new ImportError(shown, `it holds more than ${MOST_FILES} files; choose the folder with the code files.`);
    }
    yield { name, path, diskPath, parents, size: status.size, direct: false };
  }
}

interface OpenZip {
  readonly name: string;
  readonly path: string;
  readonly parents: readonly string[];
  /** Unpacks a zip within a zip; called anew for each of its members. */
  bytes(): Promise<ZipBytes>;
}

/** What one call of `openPath` has found. */
interface Listing {
  readonly members: Member[];
  readonly unread: Unread[];
  readonly budget: Budget;
  /** The zip within a zip that was read last; the others are unpacked again when a member of theirs is read. */
  readonly unpacked: { last?: { readonly path: string; readonly buffer: Buffer } };
}

async function listZip(zip: OpenZip, depth: number, listing: Listing): Promise<void> {
  const bytes = await zip.bytes();
  const entries = await zipEntries(zip.path, bytes, listing.budget);
  if ('path' in bytes && entries.some((entry) => entry.name === '[Content_Types].xml')) {
    const diskPath = bytes.path;
    const { size } = await stat(diskPath);
    listing.members.push({ ...zip, size, diskPath, open: () => diskBytes(zip.path, diskPath, size) });
    return;
  }
  for (const entry of entries) {
    const parts = entry.name.split('/');
    if (parts.some(isHidden)) continue;
    const member: Member = {
      name: parts.at(-1) ?? entry.name,
      path: `${zip.path}/${entry.name}`,
      parents: [...parts.slice(0, -1).reverse(), zip.name, ...zip.parents],
      size: entry.size,
      open: () => entryBytes(zip, entry),
    };
    if (!/\.zip$/i.test(member.name)) listing.members.push(member);
    else if (depth === 0) await listInner(member, listing);
    else listing.unread.push({ path: member.path, why: 'a zip in a zip in a zip; unpack the outer one first' });
  }
}

async function listInner(member: Member, listing: Listing): Promise<void> {
  if (member.size > MOST_NESTED_BYTES) {
    throw new ImportError(member.path, 'it is too large for a zip within a zip; unpack the outer one first.');
  }
  const unpack = async () => {
    const { unpacked } = listing;
    if (unpacked.last?.path !== member.path) unpacked.last = { path: member.path, buffer: await allOf(member) };
    return unpacked.last;
  };
  const kind = sniff((await unpack()).buffer.subarray(0, HEAD));
  if (kind !== 'zip') throw notAZip(member.path, kind);
  const { name, path, parents } = member;
  await listZip({ name, path, parents, bytes: async () => ({ buffer: (await unpack()).buffer }) }, 1, listing);
}

async function* entryBytes(zip: OpenZip, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  yield* zipEntryBytes(`${zip.path}/${entry.name}`, await zip.bytes(), entry);
}

async function headOf(file: string, diskPath: string): Promise<Buffer> {
  try {
    const handle = await openFile(diskPath);
    try {
      const head = Buffer.alloc(HEAD);
      const { bytesRead } = await handle.read(head, 0, HEAD, 0);
      return head.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw systemError(file, error) ?? error;
  }
}

function isWorkbookName(name: string): boolean {
  return /\.xls[xmb]$/i.test(name);
}

function isHidden(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$') || name === '__MACOSX' || name === 'Thumbs.db';
}
