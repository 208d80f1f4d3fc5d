import * as zlib from 'node:zlib';
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { ImportError, systemError } from './importError';

/** More than any publisher's zip has; the full PTP unpacks to about 200 MB. */
const MOST_ENTRIES = 10_000;
const MOST_BYTES = 4 * 1024 ** 3;
/** Tables of blanks pack well: the best seen is about 40. Small members may pack better. */
const MOST_RATIO = 200;
const RATIO_FLOOR = 8 * 1024 * 1024;
const OUTPUT_CHUNK = 256 * 1024;

/** Node before 20.15 has none; there the size alone is verified. */
const crc32: typeof zlib.crc32 | undefined = zlib.crc32;

/** Where the bytes of a zip are. */
export type ZipBytes = { readonly path: string } | { readonly buffer: Buffer };

export interface ZipEntry {
  readonly name: string;
  readonly size: number;
  /** Its place in the directory, to find it again. */
  readonly index: number;
}

/** How much one import may still unpack: zips within zips draw from the same budget. */
export interface Budget {
  entries: number;
  bytes: number;
}

export function newBudget(): Budget {
  return { entries: MOST_ENTRIES, bytes: MOST_BYTES };
}

/**
 * The files of a zip, folders left out. Throws `ImportError` for a zip that is damaged, protected by a password or
 * unsafe: names that lead out of it, more entries or bytes than any real file has.
 */
export async function zipEntries(file: string, bytes: ZipBytes, budget: Budget): Promise<ZipEntry[]> {
  return withZip(file, bytes, async (zip) => {
    const entries: ZipEntry[] = [];
    let index = -1;
    for await (const entry of zip.eachEntry()) {
      index++;
      if (entry.fileName.endsWith('/')) continue;
      judge(file, entry, budget);
      entries.push({ name: entry.fileName, size: entry.uncompressedSize, index });
    }
    return entries;
  });
}

function judge(file: string, entry: Entry, budget: Budget): void {
  if (entry.isEncrypted()) {
    throw new ImportError(
      file,
      'it is protected by a password; unpack it and import the files, or save it without one.',
    );
  }
  budget.entries--;
  budget.bytes -= entry.uncompressedSize;
  if (budget.entries < 0) {
    throw new ImportError(
      file,
      `it has more than ${MOST_ENTRIES} entries; expected a zip as CMS or the AMA publishes it.`,
    );
  }
  const packed = Math.max(1, entry.compressedSize);
  const bomb = entry.uncompressedSize > RATIO_FLOOR && entry.uncompressedSize / packed > MOST_RATIO;
  if (bomb || budget.bytes < 0) {
    const size = Math.round(entry.uncompressedSize / 1024 ** 2);
    throw new ImportError(
      file,
      bomb
        ? `its entry ${entry.fileName} would unpack to ${size} MB, over ${MOST_RATIO} times its packed size, as a zip bomb does; it is not read.`
        : `it would unpack to more than ${MOST_BYTES / 1024 ** 3} GB; expected a zip as CMS or the AMA publishes it.`,
    );
  }
}

/** The bytes of one entry, unpacked as they are asked for, with size and checksum verified. */
export async function* zipEntryBytes(file: string, bytes: ZipBytes, wanted: ZipEntry): AsyncGenerator<Uint8Array> {
  const zip = await openZip(file, bytes);
  try {
    yield* unpack(file, zip, await entryAt(zip, wanted.index));
  } catch (error) {
    throw zipError(file, error);
  } finally {
    zip.close();
  }
}

async function* unpack(file: string, zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  const method = entry.compressionMethod;
  if (method !== 0 && method !== 8) {
    throw new ImportError(
      file,
      `it is packed by a method (${method}) that is not deflate; unpack it and import the files.`,
    );
  }
  const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  const inflate = method === 8 ? zlib.createInflateRaw({ chunkSize: OUTPUT_CHUNK }) : undefined;
  if (inflate) packed.on('error', (error) => inflate.destroy(error)).pipe(inflate);
  let size = 0;
  let sum = 0;
  try {
    for await (const chunk of (inflate ?? packed) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > entry.uncompressedSize) break;
      if (crc32) sum = crc32(chunk, sum);
      yield chunk;
    }
  } finally {
    packed.destroy();
    inflate?.destroy();
  }
  if (size !== entry.uncompressedSize || (crc32 && sum !== entry.crc32)) throw damaged(file);
}

async function entryAt(zip: ZipFile, index: number): Promise<Entry> {
  let at = 0;
  for await (const entry of zip.eachEntry()) if (at++ === index) return entry;
  throw new Error('the entry is gone');
}

async function openZip(file: string, bytes: ZipBytes): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false, strictFileNames: false };
  try {
    return 'path' in bytes ? await openPromise(bytes.path, options) : await fromBufferPromise(bytes.buffer, options);
  } catch (error) {
    throw zipError(file, error);
  }
}

async function withZip<T>(file: string, bytes: ZipBytes, use: (zip: ZipFile) => Promise<T>): Promise<T> {
  const zip = await openZip(file, bytes);
  try {
    return await use(zip);
  } catch (error) {
    throw zipError(file, error);
  } finally {
    zip.close();
  }
}

/** yauzl tells its errors apart by their messages only. */
function zipError(file: string, error: unknown): unknown {
  if (error instanceof ImportError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/invalid relative path|absolute path|invalid characters in fileName/.test(message)) {
    return new ImportError(
      file,
      `it has an entry whose name leads out of the zip (${message.replace(/^.*?: /, '')}); such a zip is not read.`,
    );
  }
  if (/encrypt/.test(message)) {
    return new ImportError(
      file,
      'it is protected by a password; unpack it and import the files, or save it without one.',
    );
  }
  if (/multi-disk/.test(message)) {
    return new ImportError(file, 'it is one part of a zip in several parts; unpack the whole and import the files.');
  }
  return systemError(file, error) ?? damaged(file);
}

function damaged(file: string): ImportError {
  return new ImportError(file, 'the zip is damaged or cut short; download it again.');
}
