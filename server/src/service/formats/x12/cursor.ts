import { type Day, dayOf } from '../../model/date';
import type { Delimiters } from './delimiters';
import { isKnownSegment, packed } from './segmentIds';
import { SHORT, shortText } from './shortText';

/** An ISA may bring other separators than the interchange before it. */
const ISA = packed('ISA');
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const BYTE_ORDER_MARK = 0xfeff;

/**
 * Walks over the segments of a text, one at a time and without copying. A segment ends at the terminator; or, where
 * that is missing, at a line end behind which a known segment begins or nothing follows. Where the lines were cut at a
 * width, no line end means anything.
 */
export class Cursor {
  /** First character of the segment and the place of its terminator (or of the end of the text). */
  start = 0;
  end = 0;
  /** Where the next segment's search begins: behind the terminator. */
  next: number;
  /** The packed segment id. */
  id = 0;
  /** No terminator stands at `end`: the text or the line is cut off. */
  cut = false;
  /** A line end stands inside the segment: values are cleaned of it. */
  broken = false;
  private readonly elementCode: number;
  private readonly segmentCode: number;
  private readonly endsByLine: boolean;
  private readonly wrapped: boolean;
  /** No separator is white space itself. */
  private readonly skipsBlanks: boolean;
  /** Where the elements begin, and behind them where one more would: element 1 at index 0. Of other segments behind that. */
  readonly starts: number[] = [];
  private count = 0;
  /** Element 1 packed; -1 where nobody asked yet. */
  private packedFirst = -1;

  constructor(
    readonly text: string,
    at: number,
    readonly delimiters: Delimiters,
  ) {
    this.next = at;
    this.elementCode = delimiters.element.charCodeAt(0);
    this.segmentCode = delimiters.segment.charCodeAt(0);
    this.endsByLine = delimiters.segment === '\n' || delimiters.segment === '\r';
    this.wrapped = delimiters.wrapped;
    this.skipsBlanks = skipBlank(delimiters.segment, 0) === 0 && skipBlank(delimiters.element, 0) === 0;
  }

  /** Moves to the next segment; false at the end of the text. One look at each character finds its end and elements. */
  advance(): boolean {
    const { text, elementCode, segmentCode, starts } = this;
    const { length } = text;
    const start = skipBlank(text, this.next);
    this.start = start;
    this.broken = false;
    let end = start;
    let count = 0;
    this.cut = false;
    for (; end < length; end++) {
      const code = text.charCodeAt(end);
      if (code === segmentCode) break;
      if (code === elementCode) starts[count++] = end + 1;
      else if (code <= CARRIAGE_RETURN && (code === LINE_FEED || code === CARRIAGE_RETURN) && !this.endsByLine) {
        const begin = skipBlank(text, end);
        if (begin >= length || (!this.wrapped && isKnownSegment(this.packedId(begin, length)))) {
          this.cut = true;
          break;
        }
        this.broken = true;
        // Many blank lines are looked at once.
        if (this.skipsBlanks) end = begin - 1;
      }
    }
    starts[count] = end + 1;
    this.count = count;
    this.packedFirst = -1;
    this.end = end;
    if (start >= length) {
      this.next = length;
      return false;
    }
    this.cut ||= end >= length;
    this.next = this.cut ? end : end + 1;
    this.id = this.packedId(start, end);
    return true;
  }

  private packedId(start: number, end: number): number {
    const { text, elementCode } = this;
    let id = 0;
    let length = 0;
    for (let i = start; i < end; i++) {
      const code = text.charCodeAt(i);
      if (code === elementCode) return id;
      // A file wrapped at 80 columns breaks ids, too.
      if (code === LINE_FEED || code === CARRIAGE_RETURN) continue;
      if (length === 3 || code > 0x7a) return id === ISA && isSeparator(code) ? ISA : 0;
      id = (id << 8) | code;
      length++;
    }
    return id;
  }

  /** A line that somebody wrote between the segments of a sample; it is none, and nothing is missing behind it. */
  get isComment(): boolean {
    return (this.cut || this.endsByLine) && this.text.startsWith('//', this.start);
  }

  /** Where the segment id ends; a line that ends behind it is none of it. */
  get idEnd(): number {
    return this.starts[0]! - 1;
  }

  /** The segment id as it is written, line ends taken out. */
  idText(): string {
    return this.slice(this.start, this.idEnd);
  }

  /** How many elements the segment has. */
  elements(): number {
    return this.count;
  }

  /** Where element `index` (1-based) begins; the segment's end when it has no such element. */
  from(index: number): number {
    if (index > this.count) return this.end;
    return this.broken ? this.behindBreaks(index) : this.starts[index - 1]!;
  }

