import { ImportError } from '../importError';
import { digit36, NOT_PACKED } from '../packCode';
import type { PairWriter } from '../pairWriter';
import type { Head, Out } from '../reader';
import { clean, decode } from '../text';
import { NEVER_HELD, type PtpOrder, ptpFields } from './ptpRow';

const TAB = 9;
const LF = 10;
const CR = 13;
const STAR = 42;
const ZERO = 48;
const LONGEST_LINE = 1024 * 1024;
const PUBLISHED: PtpOrder = { column1: 0, column2: 1, prior: 2, effective: 3, deleted: 4, indicator: 5, rationale: 6 };
/** The shortest line up to the indicator: two codes, an empty cell, a date, `*`. */
const SHORTEST = 26;
const MOST_RATIONALES = 100;

/**
 * Reads the tab-delimited text by its bytes, without a string or an object a row: 2.6 million rows are one table. Lines
 * that are not exactly as published (a blank too many, other columns) take the slow path, which judges them.
 */
export async function readPtpText(head: Head, order: PtpOrder, headerLine: number, out: Out): Promise<void> {
  const slow = ptpFields(head.member.path, order, out);
  const fast = fastRow(order, out);
  let line = 0;
  /** Takes each line that ends in the bytes; returns where the last, unfinished one starts. */
  const takeLines = (bytes: Buffer, start: number): number => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let from = start;
    for (;;) {
      if (line >= headerLine) {
        const next = fast(bytes, view, from);
        if (next > 0) {
          line++;
          from = next;
          continue;
        }
      }
      const end = bytes.indexOf(LF, from);
      if (end < 0) return from;
      line++;
      const to = end > from && bytes[end - 1] === CR ? end - 1 : end;
      if (line > headerLine) slow(textOf(bytes.subarray(from, to)).split('\t'), line);
      from = end + 1;
    }
  };
  let rest = Buffer.alloc(0);
  for await (const chunk of head.member.open()) {
    out.signal?.throwIfAborted();
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const firstEnd = rest.length > 0 ? bytes.indexOf(LF) + 1 : 0;
    if (firstEnd > 0) takeLines(Buffer.concat([rest, bytes.subarray(0, firstEnd)]), 0);
    const more = rest.length > 0 && firstEnd === 0;
    rest = more ? Buffer.concat([rest, bytes]) : Buffer.from(bytes.subarray(takeLines(bytes, firstEnd)));
    if (rest.length > LONGEST_LINE) {
      throw new ImportError(
        head.member.path,
        `line ${line + 1} does not end; expected one edit a line, as CMS publishes them.`,
      );
    }
  }
  if (rest.length > 0) takeLines(Buffer.concat([rest, Buffer.of(LF)]), 0);
}

/** Most lines are ASCII, for which there is a quicker way. */
function textOf(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  return /[\x80-\xff]/.test(text) ? decode(bytes) : text;
}

/** Takes the line as published that starts there, and returns where the next one starts; else takes nothing: -1. */
function fastRow(order: PtpOrder, out: Out): (bytes: Buffer, view: DataView, from: number) => number {
  const isPublished = (Object.keys(PUBLISHED) as (keyof PtpOrder)[]).every(
    (field) => order[field] === PUBLISHED[field] || (field === 'rationale' && order.rationale < 0),
  );
  if (!isPublished) return () => -1;
  const pairs = out.pairs();
  const withRationale = order.rationale >= 0;
  const rationale = rationales(pairs, withRationale ? LONGEST_LINE : 0);
  return (bytes, view, from) => {
    if (from + SHORTEST > bytes.length) return -1;
    const column1 = codeAt(bytes, from);
    const column2 = codeAt(bytes, from + 6);
    if (column1 === NOT_PACKED || column2 === NOT_PACKED || bytes[from + 5] !== TAB || bytes[from + 11] !== TAB) {
      return -1;
    }
    let at = from + 12;
    const prior = bytes[at] === STAR;
    if (prior) at++;
    const effective = dayAt(bytes, at + 1);
    if (bytes[at] !== TAB || effective === 0 || bytes[at + 9] !== TAB) return -1;
    at += 10;
    const active = bytes[at] === STAR;
    const deleted = active ? 0 : dayAt(bytes, at);
    if (!active && deleted === 0) return -1;
    at += active ? 1 : 8;
    const indicator = bytes[at + 1]! - ZERO;
    if (bytes[at] !== TAB || !(indicator === 0 || indicator === 1 || indicator === 9)) return -1;
    at += 2;
    if (withRationale && bytes[at++] !== TAB) return -1;
    const why = rationale.at(bytes, view, at);
    if (why < 0) return -1;
    if (indicator === 9) out.ignore(NEVER_HELD);
    else pairs.add(column1, column2, prior, effective, deleted, indicator === 1 ? 1 : 0, why);
    return rationale.next;
  };
}

