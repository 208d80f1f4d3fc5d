/** An ISA that has not its sixteen elements, or no terminator where it belongs. */
export interface BrokenIsa {
  readonly component: string;
  readonly segment: string;
  /** Where the terminator stands. */
  readonly close: number;
  readonly version: string;
  readonly isa11: string;
}

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
  const last = text[close]!;
  // The component separator stands alone in its element; where the group's line doesn't end with it, it ends nothing.
  const isAlone = text[close - 1] === element && lineAt(text, group).at(-1) !== last;
  if (/[A-Za-z0-9]/.test(last) || last === element || (isAlone && close < group - 1)) {
    close++;
    // Only a line end, and no blank, ends a segment where nothing else does.
    if (text[close] !== '\n' && text[close] !== '\r') return undefined;
  }
  const elements = text.slice(head + 1, close).split(element);
  const component =
    elements
      .slice(NAMED)
      .reverse()
      .find((one) => COMPONENT.test(one))?.[0] ?? ':';
  const version = elements.findIndex((one) => VERSION.test(one));
  return {
    component,
    segment: text[close]!,
    close,
    version: version < 0 ? '' : elements[version]!.trim(),
    isa11: version < 1 ? '' : elements[version - 1]!,
  };
}

function lineAt(text: string, at: number): string {
  return /^[^\r\n]{0,300}/.exec(text.slice(at, at + 300))![0].trimEnd();
}

/** Where the first group, or the TA1 before it, begins. */
function groupBefore(text: string, head: number, element: string, limit: number): number | undefined {
  const found = ['GS', 'TA1']
    .map((id) => text.slice(head, limit).indexOf(id + element))
    .filter((at) => at > 0 && !/[A-Za-z0-9]/.test(text[head + at - 1]!) && text[head + at - 1] !== element);
  return found.length ? head + Math.min(...found) : undefined;
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\r' || character === '\n';
}
