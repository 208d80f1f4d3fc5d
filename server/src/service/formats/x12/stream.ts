import type { Claim } from '../../model/claim';
import type { ClaimSource, ClaimStream, OnClaim } from '../format';
import { BlockReader } from './block';
import { OUTSIDE, type X12State } from './state';

/** Delimiters and missing terminators are told by what follows: a block this near to the end waits for more. */
const MARGIN = 4096;

/**
 * Reads a file that arrives in pieces. A block that touches the end of what has come may go on in the next piece, so
 * it is read again with it; the piece kept grows only while one block does.
 */
export function streamX12(): ClaimStream {
  let rest = '';
  let offset = 0;
  let state: X12State = OUTSIDE;
  /** A text whose first block doesn't end isn't tried again before it has doubled: linear for any block. */
  let enough = 0;

  const take = (text: string, last: boolean, onClaim: OnClaim): void => {
    const reader = new BlockReader(text);
    let at = 0;
    while (at < text.length) {
      const before = state;
      const block = reader.read(at, before);
      const end = at + block.length;
      if (!last && end + MARGIN > text.length) break;
      const { claim } = block;
      if (claim) {
        claim.base = offset + at;
        onClaim(claim, new BlockSource(text, at, end, before, offset + at));
      }
      at = end;
      state = reader.after;
    }
    rest = text.slice(at);
    enough = at === 0 ? text.length * 2 : 0;
    offset += at;
  };

  return {
    push(piece, onClaim) {
      // Joined, not added: a sum is a tree that every character look-up would walk.
      rest = rest ? [rest, piece].join('') : piece;
      if (rest.length >= enough) take(rest, false, onClaim);
    },
    end(onClaim) {
      take(rest, true, onClaim);
      rest = '';
    },
  };
}

/** Keeps the piece of text alive, not the claim. */
class BlockSource implements ClaimSource {
  constructor(
    private readonly piece: string,
    private readonly start: number,
    private readonly end: number,
    private readonly before: X12State,
    readonly base: number,
  ) {}

  text(): string {
    return this.piece.slice(this.start, this.end);
  }

  read(): Claim | undefined {
    const { claim } = new BlockReader(this.text()).read(0, this.before);
    if (claim) claim.base = this.base;
    return claim;
  }
}
