import type { ClaimStream } from '../format';
import { type OnPart, type PartReader, partStream } from '../partStream';
import { findHeader, type Header, REACH } from './header';
import type { OwnColumns } from './ownColumns';
import { readBlocks } from './read';
import { LONGEST_CELL } from './row';

/** Rows this near to the end of what is there may read otherwise once more is: a quote looks ahead for its partner. */
const MARGIN = 2 * LONGEST_CELL;

/** A table that arrives in pieces, claim by claim; what stands above is the header. */
export function streamCsv(own: OwnColumns, atLeast?: number): ClaimStream {
  return partStream(new Rows(own), atLeast);
}

class Rows implements PartReader<Header> {
  readonly problems = [];
  private header: Header | undefined;
  private hasLooked = false;

  constructor(private readonly own: OwnColumns) {}

  read(text: string, _offset: number, isLast: boolean, onClaim: OnPart<Header>): number {
    let at = 0;
    if (!this.hasLooked) {
      if (!isLast && text.length < REACH + MARGIN) return 0;
      this.hasLooked = true;
      this.header = findHeader(text, this.own);
      at = this.header?.next ?? 0;
    }
    const { header } = this;
    if (!header) return text.length;
    const { blocks } = readBlocks(text, header, at);
    if (!isLast) blocks.pop();
    for (const { start, length, claim } of blocks) {
      if (!isLast && start + length + MARGIN > text.length) break;
      at = start + length;
      if (claim) onClaim(claim, start, at, header);
    }
    return isLast ? text.length : at;
  }

  again(text: string, header: Header) {
    return readBlocks(text, header, 0).blocks.flatMap(({ claim }) => claim ?? []);
  }
}
