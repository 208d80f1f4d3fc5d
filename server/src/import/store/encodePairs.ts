import type { FileFields } from '../../service/codes/compiled/header';
import { packKey } from '../../service/codes/compiled/keys';
import { pack, widthFor } from '../../service/codes/compiled/packed';
import { TERM_PREFIX } from '../../service/codes/compiled/pairFile';
import { PAIR_TERMS } from '../../service/codes/compiled/schemas';
import { unpackCode } from '../packCode';
import { encodeColumns } from './encodeColumns';
import type { PairRows, PairTerms } from './pairRows';
import { sectionWriter } from './sections';

/** A file with these edits, sorted as `PairFile` says; an edit that is given twice is stored once. */
export function encodePairs(fields: Omit<FileFields, 'rows' | 'covers'>, members: readonly PairRows[]): Uint8Array {
  const codes = distinctCodes(members);
  const rankOf = new Map<number, number>();
  codes.forEach((code, rank) => {
    rankOf.set(code, rank);
  });
  const { terms, ranks } = rankTerms(members);

  const total = members.reduce((sum, member) => sum + member.length, 0);
  const starts = new Uint32Array(codes.length + 1);
  eachRow(members, rankOf, ranks, (first) => {
    starts[first + 1]!++;
  });
  for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;

  // One number a row, so that the rows of a column 1 code sort as numbers do.
  const rows = new Float64Array(total);
  const next = starts.slice();
  const span = Math.max(1, terms.length);
  eachRow(members, rankOf, ranks, (first, second, term) => {
    rows[next[first]!++] = second * span + term;
  });
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
  sections.packed('terms', pack(term, widthFor(terms.length)));
  encodeColumns(sections, PAIR_TERMS, terms, TERM_PREFIX);
  return sections.file({ ...fields, rows: kept, covers: [] });
}

function distinctCodes(members: readonly PairRows[]): Uint32Array {
  const codes = new Set<number>();
  for (const member of members) {
    for (const column of [member.column1, member.column2]) {
      for (const chunk of column) for (let i = 0; i < chunk.length; i++) codes.add(chunk[i]!);
    }
  }
  return Uint32Array.from(codes).sort();
}

/** The distinct terms of all members, newest first, and for each member where its own stand among them. */
function rankTerms(members: readonly PairRows[]): { terms: PairTerms[]; ranks: Uint32Array[] } {
  const byText = new Map<string, PairTerms>();
  const textOf = (one: PairTerms) =>
    `${one.effective} ${one.deleted ?? ''} ${one.indicator} ${one.priorTo1996} ${one.rationale}`;
  const texts = members.map((member) => member.distinct.map(textOf));
  members.forEach((member, m) => {
    member.distinct.forEach((one, at) => {
      byText.set(texts[m]![at]!, one);
    });
  });
  const sorted = [...byText].sort(
    ([aText, a], [bText, b]) =>
      b.effective - a.effective ||
      (b.deleted ?? Number.POSITIVE_INFINITY) - (a.deleted ?? Number.POSITIVE_INFINITY) ||
      (aText < bText ? -1 : 1),
  );
  const rank = new Map(sorted.map(([text], at) => [text, at]));
  return {
    terms: sorted.map(([, one]) => one),
    ranks: texts.map((own) => Uint32Array.from(own, (text) => rank.get(text)!)),
  };
}

function eachRow(
  members: readonly PairRows[],
  rankOf: ReadonlyMap<number, number>,
  ranks: readonly Uint32Array[],
  visit: (first: number, second: number, term: number) => void,
): void {
  members.forEach((member, m) => {
    const rank = ranks[m]!;
    for (let c = 0; c < member.column1.length; c++) {
      const column1 = member.column1[c]!;
      const column2 = member.column2[c]!;
      const terms = member.terms[c]!;
      let code = -1;
      let first = 0;
      for (let i = 0; i < column1.length; i++) {
        if (column1[i] !== code) {
          code = column1[i]!;
          first = rankOf.get(code)!;
        }
        visit(first, rankOf.get(column2[i]!)!, rank[terms[i]!]!);
      }
    }
  });
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
