import type { Claim } from './model/claim';

/**
 * Which claims of a file may have the same patient, by a 32-bit hash of the identity: numbers only, because a file has
 * hundreds of thousands of claims and nearly all patients have one. Equal hashes are candidates, not proof.
 */
export class PatientIndex {
  private slots = new Int32Array(1 << 12).fill(-1);
  private hashes = new Int32Array(1 << 11);
  private previous = new Int32Array(1 << 11).fill(-1);
  private count = 0;

  /** Notes the claim with the hash of its patient; true when an earlier one may be of the same. */
  add(index: number, hash: number): boolean {
    if (++this.count * 2 > this.slots.length) this.grow();
    if (index >= this.hashes.length) {
      this.hashes = widened(this.hashes, index + 1, 0);
      this.previous = widened(this.previous, index + 1, -1);
    }
    const slot = this.slotOf(hash);
    const last = this.slots[slot]!;
    this.hashes[index] = hash;
    this.previous[index] = last;
    this.slots[slot] = index;
    return last >= 0;
  }

  /** Of the first claims, by their numbers; 0 where none was noted. */
  hashesOf(claims: number): Int32Array<ArrayBuffer> {
    const hashes = new Int32Array(claims);
    hashes.set(this.hashes.subarray(0, claims));
    return hashes;
  }

  /** The claims of equal hash, two and more, each in the order of the file. */
  *groups(): Generator<number[]> {
    for (const last of this.slots) {
      if (last < 0 || this.previous[last]! < 0) continue;
      const group: number[] = [];
      for (let index = last; index >= 0; index = this.previous[index]!) group.push(index);
      yield group.reverse();
    }
  }

  private slotOf(hash: number): number {
    const mask = this.slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (this.slots[slot]! >= 0 && this.hashes[this.slots[slot]!] !== hash) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Int32Array(old.length * 2).fill(-1);
    for (const last of old) if (last >= 0) this.slots[this.slotOf(this.hashes[last]!)] = last;
  }
}

function widened(values: Int32Array, least: number, filler: number): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(Math.max(least, values.length * 2)).fill(filler);
  wider.set(values);
  return wider;
}

/** FNV-1a over the fields that `patientKey` joins. */
export function patientHash({ patient }: Claim): number {
  let hash = hashText(patient?.id ?? '', 0x811c9dc5);
  hash = hashText(patient?.name ?? '', Math.imul(hash ^ 124, 0x01000193));
  return Math.imul(hash ^ (patient?.birthDate ?? 0), 0x01000193);
}

function hashText(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
