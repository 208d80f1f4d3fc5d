import type { CheckedText } from '../checkedText';
import { endOfSegments, isX12, type Loop, loopsOf } from '../formats/x12/loops';
import type { X12Document } from '../formats/x12/read';
import type { Span } from '../model/span';
import { innerLoops } from './x12InnerLoops';

/**
 * What folds: interchange, group, transaction, HL levels, claims, service lines and the loops in these; in other formats
 * claims. In the order of the text, the outer before the inner; of more than `limit` the inner ones are left out, depth by depth.
 */
export function foldedSpans({ document, text }: CheckedText, limit = Number.POSITIVE_INFINITY): readonly Span[] {
  const found: Span[] = [];
  const add = (start: number, end: number): void => {
    if (found.length < limit) found.push({ start, end: endOfSegments(text, start, end) });
  };
  if (!isX12(document)) {
    for (const { base, span } of document.claims) add(base + span.start, base + span.end);
    return found;
  }
  const loops = loopsOf(document, text);
  const deepest = deepestWithin(loops, limit);
  const addLoop = ({ start, end, parts, claim }: Loop, depth: number): void => {
    add(start, end);
    if (depth >= deepest) return;
    for (const part of parts) addLoop(part, depth + 1);
    if (claim) for (const { span } of claim.lines) add(claim.base + span.start, Math.min(end, claim.base + span.end));
  };
  for (const loop of loops) addLoop(loop, 0);
  return deepest === Number.POSITIVE_INFINITY && text.length <= MOST_WALKED
    ? withInnerLoops(found, document, text, limit)
    : found;
}

/** Of so much text every segment is looked at; of more the loops that have blocks of their own will do. */
const MOST_WALKED = 2_000_000;

function withInnerLoops(outer: Span[], { blocks }: X12Document, text: string, limit: number): readonly Span[] {
  const inner = blocks.flatMap((block) => innerLoops(text, block));
  if (outer.length + inner.length > limit) return outer;
  return [...outer, ...inner].sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The greatest depth down to which there are no more than `limit`: infinity where all are, 0 where that is too many already. */
function deepestWithin(loops: readonly Loop[], limit: number): number {
  if (limit === Number.POSITIVE_INFINITY) return limit;
  const counts: number[] = [];
  const count = (depth: number, more: number) => {
    counts[depth] = (counts[depth] ?? 0) + more;
  };
  const countLoop = ({ parts, claim }: Loop, depth: number): void => {
    count(depth, 1);
    if (claim) count(depth + 1, claim.lines.length);
    for (const part of parts) countLoop(part, depth + 1);
  };
  for (const loop of loops) countLoop(loop, 0);
  let left = counts.reduce((sum, one) => sum + one, 0);
  let deepest = counts.length - 1;
  if (left <= limit) return Number.POSITIVE_INFINITY;
  while (left > limit && deepest > 0) left -= counts[deepest--]!;
  return deepest;
}
