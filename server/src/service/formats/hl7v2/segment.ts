import type { Span } from '../../model/span';

/** What MSH-1 and MSH-2 declare; one character each. */
export interface Delimiters {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
}

/** Reads MSH-1 and MSH-2 of the message that begins at `at`; what MSH-2 leaves out has its usual character. */
export function delimitersAt(text: string, at: number): Delimiters | undefined {
  const field = text[at + 3];
  if (field === undefined || /[A-Za-z0-9\s]/.test(field)) return undefined;
  const declared = text.slice(at + 4, at + 8);
  const end = declared.search(/[A-Za-z0-9\s]/);
  const own = (end < 0 ? declared : declared.slice(0, end)).split(field)[0]!;
  return {
    field,
    component: own[0] ?? '^',
    repetition: own[1] ?? '~',
    escape: own[2] ?? '\\',
    subcomponent: own[3] ?? '&',
  };
}

const CR = 13;
const LF = 10;
const FS = 28;

/** Walks over the segments of a message; the fields of one are found when asked for. */
export class SegmentCursor {
  id = '';
  start = 0;
  /** Behind the last character that is not blank. */
  end = 0;
  private next: number;
  private bounds: number[] | undefined;

  constructor(
    readonly text: string,
    from: number,
    private readonly limit: number,
    readonly delimiters: Delimiters,
  ) {
    this.next = from;
  }

  /** Goes to the next segment that is not empty. */
  advance(): boolean {
    const { text, limit } = this;
    let at = this.next;
    while (at < limit && isFiller(text.charCodeAt(at))) at++;
    if (at >= limit) return false;
    let end = at;
    while (end < limit && !isLineEnd(text.charCodeAt(end))) end++;
    this.next = end;
    this.start = at;
    while (end > at && isFiller(text.charCodeAt(end - 1))) end--;
    this.end = end;
    this.id = text.slice(at, Math.min(at + 3, end));
    this.bounds = undefined;
    return true;
  }

  /** The number of the last field. */
  get count(): number {
    return this.fields().length - 1 + (this.id === 'MSH' ? 1 : 0);
  }

  /** Where a field stands, numbered as the standard does (MSH-1 is the separator itself). Undefined where it is absent. */
  field(number: number): Span | undefined {
    const bounds = this.fields();
    const index = this.id === 'MSH' ? number - 1 : number;
    if (index < 1 || index >= bounds.length) return undefined;
    return { start: bounds[index]!, end: (bounds[index + 1] ?? this.end + 1) - 1 };
  }

  /** The first subcomponent of a component of the field's first repetition. */
  part(number: number, component = 1): Span | undefined {
    const field = this.field(number);
    return field && this.partOf(split(this.text, field, this.delimiters.repetition, 1)[0]!, component);
  }

  partOf(repetition: Span, component: number): Span | undefined {
    const found = split(this.text, repetition, this.delimiters.component, component)[component - 1];
    if (!found) return undefined;
    return trimmed(this.text, split(this.text, found, this.delimiters.subcomponent, 1)[0]!);
  }

  repetitions(field: Span): Span[] {
    return split(this.text, field, this.delimiters.repetition);
  }

  components(repetition: Span): Span[] {
    return split(this.text, repetition, this.delimiters.component);
  }

  /** What a span says, its escapes decoded; empty for nothing and for `""`, which deletes a value. */
  value(span: Span | undefined): string {
    if (!span) return '';
    const raw = this.text.slice(span.start, span.end);
    return raw === '""' ? '' : decode(raw, this.delimiters);
  }

  /** Of every field its first character; index 0 is the segment id. */
  private fields(): readonly number[] {
    if (this.bounds) return this.bounds;
    const bounds = [this.start];
    const separator = this.delimiters.field.charCodeAt(0);
    for (let at = this.start; at < this.end; at++) {
      if (this.text.charCodeAt(at) === separator) bounds.push(at + 1);
    }
    this.bounds = bounds;
    return bounds;
  }
}

/** A segment also ends where MLLP ends its block, whether a CR stands there or not. */
function isLineEnd(code: number): boolean {
  return code === CR || code === LF || code === FS;
}

/** Line ends, blanks, and what MLLP puts around a message. */
function isFiller(code: number): boolean {
  return code <= 32 || code === 0xfeff;
}

export function trimmed(text: string, { start, end }: Span): Span {
  while (start < end && isFiller(text.charCodeAt(start))) start++;
  while (end > start && isFiller(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

/** The parts of a span; never none. */
export function split(text: string, { start, end }: Span, separator: string, most = Number.POSITIVE_INFINITY): Span[] {
  const code = separator.charCodeAt(0);
  const found: Span[] = [];
  let from = start;
  for (let at = start; at < end && found.length < most; at++) {
    if (text.charCodeAt(at) !== code) continue;
    found.push({ start: from, end: at });
    from = at + 1;
  }
  if (found.length < most) found.push({ start: from, end });
  return found;
}

/** `\F\`, `\S\`, `\T\`, `\R\` and `\E\` are the delimiters, `\.br\` a line end, `\X..\` characters by number. */
export function decode(raw: string, delimiters: Delimiters): string {
  const mark = delimiters.escape;
  if (!raw.includes(mark)) return raw;
  let result = '';
  let at = 0;
  while (at < raw.length) {
    const open = raw.indexOf(mark, at);
    const close = open < 0 ? -1 : raw.indexOf(mark, open + 1);
    if (close < 0) break;
    const meant = meaning(raw.slice(open + 1, close), delimiters);
    if (meant === undefined) {
      result += raw.slice(at, close);
      at = close;
    } else {
      result += raw.slice(at, open) + meant;
      at = close + 1;
    }
  }
  return result + raw.slice(at);
}

function meaning(name: string, delimiters: Delimiters): string | undefined {
  switch (name) {
    case 'F':
      return delimiters.field;
    case 'S':
      return delimiters.component;
    case 'T':
      return delimiters.subcomponent;
    case 'R':
      return delimiters.repetition;
    case 'E':
      return delimiters.escape;
    case '.br':
    case '.sp':
      return ' ';
    case 'H':
    case 'N':
      return '';
    default:
      return /^X(?:[\dA-F]{2})+$/i.test(name)
        ? name.slice(1).replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)))
        : undefined;
  }
}
