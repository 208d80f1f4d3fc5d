import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type CompiledData,
  type CompiledFile,
  type Decoder,
  openData,
  openPartly,
  type Source,
} from '../../service/codes/compiled/file';
import {
  FIXED_LENGTH,
  type FileHeader,
  type FileProblem,
  headerLengthOf,
  isProblem,
  readHeader,
} from '../../service/codes/compiled/header';
import { isLate } from '../../service/codes/compiled/schemas';
import type { StoredFile } from './folder';

/** Most headers are shorter. */
const START = 8192;

/** Reads the header of a compiled file, and nothing else of it. */
export function readHeaderOf(stored: StoredFile): FileHeader | FileProblem {
  return withFile<FileHeader | FileProblem>(stored, (file, size) => {
    const start = readBytes(file, Math.min(START, size), size);
    if (start.length === 0) return { state: 'damaged', reason: 'it is empty' };
    const length = headerLengthOf(start.subarray(0, FIXED_LENGTH));
    if (typeof length !== 'number') return length;
    return readHeader(length <= start.length ? start : readBytes(file, Math.min(length, size), size), size);
  });
}

/** Reads and checks a whole compiled file. */
export function readWhole(stored: StoredFile): CompiledData | FileProblem {
  return withFile<CompiledData | FileProblem>(stored, (file, size) => {
    if (size === 0) return { state: 'damaged', reason: 'it is empty' };
    if (size % 8) {
      const header = readHeader(readBytes(file, Math.min(START, size), size), size);
      return isProblem(header) ? header : { state: 'damaged', reason: 'it is not as long as its header says' };
    }
    return openData(readBytes(file, size, size).buffer, decoder);
  });
}

/**
 * A compiled file that is read when its data is first asked for, its large sections a few blocks at a time. `onProblem`
 * is told, once, when the data turns out to be damaged or gone. A file that was replaced meanwhile by a newer import of
 * the same edition is taken as it is.
 */
export function lazyFile(
  file: StoredFile,
  header: FileHeader,
  onProblem: (problem: FileProblem) => void,
): CompiledFile {
  let data: CompiledData | undefined;
  let state: 'new' | 'tried' | 'lost' = 'new';
  let isTold = false;
  const tell = (problem: FileProblem) => {
    if (!isTold) onProblem(problem);
    isTold = true;
  };
  const source: Source = {
    fetch: (bytes, offset) => withFile(file, (opened) => fill(opened, bytes, offset) === bytes.length) === true,
    isLate: (section) => isLate(header.table, section),
    tellLost() {
      const now = readWhole(file);
      // A newer import has texts of its own; who watches the store opens it anew.
      if (isProblem(now)) tell({ ...now, partly: true });
    },
  };
  return {
    header,
    load() {
      if (state === 'tried') return data;
      // What does not fit the header is read again: to say why, or because it was replaced.
      const read = (state === 'new' ? openPartly(header, source, decoder) : undefined) ?? readWhole(file);
      state = 'tried';
      data = undefined;
      if (isProblem(read)) tell(read);
      else if (isSameMember(read.header, header)) data = read;
      else tell({ state: 'damaged', reason: 'it was replaced by another table' });
      return data;
    },
    reload() {
      // What was left out stays out.
      if (data) state = 'lost';
    },
  };
}

function isSameMember(a: FileHeader, b: FileHeader): boolean {
  return a.table === b.table && a.setting === b.setting && a.edition === b.edition && a.member === b.member;
}

const decoder: Decoder = (bytes, wide) => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return wide
    ? (start, end) => buffer.toString('utf16le', start * 2, end * 2)
    : (start, end) => buffer.toString('latin1', start, end);
};

function withFile<T>(stored: StoredFile, use: (file: number, size: number) => T): T | FileProblem {
  let file: number;
  try {
    file = openStored(stored);
  } catch (error) {
    return unreadable(error);
  }
  try {
    return use(file, fstatSync(file).size);
  } catch (error) {
    return unreadable(error);
  } finally {
    closeSync(file);
  }
}

/** A file that an import was still to move may have got its name meanwhile. */
function openStored({ name, path }: StoredFile): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    const named = join(dirname(path), name);
    if (named === path) throw error;
    return openSync(named, 'r');
  }
}

function unreadable(error: unknown): FileProblem {
  const { code } = error as NodeJS.ErrnoException;
  const reason =
    code === 'EACCES' || code === 'EPERM'
      ? 'it may not be read; check its permissions'
      : `it can't be read (${code ?? 'unknown error'})`;
  return { state: 'damaged', reason, unreadable: true };
}

/** The first `length` bytes, in memory of their own: a view of pooled memory would not be aligned. */
function readBytes(file: number, length: number, size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(new ArrayBuffer(Math.min(length, size)));
  const read = fill(file, bytes, 0);
  return read === bytes.length ? bytes : bytes.slice(0, read);
}

/** How many bytes it could fill from an offset on. */
function fill(file: number, bytes: Uint8Array, offset: number): number {
  let at = 0;
  while (at < bytes.length) {
    const read = readSync(file, bytes, at, bytes.length - at, offset + at);
    if (read === 0) break;
    at += read;
  }
  return at;
}
