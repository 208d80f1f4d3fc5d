import { isProcedureShape } from '../../codes/shape';

export interface Slip {
  readonly code: string;
  /** What was wrong, to be read after "…": `letter O where a zero belongs`. */
  readonly what: string;
}

/**
 * The procedure code that a text was meant to be, when it is one typing slip away and only one code can be meant:
 * lower case, a letter O for a zero, a letter l or I for a one, a lost leading zero, a trailing stop or comma.
 */
export function correctSlip(text: string): Slip | undefined {
  const slips: string[] = [];
  let code = text;
  const trimmed = code.replace(/^[\s]+|[\s.,;]+$/g, '');
  if (trimmed !== code) {
    slips.push(
      /[.,;]/.test(code.slice(trimmed.length)) ? 'a stray punctuation mark behind it' : 'stray blanks around it',
    );
    code = trimmed;
  }
  const digits = code.replace(/[oO](?=.)|[oO]$/g, (letter, at: number) =>
    at > 0 || /^[oO]\d/.test(code) ? '0' : letter,
  );
  if (digits !== code && !isProcedureShape(code.toUpperCase())) {
    slips.push('letter O where a zero belongs');
    code = digits;
  }
  const ones = code.replace(/(?<=^.{0,3})[lI](?=.)/g, '1');
  if (ones !== code && !isProcedureShape(code.toUpperCase())) {
    slips.push('letter l or I where a one belongs');
    code = ones;
  }
  const upper = code.toUpperCase();
  if (upper !== code) {
    slips.push('lower case');
    code = upper;
  }
  if (/^\d{3}[FTUM]$/.test(code)) {
    slips.push('the leading zero is missing');
    code = `0${code}`;
  }
  return slips.length && isProcedureShape(code) ? { code, what: slips.join(' and ') } : undefined;
}
