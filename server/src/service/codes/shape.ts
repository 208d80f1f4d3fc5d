/**
 * The shape of a procedure code, CPT and HCPCS Level II alike: four digits and a digit or a letter that names a CPT
 * class (A, F, M, T, U); or a letter, without D (dental) and those that no set uses, and four digits.
 */
export function isProcedureShape(code: string): boolean {
  if (code.length !== 5) return false;
  for (let i = 1; i < 4; i++) {
    if (!isDigit(code.charCodeAt(i))) return false;
  }
  const first = code.charCodeAt(0);
  const last = code.charCodeAt(4);
  if (isDigit(first)) return isDigit(last) || LAST.includes(code[4]!);
  return isDigit(last) && FIRST.includes(code[0]!);
}

const FIRST = 'ABCEGHJKLMPQRSTUV';
const LAST = 'AFMTU';

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

const DENTAL = /^D\d{4}$/;

export type CodeClass = 'Category I' | 'Category II' | 'Category III' | 'PLA' | 'MAAA' | 'HCPCS Level II';

export function isDentalShape(code: string): boolean {
  return DENTAL.test(code);
}

/** The class that a code's shape names, or undefined where it has no shape of a procedure code. */
export function classOf(code: string): CodeClass | undefined {
  if (!isProcedureShape(code)) return undefined;
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
