import type { ReadProblem } from '../../model/document';
import { type Span, shifted } from '../../model/span';
import { cutMessage } from './rules/cut-message';
import type { SegmentCursor } from './segment';

export type Trailed = 'FHS' | 'BHS';

/** A segment that begins or ends a file or batch; relative to its message. */
export interface Mark extends Span {
  readonly id: Trailed | 'FTS' | 'BTS';
}

const MARK = /([FB][HT]S)[^A-Za-z0-9\s][^\r\n]*/g;

/** The marks between two offsets, relative to `start`. */
export function marksIn(text: string, start: number, from: number, to: number): Mark[] {
  const found: Mark[] = [];
  for (const match of text.slice(from, to).matchAll(MARK)) {
    const at = from + match.index;
    if (!isLineStart(text, at)) continue;
    found.push({ id: match[1] as Mark['id'], start: at - start, end: at + match[0].trimEnd().length - start });
  }
  return found;
}

/** What MLLP puts before a message, and behind it. */
export const BLOCK_START = 11;
export const BLOCK_END = 28;

/** Only blanks stand between the offset and the line end, or the border of an MLLP block, before it. */
export function isLineStart(text: string, at: number): boolean {
  for (let before = at - 1; before >= 0; before--) {
    const code = text.charCodeAt(before);
    if (code === 10 || code === 13 || code === BLOCK_START || code === BLOCK_END) return true;
    if (code > 32 && code !== 0xfeff) return false;
  }
  return true;
}

/** Follows headers and trailers through the messages of a file. */
export class BatchFold {
  readonly problems: ReadProblem[] = [];
  private file: Span | undefined;
  private batch: Span | undefined;

  /** Absolute places, in the order of the text. */
  add({ id, start, end }: Mark): void {
    if (id === 'FHS' || id === 'BHS') this.close(id);
    if (id === 'FHS') this.file = { start, end };
    else if (id === 'BHS') this.batch = { start, end };
    else if (id === 'BTS') this.batch = undefined;
    else {
      this.close('BHS');
      this.file = undefined;
    }
  }

  /** What is still open was cut; of a file and its batch the file is told of. */
  private close(by: Trailed): void {
    if (by === 'BHS' && this.batch) this.report('BHS', 'BTS', this.batch);
    if (by === 'FHS' && this.file) this.report('FHS', 'FTS', this.file);
    else if (by === 'FHS' && this.batch) this.report('BHS', 'BTS', this.batch);
    this.batch = undefined;
  }

  /** Behind the last message, which begins at `start` and may itself be cut. */
  end(cut: ReadProblem | undefined, start: number): void {
    this.close('FHS');
    this.file = undefined;
    if (cut) this.problems.push({ ...cut, span: shifted(cut.span, start) });
  }

  private report(head: Trailed, trailer: string, span: Span): void {
    const what = head === 'FHS' ? 'file' : 'batch';
    this.problems.push(
      cutProblem(span, `${head} begins a ${what}, but no ${trailer} ends it: its last messages may be missing.`),
    );
  }
}

export function cutProblem({ start, end }: Span, what: string): ReadProblem {
  return {
    id: cutMessage.id,
    span: { start, end },
    message: `${what} What is here was checked. Ask the sender for the whole file.`,
  };
}

/** Fields without which an FT1 is not one: transaction date, type and code. */
const LEAST_OF_FT1 = 7;
const TYPE = 9;

/** Whether the segment that the cursor is at, the last of a text, breaks off; nothing follows it, no line end either. */
export function breaksOff(cursor: SegmentCursor): boolean {
  const { id, count } = cursor;
  if (/^[A-Z][A-Z\d]?$/.test(id)) return true;
  return (id === 'FT1' && count < LEAST_OF_FT1) || (id === 'MSH' && count < TYPE);
}
