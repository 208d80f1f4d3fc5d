import { type BrokenIsa, brokenIsa, groupBefore, missingTerminator } from './brokenIsa';
import { skipBlank } from './cursor';

/** The separators of one interchange, as characters. Source: X12.5 interchange control structure, ISA and its fixed places. */
export interface Delimiters {
  readonly element: string;
  readonly component: string;
  /** ISA11 from version 00402 on; undefined where it is the old standards id `U` or no separator at all. */
  readonly repetition: string | undefined;
  readonly segment: string;
  /** ISA12, e.g. `00501`. */
  readonly version: string;
  /** The lines were cut at a width, whatever stands there: no line end ends a segment. */
  readonly wrapped: boolean;
  /** The ISA itself is missing: the separators were read off the first segments. */
  readonly guessed: boolean;
}

const WORD = /[A-Za-z0-9]/;
const HEAD_ELEMENTS = 16;
/** An ISA is 106 characters; one with long ids is longer, but not without end. */
const LONGEST_ISA = 400;
/** Records of mainframes are 80 to 1,024 characters wide. */
const WIDEST_WRAP = 1100;
const TWO_LINES = 2 * WIDEST_WRAP + 10;
/**
 * How far behind its first character an ISA's delimiters may be decided: its end and the segment that follows, and three
 * lines. Less than a reader in pieces waits for.
 */
export const ISA_REACH = LONGEST_ISA + WIDEST_WRAP + TWO_LINES;

/**
 * The delimiters declared by the ISA that begins at `at`, whatever its width: the sixteenth element is one character,
 * the next one ends the segment. Undefined when the text there is no ISA (fewer than sixteen separators).
 */
export function delimitersOfIsa(text: string, at: number): { delimiters: Delimiters; end: number } | undefined {
  const head = headOfIsa(text, at);
  const element = text[head];
  if (element === undefined || /[A-Za-z0-9\s]/.test(element)) return undefined;
  const limit = Math.min(text.length, at + LONGEST_ISA);
  const starts: number[] = [];
  for (let i = head; i < limit && starts.length < HEAD_ELEMENTS; i++) {
    if (text[i] === element) starts.push(i + 1);
  }
  const isShort = starts.length < HEAD_ELEMENTS || groupBefore(text, head, element, starts.at(-1)!) !== undefined;
  if (isShort || text[starts.at(-1)!] === element) {
    const broken = brokenIsa(text, head, element, limit);
    if (broken) return delimitersOfBroken(text, at, element, broken);
    if (starts.length < HEAD_ELEMENTS) return undefined;
  }
  const sixteenth = behindWrap(text, at, starts[HEAD_ELEMENTS - 1]!);
  let component = text[sixteenth] ?? ':';
  let end = behindWrap(text, at, sixteenth + 1);
  const isEmpty = endsIsa(text, sixteenth) && (!endsIsa(text, end) || nextEndsWith(text, end, component));
  if (isEmpty && (/[\r\n]/.test(component) || (missingTerminator(text, end, element) ?? component) === component)) {
    // ISA16 is empty: the terminator stands in its place.
    component = ':';
    end = sixteenth;
  }
  let segment = text[end] ?? '~';
  if (segment === ' ' || segment === '\t') {
    // Blanks between ISA16 and the terminator are padding, unless the blank itself ends every segment.
    let next = end;
    while (text[next] === ' ' || text[next] === '\t') next++;
    const after = text[next];
    if (after !== undefined && !WORD.test(after) && after !== '\r' && after !== '\n') {
      segment = after;
      end = next;
    }
  }
  const wrapped = isWrapped(text, at, segment);
  const missing = wrapped ? undefined : missingTerminator(text, end, element);
  if (!missing && !wrapped && (WORD.test(segment) || segment === element || segment === component)) {
    const broken = brokenIsa(text, head, element, limit);
    if (broken && broken.end !== end + 1) return delimitersOfBroken(text, at, element, broken);
  }
  const value = (index: number) => text.slice(starts[index - 1]!, starts[index]! - 1).replace(/[\r\n]+/g, '');
  const version = value(12).trim();
  return {
    delimiters: {
      element,
      component,
      repetition: repetitionOf(value(11), version, element, component),
      segment: missing ?? segment,
      version,
      wrapped,
      guessed: false,
    },
    end: Math.min(missing === undefined ? end + 1 : end, text.length),
  };
}

function delimitersOfBroken(
  text: string,
  at: number,
  element: string,
  { component, segment, end, version, isa11 }: BrokenIsa,
): { delimiters: Delimiters; end: number } {
  const repetition = repetitionOf(isa11, version, element, component);
  const wrapped = isWrapped(text, at, segment);
  return { delimiters: { element, component, repetition, segment, version, wrapped, guessed: false }, end };
}

const CARD = 80;

const BROKEN_ISA = /I[\r\n]*S[\r\n]*A/y;

/** Where the element separator of the ISA at `at` stands; the length of the text where there is none. */
export function headOfIsa(text: string, at: number): number {
  BROKEN_ISA.lastIndex = at;
  if (!BROKEN_ISA.test(text)) return text.length;
  let head = BROKEN_ISA.lastIndex;
  while (text[head] === '\r' || text[head] === '\n') head++;
  return head;
}

