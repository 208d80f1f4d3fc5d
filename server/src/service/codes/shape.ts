/**
 * The shape of a procedure code, CPT and HCPCS Level II alike: a first character without D (dental) and the letters
 * that neither set uses, three digits, a last one that is a digit or names a CPT class.
 */
const PROCEDURE = /^(?:[0-9]\d{3}[AFMTU0-9]|[A-CEGHJ-MP-V]\d{4})$/;
const DENTAL = /^D\d{4}$/;

export type CodeClass = 'Category I' | 'Category II' | 'Category III' | 'PLA' | 'MAAA' | 'HCPCS Level II';

export function isProcedureShape(code: string): boolean {
  return PROCEDURE.test(code);
}

export function isDentalShape(code: string): boolean {
  return DENTAL.test(code);
}

/** The class that a code's shape names, or undefined where it has no shape of a procedure code. */
export function classOf(code: string): CodeClass | undefined {
  if (!PROCEDURE.test(code)) return undefined;
  const first = code.charCodeAt(0);
  if (first > 57) return 'HCPCS Level II';
  switch (code.charCodeAt(4)) {
    case 65:
      return 'Category I';
    case 70:
      return 'Category II';
    case 77:
      return 'MAAA';
    case 84:
      return 'Category III';
    case 85:
      return 'PLA';
    default:
      return 'Category I';
  }
}
