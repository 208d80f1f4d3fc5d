/**
 * A text of which parts are asked for: a string is one, and so is a text kept in pieces, whose parts are had without
 * a copy of the whole. `toString` gives the whole.
 */
export interface Text {
  readonly length: number;
  slice(start: number, end?: number): string;
  toString(): string;
}

/** UTF-16 units in a piece as it is made: an edit copies one or two pieces. */
const USUAL = 1 << 15;

/**
 * A text in pieces. An edit makes a new one that shares all pieces but those it touches, so it costs some ten
 * kilobytes and one number a piece, however long the text is.
 */
export class PieceText implements Text {
  private constructor(
    private readonly pieces: readonly string[],
    /** Where each piece begins. */
    private readonly starts: Int32Array,
    readonly length: number,
    /** The length of a piece as it is made; an edit may leave a quarter of it or twice as much. */
    private readonly usual: number,
    /** The whole in one, when somebody has asked for it. */
    private whole: string | undefined,
  ) {}

  static of(text: string, usual = USUAL): PieceText {
    return PieceText.from(cut(text, usual), usual, text);
  }

  private static from(pieces: readonly string[], usual: number, whole?: string): PieceText {
    const starts = new Int32Array(pieces.length);
    let length = 0;
    for (let i = 0; i < pieces.length; i++) {
      starts[i] = length;
      length += pieces[i]!.length;
    }
    return new PieceText(pieces, starts, length, usual, whole);
  }

  /** The text with what stands between two offsets replaced. */
  replace(start: number, end: number, text: string): PieceText {
    const { pieces, starts, usual } = this;
    if (start === 0 && end === this.length) return PieceText.of(text, usual);
    let first = this.pieceAt(start);
    let last = end === start ? first : this.pieceAt(end - 1);
    let before = pieces[first]!.slice(0, start - starts[first]!);
    let behind = pieces[last]!.slice(end - starts[last]!);
    // What gets short joins its neighbours: deleting leaves no crumbs.
    while ((before.length + text.length + behind.length) * 4 < usual && (first > 0 || last + 1 < pieces.length)) {
      if (last + 1 < pieces.length) behind += pieces[++last]!;
      else before = pieces[--first]! + before;
    }
    const made = cut([before, text, behind].join(''), usual);
    return PieceText.from(pieces.slice(0, first).concat(made, pieces.slice(last + 1)), usual);
  }

  slice(start: number, end: number = this.length): string {
    const from = Math.max(0, start < 0 ? start + this.length : start);
    const to = Math.min(this.length, end < 0 ? end + this.length : end);
    if (from >= to) return '';
    if (this.whole !== undefined) return this.whole.slice(from, to);
    const { pieces, starts } = this;
    const first = this.pieceAt(from);
    const last = this.pieceAt(to - 1);
    if (first === last) return pieces[first]!.slice(from - starts[first]!, to - starts[first]!);
    const found = pieces.slice(first, last + 1);
    found[0] = pieces[first]!.slice(from - starts[first]!);
    found[found.length - 1] = pieces[last]!.slice(0, to - starts[last]!);
    return found.join('');
  }

  /** The whole text; the first time after an edit it is copied. */
  toString(): string {
    this.whole ??= this.pieces.join('');
    return this.whole;
  }

  /** The piece that holds an offset; the last one for the end of the text. */
  private pieceAt(offset: number): number {
    const { starts } = this;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** At least one piece, of an empty text an empty one. */
function cut(text: string, usual: number): string[] {
  if (text.length <= usual * 2) return [text];
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += usual) pieces.push(text.slice(at, at + usual));
  return pieces;
}
