/** Whole numbers below 2^32 in the order they came, two bytes each while they are small. */
export interface NumberColumn {
  readonly length: number;
  push(value: number): void;
  at(index: number): number;
}

const PAGE_BITS = 16;
const PAGE = 1 << PAGE_BITS;

/** Pages, so that growing copies nothing. */
export function numberColumn(): NumberColumn {
  const pages: (Uint16Array | Uint32Array)[] = [];
  let page: Uint16Array | Uint32Array = new Uint16Array(0);
  let used = PAGE;
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (used === PAGE) {
        page = new Uint16Array(PAGE);
        pages.push(page);
        used = 0;
      }
      if (value > 0xffff && page instanceof Uint16Array) {
        page = Uint32Array.from(page);
        pages[pages.length - 1] = page;
      }
      page[used++] = value;
      length++;
    },
    at: (index) => pages[index >>> PAGE_BITS]![index & (PAGE - 1)]!,
  };
}
