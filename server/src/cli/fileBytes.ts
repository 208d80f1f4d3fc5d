import { readSync } from 'node:fs';

/** How much is read at once for one claim: its neighbours are asked for next, mostly. */
const WINDOW = 65_536;

/** Bytes of an open file; fewer than asked for where the file ends. */
export function bytesAt(file: number, start: number, into: Uint8Array, length: number): number {
  let read = 0;
  while (read < length) {
    const more = readSync(file, into, read, length - read, start + read);
    if (more === 0) break;
    read += more;
  }
  return read;
}

/** The characters of an open file that is ASCII throughout, by offset. */
export function asciiText(file: number): (start: number, end: number) => string {
  let window = Buffer.alloc(WINDOW);
  let from = 0;
  let to = 0;
  return (start, end) => {
    if (start < from || end > to) {
      if (end - start > window.length) window = Buffer.alloc(end - start);
      from = start;
      to = start + bytesAt(file, start, window, window.length);
    }
    return window.toString('latin1', start - from, Math.min(end, to) - from);
  };
}
