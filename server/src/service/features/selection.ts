import type { CheckedText } from '../checkedText';
import type { Cursor } from '../formats/x12/cursor';
import { componentUsed } from '../formats/x12/delimiters';
import { endOfSegments, isX12, loopsAt, segmentAt } from '../formats/x12/loops';
import { blockAt } from '../formats/x12/read';
import type { Claim, ServiceLine } from '../model/claim';
import { contains, type Span, shifted } from '../model/span';
import { innerLoops } from './x12InnerLoops';

/** What a selection grows to from an offset, each in the next: component, element, segment, loop, line, claim, transaction … */
export function selectionsAt(checked: CheckedText, offset: number): readonly Span[] {
  const { document, text } = checked;
  const found: Span[] = [];
  const claim = checked.claimAt(offset);
  const line = claim?.lines.find(({ span }) => contains(shifted(span, claim.base), offset));
  if (isX12(document)) {
    const cursor = segmentAt(document, text, offset);
    if (cursor) found.push(...inSegment(cursor, offset));
    const block = document.blocks[blockAt(document.blocks, offset)];
    if (block) found.push(...[...innerLoops(text, block)].reverse().filter((one) => contains(one, offset)));
    if (claim && line) found.push(lineSpan(text, claim, line));
    for (const { start, end } of [...loopsAt(document, text, offset)].reverse()) found.push({ start, end });
  } else if (claim) {
    if (line) found.push(...codesOf(line).map((code) => shifted(code, claim.base)), lineSpan(text, claim, line));
    const start = claim.base + claim.span.start;
    found.push({ start, end: endOfSegments(text, start, claim.base + claim.span.end) });
  }
  return nested(found, offset);
}

function lineSpan(text: string, claim: Claim, { span }: ServiceLine): Span {
  const start = claim.base + span.start;
  return { start, end: endOfSegments(text, start, claim.base + span.end) };
}

function codesOf({ procedure, modifiers, units, charge, from, to }: ServiceLine): Span[] {
  return [procedure, ...modifiers, units, charge, from, to].filter((one) => one !== undefined);
}

/** Only what holds the offset and what came before it, and nothing twice. */
function nested(spans: readonly Span[], offset: number): Span[] {
  const found: Span[] = [];
  for (const { start, end } of spans) {
    if (end <= start || start > offset || offset > end) continue;
    const last = found.at(-1);
    if (!last || (start <= last.start && end >= last.end && end - start > last.end - last.start)) {
      found.push({ start, end });
    }
  }
  return found;
}

function inSegment(cursor: Cursor, offset: number): Span[] {
  const count = cursor.elements();
  let index = 0;
  for (let i = 1; i <= count; i++) if (cursor.from(i) <= offset) index = i;
  const segment = { start: cursor.start, end: cursor.end };
  if (index === 0) return [{ start: cursor.start, end: cursor.idEnd }, segment];
  const element = { start: cursor.from(index), end: cursor.to(index) };
  const { text, delimiters } = cursor;
  if (text.startsWith('ISA', cursor.start)) return [element, segment];
  const { repetition } = delimiters;
  const repeat = repetition === undefined ? element : part(text, element, repetition, offset);
  const separator = componentUsed(text.slice(repeat.start, repeat.end), delimiters.component);
  return [part(text, repeat, separator, offset), repeat, element, segment];
}

/** The part between separators that holds the offset. */
function part(text: string, { start, end }: Span, separator: string, offset: number): Span {
  const whole = text.slice(start, end);
  const at = offset - start;
  const before = at > 0 ? whole.lastIndexOf(separator, at - 1) : -1;
  const behind = whole.indexOf(separator, at);
  return { start: start + before + 1, end: behind < 0 ? end : start + behind };
}
