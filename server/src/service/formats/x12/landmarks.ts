import type { Delimiters } from './delimiters';

/**
 * The last segments of each kind in a part of a file that what stands behind them depends on; -1 where there is none.
 * Offsets of the file, of the first character of the segment.
 */
export interface Landmarks {
  readonly interchange: number;
  readonly group: number;
  readonly transaction: number;
  /** The HL of a billing provider: HL03 is 20. */
  readonly provider: number;
  /** That of a subscriber: HL03 is 22. */
  readonly subscriber: number;
  /** Any HL. */
  readonly level: number;
}

export const NO_LANDMARKS: Landmarks = {
  interchange: -1,
  group: -1,
  transaction: -1,
  provider: -1,
  subscriber: -1,
  level: -1,
};

/**
 * Finds segments in a part of a file without reading it, by the delimiters of the file's first interchange. What it
 * finds is a guess that the reader confirms: text inside of another segment never looks so, but another interchange may
 * have other delimiters.
 */
export class LandmarkFinder {
  private readonly segment: number;
  private readonly isLine: boolean;

  /** `offset`: where the text begins in the file. */
  constructor(
    private readonly text: string,
    private readonly offset: number,
    private readonly delimiters: Delimiters,
  ) {
    this.segment = delimiters.segment.charCodeAt(0);
    this.isLine = isLineEnd(this.segment);
  }

  /** The first segment in [from, to) that a file can be read on from: an ST, a CLP, an HL of a provider or subscriber. */
  border(from: number, to: number): number {
    const level = this.first('HL', from, to, (at) => {
      const code = this.levelAt(at);
      return code === PROVIDER || code === SUBSCRIBER;
    });
    const before = level < 0 ? to : level;
    const payment = this.first('CLP', from, before);
    const transaction = this.first('ST', from, payment < 0 ? before : payment);
    return transaction >= 0 ? transaction : payment >= 0 ? payment : level;
  }

  /** The last of each kind in [from, to). */
  last(from: number, to: number): Landmarks {
    const transaction = this.lastOf('ST', from, to);
    let provider = -1;
    let subscriber = -1;
    const level = this.lastOf('HL', Math.max(from, transaction), to, (at) => {
      const code = this.levelAt(at);
      if (code === PROVIDER) provider = at + this.offset;
      else if (code === SUBSCRIBER) subscriber = at + this.offset;
      return true;
    });
    return {
      interchange: this.lastOf('ISA', from, to),
      group: this.lastOf('GS', from, to),
      transaction,
      provider,
      subscriber,
      level,
    };
  }

  private first(id: string, from: number, to: number, wanted: (at: number) => boolean = always): number {
    const { text, offset } = this;
    const sought = id + this.delimiters.element;
    const end = to - offset;
    // A part at a time: what is sought may be far away, where something else ends the search.
    for (let at = from - offset; at < end; at += STEP) {
      const part = text.slice(at, Math.min(end, at + STEP) + sought.length - 1);
      for (let found = part.indexOf(sought); found >= 0; found = part.indexOf(sought, found + 1)) {
        if (this.begins(at + found) && wanted(at + found)) return at + found + offset;
      }
    }
    return -1;
  }

  private lastOf(id: string, from: number, to: number, wanted: (at: number) => boolean = always): number {
    const { text, offset } = this;
    const sought = id + this.delimiters.element;
    let last = -1;
    // Forward: looking backward for characters takes four times as long.
    for (let at = text.indexOf(sought, from - offset); at >= 0; at = text.indexOf(sought, at + 1)) {
      if (at >= to - offset) break;
      if (this.begins(at) && wanted(at)) last = at + offset;
    }
    return last;
  }

  /** A segment begins at a place of the text: the terminator stands before it, and blanks at most between. */
  private begins(at: number): boolean {
    const { text, segment, isLine } = this;
    for (let i = at - 1; i >= at - REACH; i--) {
      if (i < 0) return this.offset === 0;
      const code = text.charCodeAt(i);
      if (code === segment || (isLine && isLineEnd(code))) return true;
      if (!isLineEnd(code) && code !== 32 && code !== 9) return false;
    }
    return false;
  }

  /** HL03 of the HL at a place of the text. */
  private levelAt(at: number): string {
    const { text, delimiters } = this;
    const second = text.indexOf(delimiters.element, at + 3);
    const third = second < 0 ? -1 : text.indexOf(delimiters.element, second + 1);
    return third < 0 || third > at + LONGEST ? '' : text.slice(third + 1, third + 3);
  }
}

/** How many characters before a segment are looked at; a text begins so much before the part that is looked through. */
export const REACH = 6;
const STEP = 65_536;
/** HL01 and HL02 have at most twelve characters each. */
const LONGEST = 30;
const PROVIDER = '20';
const SUBSCRIBER = '22';

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

function always(): boolean {
  return true;
}
