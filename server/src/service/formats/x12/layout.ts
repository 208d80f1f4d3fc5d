import type { TextReplacement } from '../format';
import type { Delimiters } from './delimiters';
import { Depths } from './depths';
import { Replacements } from './replacements';
import { respell } from './respell';
import { endsByLine, type WalkedSegment, walkSegments } from './walk';
import { LEAST_WIDTH, lineEndFrom, wrapLines } from './wrap';

/** The separators to change; what is left out stays as each interchange has it. */
export interface NewDelimiters {
  readonly element?: string;
  readonly component?: string;
  /** Only where an interchange has one: not before version 00402. */
  readonly repetition?: string;
  readonly segment?: string;
}

export interface LayoutOptions {
  /** One segment a line, all in one line, or lines of a width; left out, the line ends stay. */
  readonly lines?: 'segments' | 'one' | { readonly width: number };
  /** What a segment is indented by for each loop it stands in; one segment a line only. */
  readonly indent?: string;
  /** The line end, of all lines; else the first that the text has, or LF, of those that are new. */
  readonly eol?: string;
  readonly delimiters?: NewDelimiters;
}

/** The text in its new layout, or why it can't be had; `at` is an offset of the text given. */
export type Layout = { readonly text: string } | RefusedLayout;

export interface RefusedLayout {
  readonly refused: string;
  readonly at?: number;
}

/**
 * Lays a text out anew. Line ends between segments and the blanks behind them change, and nothing else; where an
 * interchange is wrapped at a width, also the line ends in its segments. What stands outside of interchanges stays, and
 * an interchange whose segments are ended by the line end itself stays one segment a line.
 */
export function layoutX12(text: string, options: LayoutOptions): Layout {
  if (!hasInterchange(text)) return { refused: 'no interchange was found: no ISA, and no GS or ST at the beginning' };
  const eol = options.eol ?? eolOf(text);
  let laidOut = text;
  if (options.delimiters) {
    const respelled = respell(text, options.delimiters);
    if ('refused' in respelled) return respelled;
    laidOut = respelled.text;
  }
  const { lines } = options;
  const refused = refusalOf(text, lines);
  if (refused) return refused;
  const finished = (done: string): Layout => ({ text: options.eol === undefined ? done : withAlikeEnds(done, eol) });
  if (lines === undefined) return finished(laidOut);
  if (typeof lines === 'object' && !(lines.width >= LEAST_WIDTH)) {
    return { refused: `lines of fewer than ${LEAST_WIDTH} characters would cut up what an interchange is told by` };
  }
  const indent = lines === 'segments' ? (options.indent ?? '') : '';
  laidOut = layoutEdits(laidOut, { lines: lines === 'segments' ? lines : 'one', indent, eol }).carriedOut();
  return finished(typeof lines === 'object' ? wrapLines(laidOut, lines.width, eol) : laidOut);
}

const COMMENT =
  'a comment line (//) stands between segments, and is one on a line of its own only; remove such lines first';

/** The first comment line between segments, where these are to share lines; but for those that the line end itself ends. */
export function refusalOf(text: string, lines: LayoutOptions['lines']): RefusedLayout | undefined {
  if (lines === undefined || lines === 'segments' || !text.includes('//')) return undefined;
  let at: number | undefined;
  walkSegments(text, ({ start, cut, cursor }) => {
    if (cut && cursor.isComment) at = start;
    return at === undefined;
  });
  return at === undefined ? undefined : { refused: COMMENT, at };
}

/** Line ends between segments and behind the last become `eol`; those that end segments, or stand in them, are data. */
function withAlikeEnds(text: string, eol: string): string {
  const pieces: string[] = [];
  let taken = 0;
  let gap = 0;
  let before: Delimiters | undefined;
  const alike = (end: number): void => {
    const between = text.slice(gap, end);
    if (!before || endsByLine(before) || !/^[ \t\r\n]*[\r\n][ \t\r\n]*$/.test(between)) return;
    pieces.push(text.slice(taken, gap), between.replace(/\r\n?|\n/g, eol));
    taken = end;
  };
  walkSegments(text, ({ start, next, delimiters }) => {
    alike(start);
    before = delimiters;
    gap = next;
  });
  alike(text.length);
  return pieces.join('') + text.slice(taken);
}

function hasInterchange(text: string): boolean {
  let found = false;
  walkSegments(text, () => {
    found = true;
    return false;
  });
  return found;
}

export function eolOf(text: string): string {
  return /\r\n?|\n/.exec(text)?.[0] ?? '\n';
}

