import type { Claim } from '../model/claim';
import type { ReadProblem } from '../model/document';
import { lastAtOrBefore } from '../model/search';
import type { ClaimSource, ClaimStream } from './format';

/** A claim with what it is read again from: offsets into the text that was given, and what stood above it. */
export type OnPart<S> = (claim: Claim, from: number, to: number, state: S) => void;

/**
 * Reads a text as parts that read alike wherever they stand, given what stood above them (`S`): the messages of HL7 v2,
 * the rows of a claim, the lines of NDJSON, the claims of claim text.
 */
export interface PartReader<S> {
  /**
   * Reads the parts of a text that begins where the last call ended, `offset` in the file. A part that may go on behind
   * the text is left for the next call, unless `isLast`. Returns where the first that was left begins.
   */
  read(text: string, offset: number, isLast: boolean, onClaim: OnPart<S>): number;
  /** The claims of a part, one of which is wanted again. */
  again(text: string, state: S): readonly Claim[];
  /** In the order of the file, absolute; whole after the last call. */
  readonly problems: readonly ReadProblem[];
  /** What waits in the reader's text takes this much of what it takes to read it at once; 1 unless it says so. */
  readonly weight?: number;
}

/** How much text is gathered before it is read. */
const CHUNK = 262_144;

/** Reads a file that arrives in pieces. What is left is read again only when it has doubled, which keeps all linear. */
export function partStream<S>(reader: PartReader<S>, atLeast = CHUNK): ClaimStream {
  let kept = '';
  let keptFrom = 0;
  let pieces: string[] = [];
  let gathered = 0;
  let wanted = atLeast;
  const places = new Places(reader);

  const take = (isLast: boolean, onClaim: (claim: Claim) => void): void => {
    // Joined, not added: a sum is a tree that every character look-up would walk.
    const text = [kept, ...pieces].join('');
    pieces = [];
    gathered = 0;
    const rest = reader.read(text, keptFrom, isLast, (claim, from, to, state) => {
      places.add(text, keptFrom, claim, from, to, state);
      claim.base += keptFrom;
      onClaim(claim);
    });
    kept = text.slice(rest);
    keptFrom += rest;
    wanted = Math.max(atLeast, kept.length);
  };

  return {
    push(piece, onClaim) {
      pieces.push(piece);
      gathered += piece.length;
      if (gathered >= wanted) take(false, onClaim);
    },
    end: (onClaim) => take(true, onClaim),
    get held() {
      return (kept.length + gathered) * (reader.weight ?? 1);
    },
    source: (index) => places.source(index),
    sourceAt: (offset) => places.sourceAt(offset),
    get problems() {
      return reader.problems;
    },
  };
}

/** Numbers a claim: its text, where it is read from and to, where it begins and ends; offsets into its text. */
const NUMBERS = 5;

/** The places of all claims as numbers: a file has hundreds of thousands, and few are looked at again. */
class Places<S> {
  private readonly texts: string[] = [];
  private readonly offsets: number[] = [];
  private readonly states: S[] = [];
  private places = new Int32Array(NUMBERS * 1024);

  private last:
    | {
        readonly piece: number;
        readonly from: number;
        readonly to: number;
        readonly claims: ReadonlyMap<number, Claim>;
      }
    | undefined;

  constructor(private readonly reader: PartReader<S>) {}

  /** `claim.base` is an offset into the text. */
  add(text: string, offset: number, claim: Claim, from: number, to: number, state: S): void {
    if (this.texts.at(-1) !== text) {
      this.texts.push(text);
      this.offsets.push(offset);
    }
    const at = this.states.length * NUMBERS;
    if (at + NUMBERS > this.places.length) {
      const wider = new Int32Array(this.places.length * 2);
      wider.set(this.places);
      this.places = wider;
    }
    this.places.set([this.texts.length - 1, from, to, claim.base, claim.base + claim.span.end], at);
    this.states.push(state);
  }

  sourceAt(offset: number): ClaimSource | undefined {
    const index = lastAtOrBefore(this.states.length, (one) => this.baseOf(one), offset);
    return index < 0 ? undefined : this.source(index);
  }

  private baseOf(index: number): number {
    return this.offsets[this.places[index * NUMBERS]!]! + this.places[index * NUMBERS + 3]!;
  }

  /** A part with many claims is asked for one after the other: what was read last is kept. */
  private claimsOf(piece: number, from: number, to: number, state: S): ReadonlyMap<number, Claim> {
    const { last } = this;
    if (last?.piece === piece && last.from === from && last.to === to) return last.claims;
    const claims = this.reader.again(this.texts[piece]!.slice(from, to), state);
    const byBase = new Map(claims.map((claim) => [claim.base, claim]));
    this.last = { piece, from, to, claims: byBase };
    return byBase;
  }

  source(index: number): ClaimSource {
    const at = index * NUMBERS;
    const [piece, from, to, start, end] = this.places.subarray(at, at + NUMBERS) as unknown as FiveNumbers;
    const base = this.baseOf(index);
    const text = this.texts[piece]!;
    return {
      base,
      text: () => text.slice(start, end),
      read: () => {
        const claim = this.claimsOf(piece, from, to, this.states[index]!).get(start - from);
        return claim && { ...claim, base };
      },
    };
  }
}

type FiveNumbers = readonly [number, number, number, number, number];
