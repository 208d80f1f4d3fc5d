/** The index of the last of `count` ascending values that is not above `wanted`; -1 where there is none. */
export function lastAtOrBefore(count: number, valueAt: (index: number) => number, wanted: number): number {
  let low = -1;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (valueAt(middle) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
