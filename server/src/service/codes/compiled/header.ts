import type { Day } from '../../model/date';
import { checksum } from './checksum';

/**
 * A compiled file holds one member of one edition of one table:
 *
 *     0  8 bytes   magic: CLENS SUB CR LF (a transfer as text breaks it)
 *     8  u32       version of the layout
 *    12  u32       length of the header, a multiple of 8
 *    16  u32       checksum of the header with this field as 0
 *    20  u32       length of a block, a multiple of 8
 *    24  u32 u32   length of the file, low and high word; a multiple of 8
 *    32            fields of the header, the list of sections, a checksum for each block of what follows the header
 *
 * With blocks a part of the file can be read and checked alone. Numbers are little endian; a text is a u16 count of UTF-16 units and the units. Every section starts on a multiple
 * of 8. Magic, version and their places stay the same in every version.
 */
export const VERSION = 2;
export const FIXED_LENGTH = 32;
/** Small enough that a few rows are read quickly, large enough that the checksums are few. */
const BLOCK = 1 << 14;
const MAGIC = [0x43, 0x4c, 0x45, 0x4e, 0x53, 0x1a, 0x0d, 0x0a];

export type SectionKind = 'bytes' | 'words' | 'doubles' | 'packed';
const KINDS: readonly SectionKind[] = ['bytes', 'words', 'doubles', 'packed'];

export interface Section {
  readonly name: string;
  readonly kind: SectionKind;
  /** Bits a value, for `packed`. */
  readonly width: number;
  /** Values, not bytes. */
  readonly count: number;
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
}

export interface FileFields {
  /** `MPFS`, `PTP`, `ICD10CM` … */
  readonly table: string;
  /** `practitioner`, `outpatient`, `dme`, or empty. */
  readonly setting: string;
  readonly edition: string;
  /** Which part of the edition it is: `f1`, `consolidatedcodelist`; empty where the file is all of it. */
  readonly member: string;
  readonly effectiveFrom: Day;
  /** The publisher's file. */
  readonly source: string;
  readonly importedOn: Day;
  readonly rows: number;
  /** The code classes of which the file lists every code. */
  readonly covers: readonly string[];
}

export interface FileHeader extends FileFields {
  readonly sections: readonly Section[];
  readonly headerLength: number;
  readonly fileLength: number;
  readonly headerChecksum: number;
  readonly blockLength: number;
  /** Of each block behind the header; the last one may be shorter. */
  readonly blockChecksums: Uint32Array;
}

/** Why a file can't be used. `future` is a file of a later version of the product. */
export interface FileProblem {
  readonly state: 'damaged' | 'future';
  readonly reason: string;
  /** Its bytes could not be had: importing it again would not help. */
  readonly unreadable?: true;
  /** Only its texts can't be used. */
  readonly partly?: true;
}

export function isProblem(value: object): value is FileProblem {
  return 'reason' in value;
}

/** How long the header is, from its first `FIXED_LENGTH` bytes. */
export function headerLengthOf(start: Uint8Array): number | FileProblem {
  if (start.length < FIXED_LENGTH) return damaged('it is shorter than any table');
  if (!MAGIC.every((byte, at) => start[at] === byte)) return damaged('it is not a compiled code table');
  const view = viewOf(start);
  const version = view.getUint32(8, true);
  if (version > VERSION) {
    return {
      state: 'future',
      reason: `it was written by a later version (layout ${version}, this one reads ${VERSION})`,
    };
  }
  if (version < VERSION) {
    return damaged(`it was written by an earlier version (layout ${version}, this one reads ${VERSION})`);
  }
  const length = view.getUint32(12, true);
  return length >= FIXED_LENGTH && length % 8 === 0 && length <= MOST_HEADER
    ? length
    : damaged('its header has a wrong length');
}

const MOST_HEADER = 1 << 20;