/** Where the letters ISA stand next; a wrapped file may have them on two lines, at the end of an interchange. */
export function indexOfIsa(text: string, from: number): number {
  BROKEN_ISA.lastIndex = skipBlank(text, from);
  const at = BROKEN_ISA.lastIndex;
  return BROKEN_ISA.test(text) ? at : text.indexOf('ISA', from);
}

/** Behind a line end at `at` at which the file is wrapped; else `at`. The ISA begins at `isa`. */
function behindWrap(text: string, isa: number, at: number): number {
  const end = /^(?:\r\n?|\n)/.exec(text.slice(at, at + 2))?.[0].length ?? 0;
  return end > 0 && wrappedLines(text, isa, at) ? at + end : at;
}

/** Whether the first line end from the ISA on cuts its line at a width, and not all of the next ones end a segment. */
function isWrapped(text: string, at: number, segment: string): boolean {
  if (segment === '\n' || segment === '\r') return false;
  const line = text.slice(at, at + WIDEST_WRAP).search(/[\r\n]/);
  const lines = line < 0 ? undefined : wrappedLines(text, at, at + line);
  return lines !== undefined && (text[at + line - 1] !== segment || lines.some((one) => !one.endsWith(segment)));
}

/**
 * The two lines behind a line end, where they are of one length, or end the file, and the ISA's own line, or the rest of
 * it, is no longer; else undefined.
 */
function wrappedLines(text: string, isa: number, at: number): readonly string[] | undefined {
  const isWhole = at + TWO_LINES >= text.length;
  const lines = text
    .slice(at, at + TWO_LINES)
    .split(/\r\n?|\n/)
    .slice(1);
  // The last is cut off, or nothing stands behind its end.
  if (!isWhole || lines.at(-1) === '') lines.pop();
  const [first, second] = lines;
  if (first === undefined) return undefined;
  const own = text
    .slice(isa, at)
    .split(/[\r\n]+/)
    .at(-1)!;
  if (second !== undefined && own.length > first.length) return undefined;
  const isOne = second === undefined ? isWhole && first.length <= CARD : second.length === first.length;
  const isLast = isWhole && lines.length === 2 && second!.length <= first.length;
  return isOne || isLast ? lines.slice(0, 2) : undefined;
}

/** A terminator stands at `at` when the next segment begins behind it. */
function endsIsa(text: string, at: number): boolean {
  return /^[^A-Za-z0-9]\s*(?:GS|TA1|ISA|IEA|ISB|ISE)[^A-Za-z0-9]/.test(text.slice(at, at + 40));
}

/** The line of the next segment ends with the character: it is the terminator, and the line end is only layout. */
function nextEndsWith(text: string, at: number, character: string): boolean {
  const line = /^\s*[^\r\n]{0,300}/.exec(text.slice(at, at + 320))?.[0].trimEnd();
  return line !== undefined && line.length > 3 && line.endsWith(character);
}

function repetitionOf(isa11: string, version: string, element: string, component: string): string | undefined {
  const one = isa11.trim();
  return one.length === 1 && version > '00401' && !WORD.test(one) && one !== element && one !== component
    ? one
    : undefined;
}

const BARE_START = /^(GS|ST)([^A-Za-z0-9\s])/;
const BARE_END = /([^A-Za-z0-9 ])\s*(?:GS|ST|BHT|BPR|BGN|HL|NM1|N1|TRN|CLM|SV[1-7]|LX)(?=[^A-Za-z0-9\s])/g;

/** How much of a text without an ISA is looked at. */
export const BARE_HEAD = 2000;

/** The delimiters of a text that begins at its GS or ST, read off the segments themselves. */
export function delimitersOfBareText(text: string, at: number): Delimiters | undefined {
  const start = BARE_START.exec(text.slice(at, at + 3));
  const element = start?.[2];
  if (!element) return undefined;
  const head = text.slice(at + 3, BARE_HEAD);
  for (const match of head.matchAll(BARE_END)) {
    let segment = match[1]!;
    if (segment === element) continue;
    if (segment === '\n' && head[match.index - 1] === '\r') segment = '\r';
    const follows = head[match.index + match[0].length];
    if (follows !== element) continue;
    const component = element !== ':' && segment !== ':' ? ':' : '>';
    return { element, component, repetition: undefined, segment, version: '', wrapped: false, guessed: true };
  }
  return undefined;
}

const QUALIFIED = /^[A-Z0-9]{1,3}([^A-Za-z0-9\s.])/;
const QUALIFIED_CODE = /^[A-Z]{2}([^A-Za-z0-9\s.])[A-Z0-9]{5}(?:\1|$)/;

/**
 * The component separator that a composite really uses. Ten known files declare one in ISA16 and write another; in a
 * composite that begins with a qualifier the character behind the qualifier shows it.
 */
export function componentUsed(composite: string, declared: string): string {
  // A description may hold the declared character; a code between two others alike says more.
  if (composite.includes(declared)) return QUALIFIED_CODE.exec(composite)?.[1] ?? declared;
  return QUALIFIED.exec(composite)?.[1] ?? declared;
}
