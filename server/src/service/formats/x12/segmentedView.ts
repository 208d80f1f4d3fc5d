import { eolOf, type Layout, layoutX12 } from './layout';
import { endsByLine, walkSegments } from './walk';
import { LEAST_WIDTH, lineEndFrom, wrapLines } from './wrap';

/**
 * A text one segment a line, for an editor that shows it in place of its file: the one line end is LF. Refused where the
 * file's own layout could not be given back to it.
 */
export function segmentedView(text: string): Layout {
  const shown = layoutX12(text, { lines: 'segments' });
  if ('refused' in shown) return shown;
  // An editor makes all line ends of a text alike.
  const view = withLineFeeds(shown.text);
  const isOneLine = lineEndFrom(text, 0, text.length) >= text.trimEnd().length;
  if (isOneLine || isGivenBack(text, view)) return { text: view };
  return { refused: 'its line ends stand where they could not be put back' };
}

function isGivenBack(text: string, view: string): boolean {
  const back = inLayoutOf(text, view);
  return 'text' in back && back.text === text;
}

/**
 * The edited view in the layout that the original has: what is unchanged stays byte by byte, new segments are set apart as
 * most of the others are, and lines of one width are broken anew. `refused` names a line that can't be written; `at` is an
 * offset of the view.
 */
export function inLayoutOf(original: string, edited: string): Layout {
  const view = withLineFeeds(edited);
  const own = segmentsOf(original);
  const unwrapped = own.broken.length > 0 ? unwrappedOf(original) : undefined;
  const { plain, before } = unwrapped ?? { plain: original, before: own };
  const wrap = unwrapped ? wrapOf(original, plain) : (text: string) => text;
  if (!wrap) return { refused: 'its lines are broken at no one width' };
  const after = segmentsOf(view);
  if (after.starts.length === 0)
    return { refused: 'no interchange is left in it: no ISA, and no GS or ST at the beginning' };
  const [unended] = after.broken;
  if (unended !== undefined && before.broken.length === 0) {
    return { refused: 'a segment goes on in the next line: its terminator is missing', at: unended };
  }
  return { text: wrap(withGaps(plain, before, view, after)) };
}

/** The text of one line that was wrapped; undefined where line ends within segments are data. */
function unwrappedOf(text: string): { readonly plain: string; readonly before: Segments } | undefined {
  const layout = layoutX12(text, { lines: 'one' });
  if ('refused' in layout) return undefined;
  const before = segmentsOf(layout.text);
  return before.broken.length === 0 ? { plain: layout.text, before } : undefined;
}

interface Segments {
  readonly starts: readonly number[];
  /** Behind the terminators. */
  readonly ends: readonly number[];
  /** Where segments begin that have a line end within, or nothing but a line end behind them. */
  readonly broken: readonly number[];
}

function segmentsOf(text: string): Segments {
  const starts: number[] = [];
  const ends: number[] = [];
  const broken: number[] = [];
  let line = lineEndFrom(text, 0, text.length);
  let cut: number | undefined;
  walkSegments(text, (segment) => {
    const { start, end, next, delimiters } = segment;
    if (cut !== undefined && !segment.opens) broken.push(cut);
    cut = segment.cut ? start : undefined;
    starts.push(start);
    ends.push(next);
    while (line < start) line = lineEndFrom(text, line + 1, text.length);
    if (line < end && !endsByLine(delimiters)) broken.push(start);
  });
  return { starts, ends, broken };
}

/** Segments of `view`, with what stands between them in `text`. */
function withGaps(text: string, before: Segments, view: string, after: Segments): string {
  const had = before.starts.length;
  const has = after.starts.length;
  const isSame = (i: number, k: number) => {
    const own = view.slice(after.starts[k], after.ends[k]);
    return before.ends[i]! - before.starts[i]! === own.length && text.startsWith(own, before.starts[i]);
  };
  let first = 0;
  while (first < had && first < has && isSame(first, first)) first++;
  let last = 0;
  while (last < had - first && last < has - first && isSame(had - 1 - last, has - 1 - last)) last++;
  const gapBehind = (i: number) => text.slice(before.ends[i], before.starts[i + 1]);
  const usual = commonGap(had, gapBehind);
  const pieces: string[] = [outside(view.slice(0, after.starts[0]), text.slice(0, before.starts[0]))];
  for (let k = 0; k < has; k++) {
    pieces.push(view.slice(after.starts[k], after.ends[k]));
    if (k === has - 1) break;
    const gap = view.slice(after.ends[k], after.starts[k + 1]);
    const fromEnd = has - 1 - k;
    const kept = k < first && k < had - 1 ? gapBehind(k) : fromEnd < last ? gapBehind(had - 1 - fromEnd) : usual;
    pieces.push(outside(gap, kept));
  }
  pieces.push(outside(view.slice(after.ends[has - 1]), text.slice(before.ends[had - 1])));
  return pieces.join('');
}

/** What is written between segments stays; white space there is the layout's. */
function outside(gap: string, layout: string): string {
  const isLayout = gap.trim() === '' && layout.trim() === '';
  return isLayout || gap === withLineFeeds(layout) ? layout : gap;
}

function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function commonGap(segments: number, gapBehind: (i: number) => string): string {
  const counts = new Map<string, number>();
  for (let i = 0; i + 1 < segments; i++) counts.set(gapBehind(i), (counts.get(gapBehind(i)) ?? 0) + 1);
  let usual = '';
  for (const [gap, count] of counts) if (gap.trim() === '' && count > (counts.get(usual) ?? 0)) usual = gap;
  return usual;
}

/** How the original's lines were made of the plain text: at a width, with care for segments or without; else undefined. */
function wrapOf(original: string, plain: string): ((text: string) => string) | undefined {
  let width = 0;
  for (let at = 0; at < original.length; ) {
    const end = lineEndFrom(original, at, original.length);
    width = Math.max(width, end - at);
    at = end + 1;
  }
  if (width < LEAST_WIDTH) return undefined;
  const eol = eolOf(original);
  const ways = [(text: string) => wrapLines(text, width, eol), (text: string) => cutLines(text, width, eol)];
  return ways.find((way) => way(plain) === original);
}

function cutLines(text: string, width: number, eol: string): string {
  const tail = /[\r\n]*$/.exec(text)![0];
  const body = text.slice(0, text.length - tail.length);
  const lines: string[] = [];
  for (let at = 0; at < body.length; at += width) lines.push(body.slice(at, at + width));
  return lines.join(eol) + tail;
}
