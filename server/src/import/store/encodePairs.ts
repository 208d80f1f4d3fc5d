import type { FileFields } from '../../service/codes/compiled/header';
import { packKey } from '../../service/codes/compiled/keys';
import { packer, widthFor } from '../../service/codes/compiled/packed';
import { PAIR_TERMS, TERM_PREFIX } from '../../service/codes/compiled/schemas';
import { unpackCode } from '../packCode';
import type { PtpRow } from '../rows';
import { encodeColumns } from './encodeColumns';
import type { PairRows } from './pairRows';
import { sectionWriter } from './sections';
import type { Terms } from './termTable';

/** A file with these edits, sorted as `PairFile` says; an edit that is given twice is stored once. */
export function encodePairs(fields: Omit<FileFields, 'rows' | 'covers'>, pairs: PairRows): Uint8Array {
  const codes = pairs.codes.sorted();
  const codeRank = ranksOf(codes);
  const terms = pairs.distinct.sorted();
  const termRank = ranksOf(terms);
  // One number a row, so that the rows of a column 1 code sort as numbers do.
  const span = Math.max(1, terms.length);
  const starts = new Uint32Array(codes.length + 1);
  const column2 = packer(widthFor(codes.length), pairs.length);
  const term = packer(widthFor(terms.length), pairs.length);
  const runs = runsByCode(pairs, codeRank);
  let group = new Float64Array(4096);
  for (let rank = 0, next = 0; rank < codes.length; rank++) {
    let length = 0;
    for (; next < runs.length && runs[next]!.rank === rank; next++) {
      const { from, to } = runs[next]!;
      if (length + to - from > group.length) group = grown(group, length + to - from);
      for (let row = from; row < to; row++) {
        group[length++] = codeRank[pairs.column2.at(row)]! * span + termRank[pairs.terms.at(row)]!;
      }
    }
    if (!isAscending(group, length)) group.subarray(0, length).sort();
    for (let i = 0; i < length; i++) {
      if (i > 0 && group[i] === group[i - 1]) continue;
      const second = Math.floor(group[i]! / span);
      column2.push(second);
      term.push(group[i]! - second * span);
    }
    starts[rank + 1] = term.length;
  }
  const sections = sectionWriter();
  sections.words(
    'keys',
    Uint32Array.from(codes, (number) => packKey(unpackCode(pairs.codes.at(number)), 6)),
  );
  sections.words('starts', starts);
  sections.packed('column2', column2.packed());
  sections.packed('terms', term.packed());
  encodeColumns(
    sections,
    PAIR_TERMS,
    Array.from(terms, (number) => termsRow(pairs.distinct.at(number))),
    TERM_PREFIX,
  );
  return sections.file({ ...fields, rows: term.length, covers: [] });
}

function termsRow({ effective, deleted, flags, rationale }: Terms): Omit<PtpRow, 'column1' | 'column2'> {
  return {
    effective,
    deleted: deleted || undefined,
    indicator: flags & 1 ? 1 : 0,
    priorTo1996: (flags & 2) !== 0,
    rationale,
  };
}

/** Where each number stands in the order. */
function ranksOf(order: Uint32Array): Uint32Array {
  const ranks = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) ranks[order[at]!] = at;
  return ranks;
}

interface RankedRun {
  /** Of the code of column 1. */
  readonly rank: number;
  readonly from: number;
  readonly to: number;
}

/** In the order of their codes; the runs of one code in the order they came. */
function runsByCode({ runs, length }: PairRows, codeRank: Uint32Array): RankedRun[] {
  return runs
    .map(({ column1, from }, at) => ({ rank: codeRank[column1]!, from, to: runs[at + 1]?.from ?? length }))
    .sort((a, b) => a.rank - b.rank);
}

function grown(values: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  const more = new Float64Array(Math.max(length, values.length * 2));
  more.set(values);
  return more;
}

function isAscending(values: Float64Array, length: number): boolean {
  for (let i = 1; i < length; i++) if (values[i - 1]! > values[i]!) return false;
  return true;
}
