import type { Day } from '../../service/model/date';

/** What an edit says besides its codes. */
export interface Terms {
  readonly effective: Day;
  /** 0 where the edit is active. */
  readonly deleted: Day | 0;
  /** Bit 0: the indicator. Bit 1: in existence before 1996. */
  readonly flags: number;
  readonly rationale: string;
}

/** Numbers distinct terms as they come, a few tens of nanoseconds each: a hash table over typed arrays. */
export interface TermTable {
  readonly size: number;
  /** The number of a rationale, for `add`. */
  reason(rationale: string): number;
  /** The number of the terms. */
  add(effective: Day, deleted: Day | 0, flags: number, reason: number): number;
  at(term: number): Terms;
  /** Terms by their numbers, newest first; of those of one day the ones that last longest. */
  sorted(): Uint32Array;
}

const START = 1024;

export function termTable(): TermTable {
  const reasons: string[] = [];
  const reasonNumbers = new Map<string, number>();
  let effective = new Uint32Array(START);
  let deleted = new Uint32Array(START);
  let rest = new Uint32Array(START);
  /** Number + 1 of the terms whose hash is here, or 0. At most half is in use. */
  let slots = new Uint32Array(START * 2);
  let size = 0;

  const slotOf = (from: number, to: number, more: number): number => {
    const mask = slots.length - 1;
    let hash = Math.imul(from, 0x9e3779b1) ^ Math.imul(to, 0x85ebca77) ^ Math.imul(more, 0xc2b2ae3d);
    hash ^= hash >>> 15;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const term = slots[slot]! - 1;
      if (term < 0 || (effective[term] === from && deleted[term] === to && rest[term] === more)) return slot;
    }
  };
  const grow = () => {
    const wider = (values: Uint32Array<ArrayBuffer>) => {
      const copy = new Uint32Array(values.length * 2);
      copy.set(values);
      return copy;
    };
    effective = wider(effective);
    deleted = wider(deleted);
    rest = wider(rest);
    slots = new Uint32Array(effective.length * 2);
    for (let term = 0; term < size; term++) slots[slotOf(effective[term]!, deleted[term]!, rest[term]!)] = term + 1;
  };
  let last = -1;

  return {
    get size() {
      return size;
    },
    reason(rationale) {
      let number = reasonNumbers.get(rationale);
      if (number === undefined) {
        number = reasons.push(rationale) - 1;
        reasonNumbers.set(rationale, number);
      }
      return number;
    },
    add(from, to, flags, reason) {
      const more = reason * 4 + flags;
      // Neighbours are alike.
      if (last >= 0 && effective[last] === from && deleted[last] === to && rest[last] === more) return last;
      const slot = slotOf(from, to, more);
      last = slots[slot]! - 1;
      if (last < 0) {
        last = size++;
        effective[last] = from;
        deleted[last] = to;
        rest[last] = more;
        slots[slot] = size;
        if (size === effective.length) grow();
      }
      return last;
    },
    at: (term) => ({
      effective: effective[term]!,
      deleted: deleted[term]!,
      flags: rest[term]! & 3,
      rationale: reasons[rest[term]! >>> 2]!,
    }),
    sorted() {
      const order = reasons.map((_, at) => at).sort((a, b) => (reasons[a]! < reasons[b]! ? -1 : 1));
      const rank = new Uint32Array(reasons.length);
      order.forEach((reason, at) => {
        rank[reason] = at;
      });
      const ends = (term: number) => deleted[term] || 99_999_999;
      const restRank = (term: number) => rank[rest[term]! >>> 2]! * 4 + (rest[term]! & 3);
      return Uint32Array.from({ length: size }, (_, at) => at).sort(
        (a, b) => effective[b]! - effective[a]! || ends(b) - ends(a) || restRank(a) - restRank(b),
      );
    },
  };
}
