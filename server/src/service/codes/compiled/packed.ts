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

/** Packs values below 2^width one by one, at most `most` of them. */
export interface Packer {
  readonly length: number;
  push(value: number): void;
  packed(): PackedInts;
}

export function packer(width: number, most: number): Packer {
  if (width * most >= 2 ** 32) throw new RangeError(`${most} values of ${width} bits are too many for one section`);
  const words = new Uint32Array(wordsFor(width, most));
  let bit = 0;
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      length++;
      if (width === 0) return;
      const word = bit >>> 5;
      const shift = bit & 31;
      words[word]! |= value << shift;
      if (shift + width > 32) words[word + 1]! |= value >>> (32 - shift);
      bit += width;
    },
    packed: () => ({ words: words.subarray(0, wordsFor(width, length)), width, length }),
  };
}

/** `values` below 2^width. */
export function pack(values: ArrayLike<number>, width: number, length = values.length): PackedInts {
  const all = packer(width, length);
  for (let i = 0; i < length; i++) all.push(values[i]!);
  return all.packed();
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
