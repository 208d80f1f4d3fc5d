import type { Claim } from '../../model/claim';
import { lastAtOrBefore } from '../../model/search';
import type { ClaimSource } from '../format';
import { BlockReader } from './block';
import { skipBlank } from './cursor';
import { copyState, type OpenState, type X12State } from './state';

/**
 * Where the claims of a file stand, as numbers: a file has hundreds of thousands, and few are looked at again. The state
 * before a claim holds its parties; kept for each claim they would be most of what is kept. So of an 837 only the places
 * of its levels (HL) are kept, and a state is read again from them. Plain data: it may go from one thread to another.
 */
export interface PlacesData {
  /** Four numbers a claim: its text, the state before it, where it begins and ends. */
  readonly claims: Int32Array<ArrayBuffer>;
  /**
   * Four numbers a level: its text, the state before it, where its block begins and ends. What is behind it is a state
   * by the level's number; below 0 it is one of `states`, by -1 less the number.
   */
  readonly levels: Int32Array<ArrayBuffer>;
  readonly states: readonly X12State[];
  /** The numbers of the claims that break off (`Claim.breaksOff`), ascending: that of the last, mostly of none. */
  readonly broken: readonly number[];
}

/** Gives a part of a text by its number; `''` where it is gone. */
export type TextOf = (text: number, start: number, end: number) => string;

const WIDTH = 4;

interface Level {
  readonly state: number;
  readonly after: X12State;
}

/** Notes the places while a file is read, block by block. */
export class PlaceRecorder {
  private readonly claims = new Rows();
  private readonly levels = new Rows();
  private readonly states: X12State[] = [];
  private readonly broken: number[] = [];
  private provider: Level | undefined;
  private subscriber: Level | undefined;
  /** The level behind which nothing has changed the state. */
  private open: Level | undefined;

  /** A block without a claim was read. */
  pass(source: string, text: number, start: number, end: number, before: X12State, after: X12State): void {
    if (after === before) return;
    this.open = undefined;
    if (after.transaction !== '837' || !beginsLevel(source, start, before)) return;
    const parent = this.parentOf(before, after.level);
    if (parent === undefined) return;
    const level = { state: this.levels.count, after };
    this.levels.add(text, parent, start, end);
    if (after.level === PROVIDER) this.provider = level;
    else {
      if (after.level === SUBSCRIBER) this.subscriber = level;
      this.open = level;
    }
  }

  /** A state that gives the same behind a level as the one before it: without what the level takes back. */
  private parentOf(before: X12State, level: string): number | undefined {
    const { provider, subscriber } = this;
    switch (level) {
      case PROVIDER: {
        const state = withoutParties(before);
        state.billing = undefined;
        return this.stateOf(state);
      }
      case SUBSCRIBER:
        return provider && sameHead(provider.after, before) ? provider.state : this.stateOf(withoutParties(before));
      case PATIENT: {
        const isBelow =
          subscriber &&
          sameHead(subscriber.after, before) &&
          subscriber.after.subscriber === before.subscriber &&
          subscriber.after.payer === before.payer;
        return isBelow ? subscriber.state : undefined;
      }
      default:
        return undefined;
    }
  }

  addClaim(text: number, start: number, end: number, before: X12State, breaksOff: boolean | undefined): void {
    if (breaksOff) this.broken.push(this.claims.count);
    const state = this.open?.after === before ? this.open.state : this.stateOf(before);
    this.claims.add(text, state, start, end);
  }

  private stateOf(state: X12State): number {
    const { states } = this;
    const last = states.at(-1);
    if (!last || !isSame(last, state)) states.push(state);
    return -states.length;
  }

  /** Of claims and levels. */
  get rows(): number {
    return this.claims.count + this.levels.count;
  }

  get data(): PlacesData {
    return { claims: this.claims.values, levels: this.levels.values, states: this.states, broken: this.broken };
  }
}

/** Rows of four numbers. */
class Rows {
  count = 0;
  private room = new Int32Array(WIDTH * 256);

