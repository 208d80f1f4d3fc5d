import { isAscii } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { decodeText } from '../decode';
import { HEAD, type NotText, notText } from './bytes';
import { type Input, STDIN } from './inputs';
import { MEGABYTE, tooLargeAtOnce } from './memory';

/** A text that is read when it is asked for: as a whole, or in pieces that need not be in memory together. */
export interface Text {
  readonly head: string;
  readonly large: boolean;
  /** It is read from a regular file, by its path. */
  readonly isFile?: true;
  /** In bytes. */
  readonly size: number;
  /** The text, or why it can't be had: what it takes in memory depends on its format. Asked for once. */
  whole(format: string): Promise<string | NotText>;
  /** Gone through once. */
  pieces(): AsyncIterable<string>;
}

/** Larger files are worth reading in pieces. */
const LARGE = MEGABYTE;

export async function readText(input: Input & { kind: 'file' }): Promise<Text | NotText> {
  try {
    if (input.path === STDIN) return await stdinText();
    if (input.size > LARGE) return await largeText(input.path);
    const bytes = await readFile(input.path);
    return notText(bytes) ?? textOf(bytes);
  } catch (error) {
    return { problem: messageOf(error) };
  }
}

function textOf(bytes: Buffer): Text {
  const text = withoutMark(decodeText(bytes));
  return { head: text, large: false, size: bytes.length, whole: async () => text, pieces: () => one(text) };
}

async function* one(text: string): AsyncGenerator<string> {
  yield text;
}

async function largeText(path: string): Promise<Text | NotText> {
  const file = await open(path);
  const head = Buffer.alloc(HEAD);
  let size: number;
  let isFile: boolean;
  try {
    await file.read(head, 0, HEAD, 0);
    const stats = await file.stat();
    size = stats.size;
    isFile = stats.isFile();
  } finally {
    await file.close();
  }
  return (
    notText(head) ?? {
      head: withoutMark(decodeText(head)),
      large: true,
      ...(isFile && { isFile }),
      size,
      whole: async (format) => tooLargeAtOnce(size, format) ?? withoutMark(decodeText(await readFile(path))),
      pieces: () => piecesOf(() => bytesOf(path)),
    }
  );
}

/** Standard input is read once, so its bytes are kept until they are asked for. */
async function stdinText(): Promise<Text | NotText> {
  const kept: Buffer[] = [];
  let size = 0;
  for await (const piece of process.stdin as AsyncIterable<Buffer>) {
    kept.push(piece);
    size += piece.length;
  }
  if (size <= LARGE) {
    const bytes = Buffer.concat(kept, size);
    return notText(bytes) ?? textOf(bytes);
  }
  const head = beginningOf(kept);
  let passes = 0;
  const each = function* () {
    passes++;
    // The first time tells the encoding.
    if (passes === 1) yield* kept;
    else for (let piece = kept.shift(); piece; piece = kept.shift()) yield piece;
  };
  return (
    notText(head) ?? {
      head: withoutMark(decodeText(head)),
      large: true,
      size,
      whole: async (format) => tooLargeAtOnce(size, format) ?? withoutMark(decodeText(Buffer.concat(kept, size))),
      pieces: () => piecesOf(each),
    }
  );
}

function beginningOf(pieces: readonly Buffer[]): Buffer {
  const first: Buffer[] = [];
  for (let length = 0, i = 0; length < HEAD && i < pieces.length; i++) {
    first.push(pieces[i]!);
    length += pieces[i]!.length;
  }
  return Buffer.concat(first).subarray(0, HEAD);
}

type Bytes = AsyncIterable<Buffer> | Iterable<Buffer>;

/** The same characters as `decodeText` gives of the whole: which encoding it is only its end may show. */
async function* piecesOf(each: () => Bytes): AsyncGenerator<string> {
  const encoding = await encodingOf(each());
  const decoder = encoding && new TextDecoder(encoding, { ignoreBOM: true });
  let first = true;
  for await (const bytes of each()) {
    const piece = decoder ? decoder.decode(bytes, { stream: true }) : bytes.toString('latin1');
    yield first ? withoutMark(piece) : piece;
    first = false;
  }
  if (decoder) yield decoder.decode();
}

/** Undefined where all is ASCII, which most X12 is: that takes no decoder. */
async function encodingOf(all: Bytes): Promise<'utf-8' | 'windows-1252' | undefined> {
  let decoder: TextDecoder | undefined;
  try {
    for await (const bytes of all) {
      if (!decoder && isAscii(bytes)) continue;
      decoder ??= new TextDecoder('utf-8', { fatal: true });
      decoder.decode(bytes, { stream: true });
    }
    decoder?.decode();
    return decoder && 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252';
    throw error;
  }
}

function bytesOf(path: string): AsyncIterable<Buffer> {
  return createReadStream(path, { highWaterMark: MEGABYTE });
}

/** Editors keep a byte order mark out of the text, so lines and characters are counted behind it. */
function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** What the operating system's error means for the user, without a stack and without the path. */
export function messageOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'not found; check the path';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read; check its permissions';
    case 'EISDIR':
      return 'is a directory';
    case 'ELOOP':
      return 'is a link that leads back to itself';
    default:
      return `could not be read (${code ?? 'unknown error'})`;
  }
}
