import type { ClaimStream } from '../format';
import { type OnPart, type PartReader, partStream } from '../partStream';
import { findHeader, type Header, REACH } from './header';
import type { OwnColumns } from './ownColumns';
import { eachBlock, readBlocks, type Table } from './read';
import { LONGEST_CELL } from './row';

/** Rows this near to the end of what is there may read otherwise once more is: a quote looks ahead for its partner. */
const MARGIN = 2 * LONGEST_CELL;

/** A table that arrives in pieces, claim by claim; what stands above is the header of its table. */
export function streamCsv(own: OwnColumns, atLeast?: number): ClaimStream {
  return partStream(new Rows(own), atLeast);
}

class Rows implements PartReader<Header> {
  readonly problems = [];
  private table: Table | undefined;
  private hasLooked = false;

  constructor(private readonly own: OwnColumns) {}

  read(text: string, _offset: number, isLast: boolean, onClaim: OnPart<Header>): number {
    let at = 0;
    if (!this.hasLooked) {
      if (!isLast && text.length < REACH + MARGIN) return 0;
      this.hasLooked = true;
      const header = findHeader(text, this.own);
      this.table = header && { header, isOpen: true };
      at = header?.next ?? 0;
    }
    if (!this.table) return text.length;
    eachBlock(text, this.table, at, this.own, ({ start, length, claim, header, isOpen }) => {
      if (!isLast && start + length + MARGIN > text.length) return;
      at = start + length;
      this.table = { header, isOpen };
      if (claim) onClaim(claim, start, at, header);
    });
    return isLast ? text.length : at;
  }

  again(text: string, header: Header) {
    return readBlocks(text, { header, isOpen: true }, 0, this.own).blocks.flatMap(({ claim }) => claim ?? []);
  }
}
