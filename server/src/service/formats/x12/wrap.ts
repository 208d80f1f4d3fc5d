import { skipBlank } from './cursor';
import { Pieces } from './replacements';
import { isKnownSegment, packed } from './segmentIds';
import { endsByLine, walkSegments } from './walk';

/** Narrower lines than this would cut up what an ISA is told by. */
export const LEAST_WIDTH = 20;
/** `ISA` and the element separator, or what a text without an ISA begins with, stay together. */
const OPENING = 4;

/** From the first character of an interchange to behind its last terminator. */
interface Stretch {
  readonly start: number;
  end: number;
  readonly element: string;
  readonly segment: string;
  /** Nothing stands between it and the one before. */
  readonly follows: boolean;
  /** No line end may come before any of these characters: the delimiters are declared here. */
  readonly closedFrom: number;
  readonly closedTo: number;
}

/**
 * Breaks the lines of every interchange at a width, in the middle of segments where need be. A line is broken a little
 * earlier where the next would begin as a segment does, or where the line end would stand for a delimiter that an ISA
 * declares. Interchanges whose segments the line end itself ends stay as they are, and so do line ends that are there.
 */
export function wrapLines(text: string, width: number, eol: string): string {
  const pieces = new Pieces();
  let taken = 0;
  let line = 0;
  for (const stretch of stretchesOf(text)) {
    line = behindLastLineEnd(text, line, stretch.start);
    for (let at = stretch.start; at < stretch.end; ) {
      const end = lineEndFrom(text, at, stretch.end);
      while (end - line > width) {
        const border = borderIn(text, line, width, end, stretch);
        if (border === undefined) break;
        pieces.add(text.slice(taken, border));
        pieces.add(eol);
        taken = line = border;
      }
      at = end + 1;
      if (end < stretch.end) line = at;
    }
  }
  pieces.add(text.slice(taken));
  return pieces.joined();
}

function stretchesOf(text: string): Stretch[] {
  const found: Stretch[] = [];
  let last: Stretch | undefined;
  walkSegments(text, ({ start, end, next, delimiters: { element, segment }, opens, isa }) => {
    if (opens) {
      const sixteenth = isa ? text.lastIndexOf(element, end - 1) + 1 : end;
      const closedTo = isa && sixteenth === end ? next + OPENING : end;
      const follows = found.length > 0 && last?.end === start;
      last = { start, end: next, follows, element, segment, closedFrom: isa ? sixteenth : end, closedTo };
      if (!endsByLine(last)) found.push(last);
    }
    last!.end = next;
  });
  return found;
}

/** The last place at which a line of the width may end, else the first behind it. */
function borderIn(
  text: string,
  line: number,
  width: number,
  end: number,
  { start, follows, element, segment, closedFrom, closedTo }: Stretch,
): number | undefined {
  const may = (at: number): boolean => {
    if (at === start) return follows;
    if (at < start + OPENING || (at >= closedFrom && at <= closedTo)) return false;
    if (text[at - 1] === segment) return true;
    const code = text.charCodeAt(at);
    return !(code >= 0xdc00 && code <= 0xdfff) && !looksLikeSegment(text, at, end, element);
  };
  for (let at = line + width; at > line; at--) if (may(at)) return at;
  for (let at = line + width + 1; at < end; at++) if (may(at)) return at;
  return undefined;
}

/** What a reader takes for a new segment at the beginning of a line. */
function looksLikeSegment(text: string, at: number, end: number, element: string): boolean {
  const begin = skipBlank(text, at);
  if (begin >= end) return true;
  const id = text.slice(begin, begin + 4);
  if (id.startsWith('ISA')) return true;
  const length = id.indexOf(element);
  return length > 0 && isKnownSegment(packed(id.slice(0, length)));
}

function behindLastLineEnd(text: string, from: number, to: number): number {
  for (let i = to; i > from; i--) {
    const code = text.charCodeAt(i - 1);
    if (code === 10 || code === 13) return i;
  }
  return from;
}

/** Most lines end within so many characters; what is longer is looked through by a search, which costs a tenth. */
const NEAR = 256;

/** The first line end in the text from `at` on; `limit` where there is none before it. */
export function lineEndFrom(text: string, at: number, limit: number): number {
  const near = Math.min(limit, at + NEAR);
  for (let i = at; i < near; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) return i;
  }
  if (near >= limit) return limit;
  const found = text.slice(near, limit).search(/[\r\n]/);
  return found < 0 ? limit : near + found;
}