  add(text: number, state: number, start: number, end: number): void {
    const index = this.count++ * WIDTH;
    if (index === this.room.length) {
      const wider = new Int32Array(this.room.length * 2);
      wider.set(this.room);
      this.room = wider;
    }
    this.room[index] = text;
    this.room[index + 1] = state;
    this.room[index + 2] = start;
    this.room[index + 3] = end;
  }

  get values(): Int32Array<ArrayBuffer> {
    return this.room.subarray(0, this.count * WIDTH);
  }
}

/** States that are kept to be read from again. */
const KEPT = 64;

/** Reads claims again from their places. `offsets`: where each text begins in the file. */
export class PlaceReader {
  readonly count: number;
  private readonly known = new Map<number, X12State>();

  constructor(
    private readonly data: PlacesData,
    private readonly offsets: readonly number[],
    private readonly textOf: TextOf,
  ) {
    this.count = data.claims.length / WIDTH;
  }

  source(index: number): ClaimSource {
    const at = index * WIDTH;
    const text = this.data.claims[at]!;
    const state = this.data.claims[at + 1]!;
    const start = this.data.claims[at + 2]!;
    const end = this.data.claims[at + 3]!;
    const base = this.baseOf(index);
    return {
      base,
      text: () => this.textOf(text, start, end),
      read: () => {
        const claim = this.read(text, state, start, end);
        return claim && { ...claim, base, breaksOff: this.data.broken.includes(index) };
      },
    };
  }

  /** The number of the last claim that begins at or before an offset of the file; -1 where there is none. */
  lastBefore(offset: number): number {
    return lastAtOrBefore(this.count, (one) => this.baseOf(one), offset);
  }

  private baseOf(index: number): number {
    const at = index * WIDTH;
    return this.offsets[this.data.claims[at]!]! + this.data.claims[at + 2]!;
  }

  private read(text: number, state: number, start: number, end: number): Claim | undefined {
    const { levels } = this.data;
    const level = state * WIDTH;
    const isBehind = state >= 0 && levels[level] === text && levels[level + 3] === start;
    const from = isBehind ? levels[level + 2]! : start;
    const reader = new BlockReader(this.textOf(text, from, end), this.offsets[text] === 0 && from === 0, false);
    const first = reader.read(0, this.stateOf(isBehind ? levels[level + 1]! : state));
    return isBehind ? reader.read(first.length, reader.after).claim : first.claim;
  }

  private stateOf(state: number): X12State {
    if (state < 0) return this.data.states[-1 - state]!;
    let found = this.known.get(state);
    if (!found) {
      const { levels } = this.data;
      const at = state * WIDTH;
      const reader = new BlockReader(this.textOf(levels[at]!, levels[at + 2]!, levels[at + 3]!), false, false);
      reader.read(0, this.stateOf(levels[at + 1]!));
      found = reader.after;
      if (this.known.size === KEPT) this.known.clear();
      this.known.set(state, found);
    }
    return found;
  }
}

/** HL03 of the 837's billing provider, subscriber and patient. */
const PROVIDER = '20';
const SUBSCRIBER = '22';
const PATIENT = '23';

function beginsLevel(text: string, start: number, { delimiters }: X12State): boolean {
  const at = skipBlank(text, start);
  return text.startsWith('HL', at) && text[at + 2] === delimiters?.element;
}

function withoutParties(before: X12State): OpenState {
  const state = copyState(before);
  state.level = '';
  state.payer = state.subscriber = state.patient = undefined;
  return state;
}

/** What no level below the billing provider's changes. */
function sameHead(a: X12State, b: X12State): boolean {
  return (
    a.delimiters === b.delimiters &&
    a.group === b.group &&
    a.transaction === b.transaction &&
    a.kind === b.kind &&
    a.created === b.created &&
    a.billing === b.billing
  );
}

function isSame(a: X12State, b: X12State): boolean {
  return (
    a === b ||
    (sameHead(a, b) &&
      a.level === b.level &&
      a.payer === b.payer &&
      a.subscriber === b.subscriber &&
      a.patient === b.patient)
  );
}
