import { isAnyDiagnosis, isMeantAsDiagnosis } from '../../model/diagnosis';
import type { Span } from '../../model/span';

/** What parts the codes of a cell: marks, line ends, and the brackets and quotes of a list that a program has written. */
const PART = /[^\s,;|/&+'"[\](){}]+/g;
/** The system before a diagnosis, as OpenEMR writes it. */
const SYSTEM = /^ICD-?(?:9|10)(?:-?CM)?:/i;
const BLANKS_ONLY = /^[^,;|/&+'"[\](){}\r\n]*$/;
const LETTER_FIRST = /^[A-TV-Z]\d/i;
/** A cell that is longer is text. */
const LONGEST_LIST = 400;

/** The diagnoses of a cell that holds a list of them and nothing else; none where it holds one code, or anything else. */
export function diagnosesIn(text: string, { start, end }: Span): readonly Span[] {
  if (end - start > LONGEST_LIST) return [];
  const cell = text.slice(start, end);
  const found: Span[] = [];
  let isOne = false;
  // Figures that only blanks part may be an amount or a number of any kind.
  const needsLetter = BLANKS_ONLY.test(cell);
  for (const match of cell.matchAll(PART)) {
    const system = SYSTEM.exec(match[0])?.[0].length ?? 0;
    const value = match[0].slice(system);
    const isCode = isAnyDiagnosis(value);
    if (!isCode && !isMeantAsDiagnosis(value)) return [];
    if (needsLetter && !LETTER_FIRST.test(value)) return [];
    isOne ||= isCode;
    const from = start + match.index + system;
    found.push({ start: from, end: from + value.length });
  }
  const isWhole = found.length === 1 && found[0]!.end - found[0]!.start === end - start;
  return isOne && !isWhole ? found : [];
}

const CODE = /^(?:\d{4}[\dAFMTU]|[A-Z]\d{4})(?:[-:][A-Z\d]{2})*$/i;
const CODE_OR_MODIFIER = /^(?:(?:\d{4}[\dAFMTU]|[A-Z]\d{4})(?:[-:][A-Z\d]{2})*|[A-Z\d]{2})$/i;
/** `99213-99215`: which of them was done is not said. */
const RUN = /^(?:\d{4}[\dAFMTU]|[A-Z]\d{4})\s*[-–]\s*(?:\d{4}[\dAFMTU]|[A-Z]\d{4})$/i;

/** Whether a cell names several procedures, with their modifiers or without, and nothing else. */
export function hasSeveralProcedures(cell: string): boolean {
  if (cell.length > LONGEST_LIST || cell.length < 11) return false;
  if (RUN.test(cell)) return true;
  const parts = cell.match(PART) ?? [];
  return parts.filter((part) => CODE.test(part)).length > 1 && parts.every((part) => CODE_OR_MODIFIER.test(part));
}
