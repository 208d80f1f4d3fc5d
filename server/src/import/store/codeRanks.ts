/** Numbers the distinct codes of a table in their order. Codes are packed as `packCode` does it, below 2^30. */
export interface CodeRanks {
  /** Ascending. */
  readonly codes: Uint32Array;
  /** The place of one of the codes among them. */
  rank(code: number): number;
}

const PAGE_BITS = 12;
const PAGE = 1 << PAGE_BITS;

/** A page for each run of 4,096 numbers in which there is a code: codes stand close, and a rank is two look-ups away. */
export function codeRanks(columns: Iterable<Uint32Array>): CodeRanks {
  const pages: (Uint32Array | undefined)[] = [];
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      const code = column[i]!;
      let page = pages[code >>> PAGE_BITS];
      if (!page) {
        page = new Uint32Array(PAGE);
        pages[code >>> PAGE_BITS] = page;
      }
      page[code & (PAGE - 1)] = 1;
    }
  }
  const codes: number[] = [];
  pages.forEach((page, at) => {
    for (let i = 0; page && i < PAGE; i++) if (page[i]) page[i] = codes.push(at * PAGE + i) - 1;
  });
  return { codes: Uint32Array.from(codes), rank: (code) => pages[code >>> PAGE_BITS]![code & (PAGE - 1)]! };
}
