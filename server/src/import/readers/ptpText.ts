import { ImportError } from '../importError';
import { digit36, NOT_PACKED } from '../packCode';
import type { PairWriter } from '../pairWriter';
import type { Head, Out } from '../reader';
import { NEVER_HELD, type PtpOrder, ptpFields } from './ptpRow';

const TAB = 9;
const LF = 10;
const CR = 13;
const STAR = 42;
const ZERO = 48;
const LONGEST_LINE = 1024 * 1024;
const PUBLISHED: PtpOrder = { column1: 0, column2: 1, prior: 2, effective: 3, deleted: 4, indicator: 5, rationale: 6 };

/**
 * Reads the tab-delimited text by its bytes, without a string or an object a row: 2.6 million rows are one table. Lines
 * that are not exactly as published (a blank too many, other columns) take the slow path, which judges them.
 */
export async function readPtpText(head: Head, order: PtpOrder, headerLine: number, out: Out): Promise<void> {
  const slow = ptpFields(head.member.path, order, out);
  const fast = isPublished(order) ? fastRow(out) : () => false;
  let line = 0;
  const take = (bytes: Buffer, from: number, to: number) => {
    line++;
    if (line <= headerLine || fast(bytes, from, to)) return;
    slow(bytes.toString('latin1', from, to).split('\t'), line);
  };
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of head.member.open()) {
    out.signal?.throwIfAborted();
    const fresh = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const bytes: Buffer = rest.length > 0 ? Buffer.concat([rest, fresh]) : fresh;
    rest = bytes.subarray(eachLine(bytes, take));
    if (rest.length > LONGEST_LINE) {
      throw new ImportError(
        head.member.path,
        `line ${line + 1} does not end; expected one edit a line, as CMS publishes them.`,
      );
    }
  }
  if (rest.length > 0) take(rest, 0, rest.length);
}

/** Calls for each line that ends in the bytes; returns where the last, unfinished one starts. */
function eachLine(bytes: Buffer, take: (bytes: Buffer, from: number, to: number) => void): number {
  let from = 0;
  for (;;) {
    const end = bytes.indexOf(LF, from);
    if (end < 0) return from;
    take(bytes, from, end > from && bytes[end - 1] === CR ? end - 1 : end);
    from = end + 1;
  }
}

function isPublished(order: PtpOrder): boolean {
  return (Object.keys(PUBLISHED) as (keyof PtpOrder)[]).every((field) => order[field] === PUBLISHED[field]);
}

/** Takes a line as published and says so; false where anything in it is otherwise. */
function fastRow(out: Out): (bytes: Buffer, from: number, to: number) => boolean {
  const pairs = out.pairs();
  const rationale = rationales(pairs);
  return (bytes, from, to) => {
    const column1 = codeAt(bytes, from);
    const column2 = codeAt(bytes, from + 6);
    if (column1 === NOT_PACKED || column2 === NOT_PACKED || bytes[from + 5] !== TAB || bytes[from + 11] !== TAB) {
      return false;
    }
    let at = from + 12;
    const prior = bytes[at] === STAR;
    if (prior) at++;
    const effective = dayAt(bytes, at + 1);
    if (bytes[at] !== TAB || effective === 0 || bytes[at + 9] !== TAB) return false;
    at += 10;
    const active = bytes[at] === STAR;
    const deleted = active ? 0 : dayAt(bytes, at);
    if (!active && deleted === 0) return false;
    at += active ? 1 : 8;
    const indicator = bytes[at + 1]! - ZERO;
    if (bytes[at] !== TAB || bytes[at + 2] !== TAB || at + 3 > to) return false;
    if (indicator === 9) out.ignore(NEVER_HELD);
    else if (indicator === 0 || indicator === 1) {
      pairs.add(column1, column2, prior, effective, deleted, indicator, rationale(bytes, at + 3, to));
    } else return false;
    return true;
  };
}

/** `packCode` of five bytes. */
function codeAt(bytes: Buffer, at: number): number {
  let packed = 0;
  for (let end = at + 5; at < end; at++) {
    const digit = digit36(bytes[at]!);
    if (digit < 0) return NOT_PACKED;
    packed = packed * 36 + digit;
  }
  return packed;
}

/** Eight digits as a `Day`, or 0 where month or day can't be; the end of February is not judged. */
function dayAt(bytes: Buffer, at: number): number {
  let day = 0;
  for (let end = at + 8; at < end; at++) {
    const digit = bytes[at]! - ZERO;
    if (!(digit >= 0 && digit <= 9)) return 0;
    day = day * 10 + digit;
  }
  const month = Math.trunc(day / 100) % 100;
  const inMonth = day % 100;
  return month >= 1 && month <= 12 && inMonth >= 1 && inMonth <= 31 ? day : 0;
}

/** Finds a rationale by its bytes: a table has a dozen of them. */
function rationales(pairs: PairWriter): (bytes: Buffer, from: number, to: number) => number {
  const known: { readonly bytes: Buffer; readonly index: number }[] = [];
  let last = 0;
  const isAt = (bytes: Buffer, from: number, length: number, at: number) => {
    const one = known[at];
    if (one?.bytes.length !== length) return false;
    for (let i = 0; i < length; i++) if (one.bytes[i] !== bytes[from + i]) return false;
    return true;
  };
  return (bytes, from, to) => {
    const length = to - from;
    if (known.length > 0 && isAt(bytes, from, length, last)) return known[last]!.index;
    for (let at = 0; at < known.length; at++) {
      if (isAt(bytes, from, length, at)) {
        last = at;
        return known[at]!.index;
      }
    }
    const copy = Buffer.from(bytes.subarray(from, to));
    last = known.push({ bytes: copy, index: pairs.rationaleOf(copy.toString('latin1').trim()) }) - 1;
    return known[last]!.index;
  };
}