  /** Where element `index` ends. */
  to(index: number): number {
    if (index > this.count) return this.end;
    const end = this.starts[index]! - 1;
    return this.broken ? this.beforeBreaks(index, end) : end;
  }

  /** Line ends before the first character of an element are none of it. */
  private behindBreaks(index: number): number {
    let at = this.starts[index - 1]!;
    for (const end = this.starts[index]! - 1; at < end && isBreak(this.text.charCodeAt(at)); ) at++;
    return at;
  }

  private beforeBreaks(index: number, end: number): number {
    let at = end;
    for (const start = this.behindBreaks(index); at > start && isBreak(this.text.charCodeAt(at - 1)); ) at--;
    return at;
  }

  has(index: number): boolean {
    return this.from(index) < this.to(index);
  }

  /** Element `index` as written, line ends inside it taken out; `''` when it is absent. */
  value(index: number): string {
    return this.slice(this.from(index), this.to(index));
  }

  slice(from: number, to: number): string {
    if (from >= to) return '';
    if (this.broken) return own(this.text.slice(from, to).replace(/[\r\n]+/g, ''));
    return to - from <= SHORT ? shortText(this.text, from, to) : own(this.text.slice(from, to));
  }

  /** A part of the segment as a number; undefined where it is none. Line ends inside of it are none of it. */
  decimal(from: number, to: number): number | undefined {
    if (!this.broken) return parseDecimal(this.text, from, to);
    const value = this.slice(from, to);
    return parseDecimal(value, 0, value.length);
  }

  /** The same as a date. */
  day(from: number, to: number): Day | undefined {
    if (!this.broken) return parseDay(this.text, from, to);
    const value = this.slice(from, to);
    return parseDay(value, 0, value.length);
  }

  /** `packed(1)`: the qualifier of most segments, which the reader and several checks ask for. */
  get first(): number {
    if (this.packedFirst < 0) this.packedFirst = this.packed(1);
    return this.packedFirst;
  }

  /** Element `index` packed like a segment id, when it has one to three characters; 0 otherwise. */
  packed(index: number): number {
    const from = this.from(index);
    const to = this.to(index);
    if (this.broken || to - from > 3) return this.broken ? packedOf(this.slice(from, to)) : 0;
    let value = 0;
    for (let i = from; i < to; i++) value = (value << 8) | this.text.charCodeAt(i);
    return value;
  }
}

function isBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

function packedOf(value: string): number {
  return value.length > 3 ? 0 : packed(value);
}

function isSeparator(code: number): boolean {
  return code > 32 && !((code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122));
}

/** The first place from `at` on that is no white space, control character of a line, or byte order mark. */
export function skipBlank(text: string, at: number): number {
  let i = at;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 32 && code !== BYTE_ORDER_MARK && code !== 0xa0) break;
    // Control characters other than white space are data (0x1d ends segments in some files).
    if (code < 32 && code !== LINE_FEED && code !== CARRIAGE_RETURN && code !== 9 && code !== 0 && code !== 26) break;
  }
  return i;
}

/** A copy that does not keep the whole text alive, as long slices do in V8. */
export function own(value: string): string {
  return value.length < 13 ? value : ` ${value}`.slice(1);
}

/** A decimal number with optional sign and point; undefined for anything else. */
export function parseDecimal(text: string, from: number, to: number): number | undefined {
  let i = from;
  let negative = false;
  if (i < to && (text.charCodeAt(i) === 45 || text.charCodeAt(i) === 43)) negative = text.charCodeAt(i++) === 45;
  let value = 0;
  let scale = 0;
  let digits = 0;
  for (; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) {
      value = value * 10 + (code - 48);
      digits++;
      if (scale) scale *= 10;
    } else if (code === 46 && !scale) scale = 1;
    else return undefined;
  }
  if (!digits || digits > 15) return digits ? Number(text.slice(from, to)) : undefined;
  if (scale > 1) value /= scale;
  return negative ? -value : value;
}

/** A date CCYYMMDD (or with a time behind it), or YYMMDD; undefined for anything else. */
export function parseDay(text: string, from: number, to: number): Day | undefined {
  const length = to - from;
  if (length !== 8 && length !== 6 && length !== 12 && length !== 14) return undefined;
  let value = 0;
  const digits = length === 6 ? 6 : 8;
  for (let i = from; i < from + digits; i++) {
    const code = text.charCodeAt(i) - 48;
    if (code < 0 || code > 9) return undefined;
    value = value * 10 + code;
  }
  if (length === 6) value += value >= 500000 ? 19000000 : 20000000;
  return dayOf(Math.trunc(value / 10000), Math.trunc(value / 100) % 100, value % 100);
}
