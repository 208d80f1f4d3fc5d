import { skipBlank } from './cursor';

/** An ISA that has not its sixteen elements, or no terminator where it belongs. */
export interface BrokenIsa {
  readonly component: string;
  readonly segment: string;
  /** Behind its terminator; where it has none, behind its last character. */
  readonly end: number;
  readonly version: string;
  readonly isa11: string;
}

const WORD = /[A-Za-z0-9]/;
const COMPONENT = /^[^A-Za-z0-9\s]/;
const VERSION = /^\s*00[2-9]\d\d\s*$/;
/** ISA01 to ISA12 are never the component separator; ISA11 is a character alike. */
const NAMED = 12;

/**
 * What an ISA says whose separators can't be counted off: it ends before the first group, and the character there ends
 * segments. `head` is where the first element separator stands, `limit` how far an ISA may reach. Undefined where no
 * group follows, or what is before it ends nothing.
 */
export function brokenIsa(text: string, head: number, element: string, limit: number): BrokenIsa | undefined {
  const group = groupBefore(text, head, element, limit);
  if (group === undefined) return undefined;
  let close = group - 1;
  while (close > head && isBlank(text[close]!)) close--;
  const wanted = terminatorOf(text, group, element);
  if (wanted !== undefined && !isBlank(wanted) && text[close] !== wanted) {
    return broken(text, head, element, { close: close + 1, segment: wanted, end: close + 1 });
  }
  const last = text[close]!;
  // The component separator stands alone in its element; where the group's line doesn't end with it, it ends nothing.
  const isAlone = text[close - 1] === element && lineAt(text, group).at(-1) !== last;
  if (WORD.test(last) || last === element || (isAlone && close < group - 1)) {
    close++;
    // Only a line end, and no blank, ends a segment where nothing else does.
    if (!isLineEnd(text[close]!)) return undefined;
  }
  return broken(text, head, element, { close, segment: text[close]!, end: close + 1 });
}

function broken(
  text: string,
  head: number,
  element: string,
  { close, segment, end }: { readonly close: number; readonly segment: string; readonly end: number },
): BrokenIsa {
  const elements = text
    .slice(head + 1, close)
    .replace(/[\r\n]+/g, '')
    .split(element);
  const component =
    elements
      .slice(NAMED)
      .reverse()
      .find((one) => COMPONENT.test(one))?.[0] ?? ':';
  const version = elements.findIndex((one) => VERSION.test(one));
  return {
    component,
    segment,
    end,
    version: version < 0 ? '' : elements[version]!.trim(),
    isa11: version < 1 ? '' : elements[version - 1]!,
  };
}

/**
 * Only the ISA lacks its terminator: what stands in its place at `end` is the next segment's first letter, or the line
 * end in front of it, and the segments behind end with another character.
 */
export function missingTerminator(text: string, end: number, element: string): string | undefined {
  const group = skipBlank(text, end);
  if (!/^(?:GS|TA1)[^A-Za-z0-9]/.test(text.slice(group, group + 4))) return undefined;
  if (group > end && !/^[ \t]*[\r\n]/.test(text.slice(end, group))) return undefined;
  const wanted = terminatorOf(text, group, element);
  return wanted !== undefined && isLineEnd(wanted) && group > end ? undefined : wanted;
}

/** A GS and the ST behind it. */
const TWO_SEGMENTS = 300;
/** The id and the first element, which tell a header from the end of an id: `ST*837*`. */
const HEADERS =
  /ST(?=[^A-Za-z0-9\s]\d{3}[^A-Za-z0-9])|GS(?=([^A-Za-z0-9\s])(?!ZZ)[A-Za-z]{2}\1)|(?:TA1|GE|IEA)(?=[^A-Za-z0-9\s]\d)/g;

/** What ends the GS or TA1 at `at`: it stands before the header that follows. */
function terminatorOf(text: string, at: number, element: string): string | undefined {
  const near = text.slice(at, at + TWO_SEGMENTS);
  for (const { index, 0: id } of near.matchAll(HEADERS)) {
    if (index === 0 || near[index + id.length] !== element) continue;
    const before = near.slice(0, index);
    const own = before.trimEnd();
    const last = own.at(-1)!;
    if (last === element) continue;
    if (!WORD.test(last)) return last;
    // No more than the end of an id.
    const lineEnd = before.slice(own.length).search(/[\r\n]/);
    if (lineEnd >= 0) return before[own.length + lineEnd];
  }
  return undefined;
}

function lineAt(text: string, at: number): string {
  return /^[^\r\n]{0,300}/.exec(text.slice(at, at + 300))![0].trimEnd();
}

const BEGINS = /GS(?=([^A-Za-z0-9\s])(?!ZZ)[A-Za-z]{2}\1)|TA1(?=([^A-Za-z0-9\s])\d)/g;
/** `GS*HC*`. */
const BEGINNING = 6;

/**
 * Where the first group, or the TA1 before it, begins. An id may end alike: a blank may stand before it, and a qualifier
 * (digits or ZZ) behind it.
 */
export function groupBefore(text: string, head: number, element: string, limit: number): number | undefined {
  for (const { index, 1: behindGroup, 2: behind = behindGroup } of text
    .slice(head, limit + BEGINNING)
    .matchAll(BEGINS)) {
    const before = text[head + index - 1]!;
    if (behind === element && before !== element && !/[A-Za-z0-9 \t]/.test(before)) {
      return head + index < limit ? head + index : undefined;
    }
  }
  return undefined;
}

function isLineEnd(character: string): boolean {
  return character === '\n' || character === '\r';
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t' || isLineEnd(character);
}
