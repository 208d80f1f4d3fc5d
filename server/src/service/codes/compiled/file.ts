import { checksum } from './checksum';
import { type FileHeader, type FileProblem, isProblem, readHeader, type Section } from './header';
import type { PackedInts } from './packed';

/**
 * Gives the texts of bytes that hold one UTF-16 unit below 256 each, or, when `wide`, two bytes a unit. `start` and
 * `end` count units.
 */
export type Decoder = (bytes: Uint8Array, wide: boolean) => (start: number, end: number) => string;

/**
 * A compiled file, its checksums right. A section that is not there is empty. Large sections that are asked for a few
 * rows may still be on the disk, and zeros in memory, until they are needed.
 */
export interface CompiledData {
  readonly header: FileHeader;
  readonly decoder: Decoder;
  bytes(name: string): Uint8Array;
  words(name: string): Uint32Array;
  doubles(name: string): Float64Array;
  packed(name: string): PackedInts;
  /** The section's kind and width, as the header has them. */
  section(name: string): Section | undefined;
  /**
   * Brings values `[from, to)` of a section that is read late into memory, all of it by default. Throws `LostData` when
   * they are damaged, gone, or another file's by now.
   */
  need(name: string, from?: number, to?: number): void;
  /** To be called after `LostData` by who goes on without the values. */
  tellLost(): void;
}

/** Data that was on the disk when its file was opened can't be had any more. */
export class LostData extends Error {}

/** A compiled file whose data is read when it is first asked for. */
export interface CompiledFile {
  readonly header: FileHeader;
  /** Undefined when the data turns out to be damaged or gone; the caller goes on without the file. */
  load(): CompiledData | undefined;
  /** After `LostData`: the next `load` reads the file anew, and all of it. */
  reload?(): void;
}

/** Opens a whole file and checks it against its checksums. */
export function openData(buffer: ArrayBuffer, decoder: Decoder = unitDecoder): CompiledData | FileProblem {
  const header = readHeader(new Uint8Array(buffer), buffer.byteLength);
  if (isProblem(header)) return header;
  const words = new Uint32Array(buffer);
  const isSound = header.blockChecksums.every((_, block) => isSoundBlock(words, header, block));
  if (!isSound) return { state: 'damaged', reason: 'its data does not match its checksum' };
  return dataIn(
    buffer,
    header,
    decoder,
    () => {},
    () => {},
  );
}

/** Where the data of a file is. */
export interface Source {
  /** Fills bytes with those of the file from an offset on; false when it can't. */
  fetch(bytes: Uint8Array, offset: number): boolean;
  /** The section is not read until it is needed. */
  isLate(section: string): boolean;
  /** Somebody goes on without values that are lost. */
  tellLost(): void;
}

/**
 * Opens a file without its late sections; of them blocks are read, and checked, as they are needed. Undefined where the
 * rest can't be had, is damaged, or another file's by now.
 */
export function openPartly(
  header: FileHeader,
  source: Source,
  decoder: Decoder = unitDecoder,
): CompiledData | undefined {
  const { headerLength, fileLength, blockLength, blockChecksums } = header;
  // Memory that nobody has written to costs nothing.
  const buffer = new ArrayBuffer(fileLength);
  const words = new Uint32Array(buffer);
  const present = new Uint8Array(blockChecksums.length);
  /** Reads the blocks of `[from, to)` that are missing, those that follow each other at once. */
  const bring = (from: number, to: number): boolean => {
    for (let first = from; first < to; ) {
      if (present[first]) {
        first++;
        continue;
      }
      let end = first + 1;
      while (end < to && !present[end]) end++;
      const start = headerLength + first * blockLength;
      const length = Math.min(fileLength, headerLength + end * blockLength) - start;
      if (!source.fetch(new Uint8Array(buffer, start, length), start)) return false;
      for (; first < end; first++) {
        if (!isSoundBlock(words, header, first)) return false;
        present[first] = 1;
      }
    }
    return true;
  };
  const blockOf = (offset: number) => Math.floor((offset - headerLength) / blockLength);
  // Blocks that lie inside of late sections wait; those at their borders do not.
  let at = 0;
  for (const [from, to] of lateRanges(header, source)) {
    const inside = blockOf(from + blockLength - 1);
    const behind = blockOf(to);
    if (inside >= behind) continue;
    if (!bring(at, inside)) return undefined;
    at = behind;
  }
  if (!bring(at, blockChecksums.length)) return undefined;
  const need = (from: number, to: number) => {
    if (!bring(blockOf(from), blockOf(to - 1) + 1)) throw new LostData();
  };
  return dataIn(buffer, header, decoder, need, source.tellLost);
}

/** From where to where late sections lie in the file, those that follow each other together. */
function lateRanges({ sections }: FileHeader, { isLate }: Source): [number, number][] {
  const ranges: [number, number][] = [];
  for (const { name, offset, length } of sections) {
    if (!isLate(name)) continue;
    const last = ranges.at(-1);
    if (last && offset - last[1] < 8) last[1] = offset + length;
    else ranges.push([offset, offset + length]);
  }
  return ranges;
}

function isSoundBlock(words: Uint32Array, header: FileHeader, block: number): boolean {
  const { headerLength, fileLength, blockLength, blockChecksums } = header;
  const from = headerLength + block * blockLength;
  return checksum(words, from / 4, Math.min(fileLength, from + blockLength) / 4) === blockChecksums[block];
}

/** `need` is told bytes `[from, to)` of the file, at least one. */
function dataIn(
  buffer: ArrayBuffer,
  header: FileHeader,
  decoder: Decoder,
  need: (from: number, to: number) => void,
  tellLost: () => void,
): CompiledData {
  const sections = new Map(header.sections.map((section) => [section.name, section]));
  const place = (name: string, size: number): [ArrayBuffer, number, number] => {
    const section = sections.get(name);
    return section ? [buffer, section.offset, Math.floor(section.length / size)] : [buffer, 0, 0];
  };
  return {
    header,
    decoder,
    bytes: (name) => new Uint8Array(...place(name, 1)),
    words: (name) => new Uint32Array(...place(name, 4)),
    doubles: (name) => new Float64Array(...place(name, 8)),
    packed(name) {
      const section = sections.get(name);
      return { words: new Uint32Array(...place(name, 4)), width: section?.width ?? 0, length: section?.count ?? 0 };
    },
    section: (name) => sections.get(name),
    tellLost,
    need(name, from = 0, to = sections.get(name)?.count ?? 0) {
      const section = sections.get(name);
      if (!section || from >= to) return;
      const { offset, length, width } = section;
      const first = Math.floor((from * width) / 8);
      const end = Math.min(length, Math.ceil((to * width) / 8));
      if (first < end) need(offset + first, offset + end);
    },
  };
}

const CHUNK = 8192;

/** The decoder where the host has nothing faster. */
export const unitDecoder: Decoder = (bytes, wide) => {
  const units = wide ? new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2) : bytes;
  return (start, end) => {
    let text = '';
    for (let at = start; at < end; at += CHUNK) {
      text += String.fromCharCode.apply(null, units.subarray(at, Math.min(end, at + CHUNK)) as unknown as number[]);
    }
    return text;
  };
};
