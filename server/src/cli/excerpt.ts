import type { Position } from '../service';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** A piece of a text with a place in it; `start` and `end` count from the piece's first character. */
export interface Excerpt extends Range {
  readonly text: string;
}

/** Turns offsets into what a person is shown. */
export interface Places {
  position(offset: number): Position;
  /** The segment or line around a range, at most `room` characters of it; undefined where the text is gone. */
  excerpt(range: Range, room: number): Excerpt | undefined;
}

/**
 * X12 is often one line: there the excerpt is the segment, elsewhere the line. `head` is the beginning of the file that
 * the text is a part of.
 */
export function excerptsOf(text: string, format: string, head = text): (range: Range, room: number) => Excerpt {
  const around = format === 'x12' ? segments(text, head) : lines(text);
  return (range, room) => cut(text, around(range.start), range, room);
}

/** A segment is longer than this only in a file that is cut or none. */
const LONGEST = 20_000;

function lines(text: string): (at: number) => Range {
  return (at) => {
    let start = at;
    while (start > 0 && !isLineEnd(text, start - 1) && at - start < LONGEST) start--;
    let end = at;
    while (end < text.length && !isLineEnd(text, end) && end - at < LONGEST) end++;
    return { start, end };
  };
}

function segments(text: string, head: string): (at: number) => Range {
  let terminator = terminatorBehind(head, Math.max(0, head.indexOf('ISA'))) ?? '~';
  let interchange = -1;
  return (at) => {
    const near = text.lastIndexOf('ISA', at);
    if (near >= 0 && near !== interchange) {
      interchange = near;
      terminator = terminatorBehind(text, near) ?? terminator;
    }
    let start = at;
    while (start > 0 && text[start - 1] !== terminator && at - start < LONGEST) start--;
    while (start < at && text.charCodeAt(start) <= 32) start++;
    let end = at;
    while (end < text.length && text[end] !== terminator && end - at < LONGEST) end++;
    return { start, end: terminator.trim() ? Math.min(end + 1, text.length) : end };
  };
}

/** Behind an ISA its own terminator may be missing; what ends the group's segment is sure. */
const NEXT = [/([^A-Za-z0-9 ])\s*(?:ST|BHT|BPR|IEA)[^A-Za-z0-9\s]/, /([^A-Za-z0-9 ])\s*(?:GS|TA1)[^A-Za-z0-9\s]/];

/** What ends the first segment at `head`, told by the segment that follows it. */
function terminatorBehind(text: string, head: number): string | undefined {
  const near = text.slice(head + 3, head + 600);
  const found = NEXT.map((pattern) => pattern.exec(near)?.[1]).find((one) => one !== undefined);
  return found === '\r' ? '\n' : found;
}

function isLineEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 10 || code === 13;
}

/** A window of `room` characters that keeps the place in sight, with … where something is left out. */
function cut(text: string, whole: Range, place: Range, room: number): Excerpt {
  const end = Math.max(place.start, Math.min(place.end, whole.end));
  let from = whole.start;
  let to = whole.end;
  if (to - from > room) {
    const length = Math.min(end - place.start, room - 2);
    const before = Math.floor((room - 2 - length) / 2);
    from = Math.max(whole.start, Math.min(place.start - before, whole.end - (room - 2)));
    to = Math.min(whole.end, from + room - 2);
  }
  const left = from > whole.start ? '…' : '';
  const right = to < whole.end ? '…' : '';
  const start = place.start - from + left.length;
  return {
    text: left + text.slice(from, to) + right,
    start,
    end: Math.min(end, to) - from + left.length,
  };
}
