/** How many characters a text has at most that is looked for among those that are known. */
export const SHORT = 8;

/** A power of two: where a text belongs is told by the upper bits of its hash. */
const SIZE_BITS = 12;
const SLOTS = 1 << SIZE_BITS;
const firsts = new Int32Array(SLOTS);
const seconds = new Int32Array(SLOTS);
const texts: string[] = new Array(SLOTS).fill('');

/**
 * `text.slice(from, to)` for up to eight characters. A file says the same few codes, qualifiers, amounts and dates again
 * and again: one that was met lately is given out again, so that no text is made and look-ups by it find its hash done.
 */
export function shortText(text: string, from: number, to: number): string {
  const length = to - from;
  const border = length > 4 ? from + 4 : to;
  let first = 0;
  let second = 0;
  let wide = 0;
  for (let i = from; i < border; i++) {
    const code = text.charCodeAt(i);
    wide |= code;
    first = (first << 8) | code;
  }
  for (let i = border; i < to; i++) {
    const code = text.charCodeAt(i);
    wide |= code;
    second = (second << 8) | code;
  }
  if (wide > 0xff) return text.slice(from, to);
  const slot = (Math.imul(first, 0x9e3779b1) ^ Math.imul(second + length, 0x85ebca6b)) >>> (32 - SIZE_BITS);
  const known = texts[slot]!;
  if (firsts[slot] === first && seconds[slot] === second && known.length === length) return known;
  const fresh = text.slice(from, to);
  firsts[slot] = first;
  seconds[slot] = second;
  texts[slot] = fresh;
  return fresh;
}
