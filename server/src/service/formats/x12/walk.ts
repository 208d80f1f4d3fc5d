import { Cursor, skipBlank } from './cursor';
import { type Delimiters, delimitersOfBareText, delimitersOfIsa, indexOfIsa } from './delimiters';
import { packed } from './segmentIds';

const ISA = packed('ISA');
const IEA = packed('IEA');

/** The segment at which a walk stands; the object is one for the whole walk. */
export interface WalkedSegment {
  readonly start: number;
  /** The place of the terminator, or the end of what was cut off. */
  readonly end: number;
  /** Behind the terminator. */
  readonly next: number;
  /** No terminator stands at `end`. */
  readonly cut: boolean;
  /** Of the interchange that the segment stands in. */
  readonly delimiters: Delimiters;
  /** An interchange begins with the segment: an ISA, or the first segment of a text without one. */
  readonly opens: boolean;
  /** The segment is the ISA that gave the delimiters. */
  readonly isa: boolean;
  /** The interchange ends behind the segment. */
  readonly closes: boolean;
  /** At the segment; of an ISA only its id may be asked. */
  readonly cursor: Cursor;
}

/** Every segment of every interchange in a text, as the reader takes them; stops where `see` gives false. */
export function walkSegments(text: string, see: (segment: WalkedSegment) => unknown, from = 0): void {
  const seen = {
    start: 0,
    end: 0,
    next: 0,
    cut: false,
    opens: false,
    isa: false,
    closes: false,
    delimiters: undefined as unknown as Delimiters,
    cursor: undefined as unknown as Cursor,
  };
  const seeIsa = (start: number, { delimiters, end }: { delimiters: Delimiters; end: number }): boolean => {
    // A new interchange may bring other delimiters: the cursor is made anew.
    const cut = text[end - 1] !== delimiters.segment;
    seen.cursor = new Cursor(text, start, delimiters);
    seen.cursor.advance();
    seen.cursor.next = end;
    seen.start = start;
    seen.end = cut ? end : end - 1;
    seen.next = end;
    seen.cut = cut;
    seen.opens = seen.isa = true;
    seen.closes = false;
    seen.delimiters = delimiters;
    return see(seen) !== false;
  };
  let at = from;
  let bare = from === 0 ? delimitersOfBareText(text, skipBlank(text, 0)) : undefined;
  while (at < text.length) {
    if (bare) {
      seen.cursor = new Cursor(text, at, bare);
      seen.delimiters = bare;
      seen.opens = true;
      bare = undefined;
    } else {
      const isa = nextIsa(text, at);
      if (!isa || !seeIsa(isa.start, isa)) return;
      seen.opens = false;
    }
    while (seen.cursor.advance()) {
      const { cursor } = seen;
      const isa = cursor.id === ISA ? delimitersOfIsa(text, cursor.start) : undefined;
      if (isa) {
        if (!seeIsa(cursor.start, isa)) return;
        seen.opens = false;
        continue;
      }
      seen.start = cursor.start;
      seen.end = cursor.end;
      seen.next = cursor.next;
      seen.cut = cursor.cut;
      seen.isa = false;
      seen.closes = cursor.id === IEA && !cursor.delimiters.guessed;
      if (see(seen) === false) return;
      seen.opens = false;
      if (seen.closes) break;
    }
    at = seen.cursor.next;
  }
}

/** The first ISA from `at` on that is one. */
export function nextIsa(text: string, at: number): { start: number; delimiters: Delimiters; end: number } | undefined {
  for (let start = indexOfIsa(text, at); start >= 0; start = indexOfIsa(text, start + 3)) {
    const found = delimitersOfIsa(text, start);
    if (found) return { start, ...found };
  }
  return undefined;
}

/** The line end itself ends the segments. */
export function endsByLine({ segment }: Pick<Delimiters, 'segment'>): boolean {
  return segment === '\n' || segment === '\r';
}
