import { lastAtOrBefore, type Position } from '../service';

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Where lines begin in a text that comes in pieces: LF, CRLF and CR end a line. */
export class LineStarts {
  private readonly starts = [0];
  private length = 0;
  private endsWithReturn = false;

  push(piece: string): void {
    const { starts, length } = this;
    if (piece === '') return;
    if (this.endsWithReturn && piece.charCodeAt(0) === LINE_FEED) starts.pop();
    let feed = piece.indexOf('\n');
    let back = piece.indexOf('\r');
    while (feed >= 0 || back >= 0) {
      let end = feed;
      if (back >= 0 && (feed < 0 || back < feed)) {
        end = back + 1 === feed ? feed : back;
        back = piece.indexOf('\r', back + 1);
      }
      starts.push(length + end + 1);
      if (end === feed) feed = piece.indexOf('\n', feed + 1);
    }
    this.length += piece.length;
    this.endsWithReturn = piece.charCodeAt(piece.length - 1) === CARRIAGE_RETURN;
  }

  positionAt(offset: number): Position {
    const line = lastAtOrBefore(this.starts.length, (i) => this.starts[i]!, offset);
    return { line, character: offset - this.starts[line]! };
  }
}

/** The lines that end in bytes `from` to `to`: where the next ones begin, counted from `from`. What follows is there too. */
export function lineStartsIn(bytes: Uint8Array, from: number, to: number): Int32Array<ArrayBuffer> {
  let starts = new Int32Array(Math.max(64, (to - from) >> 4));
  let count = 0;
  for (let i = from; i < to; i++) {
    const code = bytes[i]!;
    if (code !== LINE_FEED && (code !== CARRIAGE_RETURN || bytes[i + 1] === LINE_FEED)) continue;
    if (count === starts.length) {
      const wider = new Int32Array(count * 2);
      wider.set(starts);
      starts = wider;
    }
    starts[count++] = i + 1 - from;
  }
  return starts.slice(0, count);
}

/** Where lines begin in a file whose parts of one size, `width`, were looked through by `lineStartsIn`. */
export class LineStartsOfParts {
  /** Lines that end before each part. */
  private readonly before: number[] = [];
  private lines = 0;

  constructor(
    private readonly width: number,
    private readonly parts: readonly Int32Array[],
  ) {
    for (const { length } of parts) {
      this.before.push(this.lines);
      this.lines += length;
    }
  }

  positionAt(offset: number): Position {
    for (let i = Math.min(Math.floor(offset / this.width), this.parts.length - 1); i >= 0; i--) {
      const part = this.parts[i]!;
      const near = offset - i * this.width;
      const at = lastAtOrBefore(part.length, (one) => part[one]!, near);
      if (at >= 0) return { line: this.before[i]! + at + 1, character: near - part[at]! };
    }
    return { line: 0, character: offset };
  }
}
