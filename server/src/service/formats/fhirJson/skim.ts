/** What is known of an object that was passed over: where it ends, and what two of its members say ('' where absent). */
export interface Skimmed {
  readonly end: number;
  readonly resourceType: string;
  readonly id: string;
}

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const COLON = 58;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/**
 * Passes over the object that begins at `start` without making anything of it: a Bundle of a hundred thousand resources
 * is looked through before one is read. Where `parseJson` would make more of the text than brackets that match, strings
 * that end, numbers and words, it is left to that: the answer is how far it was looked at.
 */
export function skim(text: string, start: number, until: number): Skimmed | number {
  const open: number[] = [CLOSE_OBJECT];
  const told = { resourceType: '', id: '' };
  let key: string | undefined;
  let at = start + 1;
  while (at < until) {
    const code = text.charCodeAt(at);
    if (code <= 32 || code === COMMA || code === COLON || code === 0xfeff) {
      at++;
      continue;
    }
    // Of the members of the object itself the names are looked at.
    const isOuter = open.length === 1;
    const isTold = isOuter && (key === 'resourceType' || key === 'id');
    if (code === QUOTE) {
      const end = stringEnd(text, at, until);
      if (end < 0) return at;
      if (!isOuter) {
        at = end;
        continue;
      }
      if (key === undefined || isTold) {
        const value = text.slice(at + 1, end - 1);
        if (value.includes('\\')) return at;
        if (key === 'resourceType' || key === 'id') told[key] = value.trim();
        key = key === undefined ? value : undefined;
      } else key = undefined;
      at = end;
    } else if (isTold) {
      return at;
    } else if (code === OPEN_OBJECT || code === OPEN_ARRAY) {
      if (isOuter) key = undefined;
      open.push(code + 2);
      at++;
    } else if (code === CLOSE_OBJECT || code === CLOSE_ARRAY) {
      if (open.pop() !== code) return at;
      at++;
      if (open.length === 0) return { end: at, ...told };
    } else {
      const end = Math.min(scalarEnd(text, at), until);
      if (!LITERAL.test(text.slice(at, end))) return at;
      if (isOuter) key = undefined;
      at = end;
    }
  }
  return at;
}

/** Behind the string that begins at `start`; -1 where its line or the text ends before it does. */
function stringEnd(text: string, start: number, until: number): number {
  for (let at = start + 1; at < until; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === 10 || code === 13) return -1;
    if (code === BACKSLASH) at++;
  }
  return -1;
}

/** What stands for itself; how a number is written is not looked at closely. */
export const LITERAL = /^(?:true|false|null|[-+]?[\d.][\d.eE+-]*)$/;

/** Behind a number or a word, or whatever stands in place of one. */
export function scalarEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && /[\w.+-]/.test(text[end]!)) end++;
  return end > at ? end : at + 1;
}
