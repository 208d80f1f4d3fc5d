import type { Claim } from '../../model/claim';
import type { ClaimStream } from '../format';
import { readBlock } from './block';
import { OUTSIDE, type X12State } from './state';

/**
 * Reads a file that arrives in pieces. A block that touches the end of what has come may go on in the next piece, so
 * it is read again with it; the piece kept grows only while one block does.
 */
export function streamX12(): ClaimStream {
  let rest = '';
  let offset = 0;
  let state: X12State = OUTSIDE;
  /** A block longer than this much text isn't tried again before the text has doubled. */
  let enough = 0;

  const take = (text: string, last: boolean): readonly Claim[] => {
    const claims: Claim[] = [];
    let at = 0;
    while (at < text.length) {
      const { block, after } = readBlock(text, at, state);
      const end = at + block.length;
      // Delimiters and missing terminators are told by what follows: leave a margin.
      if (!last && end + MARGIN > text.length) break;
      if (block.claim) {
        block.claim.base += offset;
        claims.push(block.claim);
      }
      at = end;
      state = after;
    }
    rest = text.slice(at);
    enough = at === 0 ? text.length * 2 : 0;
    offset += at;
    return claims;
  };

  return {
    push(piece) {
      rest += piece;
      return rest.length < enough ? [] : take(rest, false);
    },
    end() {
      const claims = take(rest, true);
      rest = '';
      return claims;
    },
  };
}

const MARGIN = 4096;
