/** Numbers distinct codes as they come. Codes are packed as `packCode` does it, below 2^30. */
export interface CodeNumbers {
  readonly size: number;
  /** The number of a code. */
  add(code: number): number;
  /** The code of a number. */
  at(number: number): number;
  /** Numbers in the order of their codes. */
  sorted(): Uint32Array;
}

const START = 1 << 12;

/** A hash table over typed arrays: 13,000 codes are looked up five million times. */
export function codeNumbers(): CodeNumbers {
  let codes = new Uint32Array(START);
  /** Number + 1 of the code whose hash is here, or 0. At most half is in use. */
  let slots = new Uint32Array(START * 2);
  let size = 0;
  let last = -1;

  const slotOf = (code: number): number => {
    const mask = slots.length - 1;
    const hash = Math.imul(code, 0x9e3779b1);
    for (let slot = (hash ^ (hash >>> 16)) & mask; ; slot = (slot + 1) & mask) {
      const number = slots[slot]! - 1;
      if (number < 0 || codes[number] === code) return slot;
    }
  };
  const grow = () => {
    const wider = new Uint32Array(codes.length * 2);
    wider.set(codes);
    codes = wider;
    slots = new Uint32Array(codes.length * 2);
    for (let number = 0; number < size; number++) slots[slotOf(codes[number]!)] = number + 1;
  };
  return {
    get size() {
      return size;
    },
    add(code) {
      // Neighbours are alike.
      if (last >= 0 && codes[last] === code) return last;
      const slot = slotOf(code);
      last = slots[slot]! - 1;
      if (last < 0) {
        last = size++;
        codes[last] = code;
        slots[slot] = size;
        if (size === codes.length) grow();
      }
      return last;
    },
    at: (number) => codes[number]!,
    sorted: () => Uint32Array.from({ length: size }, (_, at) => at).sort((a, b) => codes[a]! - codes[b]!),
  };
}
