import { type FileFields, type Section, type SectionKind, writeHeader } from '../../service/codes/compiled/header';
import type { PackedInts } from '../../service/codes/compiled/packed';

/** Collects the sections of a compiled file. */
export interface Sections {
  bytes(name: string, values: Uint8Array, width?: number): void;
  words(name: string, values: Uint32Array): void;
  doubles(name: string, values: Float64Array): void;
  packed(name: string, values: PackedInts): void;
  /** The whole file. */
  file(fields: FileFields): Uint8Array;
}

export function sectionWriter(): Sections {
  const sections: Section[] = [];
  const parts: Uint8Array[] = [];
  let end = 0;
  const add = (
    name: string,
    kind: SectionKind,
    values: Uint8Array | Uint32Array | Float64Array,
    count: number,
    width: number,
  ) => {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    sections.push({ name, kind, width, count, offset: end, length: bytes.length });
    parts.push(bytes);
    end = Math.ceil((end + bytes.length) / 8) * 8;
  };
  return {
    bytes: (name, values, width = 8) => add(name, 'bytes', values, values.length, width),
    words: (name, values) => add(name, 'words', values, values.length, 32),
    doubles: (name, values) => add(name, 'doubles', values, values.length, 64),
    packed: (name, values) => add(name, 'packed', values.words, values.length, values.width),
    file(fields) {
      const data = new Uint8Array(end);
      parts.forEach((part, at) => {
        data.set(part, sections[at]!.offset);
      });
      const header = writeHeader(fields, sections, new Uint32Array(data.buffer));
      const file = new Uint8Array(header.length + end);
      file.set(header);
      file.set(data, header.length);
      return file;
    },
  };
}
