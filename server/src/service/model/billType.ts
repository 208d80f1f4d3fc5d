import type { At } from './span';

/**
 * The last figure of a bill type is the frequency of the bill: 137 replaces one, 138 takes one back. `13X` names a
 * family of bills and says none. Source: NUBC, FL 4.
 */
export function frequencyOfBill(billType: At<string> | undefined): At<string> | undefined {
  const value = billType?.value.slice(-1);
  if (!billType || !value || value === 'X' || value === 'x') return undefined;
  return { value, start: billType.end - 1, end: billType.end };
}

/**
 * The bill stands in the place of an earlier one: 7, or an adjustment that the payer or a reviewer began (F to K, M, P),
 * or a reopening (Q). Source: NUBC, FL 4; Medicare Claims Processing Manual, chapter 25, section 75.1.
 */
export function replacesAnother(frequency: At<string> | undefined): boolean {
  return frequency !== undefined && /^[7F-KMPQ]$/i.test(frequency.value);
}
