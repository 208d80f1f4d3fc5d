import type { Claim } from '../../model/claim';
import type { ReadProblem } from '../../model/document';
import { lastAtOrBefore } from '../../model/search';
import { type Span, shifted } from '../../model/span';
import type { ClaimSource } from '../format';
import { type Block, BlockReader } from './block';
import type { Delimiters } from './delimiters';
import type { Landmarks } from './landmarks';
import { addBlock, addStretches, isOfLevelBefore, type Stretch, stretchBehind } from './notable';
import { PlaceReader, PlaceRecorder, type PlacesData } from './places';
import { ProblemList } from './problems';
import { OUTSIDE, sameState, stateUnder, type X12State } from './state';
import { MARGIN } from './stream';
import { nextIsa } from './walk';

/** Gives the characters of a file from one offset to another, or to its end. */
export type FileText = (start: number, end: number) => string;

/** A part of a text from a border on. */
export interface StretchText {
  readonly text: string;
  /** Where the text begins in the file. */
  readonly offset: number;
  /** Where reading begins, and the border that it ends at: offsets of the file. */
  readonly begin: number;
  readonly end: number;
  /** The text reaches to the end of the file. */
  readonly isLast: boolean;
}

/** What was read of a stretch. Plain data: it may go from one thread to another. */
export interface ReadStretch {
  readonly offset: number;
  readonly begin: number;
  /** Where the next block begins. */
  readonly end: number;
  /** What was known before it, and what is known behind it. */
  readonly before: X12State;
  readonly after: X12State;
  /** Their only text begins at `offset`. */
  readonly places: PlacesData;
  /** Their blocks begin at places of that text. */
  readonly notable: readonly Stretch[];
  /** By the places of blocks that need it, HL04 of the level before; of the whole, that of its last level. */
  readonly levels: ReadonlyMap<number, Span>;
  readonly lastLevel: Span | undefined;
}

/**
 * The delimiters by which borders can be found in a file; undefined where it has to be read from its beginning. Where
 * lines are cut at a width, or delimiters were read off the segments, a segment may not look like one.
 */
export function stretchDelimiters(head: string): Delimiters | undefined {
  const found = nextIsa(head, 0)?.delimiters;
  return found && !found.wrapped && !found.guessed ? found : undefined;
}

/** Reads a stretch under what is assumed to stand before it; undefined where its text is too short to say. */
export function readStretch(
  { text, offset, begin, end, isLast }: StretchText,
  before: X12State,
  onClaim: (claim: Claim) => void,
): ReadStretch | undefined {
  const reader = new BlockReader(text, offset === 0);
  const places = new PlaceRecorder();
  const notable = [stretchBehind(undefined)];
  const levels = new Map<number, Span>();
  let lastLevel: Span | undefined;
  const until = end - offset;
  let state = before;
  let at = begin - offset;
  while (at < until) {
    const block = reader.read(at, state);
    const next = at + block.length;
    if (!isLast && next + MARGIN > text.length) return undefined;
    addBlock(notable, block, bareBlock);
    if (lastLevel && isOfLevelBefore(block)) levels.set(at, lastLevel);
    if (block.childCode) lastLevel = shifted(block.childCode, at);
    const { claim } = block;
    if (claim) {
      claim.base = offset + at;
      places.addClaim(0, at, next, state, claim.breaksOff);
      onClaim(claim);
    } else places.pass(text, 0, at, next, state, reader.after);
    state = reader.after;
    at = next;
  }
  return { offset, begin, end: offset + at, before, after: state, places: places.data, notable, levels, lastLevel };
}

/** Without what its problems don't need. */
function bareBlock(block: Block): Block {
  return { ...block, claim: undefined, mentions: [], before: stateUnder(block.before.delimiters) };
}

/** How much of a text is read for the segments of one level or header. */
const NEAR = MARGIN * 4;

