import type { Block } from '../formats/x12/block';
import { Cursor, skipBlank } from '../formats/x12/cursor';
import {
  componentUsed,
  type Delimiters,
  delimitersOfBareText,
  delimitersOfIsa,
  indexOfIsa,
} from '../formats/x12/delimiters';
import { blockAt, type X12Document } from '../formats/x12/read';
import { packed } from '../formats/x12/segmentIds';
import { MARGIN } from '../formats/x12/stream';
import type { ClaimDocument } from '../model/document';
import type { Span } from '../model/span';
import type { Text } from '../model/text';

const ISA = packed('ISA');

/** The document as X12, where it is. */
export function asX12(document: ClaimDocument): X12Document | undefined {
  return document.format === 'x12' ? (document as X12Document) : undefined;
}

/**
 * Calls back for each segment from the one that holds `from` to the one that holds `to`, with a cursor upon it. An
 * ISA is read by its own delimiters, whatever stood before it. The callback ends the walk by returning true.
 */
export function walkSegments(document: X12Document, text: Text, from: number, to: number, visit: Visit): void {
  const { blocks } = document;
  const first = blockAt(blocks, from);
  const base = blocks[first]?.start ?? 0;
  const last = blocks[blockAt(blocks, to)];
  const near = text.slice(base, last ? last.start + last.length + MARGIN : base);
  const see: Seen = (cursor, id, block) => visit(cursor, id, block, base);
  let cursor: Cursor | undefined;
  for (let i = first; i < blocks.length; i++) {
    const block = { ...blocks[i]!, start: blocks[i]!.start - base };
    if (block.start > to - base) return;
    const end = block.start + block.length;
    const delimiters = delimitersIn(near, block, base);
    if (!delimiters) {
      if (visitIsa(near, block, end, from - base, to - base, see)) return;
      continue;
    }
    if (cursor?.delimiters === delimiters) cursor.next = block.start;
    else cursor = new Cursor(near, block.start, delimiters);
    if (walkBlock(cursor, block, end, from - base, to - base, see)) return;
  }
}

/** What separates the segments of a block; undefined outside of interchanges. */
function delimitersIn(text: string, block: Block, base: number): Delimiters | undefined {
  const { delimiters } = block.before;
  if (delimiters || base + block.start > 0 || block.opens) return delimiters;
  // Only the head of a text may do without an ISA.
  return delimitersOfBareText(text, skipBlank(text, 0));
}

/** Sees a segment in a part of the text that begins at `base`: the offsets of cursor and block are counted from there. */
type Visit = (cursor: Cursor, id: string, block: Block, base: number) => boolean | undefined;
type Seen = (cursor: Cursor, id: string, block: Block) => boolean | undefined;

function walkBlock(cursor: Cursor, block: Block, end: number, from: number, to: number, visit: Seen): boolean {
  while (cursor.next < end && cursor.advance()) {
    if (cursor.start >= end) return false;
    if (cursor.start > to) return true;
    if (cursor.end < from) continue;
    if (cursor.id === ISA && block.opens) return visitIsa(cursor.text, block, end, from, to, visit);
    if (visit(cursor, idOf(cursor), block)) return true;
  }
  return false;
}

/** The ISA that ends a block. */
function visitIsa(text: string, block: Block, end: number, from: number, to: number, visit: Seen): boolean {
  if (!block.opens || end < from) return false;
  for (let at = indexOfIsa(text, block.start); at >= 0 && at < end; at = indexOfIsa(text, at + 3)) {
    const found = delimitersOfIsa(text, at);
    if (found?.end !== end) continue;
    const cursor = new Cursor(text, at, found.delimiters);
    return cursor.advance() && cursor.start <= to && visit(cursor, 'ISA', block) === true;
  }
  return false;
}

/** The id of the segment that the cursor is on. */
export function idOf(cursor: Cursor): string {
  return cursor.idText();
}

/** The place of an offset inside a segment. */
export interface ElementPlace {
  /** 0 is the segment id. */
  readonly position: number;
  /** 1-based; undefined where the element has no components. */
  readonly component?: number;
  /** Of the repetition (or the whole element) that the component stands in, and of the part itself. */
  readonly whole: Span;
  readonly span: Span;
  readonly separator: string;
}

/** What stands at an offset of the segment that the cursor is on. */
export function placeAt(cursor: Cursor, offset: number, isComposite: (position: number) => boolean): ElementPlace {
  const { component: declared, repetition } = cursor.delimiters;
  const count = cursor.elements();
  let position = 0;
  for (let i = 1; i <= count && cursor.from(i) <= offset; i++) position = i;
  if (position === 0) {
    const span = { start: cursor.start, end: cursor.idEnd };
    return { position, whole: span, span, separator: declared };
  }
  let whole: Span = { start: cursor.from(position), end: cursor.to(position) };
  // The separators of ISA11 and ISA16 are values there.
  if (idOf(cursor) === 'ISA') return { position, whole, span: whole, separator: declared };
  if (repetition) whole = partAt(cursor.text, whole, repetition, offset).span;
  if (!isComposite(position)) return { position, whole, span: whole, separator: declared };
  const separator = componentUsed(cursor.text.slice(whole.start, whole.end), declared);
  const { index, span } = partAt(cursor.text, whole, separator, offset);
  return { position, component: index, whole, span, separator };
}

/** The part between two separators that holds an offset; `index` is 1-based. */
function partAt(text: string, whole: Span, separator: string, offset: number): { index: number; span: Span } {
  const code = separator.charCodeAt(0);
  let index = 1;
  let { start } = whole;
  for (let i = start; i < whole.end; i++) {
    if (text.charCodeAt(i) !== code) continue;
    if (offset <= i) return { index, span: { start, end: i } };
    start = i + 1;
    index++;
  }
  return { index, span: { start, end: whole.end } };
}
