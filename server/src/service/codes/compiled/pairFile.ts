import type { Day } from '../../model/date';
import { columnReader, type Reader } from './columns';
import type { CompiledData } from './file';
import { type KeyLength, lowerBound, packKey, unpackKey } from './keys';
import { type PackedInts, packedAt, packedLowerBound } from './packed';
import { PAIR_TERMS, TERM_PREFIX } from './schemas';

/**
 * The edits of one PTP file. Codes are indexes into the file's sorted list of codes; the rows of a column 1 code stand
 * together, sorted by the index of column 2 and then by the index of the terms, which are newest first.
 */
export interface PairFile {
  readonly data: CompiledData;
  readonly codes: Uint32Array;
  readonly rows: number;
  /** Where the rows of each column 1 code begin; one more than there are codes. */
  readonly starts: Uint32Array;
  readonly column2: PackedInts;
  /** Index of the row's terms. */
  readonly terms: PackedInts;
  readonly termCount: number;
  codeAt(index: number): string;
  /** Codes that were asked for and where they stand, each in the one slot that its key has. */
  readonly askedKeys: Uint32Array;
  readonly askedIndexes: Int32Array;
  /** These throw `LostData`. */
  readonly effective: (term: number) => Day;
  readonly deleted: (term: number) => Day | undefined;
  readonly indicator: (term: number) => 0 | 1;
  readonly priorTo1996: (term: number) => boolean;
  readonly rationale: (term: number) => string;
}

const KEY_LENGTH: KeyLength = 6;
/** Claims bill the same few hundred codes again and again. */
const SLOT_BITS = 12;
const NO_CODE = 0xffffffff;

const files = new WeakMap<CompiledData, PairFile>();

export function pairFileOf(data: CompiledData): PairFile {
  let file = files.get(data);
  if (!file) {
    file = openPairs(data);
    files.set(data, file);
  }
  return file;
}

function openPairs(data: CompiledData): PairFile {
  const codes = data.words('keys');
  const [effective, deleted, indicator, priorTo1996, rationale] = PAIR_TERMS.map((column): Reader => {
    const read = columnReader(data, column, TERM_PREFIX);
    const name = TERM_PREFIX + column.name;
    return (term) => {
      data.need(name, term, term + 1);
      return read(term);
    };
  }) as [Reader, Reader, Reader, Reader, Reader];
  return {
    data,
    codes,
    rows: data.header.rows,
    starts: data.words('starts'),
    column2: data.packed('column2'),
    terms: data.packed('terms'),
    termCount: data.packed(`${TERM_PREFIX}effective`).length,
    askedKeys: new Uint32Array(1 << SLOT_BITS).fill(NO_CODE),
    askedIndexes: new Int32Array(1 << SLOT_BITS),
    codeAt: (index) => unpackKey(codes[index]!, KEY_LENGTH),
    effective: effective as PairFile['effective'],
    deleted: deleted as PairFile['deleted'],
    indicator: indicator as PairFile['indicator'],
    priorTo1996: priorTo1996 as PairFile['priorTo1996'],
    rationale: rationale as PairFile['rationale'],
  };
}

/** The index of a code; -1 where the file does not have it. */
function indexOf(file: PairFile, code: string): number {
  const key = packKey(code, KEY_LENGTH);
  if (key < 0) return -1;
  const slot = Math.imul(key, 0x9e3779b1) >>> (32 - SLOT_BITS);
  if (file.askedKeys[slot] === key) return file.askedIndexes[slot]!;
  const at = lowerBound(file.codes, key);
  const index = file.codes[at] === key ? at : -1;
  file.askedKeys[slot] = key;
  file.askedIndexes[slot] = index;
  return index;
}

/** The first row of the ordered pair, or -1. Throws `LostData`. */
function rowOf(file: PairFile, first: number, second: number): number {
  if (first < 0 || second < 0) return -1;
  const from = file.starts[first]!;
  const to = file.starts[first + 1]!;
  if (from === to) return -1;
  file.data.need('column2', from, to);
  const row = packedLowerBound(file.column2, second, from, to);
  return row < to && packedAt(file.column2, row) === second ? row : -1;
}

/** The file has the ordered pair, whatever the dates of its rows. Throws `LostData`. */
export function holdsPair(file: PairFile, column1: string, column2: string): boolean {
  return rowOf(file, indexOf(file, column1), indexOf(file, column2)) >= 0;
}

/**
 * The terms in force on a day, of the edit with this column 1 and column 2, or -1. Without a day those that are
 * not deleted. Where windows overlap the newest speaks. Throws `LostData`.
 */
export function termsOf(file: PairFile, column1: string, column2: string, on: Day | undefined): number {
  const first = indexOf(file, column1);
  const second = indexOf(file, column2);
  const start = rowOf(file, first, second);
  if (start < 0) return -1;
  const end = file.starts[first + 1]!;
  for (let row = start; row < end; row++) {
    if (packedAt(file.column2, row) !== second) return -1;
    file.data.need('terms', row, row + 1);
    const term = packedAt(file.terms, row);
    const deleted = file.deleted(term);
    if (
      on === undefined ? deleted === undefined : file.effective(term) <= on && (deleted === undefined || on <= deleted)
    ) {
      return term;
    }
  }
  return -1;
}
