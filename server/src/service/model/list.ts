/** So many are handed over as arguments of one call. */
const AT_ONCE = 1000;

/** Puts `items` in the place of `count` others, in the list itself: a copy of a long one costs more than what is put in. */
export function replaceItems<T>(list: T[], at: number, count: number, items: readonly T[]): void {
  const common = Math.min(count, items.length);
  for (let i = 0; i < common; i++) list[at + i] = items[i]!;
  if (count > common) list.splice(at + common, count - common);
  else if (items.length > common && items.length - common <= AT_ONCE)
    list.splice(at + common, 0, ...items.slice(common));
  else if (items.length > common) {
    const behind = list.slice(at + common);
    list.length = at + common;
    for (let i = common; i < items.length; i++) list.push(items[i]!);
    for (const one of behind) list.push(one);
  }
}
