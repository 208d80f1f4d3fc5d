import type { Claim } from '../../model/claim';
import { lastAtOrBefore } from '../../model/search';
import type { ClaimSource, ClaimStream } from '../format';
import { BlockReader } from './block';
import { skipBlank } from './cursor';
import { ProblemList } from './problems';
import { copyState, OUTSIDE, type X12State } from './state';

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
  const places = new Places();
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
        places.addClaim(text, begin, at, end, before);
        onClaim(claim);
      } else places.pass(text, at, before, state);
      at = end;
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

  return {
    push(piece, onClaim) {
      if (rest && piece.length > BRIDGE * 2 && enough === 0 && cross(piece, onClaim)) return;
      rest = rest ? joined(rest, piece) : piece;
      if (rest.length < enough) return;
      const at = take(rest, offset, 0, rest.length, false, onClaim);
      enough = at === 0 ? rest.length * 2 : 0;
      rest = rest.slice(at);
      offset += at;
    },
    end(onClaim) {
      take(rest, offset, 0, rest.length, true, onClaim);
      rest = '';
      problems.end();
    },
    source: (index) => places.source(index),
    sourceAt: (at) => places.sourceAt(at),
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

/**
 * The places of all claims as numbers: a file has hundreds of thousands, and few are looked at again. The state before
 * a claim holds its patient; kept for each claim they would be most of what is kept. So a claim behind a subscriber's
 * level is kept with that level, before which there is a state that many claims share.
 */
class Places {
  private readonly texts: string[] = [];
  private readonly offsets: number[] = [];
  private readonly states: X12State[] = [];
  /** Four numbers a claim: its text, where it is read from, where it begins and ends. */
  private places = new Int32Array(4 * 1024);
  private level: { readonly text: string; readonly start: number; readonly after: X12State } | undefined;
  private shared: X12State = OUTSIDE;

  /** A block without a claim was read. */
  pass(text: string, start: number, before: X12State, after: X12State): void {
    if (after.level !== SUBSCRIBER || !beginsLevel(text, start, before)) this.level = undefined;
    else {
      this.level = { text, start, after };
      this.shared = sharedState(this.shared, before);
    }
  }

  addClaim(text: string, offset: number, start: number, end: number, before: X12State): void {
    if (this.texts.at(-1) !== text) {
      this.texts.push(text);
      this.offsets.push(offset);
    }
    const index = this.states.length * 4;
    if (index + 4 > this.places.length) {
      const wider = new Int32Array(this.places.length * 2);
      wider.set(this.places);
      this.places = wider;
    }
    const { level } = this;
    const isBelow = level !== undefined && level.after === before && level.text === text;
    this.places[index] = this.texts.length - 1;
    this.places[index + 1] = isBelow ? level.start : start;
    this.places[index + 2] = start;
    this.places[index + 3] = end;
    this.states.push(isBelow ? this.shared : before);
    // A second claim of the level is kept with its own state.
    this.level = undefined;
  }

  sourceAt(offset: number): ClaimSource | undefined {
    const index = lastAtOrBefore(this.states.length, (one) => this.baseOf(one), offset);
    return index < 0 ? undefined : this.source(index);
  }

  private baseOf(index: number): number {
    return this.offsets[this.places[index * 4]!]! + this.places[index * 4 + 2]!;
  }

  source(index: number): ClaimSource {
    const piece = this.places[index * 4]!;
    const from = this.places[index * 4 + 1]!;
    const start = this.places[index * 4 + 2]!;
    const end = this.places[index * 4 + 3]!;
    const before = this.states[index]!;
    const base = this.baseOf(index);
    return {
      base,
      text: () => this.texts[piece]!.slice(start, end),
      read: () => {
        const reader = new BlockReader(this.texts[piece]!.slice(from, end), base === 0);
        const first = reader.read(0, before);
        const { claim } = from === start ? first : reader.read(first.length, reader.after);
        if (claim) claim.base = base;
        return claim;
      },
    };
  }
}

/** HL03 of the 837's subscriber: the level takes back the parties that the claims before it stood under. */
const SUBSCRIBER = '22';

function beginsLevel(text: string, start: number, { delimiters }: X12State): boolean {
  const at = skipBlank(text, start);
  return text.startsWith('HL', at) && text[at + 2] === delimiters?.element;
}

/** The state before a subscriber's level without what the level takes back; `last` where it says the same. */
function sharedState(last: X12State, before: X12State): X12State {
  const isSame =
    last.delimiters === before.delimiters &&
    last.group === before.group &&
    last.transaction === before.transaction &&
    last.kind === before.kind &&
    last.created === before.created &&
    last.billing === before.billing;
  if (isSame) return last;
  const state = copyState(before);
  state.level = '';
  state.payer = state.subscriber = state.patient = undefined;
  return state;
}
