/** What is kept for a table for as long as the table is there; empty at first. */
export function kept<T extends object, K, V>(all: WeakMap<T, Map<K, V>>, table: T): Map<K, V> {
  let found = all.get(table);
  if (!found) {
    found = new Map();
    all.set(table, found);
  }
  return found;
}
