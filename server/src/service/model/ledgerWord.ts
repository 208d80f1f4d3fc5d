/** Two letters first that are not both of a code with a slip (`JI885`, `GO463`). */
const WORD = /^[A-Z](?:[A-HJ-KM-NP-Z]|[ILO][^\dILO])/i;
/** One figure, and more letters than slips and a code have: COINS1, but `OOO1T`. */
const LETTERS = /^[A-Z]{2,}\d?$/i;
const SLIPS_ONLY = /^[ILO\d]*[A-Z]?[ILO\d]*$/i;
/** A reason of an adjustment, with its group: CO45, PI97. Source: X12 element 1033 and code source 139. */
const ADJUSTMENT = /^(?:CO|PI)\d{1,2}$/i;

/**
 * Whether what stands where codes belong is a word of a ledger (COPAY, NSF, PMT01, CO-45): no figure, or more letters than
 * a code with a slip has, and never four figures of a code on end.
 */
export function isLedgerWord(cell: string): boolean {
  if (/\d{4}/.test(cell)) return false;
  if (!/\d/.test(cell) || WORD.test(cell) || ADJUSTMENT.test(cell)) return true;
  return LETTERS.test(cell) && !SLIPS_ONLY.test(cell);
}
