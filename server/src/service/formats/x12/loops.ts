import type { Claim } from '../../model/claim';
import type { ClaimDocument } from '../../model/document';
import type { Span } from '../../model/span';
import { Cursor } from './cursor';
import type { X12Document } from './read';
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
  /** The first segment, without its terminator. */
  readonly head: Span;
  /** The segment that ends an interchange, group or transaction. */
  tail: Span | undefined;
  /** The number of the block that the loop begins with. */
  readonly block: number;
  /** HL03 of a level. */
  readonly level: string;
  readonly claim: Claim | undefined;
  readonly parent: Loop | undefined;
  readonly parts: Loop[];
}

const RANK = { interchange: 0, group: 1, transaction: 2, level: 3, claim: 4 } as const;

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
    const holds = among.find(({ start, end }) => start <= offset && offset <= end);
    // Where two touch, the one that begins there.
    const next = holds && among.findLast(({ start, end }) => start <= offset && offset <= end);
    if (!next) return path;
    path.push(next);
    among = next.parts;
  }
}

class LoopReader {
  private readonly roots: Loop[] = [];
  private readonly open: Loop[] = [];
  /** HL01 → the level, in the open transaction. */
  private levels = new Map<string, Loop>();
  /** Behind the last segment of the blocks before. */
  private behind = 0;

  constructor(private readonly text: string) {}

  read({ blocks }: X12Document): Loop[] {
    const { text } = this;
    let cursor: Cursor | undefined;
    for (let index = 0; index < blocks.length; index++) {
      const { start, length, before, claim, opens } = blocks[index]!;
      const end = endOfSegments(text, start, start + length);
      if (opens) this.beginInterchange(index, start, start + length);
      else if (before.delimiters) {
        if (cursor?.delimiters !== before.delimiters) cursor = new Cursor(text, start, before.delimiters);
        else cursor.next = start;
        if (cursor.advance() && cursor.start < start + length) this.take(cursor, index, claim, end);
      }
      if (opens || before.delimiters) this.behind = Math.max(this.behind, end);
    }
    this.close(0);
    return this.roots;
  }

  private beginInterchange(block: number, start: number, end: number): void {
    const isa = nextIsa(this.text, start);
    if (!isa) return;
    this.close(RANK.interchange);
    this.begin('interchange', block, { start: isa.start, end: end - 1 });
  }

  private take(cursor: Cursor, block: number, claim: Claim | undefined, end: number): void {
    const head = { start: cursor.start, end: cursor.end };
    switch (cursor.id) {
      case GS:
        this.close(RANK.group);
        this.begin('group', block, head);
        break;
      case ST:
        this.close(RANK.transaction);
        this.levels = new Map();
        this.begin('transaction', block, head);
        break;
      case HL:
        this.beginLevel(cursor, block, head);
        break;
      case SE:
        this.endWith('transaction', head, cursor.next);
        break;
      case GE:
        this.endWith('group', head, cursor.next);
        break;
      case IEA:
        this.endWith('interchange', head, cursor.next);
        break;
    }
    if (claim) {
      this.close(RANK.claim);
      this.begin('claim', block, head, '', claim);
      this.behind = end;
      this.close(RANK.claim);
    }
  }

  private beginLevel(cursor: Cursor, block: number, head: Span): void {
    const parent = this.levels.get(cursor.value(2));
    this.close(RANK.claim);
    if (parent && this.open.includes(parent)) while (this.open.at(-1) !== parent) this.pop();
    else this.close(RANK.level);
    this.levels.set(cursor.value(1), this.begin('level', block, head, cursor.value(3)));
  }

  private begin(kind: Loop['kind'], block: number, head: Span, level = '', claim?: Claim): Loop {
    const parent = this.open.at(-1);
    const { start, end } = head;
    const loop: Loop = { kind, start, end, head, tail: undefined, block, level, claim, parent, parts: [] };
    (parent?.parts ?? this.roots).push(loop);
    this.open.push(loop);
    return loop;
  }

  /** A segment that ends what was begun; one without a beginning belongs to whatever is open. */
  private endWith(kind: 'interchange' | 'group' | 'transaction', tail: Span, end: number): void {
    this.close(RANK[kind] + 1);
    const loop = this.open.at(-1);
    if (loop?.kind !== kind) return;
    loop.tail = tail;
    this.behind = end;
    this.pop();
  }

  private close(rank: number): void {
    while (this.open.length && RANK[this.open.at(-1)!.kind] >= rank) this.pop();
  }

  private pop(): void {
    const loop = this.open.pop()!;
    loop.end = Math.max(loop.end, this.behind);
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
