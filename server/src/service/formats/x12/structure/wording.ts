/** What becomes of a transaction with the fault. */
export const REJECTED = 'A receiver rejects the transaction';

/** An element's name as people write it: CLM05. */
export function placeOf(segment: string, position: number): string {
  return segment + String(position).padStart(2, '0');
}

/** One, two and three. */
export function listed(names: readonly string[], last: 'and' | 'or' = 'and'): string {
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}` : names[0]!;
}
