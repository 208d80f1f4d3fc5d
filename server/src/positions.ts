import type { Position, Range } from 'vscode-languageserver';
import type { Text } from './service';

/** One replacement in a text, in UTF-16 offsets of the text before it. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const LF = 10;
const CR = 13;
/** As many lines are looked at one by one before all are searched. */
const NEAR = 8;

/**
 * Where the lines of a text begin, kept up to date edit by edit: an edit costs the lines it touches and one addition for
 * every line below. LF, CRLF and CR end a line, as in LSP.
 */
export class LineStarts {
  // Typed and with room to grow: half a million lines move in well under a millisecond.
  private starts: Int32Array;
  private count: number;
  private length: number;
  /** The line found last: places are mostly asked for in the order of the text. */
  private last = 0;

  constructor(text: string) {
    this.starts = new Int32Array(1024);
    this.count = 1;
    this.length = text.length;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === LF || (code === CR && text.charCodeAt(i + 1) !== LF)) this.push(i + 1);
    }
  }

  get lineCount(): number {
    return this.count;
  }

  /** `text` is the whole text after the splice. */
  splice({ start, end, text: inserted }: Splice, text: Text): void {
    // The character before the edit may be a CR that gains or loses its LF, so starts at both ends are found anew.
    const first = Math.max(1, this.firstNotBefore(start));
    const last = Math.max(first, this.firstNotBefore(end + 1));
    const shift = inserted.length - (end - start);
    const fresh: number[] = [];
    const from = Math.max(0, start - 1);
    const near = text.slice(from, start + inserted.length + 1);
    for (let i = 0; i < start + inserted.length - from; i++) {
      const code = near.charCodeAt(i);
      if (code === LF || (code === CR && near.charCodeAt(i + 1) !== LF)) fresh.push(from + i + 1);
    }
    const moved = first + fresh.length;
    const count = this.count + moved - last;
    if (count > this.starts.length) this.grow(count);
    if (moved !== last) this.starts.copyWithin(moved, last, this.count);
    this.starts.set(fresh, first);
    if (shift !== 0) for (let i = moved; i < count; i++) this.starts[i]! += shift;
    this.count = count;
    this.length = text.length;
  }

  positionAt(offset: number): Position {
    const within = Math.max(0, Math.min(offset, this.length));
    const line = this.lineOf(within);
    return { line, character: within - this.starts[line]! };
  }

  private lineOf(offset: number): number {
    const { starts, count } = this;
    let line = this.last;
    if (line < count && starts[line]! <= offset) {
      for (const limit = Math.min(count - 1, line + NEAR); line < limit && starts[line + 1]! <= offset; ) line++;
      if (line + 1 === count || starts[line + 1]! > offset) {
        this.last = line;
        return line;
      }
    }
    this.last = this.firstNotBefore(offset + 1) - 1;
    return this.last;
  }

  range(start: number, end: number): Range {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  /** A place beyond the end of its line is the end of that line; `text` is the text that the lines are of. */
  offsetAt({ line, character }: Position, text: Text): number {
    if (line < 0) return 0;
    if (line >= this.count) return this.length;
    const start = this.starts[line]!;
    const wanted = start + Math.max(0, character);
    if (line + 1 === this.count) return Math.min(wanted, this.length);
    const next = this.starts[line + 1]!;
    if (wanted < next - 2) return wanted;
    const end = text.slice(Math.max(start, next - 2), next) === '\r\n' ? next - 2 : next - 1;
    return Math.min(wanted, end);
  }

  /** The index of the first line that starts at `offset` or later. */
  private firstNotBefore(offset: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private push(start: number): void {
    if (this.count === this.starts.length) this.grow(this.count + 1);
    this.starts[this.count++] = start;
  }

  private grow(atLeast: number): void {
    const grown = new Int32Array(Math.max(atLeast, this.starts.length * 2));
    grown.set(this.starts.subarray(0, this.count));
    this.starts = grown;
  }
}
