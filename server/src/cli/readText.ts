import { isAscii } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { getHeapStatistics } from 'node:v8';
import { decodeText } from '../decode';
import { HEAD, type NotText, notText } from './bytes';
import { type Input, STDIN } from './inputs';

/** A text that is read when it is asked for: as a whole, or in pieces that need not be in memory together. */
export interface Text {
  readonly head: string;
  readonly large: boolean;
  /** The text, or why it can't be had. */
  whole(): Promise<string | NotText>;
  pieces(): AsyncIterable<string>;
}

/** Larger files are worth reading in pieces. */
const LARGE = 1024 * 1024;
const MEGABYTE = 1024 * 1024;
/** A JavaScript string holds no more than 512 Mi characters. */
const MOST_MEGABYTES = 500;
/** The memory that a text takes once it is read and judged, as a multiple of its size; measured on 837P files. */
const MEMORY_FACTOR = 14;

export async function readText(input: Input & { kind: 'file' }): Promise<Text | NotText> {
  try {
    if (input.size > LARGE) return await largeText(input.path);
    const bytes = input.path === STDIN ? await readStdin() : await readFile(input.path);
    return notText(bytes) ?? textOf(bytes);
  } catch (error) {
    return { problem: messageOf(error) };
  }
}

function textOf(bytes: Buffer): Text | NotText {
  const tooLarge = tooLargeAtOnce(bytes.length);
  if (tooLarge) return tooLarge;
  const text = withoutMark(decodeText(bytes));
  return { head: text, large: false, whole: async () => text, pieces: () => one(text) };
}

async function* one(text: string): AsyncGenerator<string> {
  yield text;
}

async function largeText(path: string): Promise<Text | NotText> {
  const file = await open(path);
  const head = Buffer.alloc(HEAD);
  let size: number;
  try {
    await file.read(head, 0, HEAD, 0);
    ({ size } = await file.stat());
  } finally {
    await file.close();
  }
  return (
    notText(head) ?? {
      head: withoutMark(decodeText(head)),
      large: true,
      whole: async () => tooLargeAtOnce(size) ?? withoutMark(decodeText(await readFile(path))),
      pieces: () => piecesOf(path),
    }
  );
}

/** The same characters as `decodeText` gives of the whole: which encoding it is only its end may show. */
async function* piecesOf(path: string): AsyncGenerator<string> {
  const encoding = await encodingOf(path);
  const decoder = encoding && new TextDecoder(encoding, { ignoreBOM: true });
  let first = true;
  for await (const bytes of bytesOf(path)) {
    const piece = decoder ? decoder.decode(bytes, { stream: true }) : bytes.toString('latin1');
    yield first ? withoutMark(piece) : piece;
    first = false;
  }
  if (decoder) yield decoder.decode();
}

/** Undefined where all is ASCII, which most X12 is: that takes no decoder. */
async function encodingOf(path: string): Promise<'utf-8' | 'windows-1252' | undefined> {
  let decoder: TextDecoder | undefined;
  try {
    for await (const bytes of bytesOf(path)) {
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

async function readStdin(): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of process.stdin as AsyncIterable<Buffer>) {
    pieces.push(piece);
    size += piece.length;
    if (size > MOST_MEGABYTES * MEGABYTE) break;
  }
  return Buffer.concat(pieces, size);
}

/** Editors keep a byte order mark out of the text, so lines and characters are counted behind it. */
function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function tooLargeAtOnce(bytes: number): NotText | undefined {
  const size = Math.ceil(bytes / MEGABYTE);
  if (size > MOST_MEGABYTES) {
    return {
      problem: `has more than the ${MOST_MEGABYTES} MB that are read at once; split it between two interchanges`,
    };
  }
  const memory = Math.floor(getHeapStatistics().heap_size_limit / MEGABYTE);
  if (size < LARGE / MEGABYTE || size * MEMORY_FACTOR < memory) return undefined;
  return {
    problem:
      `has ${size} MB, too much for the ${memory} MB of memory that Node may use; split it between two interchanges, ` +
      `or set NODE_OPTIONS=--max-old-space-size=${size * MEMORY_FACTOR}`,
  };
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
