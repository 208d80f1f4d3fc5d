import type { At } from './span';

/** The last figure of a bill type is the frequency of the bill: 137 replaces one, 138 takes one back. Source: NUBC, FL 4. */
export function frequencyOfBill(billType: At<string> | undefined): At<string> | undefined {
  return billType && { value: billType.value.slice(-1), start: billType.end - 1, end: billType.end };
}
