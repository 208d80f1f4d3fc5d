import { isMeantAsDiagnosis } from '../../model/diagnosis';
import { matchAt, tokenEnd } from './textLines';

/**
 * How much a token looks like a procedure code. `digits`: five digits. `lettered`: four digits and a class letter, or
 * a letter and four digits, in either case. `slip`: a letter O, l or I in place of a digit. `short`: three digits and a
 * class letter, the leading zero lost. `odd`: a code only where nothing else can stand. The reader judges no code; the
 * grade decides where a token may be one.
 */
export type CodeGrade = 'digits' | 'lettered' | 'slip' | 'short' | 'odd';

const LETTERED = /^(?:\d{4}[AFMTUafmtu]|[A-Za-z]\d{4})$/;
const SLIP = /^(?:[\dOoIl]{4}[\dOoIlAFMTUafmtu]|[A-Za-z][\dOoIl]{4})$/;
const SHORT = /^[\dOo]{2}\d[FMTUfmtu]$/;

export function gradeOf(token: string): CodeGrade | undefined {
  const length = token.length;
  if (length < 4 || length > 6) return undefined;
  if (length === 5) {
    if (/^\d{5}$/.test(token)) return 'digits';
    if (LETTERED.test(token)) return 'lettered';
    if (SLIP.test(token) && digitsIn(token) >= 2) return 'slip';
  }
  if (length === 4 && SHORT.test(token)) return 'short';
  return digitsIn(token) >= 3 ? 'odd' : undefined;
}

/** Units typed against their code: `99213x2`, `99213x 2`. */
const GLUED_UNITS = /[0-9A-Za-z]{5}(?=x[ \t]?\d{1,3}(?![0-9A-Za-z]))/iy;

/** Where the code that begins at `at` ends: its run of letters and digits, without units typed against it. */
export function codeEndAt(line: string, at: number): number {
  const glued = matchAt(GLUED_UNITS, line, at)?.[0];
  const grade = glued && gradeOf(glued);
  return grade === 'digits' || grade === 'lettered' ? at + glued!.length : tokenEnd(line, at);
}

/** Whether the token is a code of its own accord at the head of a line, where no label vouches for it. */
export function standsAlone(token: string, grade: CodeGrade): boolean {
  switch (grade) {
    case 'digits':
      return true;
    case 'lettered':
      return !/^[1-9]\d{3}[AMUamu]$/.test(token);
    case 'slip':
      return digitsIn(token) >= 3 || /[Tt]$/.test(token);
    case 'short':
      return /[Tt]$/.test(token);
    default:
      return false;
  }
}

function digitsIn(token: string): number {
  let count = 0;
  for (let index = 0; index < token.length; index++) {
    const unit = token.charCodeAt(index);
    if (unit >= 48 && unit <= 57) count++;
  }
  return count;
}

/** ICD-10-CM with or without its dot, or ICD-9-CM with it. */
const DIAGNOSIS =
  /[A-Za-z]\d[0-9A-Za-z](?:\.[0-9A-Za-z]{1,4}|[0-9A-Za-z]{1,4})?(?![0-9A-Za-z.])|[A-Za-z]\d[0-9A-Za-z](?:\.[0-9A-Za-z]{1,4}|[0-9A-Za-z]{1,4})?(?=\.(?:\s|$))|(?:\d{3}|[VvEe]\d{2,3})\.\d{1,2}(?![0-9A-Za-z])/y;

/** What may be one with a slip: a dot too many or in the wrong place, a character too many. */
const SLIPPED_DIAGNOSIS = /[A-Za-z]\d[0-9A-Za-z]{0,5}\.+[0-9A-Za-z]{1,7}(?![0-9A-Za-z]|\.[0-9A-Za-z.])/y;

/** The diagnosis that begins at the offset, as written: the shape of one, or clearly meant as one. */
export function diagnosisAt(line: string, at: number): string | undefined {
  const code = matchAt(DIAGNOSIS, line, at);
  if (code) return code[0];
  const slipped = matchAt(SLIPPED_DIAGNOSIS, line, at)?.[0];
  return slipped && isMeantAsDiagnosis(slipped) ? slipped : undefined;
}

/**
 * The pointers that a run of capital letters names, or undefined when it is no such run: A to L, ascending, at most
 * four. `known` is how many diagnoses the claim has so far; where it has none only A, AB, ABC and ABCD are pointers.
 */
export function pointersOf(token: string, known: number): readonly number[] | undefined {
  if (token.length > 4 || !/^[A-L]+$/.test(token)) return undefined;
  const pointers = Array.from(token, (letter) => letter.charCodeAt(0) - 64);
  const ascending = pointers.every((pointer, index) => index === 0 || pointer > pointers[index - 1]!);
  const named = known > 0 ? pointers[pointers.length - 1]! <= known : pointers[pointers.length - 1] === pointers.length;
  return ascending && named ? pointers : undefined;
}

/** The place of a diagnosis letter: A is 1, L is 12. Undefined beyond. */
export function pointerOf(letter: string): number | undefined {
  const pointer = (letter.toUpperCase().charCodeAt(0) || 0) - 64;
  return pointer >= 1 && pointer <= 12 ? pointer : undefined;
}
