import type { Amount } from '../../model/claim';

/** An amount in cents, so that sums are exact; undefined where none can be read. */
export function centsOf(amount: Amount | undefined): number | undefined {
  return amount?.value === undefined ? undefined : Math.round(amount.value * 100);
}

/** The sum of amounts in cents; none is zero, and one that can't be read makes the sum unreadable. */
export function sumOf(amounts: readonly Amount[] | undefined): number | undefined {
  let sum = 0;
  if (amounts) {
    for (const amount of amounts) {
      if (amount.value === undefined) return undefined;
      sum += Math.round(amount.value * 100);
    }
  }
  return sum;
}

/** 12350 → `123.50`. */
export function moneyText(cents: number): string {
  return (cents / 100).toFixed(2);
}
