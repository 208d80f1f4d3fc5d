import { isAscii } from 'node:buffer';
import {
  type CheckContext,
  type Delimiters,
  type FileText,
  type JudgedStretch,
  LandmarkFinder,
  type Landmarks,
  NO_LANDMARKS,
  REACH,
  StretchJudge,
  stateBefore,
  type X12State,
} from '../service';
import { asciiText, bytesAt } from './fileBytes';
import { lineStartsIn } from './lineStarts';

/** A file that several threads read: what they share. */
export interface SharedFile {
  readonly file: number;
  /** In bytes. */
  readonly size: number;
  /** A stretch begins at the first border behind each multiple of this. */
  readonly width: number;
  /** Of the first interchange. */
  readonly delimiters: Delimiters;
  /** The number of the next stretch that nobody has taken; behind it, whether the landmarks of each are known. */
  readonly state: Int32Array<SharedArrayBuffer>;
  /** The landmarks of each stretch, a number each. */
  readonly landmarks: Float64Array<SharedArrayBuffer>;
}

/** What a thread makes of one stretch; none begins in it where it holds no border. */
export interface TakenStretch {
  readonly number: number;
  /** As `lineStartsIn` has them. */
  readonly lineStarts: Int32Array<ArrayBuffer>;
  readonly stretch: JudgedStretch | undefined;
}

const KINDS = Object.keys(NO_LANDMARKS) as (keyof Landmarks)[];
const NUMBERS = KINDS.length;
const KNOWN = 1;
/** How much is read behind a stretch to find where the next one begins. */
const BEHIND = 32_768;
/** What no border is found in, in stretches, is none that threads can share. */
const MOST_BEHIND = 4;
/** In milliseconds: a thread that has taken a stretch tells its landmarks at once, or it is gone. */
const PATIENCE = 5000;

export function stretchesOf(size: number, width: number): number {
  return Math.ceil(size / width);
}

export function shareFile(file: number, size: number, width: number, delimiters: Delimiters): SharedFile {
  const count = stretchesOf(size, width);
  return {
    ...{ file, size, width, delimiters },
    state: new Int32Array(new SharedArrayBuffer((1 + count) * Int32Array.BYTES_PER_ELEMENT)),
    landmarks: new Float64Array(new SharedArrayBuffer(NUMBERS * count * Float64Array.BYTES_PER_ELEMENT)),
  };
}

/** No thread takes a stretch any more. */
export function stopTaking({ state, size, width }: SharedFile): void {
  Atomics.store(state, 0, stretchesOf(size, width));
}

/** Why a file can't be read in stretches: it has to be read from its beginning. */
export class Unclear extends Error {}

/** Takes stretches of a file, the next that nobody has, and judges them. One a thread. */
export class StretchTaker {
  private readonly judge: StretchJudge;
  private readonly textAt: FileText;
  private bytes = Buffer.alloc(0);

  constructor(
    private readonly shared: SharedFile,
    context: CheckContext,
  ) {
    this.judge = new StretchJudge(context);
    this.textAt = asciiText(shared.file);
  }

  /** Undefined where all are taken; throws `Unclear`. */
  next(): TakenStretch | undefined {
    const { state, size, width } = this.shared;
    const number = Atomics.add(state, 0, 1);
    return number < stretchesOf(size, width) ? this.take(number) : undefined;
  }

  private take(number: number): TakenStretch {
    const { shared } = this;
    const { size, width } = shared;
    const from = number * width;
    const to = Math.min(from + width, size);
    const offset = Math.max(0, from - REACH);
    let { text, finder } = this.read(offset, to + BEHIND);
    this.tell(number, finder.last(from, to));
    const lineStarts = lineStartsIn(this.bytes, from - offset, to - offset);
    const begin = number === 0 ? 0 : finder.border(from, to);
    if (begin < 0) return { number, lineStarts, stretch: undefined };
    let end = size;
    for (let behind = BEHIND; to < size; behind *= 2) {
      if (behind > BEHIND) ({ text, finder } = this.read(offset, to + behind));
      const isWhole = offset + text.length === size;
      end = finder.border(to, isWhole ? size : offset + text.length - BEHIND / 2);
      if (end < 0 && isWhole) end = size;
      if (end >= 0) break;
      if (behind > width * MOST_BEHIND) throw new Unclear();
    }
    const before = stateBefore(begin, this.landmarksBefore(number, finder.last(from, begin)), this.textAt);
    if (!before) throw new Unclear();
    return { number, lineStarts, stretch: this.judged(text, offset, begin, end, before) };
  }

  /** Reads a stretch once more, under what is known to stand before it. */
  again({ read: { begin, end } }: JudgedStretch, before: X12State): JudgedStretch {
    const { text } = this.read(begin, end + BEHIND);
    return this.judged(text, begin, begin, end, before);
  }

  private judged(text: string, offset: number, begin: number, end: number, before: X12State): JudgedStretch {
    const isLast = offset + text.length === this.shared.size;
    const stretch = this.judge.judge({ text, offset, begin, end, isLast }, before);
    if (!stretch) throw new Unclear();
    return stretch;
  }

  private read(offset: number, wanted: number): { text: string; finder: LandmarkFinder } {
    const { file, size, delimiters } = this.shared;
    const length = Math.min(wanted, size) - offset;
    if (this.bytes.length < length) this.bytes = Buffer.alloc(length + BEHIND);
    const read = bytesAt(file, offset, this.bytes, length);
    if (read < length || !isAscii(this.bytes.subarray(0, length))) throw new Unclear();
    const text = this.bytes.toString('latin1', 0, length);
    return { text, finder: new LandmarkFinder(text, offset, delimiters) };
  }

  private tell(number: number, found: Landmarks): void {
    const { state, landmarks } = this.shared;
    landmarks.set(
      KINDS.map((kind) => found[kind]),
      number * NUMBERS,
    );
    Atomics.store(state, 1 + number, KNOWN);
    Atomics.notify(state, 1 + number);
  }

  /** The last of each before a border: `own` are those of its own stretch. */
  private landmarksBefore(number: number, own: Landmarks): Landmarks {
    const { state, landmarks } = this.shared;
    const found = { ...own };
    for (let one = number - 1; one >= 0 && found.interchange < 0; one--) {
      if (Atomics.load(state, 1 + one) !== KNOWN) {
        if (Atomics.wait(state, 1 + one, 0, PATIENCE) === 'timed-out') throw new Unclear();
      }
      KINDS.forEach((kind, i) => {
        if (found[kind] < 0) found[kind] = landmarks[one * NUMBERS + i]!;
      });
    }
    return number === 0 ? NO_LANDMARKS : found;
  }
}
