/**
 * Codes as numbers that sort as their texts do: capitals and digits in base 37, left-aligned, so that `A1` < `A10`.
 * Six characters fit 32 bits, ten fit a double.
 */
export type KeyLength = 6 | 10;

export type Keys = Uint32Array | Float64Array;

/** No code packs to this. */
export const NO_KEY = -1;

/** `NO_KEY` for a text that is empty, too long, or has other characters than capitals and digits. */
export function packKey(code: string, length: KeyLength): number {
  const given = code.length;
  if (given === 0 || given > length) return NO_KEY;
  let key = 0;
  for (let at = 0; at < length; at++) {
    let digit = 0;
    if (at < given) {
      const unit = code.charCodeAt(at);
      if (unit >= 48 && unit <= 57) digit = unit - 47;
      else if (unit >= 65 && unit <= 90) digit = unit - 54;
      else return NO_KEY;
    }
    key = key * 37 + digit;
  }
  return key;
}

export function unpackKey(key: number, length: KeyLength): string {
  let code = '';
  let rest = key;
  for (let at = 0; at < length; at++) {
    const digit = rest % 37;
    rest = (rest - digit) / 37;
    if (digit > 0) code = String.fromCharCode(digit < 11 ? digit + 47 : digit + 54) + code;
  }
  return code;
}

export function keyLengthOf(keys: Keys): KeyLength {
  return keys instanceof Uint32Array ? 6 : 10;
}

/** The first index in `[from, to)` whose key is not below `wanted`, or `to`. */
export function lowerBound(keys: Keys, wanted: number, from = 0, to = keys.length): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first row of a code, or -1. */
export function findCode(keys: Keys, code: string): number {
  const key = packKey(code, keyLengthOf(keys));
  if (key < 0) return -1;
  const at = lowerBound(keys, key);
  return keys[at] === key ? at : -1;
}
