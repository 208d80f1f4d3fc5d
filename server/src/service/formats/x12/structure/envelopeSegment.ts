import type { Span } from '../../../model/span';
import type { Cursor } from '../cursor';
import { type Delimiters, headOfIsa } from '../delimiters';
import { packed } from '../segmentIds';

/** An element of the envelope as written, `''` where the segment has no such element. */
export interface EnvelopeElement extends Span {
  readonly value: string;
}

/** An ISA, GS, ST, SE, GE or IEA; spans are relative to its block. */
export interface EnvelopeSegment extends Span {
  /** The packed segment id. */
  readonly id: number;
  readonly control: EnvelopeElement;
  /** GS01 or ST01: what it holds. */
  readonly holds?: EnvelopeElement | undefined;
  /** GS08 or ST03: the guide. */
  readonly guide?: EnvelopeElement | undefined;
  /** SE01, GE01 or IEA01. */
  readonly count: EnvelopeElement | undefined;
  /** The line end behind its terminator, '' where there is none. */
  readonly gap: string;
  /** No terminator stands behind it. */
  readonly cut: boolean;
  /** ISA01 to ISA16; undefined where it has not sixteen. */
  readonly elements?: readonly EnvelopeElement[];
  /** Then: how many it has. */
  readonly found?: number;
}

/** Where the elements stand that the envelope is followed by. */
export interface EnvelopePlaces {
  readonly control: number;
  readonly count?: number;
  readonly holds?: number;
  readonly guide?: number;
}

const TRAILER: EnvelopePlaces = { control: 2, count: 1 };
const PLACES: ReadonlyMap<number, EnvelopePlaces> = new Map([
  [packed('GS'), { control: 6, holds: 1, guide: 8 }],
  [packed('ST'), { control: 2, holds: 1, guide: 3 }],
]);

/** A GS, ST or trailer that the cursor stands at. */
export function envelopeSegment(cursor: Cursor, base: number): EnvelopeSegment {
  const { control, count, holds, guide } = PLACES.get(cursor.id) ?? TRAILER;
  const at = (index: number) => ({
    start: cursor.from(index) - base,
    end: cursor.to(index) - base,
    value: cursor.value(index),
  });
  return {
    id: cursor.id,
    start: cursor.start - base,
    end: cursor.end - base,
    control: at(control),
    count: count === undefined ? undefined : at(count),
    holds: holds === undefined ? undefined : at(holds),
    guide: guide === undefined ? undefined : at(guide),
    cut: cursor.cut,
    gap: gapAt(cursor.text, cursor.next),
  };
}

function gapAt(text: string, at: number): string {
  return /^[\r\n]{0,2}/.exec(text.slice(at, at + 2))![0];
}

const ISA = packed('ISA');
const ELEMENTS = 16;
const CONTROL = 12;
/** Where elements are missing, the control number is told by its nine digits; ids before it may be numbers as well. */
const BEFORE_CONTROL = 8;
const NUMBER = /^\d{9}$/;

/** The ISA that begins at `at` and whose terminator stands before `end`; `base` is where its block begins. */
export function isaSegment(
  text: string,
  at: number,
  base: number,
  { element, segment, wrapped }: Delimiters,
  end: number,
): EnvelopeSegment {
  const cut = text[end - 1] !== segment;
  const close = cut ? end : end - 1;
  const elements: EnvelopeElement[] = [];
  const head = headOfIsa(text, at);
  const count = text.slice(head + 1, close).split(element).length;
  for (let from = head + 1; elements.length < Math.max(count, ELEMENTS); ) {
    const found = text.indexOf(element, from);
    const next = found < 0 || found > close ? close : found;
    const isLast = count === ELEMENTS && elements.length === ELEMENTS - 1;
    while (isLast && wrapped && from < close && (text[from] === '\r' || text[from] === '\n')) from++;
    const to = isLast ? Math.min(from + 1, close) : next;
    const value = text.slice(from, to);
    // What a wrapped file has in its lines a receiver puts together; any other line end moves all that is behind it.
    elements.push({ start: from - base, end: to - base, value: wrapped ? value.replace(/[\r\n]+/g, '') : value });
    from = Math.min(to + 1, close);
  }
  const isWhole = count === ELEMENTS;
  const numbered = isWhole
    ? elements[CONTROL]!
    : elements.slice(BEFORE_CONTROL).find(({ value }) => NUMBER.test(value));
  const control = numbered ?? { start: close - base, end: close - base, value: '' };
  return {
    id: ISA,
    start: at - base,
    end: close - base,
    control,
    count: undefined,
    gap: gapAt(text, end),
    cut,
    ...(isWhole ? { elements } : { found: count }),
  };
}
