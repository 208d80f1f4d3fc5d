/** A line of a text: absolute offsets, without its line break; `next` is where the following line starts. */
export interface TextLine {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** How much of a line is read as headers, fields and cells; what follows is only searched for mentions. */
export const readableWidth = 4096;

const CR = 13;
const LF = 10;

/** The line that starts at `start`. LF, CR and CRLF end a line. */
export function lineFrom(text: string, start: number): TextLine {
  let end = start;
  while (end < text.length) {
    const unit = text.charCodeAt(end);
    if (unit === LF || unit === CR) break;
    end++;
  }
  if (end === text.length) return { start, end, next: end };
  const wide = text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF;
  return { start, end, next: end + (wide ? 2 : 1) };
}

/** Where the line that holds `offset` starts. An offset between CR and LF belongs to the line before them. */
export function lineStartOf(text: string, offset: number): number {
  let start = Math.min(Math.max(offset, 0), text.length);
  if (text.charCodeAt(start) === LF && text.charCodeAt(start - 1) === CR) start--;
  while (start > 0) {
    const unit = text.charCodeAt(start - 1);
    if (unit === LF || unit === CR) break;
    start--;
  }
  return start;
}

/** The line break that a text uses around `line`: its own, else the one before it, else LF. */
export function lineBreakAt(text: string, line: TextLine): string {
  if (line.next > line.end) return text.slice(line.end, line.next);
  if (line.start === 0) return '\n';
  const before = lineStartOf(text, line.start - 1);
  const { end, next } = lineFrom(text, before);
  return text.slice(end, next) || '\n';
}

/** Blank, tab, no-break space, byte order mark. */
export function isBlankUnit(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 0xa0 || unit === 0xfeff;
}

export function skipBlanks(line: string, at: number, end = line.length): number {
  let next = at;
  while (next < end && isBlankUnit(line.charCodeAt(next))) next++;
  return next;
}

export function trimEnd(line: string, start: number, end: number): number {
  let last = end;
  while (last > start && isBlankUnit(line.charCodeAt(last - 1))) last--;
  return last;
}

export function isAlphanumeric(unit: number): boolean {
  return (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122);
}

export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** The end of the run of ASCII letters and digits at `at`. */
export function tokenEnd(line: string, at: number, end = line.length): number {
  let next = at;
  while (next < end && isAlphanumeric(line.charCodeAt(next))) next++;
  return next;
}

/** Where the run of ASCII letters and digits begins that ends at `end`. */
export function tokenStart(line: string, end: number): number {
  let start = end;
  while (start > 0 && isAlphanumeric(line.charCodeAt(start - 1))) start--;
  return start;
}

/** Matches a sticky expression at `at`. */
export function matchAt(pattern: RegExp, line: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(line) ?? undefined;
}

/** The letters that stand behind `at` and blanks; '' where others do. */
export function wordBehind(line: string, at: number, end: number): string {
  const start = skipBlanks(line, at, end);
  return /^[A-Za-z]*/.exec(line.slice(start, Math.min(end, start + 20)))![0];
}

/** Whether two or more blanks, a tab or a bar stand directly before `at`, or nothing but blanks. */
export function isColumnStart(line: string, at: number): boolean {
  if (at === 0) return true;
  const last = line.charCodeAt(at - 1);
  if (last === 9 || last === 124) return true;
  if (!isBlankUnit(last)) return false;
  if (at === 1) return true;
  const before = line.charCodeAt(at - 2);
  return isBlankUnit(before) || before === 124;
}

/** A line of nothing but three or more dashes, or three or more equals signs. */
export function isRule(line: string): boolean {
  return /^[\s\uFEFF]*(?:-{3,}|={3,})[ \t\u00A0]*$/.test(line);
}