/**
 * What stands before a border, read off the segments that it depends on; undefined where they can't be told. What takes
 * back itself at the border is left out.
 */
export function stateBefore(border: number, marks: Landmarks, textAt: FileText): X12State | undefined {
  if (border === 0) return OUTSIDE;
  const { interchange, group, transaction } = marks;
  const isTransaction = textAt(border, border + 2) === 'ST';
  if (interchange < 0 || group < interchange || (!isTransaction && transaction < group)) return undefined;
  const headers = isTransaction ? [interchange, group] : [interchange, group, transaction];
  if (!isTransaction) {
    for (const level of [marks.provider, marks.subscriber, marks.level])
      if (level > headers.at(-1)!) headers.push(level);
  }
  let state = OUTSIDE;
  for (const at of headers) {
    const text = textAt(at, at + NEAR);
    const reader = new BlockReader(text, at === 0);
    const { length } = reader.read(0, state);
    if (length + MARGIN > text.length && text.length === NEAR) return undefined;
    state = reader.after;
  }
  return state;
}

/** How many blocks may pass until two states are one: those of a provider's and a subscriber's level. */
const MOST_BLOCKS = 3;

/** Whether a text that begins at a border reads the same under two states. */
function readsAlike(text: string, one: X12State, other: X12State): boolean {
  if (sameState(one, other)) return true;
  const readers = [new BlockReader(text, false), new BlockReader(text, false)] as const;
  let states = [one, other] as const;
  for (let at = 0, blocks = 0; blocks < MOST_BLOCKS; blocks++) {
    const [first, second] = [readers[0].read(at, states[0]), readers[1].read(at, states[1])];
    if (at + first.length + MARGIN > text.length || said(first) !== said(second)) return false;
    states = [readers[0].after, readers[1].after];
    if (sameState(...states)) return true;
    at += first.length;
  }
  return false;
}

/** All that a block says but for the state before it. */
function said(block: Block): string {
  return JSON.stringify({ ...block, before: undefined });
}

/** The stretches of a file, put together in its order: as if it had been read from its beginning. */
export class StretchList {
  private readonly list = new ProblemList();
  /** Where each begins, the number of its first claim, and its claims. */
  private readonly stretches: { readonly begin: number; readonly first: number; readonly places: PlaceReader }[] = [];
  private claims = 0;
  /** Where the next stretch has to begin, and what stands before it. */
  at = 0;
  after: X12State = OUTSIDE;

  constructor(private readonly textAt: FileText) {}

  /** Whether what was assumed before a stretch that begins where the last one ended reads as what does stand there. */
  fits({ begin, before }: ReadStretch): boolean {
    return readsAlike(this.textAt(begin, begin + NEAR), before, this.after);
  }

  add({ offset, begin, end, after, places, notable, levels, lastLevel }: ReadStretch): void {
    addStretches(this.list, notable, offset, ({ start }) => levels.get(start));
    if (lastLevel) this.list.passLevel(shifted(lastLevel, offset));
    const reader = new PlaceReader(places, [offset], (_, from, to) => this.textAt(offset + from, offset + to));
    this.stretches.push({ begin, first: this.claims, places: reader });
    this.claims += reader.count;
    this.at = end;
    this.after = after;
  }

  end(): void {
    this.list.end();
  }

  get problems(): readonly ReadProblem[] {
    return this.list.found;
  }

  source(index: number): ClaimSource {
    const { stretches } = this;
    const { first, places } = stretches[lastAtOrBefore(stretches.length, (one) => stretches[one]!.first, index)]!;
    return places.source(index - first);
  }

  sourceAt(offset: number): ClaimSource | undefined {
    const { stretches } = this;
    for (let i = lastAtOrBefore(stretches.length, (one) => stretches[one]!.begin, offset); i >= 0; i--) {
      const { places } = stretches[i]!;
      const index = places.lastBefore(offset);
      if (index >= 0) return places.source(index);
    }
    return undefined;
  }
}
