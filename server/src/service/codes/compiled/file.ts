import { checksum } from './checksum';
import { type FileHeader, type FileProblem, isProblem, readHeader, type Section } from './header';
import type { PackedInts } from './packed';

/**
 * Gives the texts of bytes that hold one UTF-16 unit below 256 each, or, when `wide`, two bytes a unit. `start` and
 * `end` count units.
 */
export type Decoder = (bytes: Uint8Array, wide: boolean) => (start: number, end: number) => string;

/** A compiled file in memory, its checksums right. A section that is not there is empty. */
export interface CompiledData {
  readonly header: FileHeader;
  readonly decoder: Decoder;
  bytes(name: string): Uint8Array;
  words(name: string): Uint32Array;
  doubles(name: string): Float64Array;
  packed(name: string): PackedInts;
  /** The section's kind and width, as the header has them. */
  section(name: string): Section | undefined;
}

/** A compiled file whose data is read when it is first asked for. */
export interface CompiledFile {
  readonly header: FileHeader;
  /** Undefined when the data turns out to be damaged or gone; the caller goes on without the file. */
  load(): CompiledData | undefined;
}

/** Opens a whole file and checks it against its checksums. */
export function openData(buffer: ArrayBuffer, decoder: Decoder = unitDecoder): CompiledData | FileProblem {
  const header = readHeader(new Uint8Array(buffer), buffer.byteLength);
  if (isProblem(header)) return header;
  const { headerLength, fileLength } = header;
  if (checksum(new Uint32Array(buffer), headerLength / 4, fileLength / 4) !== header.dataChecksum) {
    return { state: 'damaged', reason: 'its data does not match its checksum' };
  }
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
