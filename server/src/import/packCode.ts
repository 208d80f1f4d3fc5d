const ZERO = 48;
const NINE = 57;
const UPPER_A = 65;
const UPPER_Z = 90;

/** No code packs to this: 36⁵ and more is free, and still a small integer. */
export const NOT_PACKED = 0x3fffffff;

/** The value of an ASCII digit or capital in base 36, or -1. */
export function digit36(unit: number): number {
  if (unit >= ZERO && unit <= NINE) return unit - ZERO;
  return unit >= UPPER_A && unit <= UPPER_Z ? unit - UPPER_A + 10 : -1;
}

/**
 * A code of five digits and capitals as a number in base 36, below 36⁵ = 60,466,176: numbers sort as the codes do.
 * `NOT_PACKED` for anything else.
 */
export function packCode(code: string): number {
  if (code.length !== 5) return NOT_PACKED;
  let packed = 0;
  for (let at = 0; at < 5; at++) {
    const digit = digit36(code.charCodeAt(at));
    if (digit < 0) return NOT_PACKED;
    packed = packed * 36 + digit;
  }
  return packed;
}

export function unpackCode(packed: number): string {
  return packed.toString(36).toUpperCase().padStart(5, '0');
}