/** Reads the header at the start of `bytes`; `fileLength` is what the file system says. */
export function readHeader(bytes: Uint8Array, fileLength: number): FileHeader | FileProblem {
  const headerLength = headerLengthOf(bytes);
  if (typeof headerLength !== 'number') return headerLength;
  if (bytes.length < headerLength) return damaged('it ends inside its header');
  const view = viewOf(bytes);
  const headerChecksum = view.getUint32(16, true);
  if (headerSum(bytes.subarray(0, headerLength)) !== headerChecksum)
    return damaged('its header does not match its checksum');
  const written = view.getUint32(24, true) + view.getUint32(28, true) * 2 ** 32;
  if (written !== fileLength) return damaged(`it has ${fileLength} bytes instead of ${written}`);
  const read = cursor(view, FIXED_LENGTH);
  const fields: FileFields = {
    table: read.text(),
    setting: read.text(),
    edition: read.text(),
    member: read.text(),
    effectiveFrom: read.word(),
    source: read.text(),
    importedOn: read.word(),
    rows: read.word(),
    covers: Array.from({ length: read.word() }, () => read.text()),
  };
  const sections: Section[] = [];
  for (let left = read.word(); left > 0; left--) {
    const section: Section = {
      name: read.text(),
      kind: KINDS[read.word()] ?? 'bytes',
      width: read.word(),
      count: read.word(),
      offset: read.word(),
      length: read.word(),
    };
    if (section.offset < headerLength || section.offset % 8 || section.offset + section.length > fileLength) {
      return damaged(`its section ${section.name} lies outside of the file`);
    }
    sections.push(section);
  }
  const blockLength = view.getUint32(20, true);
  if (blockLength === 0 || blockLength % 8) return damaged('its blocks have a wrong length');
  const blockChecksums = read.words(Math.ceil((fileLength - headerLength) / blockLength));
  return { ...fields, sections, headerLength, fileLength, headerChecksum, blockLength, blockChecksums };
}

/** The header's bytes, for `data` that will follow it. Offsets of the sections count from the end of the header. */
export function writeHeader(fields: FileFields, sections: readonly Section[], data: Uint32Array): Uint8Array {
  const blocks = Math.ceil(data.byteLength / BLOCK);
  const texts = [fields.table, fields.setting, fields.edition, fields.member, fields.source, ...fields.covers];
  const size = [...texts, ...sections.map(({ name }) => name)].reduce((sum, text) => sum + 2 + 2 * text.length, 0);
  const headerLength = Math.ceil((FIXED_LENGTH + size + 4 * (5 + 5 * sections.length + blocks)) / 8) * 8;
  const bytes = new Uint8Array(headerLength);
  bytes.set(MAGIC);
  const view = viewOf(bytes);
  const fileLength = headerLength + data.byteLength;
  view.setUint32(8, VERSION, true);
  view.setUint32(12, headerLength, true);
  view.setUint32(20, BLOCK, true);
  view.setUint32(24, fileLength >>> 0, true);
  view.setUint32(28, Math.floor(fileLength / 2 ** 32), true);
  const write = cursor(view, FIXED_LENGTH);
  for (const text of [fields.table, fields.setting, fields.edition, fields.member]) write.putText(text);
  write.put(fields.effectiveFrom);
  write.putText(fields.source);
  write.put(fields.importedOn);
  write.put(fields.rows);
  write.put(fields.covers.length);
  for (const text of fields.covers) write.putText(text);
  write.put(sections.length);
  for (const section of sections) {
    write.putText(section.name);
    write.put(KINDS.indexOf(section.kind));
    write.put(section.width);
    write.put(section.count);
    write.put(section.offset + headerLength);
    write.put(section.length);
  }
  for (let at = 0; at < data.length; at += BLOCK / 4) {
    write.put(checksum(data, at, Math.min(data.length, at + BLOCK / 4)));
  }
  view.setUint32(16, headerSum(bytes), true);
  return bytes;
}

function damaged(reason: string): FileProblem {
  return { state: 'damaged', reason };
}

function headerSum(header: Uint8Array): number {
  const copy = new Uint8Array(header);
  copy.fill(0, 16, 20);
  return checksum(new Uint32Array(copy.buffer));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function cursor(view: DataView, start: number) {
  let at = start;
  const step = (bytes: number) => {
    at += bytes;
    return at - bytes;
  };
  return {
    word: () => view.getUint32(step(4), true),
    /** There are hundreds in a large file: taken as they lie, as the data is. */
    words(count: number) {
      const from = view.byteOffset + step(4 * count);
      return new Uint32Array(view.buffer.slice(from, from + 4 * count));
    },
    put: (value: number) => view.setUint32(step(4), value, true),
    text() {
      let text = '';
      for (let left = view.getUint16(step(2), true); left > 0; left--) {
        text += String.fromCharCode(view.getUint16(step(2), true));
      }
      return text;
    },
    putText(text: string) {
      view.setUint16(step(2), text.length, true);
      for (let i = 0; i < text.length; i++) view.setUint16(step(2), text.charCodeAt(i), true);
    },
  };
}
