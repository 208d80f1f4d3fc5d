import type { Amount } from './claim';

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

/**
 * Nines in place of every digit, three or more: files are made anonymous so, and their sums mean nothing. A true amount
 * may look the same, so where one is at stake nothing is certain.
 */
export function isMasked(amount: string): boolean {
  return /^-?(?=(?:\.?9){3})9*\.?9*$/.test(amount);
}

/** Why sums with such an amount are not judged. */
export const MASKED = 'an amount is all nines, as files are made anonymous: it may be no amount';