const DIGITS = Int8Array.from({ length: 256 }, (_, unit) => digit36(unit));

/** `packCode` of five bytes. */
function codeAt(bytes: Buffer, at: number): number {
  const a = DIGITS[bytes[at]!]!;
  const b = DIGITS[bytes[at + 1]!]!;
  const c = DIGITS[bytes[at + 2]!]!;
  const d = DIGITS[bytes[at + 3]!]!;
  const e = DIGITS[bytes[at + 4]!]!;
  return (a | b | c | d | e) < 0 ? NOT_PACKED : (((a * 36 + b) * 36 + c) * 36 + d) * 36 + e;
}

/** Eight digits as a `Day`, or 0 where month or day can't be; the end of February is not judged. */
function dayAt(bytes: Buffer, at: number): number {
  const a = DIGITS[bytes[at]!]!;
  const b = DIGITS[bytes[at + 1]!]!;
  const c = DIGITS[bytes[at + 2]!]!;
  const d = DIGITS[bytes[at + 3]!]!;
  const e = DIGITS[bytes[at + 4]!]!;
  const f = DIGITS[bytes[at + 5]!]!;
  const g = DIGITS[bytes[at + 6]!]!;
  const h = DIGITS[bytes[at + 7]!]!;
  // Above 9 are letters.
  if ((a | b | c | d | e | f | g | h) < 0 || a > 9 || b > 9 || c > 9 || d > 9 || e > 9 || f > 9 || g > 9 || h > 9)
    return 0;
  const month = e * 10 + f;
  const inMonth = g * 10 + h;
  const day = (((a * 10 + b) * 10 + c) * 10 + d) * 10_000 + month * 100 + inMonth;
  return month >= 1 && month <= 12 && inMonth >= 1 && inMonth <= 31 ? day : 0;
}

interface Rationales {
  /** The index of the text from there to the end of its line; -1 where the line does not end or goes on with a cell. */
  at(bytes: Buffer, view: DataView, from: number): number;
  /** Where the line after the last one starts. */
  readonly next: number;
}

/** Finds a rationale of at most `longest` bytes by its bytes: a table has a dozen of them. */
function rationales(pairs: PairWriter, longest: number): Rationales {
  const known: Known[] = [];
  let last = 0;
  let next = 0;
  const isAt = (bytes: Buffer, view: DataView, from: number, { words, rest, index }: Known) => {
    const end = from + words.length * 4 + rest.length;
    if (bytes[end] === CR && bytes[end + 1] === LF) next = end + 2;
    else if (bytes[end] === LF) next = end + 1;
    else return -1;
    let at = from;
    for (let i = 0; i < words.length; i++, at += 4) if (words[i] !== view.getUint32(at, true)) return -1;
    for (let i = 0; i < rest.length; i++, at++) if (rest[i] !== bytes[at]) return -1;
    return index;
  };
  return {
    get next() {
      return next;
    },
    at(bytes, view, from) {
      if (last < known.length) {
        const index = isAt(bytes, view, from, known[last]!);
        if (index >= 0) return index;
      }
      for (last = 0; last < known.length; last++) {
        const index = isAt(bytes, view, from, known[last]!);
        if (index >= 0) return index;
      }
      const end = bytes.indexOf(LF, from);
      if (end < 0) return -1;
      const own = bytes.subarray(from, bytes[end - 1] === CR ? end - 1 : end);
      // Of a table that is not as published each line may say something else.
      if (own.includes(TAB) || own.length > longest || known.length === MOST_RATIONALES) return -1;
      known.push(knownOf(own, pairs.rationaleOf(clean(textOf(own)))));
      next = end + 1;
      return known[last]!.index;
    },
  };
}

interface Known {
  /** Four bytes each, little endian. */
  readonly words: Uint32Array;
  readonly rest: Uint8Array;
  readonly index: number;
}

function knownOf(bytes: Buffer, index: number): Known {
  const words = Uint32Array.from({ length: bytes.length >>> 2 }, (_, at) => bytes.readUInt32LE(at * 4));
  return { words, rest: Uint8Array.from(bytes.subarray(words.length * 4)), index };
}
