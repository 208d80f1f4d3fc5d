/** Twice as many as all segments of the standard, and a power of two: what collides moves on by one. */
const SLOTS = 1024;

/** Values by packed segment id. It is asked for every segment of a file: two comparisons, where a map would hash. */
export class BySegment<T> {
  private readonly ids = new Int32Array(SLOTS);
  private readonly values: (T | undefined)[] = new Array<T | undefined>(SLOTS).fill(undefined);

  set(id: number, value: T): void {
    const slot = this.slotOf(id);
    this.ids[slot] = id;
    this.values[slot] = value;
  }

  get(id: number): T | undefined {
    return this.values[this.slotOf(id)];
  }

  private slotOf(id: number): number {
    let slot = (id ^ (id >>> 6) ^ (id >>> 12)) & (SLOTS - 1);
    while (this.ids[slot] !== id && this.ids[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
    return slot;
  }
}
