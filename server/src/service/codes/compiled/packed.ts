/** Integers of `width` bits, 0 to 32, one after the other in 32-bit words; an integer may lie across two words. */
export interface PackedInts {
  readonly words: Uint32Array;
  readonly width: number;
  readonly length: number;
}

/** The bits that hold any of `count` values, 0 where there is one. */
export function widthFor(count: number): number {
  return count <= 1 ? 0 : 32 - Math.clz32(count - 1);
}

export function wordsFor(width: number, length: number): number {
  return Math.ceil((width * length) / 32);
}

export function packedAt({ words, width }: PackedInts, index: number): number {
  if (width === 0) return 0;
  const bit = index * width;
  const word = bit >>> 5;
  const shift = bit & 31;
  let value = words[word]! >>> shift;
  if (shift + width > 32) value |= words[word + 1]! << (32 - shift);
  return width === 32 ? value >>> 0 : value & ((1 << width) - 1);
}

/** `values` below 2^width. */
export function pack(values: ArrayLike<number>, width: number, length = values.length): PackedInts {
  if (width * length >= 2 ** 32) throw new RangeError(`${length} values of ${width} bits are too many for one section`);
  const words = new Uint32Array(wordsFor(width, length));
  if (width > 0) {
    let bit = 0;
    for (let i = 0; i < length; i++, bit += width) {
      const word = bit >>> 5;
      const shift = bit & 31;
      words[word]! |= values[i]! << shift;
      if (shift + width > 32) words[word + 1]! |= values[i]! >>> (32 - shift);
    }
  }
  return { words, width, length };
}

/** The first index in `[from, to)` whose value is not below `wanted`, or `to`. Values ascend in the range. */
export function packedLowerBound(packed: PackedInts, wanted: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (packedAt(packed, middle) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
