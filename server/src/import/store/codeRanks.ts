/** Numbers the distinct codes of a table in their order. Codes are packed as `packCode` does it, below 2^30. */
export interface CodeRanks {
  /** Ascending. */
  readonly codes: Uint32Array;
  /** The place of one of the codes among them. */
  rank(code: number): number;
}

const PAGE_BITS = 12;
const PAGE = 1 << PAGE_BITS;
const PAGES = 2 ** 30 / PAGE;

/** A page for each run of 4,096 numbers in which there is a code: codes stand close, and a rank is two look-ups away. */
export function codeRanks(columns: readonly Uint32Array[]): CodeRanks {
  /** Where in `ranks` the page of a run starts. The first page is nobody's. */
  const pages = new Uint32Array(PAGES);
  let ranks = new Uint32Array(PAGE * 64);
  let used = PAGE;
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      const code = column[i]!;
      let page = pages[code >>> PAGE_BITS]!;
      if (page === 0) {
        if (used === ranks.length) ranks = doubled(ranks);
        page = used;
        pages[code >>> PAGE_BITS] = page;
        used += PAGE;
      }
      ranks[page + (code & (PAGE - 1))] = 1;
    }
  }
  const codes: number[] = [];
  for (let run = 0; run < PAGES; run++) {
    const page = pages[run]!;
    if (page === 0) continue;
    for (let i = page; i < page + PAGE; i++) if (ranks[i]) ranks[i] = codes.push(run * PAGE + i - page) - 1;
  }
  return { codes: Uint32Array.from(codes), rank: (code) => ranks[pages[code >>> PAGE_BITS]! + (code & (PAGE - 1))]! };
}

function doubled(values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(values.length * 2);
  more.set(values);
  return more;
}
