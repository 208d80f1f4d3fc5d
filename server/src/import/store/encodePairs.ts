import type { FileFields } from '../../service/codes/compiled/header';
import { packKey } from '../../service/codes/compiled/keys';
import { pack, widthFor } from '../../service/codes/compiled/packed';
import { PAIR_TERMS, TERM_PREFIX } from '../../service/codes/compiled/schemas';
import { unpackCode } from '../packCode';
import type { PtpRow } from '../rows';
import { codeRanks } from './codeRanks';
import { encodeColumns } from './encodeColumns';
import type { PairRows } from './pairRows';
import { sectionWriter } from './sections';
import type { Terms } from './termTable';

/** A file with these edits, sorted as `PairFile` says; an edit that is given twice is stored once. */
export function encodePairs(fields: Omit<FileFields, 'rows' | 'covers'>, pairs: PairRows): Uint8Array {
  const { codes, rank } = codeRanks([...pairs.column1, ...pairs.column2]);
  const order = pairs.distinct.sorted();
  const termRank = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) termRank[order[at]!] = at;

  const firsts = pairs.column1.map((column) => column.map(rank));
  const starts = new Uint32Array(codes.length + 1);
  for (const column of firsts) for (let i = 0; i < column.length; i++) starts[column[i]! + 1]!++;
  for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;

  // One number a row, so that the rows of a column 1 code sort as numbers do.
  const rows = new Float64Array(pairs.length);
  const next = starts.slice();
  const span = Math.max(1, order.length);
  for (let chunk = 0; chunk < firsts.length; chunk++) {
    const first = firsts[chunk]!;
    const column2 = pairs.column2[chunk]!;
    const terms = pairs.terms[chunk]!;
    for (let i = 0; i < terms.length; i++) {
      rows[next[first[i]!]!++] = rank(column2[i]!) * span + termRank[terms[i]!]!;
    }
  }
  const kept = sortGroups(rows, starts);

  const column2 = new Uint32Array(kept);
  const term = new Uint32Array(kept);
  for (let i = 0; i < kept; i++) {
    const second = Math.floor(rows[i]! / span);
    column2[i] = second;
    term[i] = rows[i]! - second * span;
  }
  const sections = sectionWriter();
  sections.words(
    'keys',
    Uint32Array.from(codes, (code) => packKey(unpackCode(code), 6)),
  );
  sections.words('starts', starts);
  sections.packed('column2', pack(column2, widthFor(codes.length)));
  sections.packed('terms', pack(term, widthFor(order.length)));
  encodeColumns(
    sections,
    PAIR_TERMS,
    Array.from(order, (number) => termsRow(pairs.distinct.at(number))),
    TERM_PREFIX,
  );
  return sections.file({ ...fields, rows: kept, covers: [] });
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

/** Sorts each group, drops repeated rows, closes the gaps and moves the starts; answers how many rows are left. */
function sortGroups(rows: Float64Array, starts: Uint32Array): number {
  let kept = 0;
  for (let group = 0; group + 1 < starts.length; group++) {
    const from = starts[group]!;
    const to = starts[group + 1]!;
    starts[group] = kept;
    if (!isAscending(rows, from, to)) rows.subarray(from, to).sort();
    for (let i = from; i < to; i++) {
      if (i > from && rows[i] === rows[i - 1]) continue;
      rows[kept++] = rows[i]!;
    }
  }
  starts[starts.length - 1] = kept;
  return kept;
}

function isAscending(values: Float64Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (values[i - 1]! > values[i]!) return false;
  return true;
}
