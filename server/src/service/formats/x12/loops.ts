import type { Claim } from '../../model/claim';
import type { ClaimDocument } from '../../model/document';
import type { Span } from '../../model/span';
import { Cursor, skipBlank } from './cursor';
import { type Delimiters, delimitersOfBareText, delimitersOfIsa } from './delimiters';
import { blockAt, type X12Document } from './read';
import { packed } from './segmentIds';
import { nextIsa } from './walk';

const GS = packed('GS');
const GE = packed('GE');
const ST = packed('ST');
const SE = packed('SE');
const HL = packed('HL');
const IEA = packed('IEA');
const BYTE_ORDER_MARK = 0xfeff;

/** A part of an X12 file that has parts: an interchange, group, transaction, HL level or claim. Absolute offsets. */
export interface Loop {
  readonly kind: 'interchange' | 'group' | 'transaction' | 'level' | 'claim';
  readonly start: number;
  /** Behind the last segment. */
  end: number;
  /** Where the first segment ends, its terminator left out. */
  readonly headEnd: number;
  /** The segment that ends an interchange, group or transaction. */
  tail: Span | undefined;
  /** The number of the block that the loop begins with. */
  readonly block: number;
  /** HL03 of a level. */
  readonly level: string;
  readonly claim: Claim | undefined;
  readonly parts: readonly Loop[];
}

/** A claim has no parts: its lines are its own. */
const NO_PARTS: readonly Loop[] = [];

const RANK = { interchange: 0, group: 1, transaction: 2, level: 3, claim: 4 } as const;

/** Levels nested deeper than any guide has them stand side by side: what walks over loops calls itself for each depth. */
const DEEPEST = 30;

const known = new WeakMap<X12Document, readonly Loop[]>();

export function isX12(document: ClaimDocument): document is X12Document {
  return document.format === 'x12';
}

/**
 * The outermost loops of a document, the others in them. Made from its blocks: of the text only the first segment of
 * each block is looked at. Kept as long as the document is.
 */
export function loopsOf(document: X12Document, text: string): readonly Loop[] {
  let found = known.get(document);
  if (!found) {
    found = new LoopReader(text).read(document);
    known.set(document, found);
  }
  return found;
}

/** The loops that hold an offset, the outermost first. */
export function loopsAt(document: X12Document, text: string, offset: number): readonly Loop[] {
  const path: Loop[] = [];
  let among = loopsOf(document, text);
  for (;;) {
    let next: Loop | undefined;
    // Where two touch, the one that begins there.
    for (const one of among) if (one.start <= offset && offset <= one.end) next = one;
    if (!next) return path;
    path.push(next);
    among = next.parts;
  }
}

/** The delimiters that hold in a loop. */
export function delimitersOf(document: X12Document, text: string, loop: Loop): Delimiters | undefined {
  return loop.kind === 'interchange'
    ? delimitersOfIsa(text, loop.start)?.delimiters
    : delimitersIn(document, text, loop.block);
}

/** The delimiters of a block inside an interchange; a text without an ISA has them from its first block on. */
function delimitersIn({ blocks }: X12Document, text: string, index: number): Delimiters | undefined {
  return blocks[index]?.before.delimiters ?? (index === 0 ? delimitersOfBareText(text, 0) : undefined);
}

/** A cursor at the segment that holds an offset, its terminator included. */
export function segmentAt(document: X12Document, text: string, offset: number): Cursor | undefined {
  const { blocks } = document;
  // At the first character of a block the segment before it may end.
  const index = blockAt(blocks, offset);
  const block = blocks[index];
  if (!block) return undefined;
  const delimiters = delimitersIn(document, text, index);
  let cursor: Cursor | undefined;
  if (block.opens) {
    const isa = nextIsa(text, block.start);
    cursor = isa && new Cursor(text, isa.start, isa.delimiters);
  } else if (delimiters) cursor = new Cursor(text, block.start, delimiters);
  while (cursor?.advance() && cursor.start <= offset) if (offset <= cursor.end) return cursor;
  return undefined;
}

