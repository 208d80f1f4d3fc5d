import { isProcedureShape } from '../../codes/shape';

export interface Slip {
  readonly code: string;
  /** What was wrong, to be read after "…": `letter O where a zero belongs`. */
  readonly what: string;
}

/** What became of a code, to be read after "…". */
const SPREADSHEET = 'a spreadsheet turned the code into a number';

/** Why a text can't be the code that it was, where that can be told: `9.92E+04` was a code of five digits. */
export function lostCode(text: string): string | undefined {
  return /^\d(?:[.,]\d+)?E\+?0?4$/i.test(text) ? `${SPREADSHEET} and its digits are lost` : undefined;
}

/**
 * The procedure code that a text was meant to be, when it is one typing slip away and only one code can be meant:
 * lower case, a letter O for a zero, a letter l or I for a one, a lost leading zero, a trailing stop or comma, the
 * decimals of a number.
 */
export function correctSlip(text: string): Slip | undefined {
  const slips: string[] = [];
  let code = text;
  const number = /^(\d{5})\.0+$/.exec(code)?.[1];
  if (number) return { code: number, what: `${SPREADSHEET}. Format the column as text` };
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
