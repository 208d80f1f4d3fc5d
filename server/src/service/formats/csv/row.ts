import type { Span } from '../../model/span';

/** A cell: `from` and `to` are its borders, `start` and `end` what stands in it without blanks and quotes. */
export interface Cell extends Span {
  readonly from: number;
  readonly to: number;
}

export interface Row {
  readonly start: number;
  /** Where its text ends, and where the next row begins. */
  readonly end: number;
  readonly next: number;
  readonly cells: readonly Cell[];
}

/** A quote that is not closed within this reach is a character like any other. */
export const LONGEST_CELL = 8192;
/** Nor is one behind which so many others stand that close nothing. */
const MOST_QUOTES = 32;

const QUOTE = 34;
const EQUALS = 61;
const CR = 13;
const LF = 10;

/** Reads one row (RFC 4180); a quoted cell may hold line ends. What isn't quoted as it should be is read as it stands. */
export function readRow(text: string, start: number, delimiter: string, limit = text.length): Row {
  const separator = delimiter.charCodeAt(0);
  const cells: Cell[] = [];
  let at = start;
  for (;;) {
    const from = at;
    while (at < limit && isBlank(text.charCodeAt(at)) && text.charCodeAt(at) !== separator) at++;
    const closing = text.charCodeAt(at) === QUOTE ? closingQuote(text, at, separator, limit) : -1;
    let to = closing < 0 ? at : closing + 1;
    while (to < limit && text.charCodeAt(to) !== separator && !isLineEnd(text.charCodeAt(to))) to++;
    cells.push({ from, to, ...inner(text, closing < 0 ? at : at + 1, closing < 0 ? to : closing) });
    at = to;
    if (at >= limit || text.charCodeAt(at) !== separator) break;
    at++;
  }
  const next = text.startsWith('\r\n', at) ? at + 2 : at + 1;
  return { start, end: at, next: Math.min(next, text.length), cells };
}

/** The quote that ends a cell: behind it stand a separator, a line end or nothing, but for blanks. */
function closingQuote(text: string, open: number, separator: number, limit: number): number {
  let stray = 0;
  for (let at = text.indexOf('"', open + 1); at >= 0 && at < limit && at - open <= LONGEST_CELL; ) {
    if (text.charCodeAt(at + 1) === QUOTE) {
      at = text.indexOf('"', at + 2);
      continue;
    }
    let behind = at + 1;
    while (behind < limit && isBlank(text.charCodeAt(behind)) && text.charCodeAt(behind) !== separator) behind++;
    const code = text.charCodeAt(behind);
    if (behind >= limit || code === separator || isLineEnd(code)) return at;
    if (++stray > MOST_QUOTES) return -1;
    at = text.indexOf('"', at + 1);
  }
  return -1;
}

function inner(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && text.charCodeAt(from) <= 32) from++;
  while (to > from && text.charCodeAt(to - 1) <= 32) to--;
  return text.charCodeAt(from) === EQUALS ? withoutFormula(text, from, to) : { start: from, end: to };
}

/** `="99213"`, by which Excel is kept from taking a code for a number; inside of quotes its own quotes are doubled. */
function withoutFormula(text: string, start: number, end: number): Span {
  for (const quote of ['""', '"']) {
    const from = start + 1 + quote.length;
    const to = end - quote.length;
    const isFormula = from <= to && text.startsWith(quote, start + 1) && text.startsWith(quote, to);
    if (isFormula && !text.slice(from, to).includes('"')) return { start: from, end: to };
  }
  return { start, end };
}

function isLineEnd(code: number): boolean {
  return code === CR || code === LF;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 160 || code === 0xfeff;
}
