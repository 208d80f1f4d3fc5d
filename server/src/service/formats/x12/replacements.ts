import type { TextReplacement } from '../format';

/** So many pieces are joined at once: millions kept apart would cost more to keep than to join. */
const BATCH = 4096;

/** Replacements in a text, ascending and not overlapping. A large file has hundreds of thousands: no object for each. */
export class Replacements {
  length = 0;
  private places = new Int32Array(2048);
  private readonly texts: string[] = [];

  constructor(private readonly text: string) {}

  add(start: number, end: number, replacement: string): void {
    const at = this.length * 2;
    if (at === this.places.length) {
      const wider = new Int32Array(at * 2);
      wider.set(this.places);
      this.places = wider;
    }
    this.places[at] = start;
    this.places[at + 1] = end;
    this.texts[this.length++] = replacement;
  }

  /** Takes in more, which may stand between those from number `first` on. */
  merge(first: number, more: readonly TextReplacement[]): void {
    const all = [...this.list(first), ...more].sort((a, b) => a.start - b.start);
    this.length = first;
    for (const { start, end, text } of all) this.add(start, end, text);
  }

  list(first = 0): TextReplacement[] {
    const { places, texts } = this;
    const found: TextReplacement[] = [];
    for (let i = first; i < this.length; i++) {
      found.push({ start: places[i * 2]!, end: places[i * 2 + 1]!, text: texts[i]! });
    }
    return found;
  }

  /** All as one, from the first change to the last. */
  asOne(): TextReplacement | undefined {
    if (this.length === 0) return undefined;
    const start = this.places[0]!;
    const end = this.places[this.length * 2 - 1]!;
    return { start, end, text: this.between(start, end) };
  }

  /** The text with all of them carried out. */
  carriedOut(): string {
    return this.length ? this.between(0, this.text.length) : this.text;
  }

  private between(start: number, end: number): string {
    const { text, places, texts } = this;
    const out = new Pieces();
    let at = start;
    for (let i = 0; i < this.length; i++) {
      const from = places[i * 2]!;
      if (from > at) out.add(text.slice(at, from));
      out.add(texts[i]!);
      at = places[i * 2 + 1]!;
    }
    out.add(text.slice(at, end));
    return out.joined();
  }
}

/** A long text made of many short ones. */
export class Pieces {
  private readonly batches: string[] = [];
  private open: string[] = [];

  add(piece: string): void {
    if (piece === '') return;
    this.open.push(piece);
    if (this.open.length < BATCH) return;
    this.batches.push(this.open.join(''));
    this.open = [];
  }

  joined(): string {
    this.batches.push(this.open.join(''));
    return this.batches.join('');
  }
}
