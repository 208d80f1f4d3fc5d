import type { Claim } from '../../model/claim';
import type { ClaimStream } from '../format';
import { BlockReader } from './block';
import { PlaceReader, PlaceRecorder } from './places';
import { ProblemList } from './problems';
import { OUTSIDE, type X12State } from './state';

/** Delimiters and missing terminators are told by what follows: a block this near to the end waits for more. */
export const MARGIN = 4096;

/** How much of the next piece is read together with what the last one left over: room for a block of usual length. */
const BRIDGE = MARGIN * 4;

/**
 * Reads a file that arrives in pieces. A block that touches the end of what has come may go on in the next piece, so
 * it is read again with the beginning of that: a short text bridges the two, and the piece itself is not copied.
 */
export function streamX12(): ClaimStream {
  let rest = '';
  /** Where `rest` begins in the file. */
  let offset = 0;
  let state: X12State = OUTSIDE;
  /** A text whose first block doesn't end isn't tried again before it has doubled: linear for any block. */
  let enough = 0;
  const places = new PlaceRecorder();
  /** The texts that claims are read again from, and where they begin in the file. */
  const texts: string[] = [];
  const offsets: number[] = [];
  let reread: PlaceReader | undefined;
  const problems = new ProblemList();

  /**
   * Takes the blocks of a text that begins at `begin` in the file: those from `from` on and before `until`, up to the
   * first that may go on behind the text. Returns where the next one begins.
   */
  const take = (
    text: string,
    begin: number,
    from: number,
    until: number,
    last: boolean,
    onClaim: (claim: Claim) => void,
  ): number => {
    const reader = new BlockReader(text, begin === 0);
    let at = from;
    const number = texts.length;
    const { rows } = places;
    while (at < until) {
      const before = state;
      const block = reader.read(at, before);
      const end = at + block.length;
      if (!last && end + MARGIN > text.length) break;
      problems.add(block, begin + at);
      const { claim } = block;
      state = reader.after;
      if (claim) {
        claim.base = begin + at;
        places.addClaim(number, at, end, before, claim.breaksOff);
        onClaim(claim);
      } else places.pass(text, number, at, end, before, state);
      at = end;
    }
    if (places.rows > rows) {
      texts.push(text);
      offsets.push(begin);
    }
    return at;
  };

  /** Reads on in the piece behind a bridge; false where a block is longer than the bridge. */
  const cross = (piece: string, onClaim: (claim: Claim) => void): boolean => {
    const bridge = joined(rest, piece.slice(0, BRIDGE));
    const at = take(bridge, offset, 0, rest.length, false, onClaim);
    const begin = offset + rest.length;
    if (at < rest.length) {
      rest = rest.slice(at);
      offset += at;
      return false;
    }
    const next = take(piece, begin, at - rest.length, piece.length, false, onClaim);
    rest = piece.slice(next);
    offset = begin + next;
    return true;
  };

  const reader = (): PlaceReader => {
    reread ??= new PlaceReader(places.data, offsets, (text, start, end) => texts[text]!.slice(start, end));
    return reread;
  };

  return {
    push(piece, onClaim) {
      reread = undefined;
      if (rest && piece.length > BRIDGE * 2 && enough === 0 && cross(piece, onClaim)) return;
      rest = rest ? joined(rest, piece) : piece;
      if (rest.length < enough) return;
      const at = take(rest, offset, 0, rest.length, false, onClaim);
      enough = at === 0 ? rest.length * 2 : 0;
      rest = rest.slice(at);
      offset += at;
    },
    end(onClaim) {
      reread = undefined;
      take(rest, offset, 0, rest.length, true, onClaim);
      rest = '';
      problems.end();
    },
    source: (index) => reader().source(index),
    sourceAt(at) {
      const index = reader().lastBefore(at);
      return index < 0 ? undefined : reader().source(index);
    },
    get held() {
      return rest.length;
    },
    problems: problems.found,
  };
}

/** Joined, not added: a sum is a tree that every character look-up would walk. */
function joined(one: string, other: string): string {
  return [one, other].join('');
}