/** What has to change for one segment a line, or for all in one line; ascending and not overlapping. */
export function layoutEdits(
  text: string,
  { lines, indent = '', eol = eolOf(text) }: { lines: 'segments' | 'one'; indent?: string; eol?: string },
): Replacements {
  const edits = new Replacements(text);
  const breaks = new LineBreaks(text, edits);
  const depths = indent ? new Depths() : undefined;
  const indents = [''];
  const line = lines === 'segments' ? eol : '';
  let before: Delimiters | undefined;
  let gap = 0;
  walkSegments(text, (segment) => {
    if (segment.opens) breaks.endInterchange();
    const depth = depths?.of(segment.cursor) ?? 0;
    while (indents.length <= depth) indents.push(indents.at(-1)! + indent);
    if (before) layOutGap(edits, text, gap, segment.start, before, line, indents[depth]!);
    const { isComment } = segment.cursor;
    if (isComment && line !== '') layOutComment(edits, text, segment, line + indents[depth]!);
    breaks.see(segment, isComment);
    // Behind what was cut off a line end is all that parts it from the next segment.
    before = segment.cut && line === '' ? undefined : segment.delimiters;
    gap = segment.next;
  });
  breaks.endInterchange();
  return edits;
}

/** `line` and `indent` in place of the line ends between two segments and of what follows them. */
function layOutGap(
  edits: Replacements,
  text: string,
  start: number,
  end: number,
  before: Delimiters,
  line: string,
  indent: string,
): void {
  let at = start;
  let wanted = line + indent;
  if (endsByLine(before)) {
    // The line end is the terminator; the LF of a CRLF belongs to it.
    if (before.segment === '\r' && text[at] === '\n' && at < end) at++;
    wanted = indent;
  } else {
    // Blanks before a line end may be all that a one-line file has between its segments: they stay.
    while (at < end && isBlank(text.charCodeAt(at))) at++;
  }
  const length = end - at;
  if (length === wanted.length && text.startsWith(wanted, at)) return;
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i);
    // Anything but white space stays: text between interchanges, padding, marks.
    if (!isBlank(code) && code !== 10 && code !== 13) return;
  }
  edits.add(at, end, wanted);
}

/** Comment lines one below the other are told apart by no one: `line` in place of each line end between them. */
function layOutComment(edits: Replacements, text: string, { start, end }: WalkedSegment, line: string): void {
  for (const { 0: gap, index } of text.slice(start, end).matchAll(/[\r\n]\s*/g)) {
    if (gap !== line) edits.add(start + index, start + index + gap.length, line);
  }
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** How much the full lines of a wrapped text may differ: a line ends earlier where the next would be misread. */
const SLACK = 8;

/**
 * The line ends within segments. They are layout, and taken out, where an interchange is wrapped at a width: the lines
 * that end within a segment are the widest there are, and there are two as wide or more. Else they are data, and stay.
 */
class LineBreaks {
  /** Where the line begins, and where it ends. */
  private from = 0;
  private end: number;
  private widths: number[] = [];
  private within: TextReplacement[] = [];
  private narrowest = Number.POSITIVE_INFINITY;
  /** The interchange's first edit. */
  private first = 0;

  constructor(
    private readonly text: string,
    private readonly edits: Replacements,
  ) {
    this.end = lineEndFrom(text, 0, text.length);
  }

  see({ start, end, opens, delimiters }: WalkedSegment, isComment: boolean): void {
    const { text } = this;
    while (this.end < end) {
      const next = this.end + (text.startsWith('\r\n', this.end) ? 2 : 1);
      const width = this.end - this.from;
      if (!opens || this.end >= start) this.widths.push(width);
      if (this.end >= start && !isComment && !endsByLine(delimiters)) {
        this.within.push({ start: this.end, end: next, text: '' });
        this.narrowest = Math.min(this.narrowest, width);
      }
      this.from = next;
      this.end = lineEndFrom(text, next, text.length);
    }
  }

  endInterchange(): void {
    const { edits, widths, within } = this;
    if (within.length) {
      let widest = 0;
      for (const width of widths) widest = Math.max(widest, width);
      const full = widths.filter((width) => width >= widest - SLACK);
      if (full.length >= 2 && this.narrowest >= widest - SLACK) {
        edits.merge(this.first, within);
      }
      this.within = [];
      this.narrowest = Number.POSITIVE_INFINITY;
    }
    if (widths.length) this.widths = [];
    this.first = edits.length;
  }
}
