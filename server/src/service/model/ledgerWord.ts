/**
 * Whether what stands where codes belong is a word of a ledger (COPAY, NSF, PMT01, CO-45): no figure, or two letters first
 * that are not both of a code with a slip (`JI885`, `GO463`), and never four figures of a code on end.
 */
export function isLedgerWord(cell: string): boolean {
  if (/\d{4}/.test(cell)) return false;
  return !/\d/.test(cell) || /^[A-Z](?:[A-HJ-KM-NP-Z]|[ILO][^\dILO])/i.test(cell);
}
