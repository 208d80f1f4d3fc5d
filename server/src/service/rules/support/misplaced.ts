import { isProcedureShape } from '../../codes/shape';
import type { Claim } from '../../model/claim';

const DOTTED = /^[A-Z]\d[0-9A-Z]\.[0-9A-Z]{1,4}$/i;
const LONG = /^[A-Z]\d[0-9A-Z]{4,5}$/i;

/**
 * A text in a procedure slot that is a diagnosis code: its shape is one of ICD-10-CM and of no procedure code, or the
 * claim names it as a diagnosis. `J029` alone may as well be a HCPCS code that lost a digit.
 */
export function isMisplacedDiagnosis(claim: Claim, text: string): boolean {
  if (DOTTED.test(text) || LONG.test(text)) return true;
  return !isProcedureShape(text) && isDiagnosisOf(claim, text);
}

/** The claim names the text as one of its diagnoses. */
export function isDiagnosisOf(claim: Claim, text: string): boolean {
  for (const { value } of claim.diagnoses) {
    if (value === text || (value.length === text.length + 1 && value.replace('.', '') === text)) return true;
  }
  return false;
}
