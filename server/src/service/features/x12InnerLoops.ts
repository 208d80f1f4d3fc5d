import type { Block } from '../formats/x12/block';
import { Cursor } from '../formats/x12/cursor';
import { endOfSegments } from '../formats/x12/loops';
import type { Span } from '../model/span';
import { Place } from './x12Loop';

/** How deep loops stand in those that a file is outlined by: HL levels, claims and lines have 0. By set and first digits. */
const DEPTHS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '837': { '10': 1, '201': 1, '231': 1, '232': 1, '233': 2, '241': 1, '242': 1, '243': 1, '244': 1 },
  '835': { '10': 1 },
  '270': { '210': 1, '211': 2, '212': 3 },
  '271': { '210': 1, '211': 2, '212': 3 },
  '276': { '210': 1 },
  '277': { '210': 1 },
  '278': { '201': 1 },
  '999': { '200': 1, '210': 2, '211': 3 },
  '997': { '200': 1, '210': 2, '211': 3 },
};

interface OpenLoop {
  readonly start: number;
  readonly depth: number;
  segments: number;
}

/**
 * The loops of several segments within a block that are no level, claim or line: parties with their addresses, other payers with
 * theirs, drugs, benefits. Absolute, each after those that it stands in.
 */
export function innerLoops(text: string, block: Block): readonly Span[] {
  const { delimiters } = block.before;
  if (!delimiters) return [];
  const found: { start: number; end: number }[] = [];
  const open: OpenLoop[] = [];
  const blockEnd = block.start + block.length;
  const close = (depth: number, at: number): void => {
    while (open.length && open.at(-1)!.depth >= depth) {
      const { start, segments } = open.pop()!;
      if (segments > 1) found.push({ start, end: endOfSegments(text, start, at) });
    }
  };
  const place = new Place(block.before);
  const cursor = new Cursor(text, block.start, delimiters);
  while (cursor.next < blockEnd && cursor.advance() && cursor.start < blockEnd) {
    place.enter(cursor);
    const depth = depthOf(place);
    close(place.began ? depth : depth + 1, cursor.start);
    if (place.began && depth > 0) open.push({ start: cursor.start, depth, segments: 0 });
    for (const one of open) one.segments++;
  }
  close(0, blockEnd);
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

function depthOf({ transaction, id }: Place): number {
  const depths = DEPTHS[transaction];
  return depths?.[id.slice(0, 3)] ?? depths?.[id.slice(0, 2)] ?? 0;
}
