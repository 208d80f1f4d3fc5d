import type { Position, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { LineStarts, type Splice } from './positions';

/** One edit with the text that it leaves. */
export interface Step {
  readonly change: Splice;
  readonly text: string;
}

export interface Edited {
  readonly text: string;
  readonly lines: LineStarts;
  /** In order; each one's offsets refer to the text that the one before it left. */
  readonly steps: readonly Step[];
}

/** Puts a splice into a text. A host may know a faster way for large texts than the language has. */
export type SpliceText = (text: string, splice: Splice) => string;

export const spliceText: SpliceText = (text, { start, end, text: inserted }) =>
  text.slice(0, start) + inserted + text.slice(end);

/** A CR in front of an edit may become one line end with what is put behind it. */
const CR = 13;

/** More edits than this in one notification (replace all, format) are taken as one that covers them. */
const MOST_SINGLE_EDITS = 8;

/** The text after the edits of one notification. `lines` are taken over: afterwards only the new ones are valid. */
export function applyEdits(
  text: string,
  lines: LineStarts,
  changes: readonly TextDocumentContentChangeEvent[],
  splice: SpliceText,
): Edited {
  const covering = cover(text, lines, changes, splice);
  if (covering) return { text: covering.text, lines: linesAfter(text, lines, covering), steps: [covering] };
  const steps: Step[] = [];
  for (const event of changes) {
    const change = spliceOf(text, lines, event);
    const step = { change, text: splice(text, change) };
    lines = linesAfter(text, lines, step);
    text = step.text;
    steps.push(step);
  }
  return { text, lines, steps };
}

function linesAfter(before: string, lines: LineStarts, { change, text }: Step): LineStarts {
  if (change.start === 0 && change.end === before.length) return new LineStarts(text);
  lines.splice(change, text);
  return lines;
}

function spliceOf(text: string, lines: LineStarts, change: TextDocumentContentChangeEvent): Splice {
  if (!('range' in change)) return { start: 0, end: text.length, text: change.text };
  const start = lines.offsetAt(change.range.start, text);
  return { start, end: Math.max(start, lines.offsetAt(change.range.end, text)), text: change.text };
}

/**
 * Many edits from the end of the text to its beginning, as editors send them, as one: a thousand copies of ten megabytes
 * would take seconds. Undefined when they are few or in another order.
 */
function cover(
  text: string,
  lines: LineStarts,
  changes: readonly TextDocumentContentChangeEvent[],
  splice: SpliceText,
): Step | undefined {
  if (changes.length <= MOST_SINGLE_EDITS) return undefined;
  const pieces: string[] = [];
  let from = -1;
  let end = -1;
  for (const change of changes) {
    if (!('range' in change)) return undefined;
    const one = spliceOf(text, lines, change);
    if (end < 0) {
      end = one.end;
    } else {
      if (!endsBefore(change.range, lines.positionAt(from)) || text.charCodeAt(from - 1) === CR) return undefined;
      pieces.push(text.slice(one.end, from));
    }
    pieces.push(one.text);
    from = one.start;
  }
  const change = { start: from, end, text: pieces.reverse().join('') };
  return { change, text: splice(text, change) };
}

/** Only what ends before the edit ahead of it has the same place before and after that one. */
function endsBefore({ end }: Range, { line, character }: Position): boolean {
  return end.line < line || (end.line === line && end.character <= character);
}
