import type { Claim } from '../../model/claim';
import { lastAtOrBefore } from '../../model/search';
import type { ClaimSource, ClaimStream } from '../format';
import { BlockReader } from './block';
import { ProblemList } from './problems';
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
  const places = new Places();
  const problems = new ProblemList();

  const take = (text: string, last: boolean, onClaim: (claim: Claim) => void): void => {
    const reader = new BlockReader(text, offset === 0);
    let at = 0;
    while (at < text.length) {
      const before = state;
      const block = reader.read(at, before);
      const end = at + block.length;
      if (!last && end + MARGIN > text.length) break;
      problems.add(block, offset + at);
      const { claim } = block;
      if (claim) {
        claim.base = offset + at;
        places.add(text, offset, at, end, before);
        onClaim(claim);
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
    source: (index) => places.source(index),
    sourceAt: (at) => places.sourceAt(at),
    problems: problems.found,
  };
}

/** The places of all claims as numbers: a file has hundreds of thousands, and few are looked at again. */
class Places {
  private readonly texts: string[] = [];
  private readonly offsets: number[] = [];
  private readonly states: X12State[] = [];
  private places = new Int32Array(3 * 1024);

  add(text: string, offset: number, start: number, end: number, before: X12State): void {
    if (this.texts.at(-1) !== text) {
      this.texts.push(text);
      this.offsets.push(offset);
    }
    const index = this.states.length * 3;
    if (index + 3 > this.places.length) {
      const wider = new Int32Array(this.places.length * 2);
      wider.set(this.places);
      this.places = wider;
    }
    this.places[index] = this.texts.length - 1;
    this.places[index + 1] = start;
    this.places[index + 2] = end;
    this.states.push(before);
  }

  sourceAt(offset: number): ClaimSource | undefined {
    const index = lastAtOrBefore(this.states.length, (one) => this.baseOf(one), offset);
    return index < 0 ? undefined : this.source(index);
  }

  private baseOf(index: number): number {
    return this.offsets[this.places[index * 3]!]! + this.places[index * 3 + 1]!;
  }

  source(index: number): ClaimSource {
    const piece = this.places[index * 3]!;
    const start = this.places[index * 3 + 1]!;
    const end = this.places[index * 3 + 2]!;
    const before = this.states[index]!;
    const base = this.baseOf(index);
    const text = () => this.texts[piece]!.slice(start, end);
    return {
      base,
      text,
      read() {
        const { claim } = new BlockReader(text(), base === 0).read(0, before);
        if (claim) claim.base = base;
        return claim;
      },
    };
  }
}
