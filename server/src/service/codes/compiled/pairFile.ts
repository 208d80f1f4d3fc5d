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
  /** The keys between which its column 1 codes lie. */
  readonly firstColumn1: number;
  readonly lastColumn1: number;
  readonly rows: number;
  /** Where the rows of each column 1 code begin; one more than there are codes. */
  readonly starts: Uint32Array;
  readonly column2: PackedInts;
  /** Index of the row's terms. */
  readonly terms: PackedInts;
  readonly termCount: number;
  codeAt(index: number): string;
  /** These throw `LostData`. */
  readonly effective: (term: number) => Day;
  readonly deleted: (term: number) => Day | undefined;
  readonly indicator: (term: number) => 0 | 1;
  readonly priorTo1996: (term: number) => boolean;
  readonly rationale: (term: number) => string;
}

const KEY_LENGTH: KeyLength = 6;

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
  const starts = data.words('starts');
  let first = 0;
  while (first < codes.length && starts[first + 1] === 0) first++;
  let last = codes.length - 1;
  while (last >= 0 && starts[last] === starts[last + 1]) last--;
  return {
    data,
    codes,
    firstColumn1: codes[first] ?? Number.POSITIVE_INFINITY,
    lastColumn1: codes[last] ?? -1,
    rows: data.header.rows,
    starts,
    column2: data.packed('column2'),
    terms: data.packed('terms'),
    termCount: data.packed(`${TERM_PREFIX}effective`).length,
    codeAt: (index) => unpackKey(codes[index]!, KEY_LENGTH),
    effective: effective as PairFile['effective'],
    deleted: deleted as PairFile['deleted'],
    indicator: indicator as PairFile['indicator'],
    priorTo1996: priorTo1996 as PairFile['priorTo1996'],
    rationale: rationale as PairFile['rationale'],
  };
}

/** The key of a code in the files; `NO_KEY` where it can't be one. */
export function pairKey(code: string): number {
  return packKey(code, KEY_LENGTH);
}

/** The file has the ordered pair, whatever the dates of its rows. Throws `LostData`. */
export function holdsPair({ data, codes, starts, column2 }: PairFile, first: number, second: number): boolean {
  const at = lowerBound(codes, first);
  const wanted = lowerBound(codes, second);
  if (codes[at] !== first || codes[wanted] !== second) return false;
  data.need('column2', starts[at]!, starts[at + 1]!);
  const row = packedLowerBound(column2, wanted, starts[at]!, starts[at + 1]!);
  return row < starts[at + 1]! && packedAt(column2, row) === wanted;
}

/**
 * The terms in force on a day, of the edit with this column 1 and column 2 (keys), or -1. Without a day those that are
 * not deleted. Where windows overlap the newest speaks. Throws `LostData`.
 */
export function termsOf(file: PairFile, column1: number, column2: number, on: Day | undefined): number {
  if (column1 < file.firstColumn1 || column1 > file.lastColumn1) return -1;
  const { codes, starts } = file;
  const first = lowerBound(codes, column1);
  if (codes[first] !== column1) return -1;
  const from = starts[first]!;
  const to = starts[first + 1]!;
  if (from === to) return -1;
  const second = lowerBound(codes, column2);
  if (codes[second] !== column2) return -1;
  file.data.need('column2', from, to);
  for (let row = packedLowerBound(file.column2, second, from, to); row < to; row++) {
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
