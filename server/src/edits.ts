import type { Position, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { LineStarts, type Splice } from './positions';
import type { PieceText } from './service';

/** One edit with the text that it leaves. */
export interface Step {
  readonly change: Splice;
  readonly text: PieceText;
}

export interface Edited {
  readonly text: PieceText;
  readonly lines: LineStarts;
  /** In order; each one's offsets refer to the text that the one before it left. */
  readonly steps: readonly Step[];
}

/** In front of an edit it may become one line end with what is put behind it. */
const CR = '\r';

/** More edits than this in one notification (replace all, format) are taken as one that covers them. */
const MOST_SINGLE_EDITS = 8;

/** The text after the edits of one notification. `lines` are taken over: afterwards only the new ones are valid. */
export function applyEdits(
  text: PieceText,
  lines: LineStarts,
  changes: readonly TextDocumentContentChangeEvent[],
): Edited {
  const covering = cover(text, lines, changes);
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

function splice(text: PieceText, { start, end, text: inserted }: Splice): PieceText {
  return text.replace(start, end, inserted);
}

function linesAfter(before: PieceText, lines: LineStarts, { change, text }: Step): LineStarts {
  if (change.start === 0 && change.end === before.length) return new LineStarts(change.text);
  lines.splice(change, text);
  return lines;
}

function spliceOf(text: PieceText, lines: LineStarts, change: TextDocumentContentChangeEvent): Splice {
  if (!('range' in change)) return { start: 0, end: text.length, text: change.text };
  const start = lines.offsetAt(change.range.start, text);
  return { start, end: Math.max(start, lines.offsetAt(change.range.end, text)), text: change.text };
}

/**
 * Many edits from the end of the text to its beginning, as editors send them, as one: a thousand readings of
 * the same claims would take seconds. Undefined when they are few or in another order.
 */
function cover(
  text: PieceText,
  lines: LineStarts,
  changes: readonly TextDocumentContentChangeEvent[],
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
      if (!endsBefore(change.range, lines.positionAt(from)) || (from > 0 && text.slice(from - 1, from) === CR))
        return undefined;
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
