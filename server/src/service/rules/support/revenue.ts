import type { CodeMention } from '../../model/claim';

/**
 * Revenue code 0001 (form locator 42, line 23) stands for the total of the bill, as paper bills and claim extracts have
 * it: no service; its charge is the sum and its date the day on which the bill was made.
 */
export function isTotal(revenue: CodeMention | undefined): boolean {
  return revenue?.value === '0001' || revenue?.value === '001';
}