class LoopReader {
  private readonly roots: Loop[] = [];
  private readonly open: Loop[] = [];
  /** HL01 → the level, in the open transaction. */
  private levels = new Map<string, Loop>();
  /** Behind the last segment of the blocks before. */
  private behind = 0;

  constructor(private readonly text: string) {}

  read(document: X12Document): Loop[] {
    const { text } = this;
    const { blocks } = document;
    let cursor: Cursor | undefined;
    for (let index = 0; index < blocks.length; index++) {
      const { start, length, claim, opens } = blocks[index]!;
      const delimiters = delimitersIn(document, text, index);
      const end = endOfSegments(text, start, start + length);
      if (opens) this.beginInterchange(index, start, start + length);
      else if (delimiters) {
        if (cursor?.delimiters !== delimiters) cursor = new Cursor(text, start, delimiters);
        else cursor.next = start;
        if (cursor.advance() && cursor.start < start + length) this.take(cursor, index, claim, end);
      }
      if (opens || delimiters) this.behind = Math.max(this.behind, end);
    }
    this.close(0);
    return this.roots;
  }

  private beginInterchange(block: number, start: number, end: number): void {
    const isa = nextIsa(this.text, start);
    if (!isa) return;
    this.close(RANK.interchange);
    this.begin('interchange', block, isa.start, end - 1);
  }

  private take(cursor: Cursor, block: number, claim: Claim | undefined, end: number): void {
    const { start: from, end: to } = cursor;
    switch (cursor.id) {
      case GS:
        this.close(RANK.group);
        this.begin('group', block, from, to);
        break;
      case ST:
        this.close(RANK.transaction);
        this.levels = new Map();
        this.begin('transaction', block, from, to);
        break;
      case HL:
        this.beginLevel(cursor, block);
        break;
      case SE:
        this.endWith('transaction', cursor);
        break;
      case GE:
        this.endWith('group', cursor);
        break;
      case IEA:
        this.endWith('interchange', cursor);
        break;
    }
    if (claim) {
      this.close(RANK.claim);
      // Lines behind a trailer: what that ended does not hold them.
      const start = this.behind > from ? skipBlank(this.text, this.behind) : from;
      this.begin('claim', block, start, Math.max(start, to), '', claim);
      this.behind = end;
      this.close(RANK.claim);
    }
  }

  private beginLevel(cursor: Cursor, block: number): void {
    const parent = this.levels.get(cursor.value(2));
    this.close(RANK.claim);
    if (parent && this.open.includes(parent)) while (this.open.at(-1) !== parent) this.pop();
    else this.close(RANK.level);
    while (this.open.length > DEEPEST) this.pop();
    this.levels.set(cursor.value(1), this.begin('level', block, cursor.start, cursor.end, cursor.value(3)));
  }

  private begin(kind: Loop['kind'], block: number, start: number, headEnd: number, level = '', claim?: Claim): Loop {
    const parts = claim ? NO_PARTS : [];
    const loop: Loop = { kind, start, end: headEnd, headEnd, tail: undefined, block, level, claim, parts };
    ((this.open.at(-1)?.parts ?? this.roots) as Loop[]).push(loop);
    this.open.push(loop);
    return loop;
  }

  /** A segment that ends what was begun; one without a beginning belongs to whatever is open. */
  private endWith(kind: 'interchange' | 'group' | 'transaction', cursor: Cursor): void {
    this.close(RANK[kind] + 1);
    const loop = this.open.at(-1);
    if (loop?.kind !== kind) return;
    loop.tail = { start: cursor.start, end: cursor.end };
    this.behind = cursor.next;
    this.pop();
  }

  private close(rank: number): void {
    while (this.open.length && RANK[this.open.at(-1)!.kind] >= rank) this.pop();
  }

  private pop(): void {
    const loop = this.open.pop()!;
    loop.end = Math.max(loop.end, this.behind);
    // What holds it ends no sooner.
    this.behind = loop.end;
  }
}

/** Where the last segment before `end` ends, the white space behind it left out. */
export function endOfSegments(text: string, start: number, end: number): number {
  let at = end;
  while (at > start) {
    const code = text.charCodeAt(at - 1);
    if (code > 32 && code !== BYTE_ORDER_MARK) break;
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) break;
    at--;
  }
  return at;
}
