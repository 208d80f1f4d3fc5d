/** The code sets of diagnoses that claims in the United States are filed with. */
export type DiagnosisSet = 'ICD-9-CM' | 'ICD-10-CM';

/**
 * ICD-10-CM Official Guidelines, section I.A.2: three to seven characters, a dot behind the third. ICD-9-CM: three
 * digits, or V and two, or E and three, a dot, up to two more (E: one).
 */
const PLAIN = {
  'ICD-10-CM': /^[A-Z]\d[0-9A-Z]{1,5}$/i,
  'ICD-9-CM': /^(?:\d{3}|V\d\d)\d{0,2}$|^E\d{3}\d?$/i,
} as const;
/** With the dot; nothing behind it is tolerated. */
const DOTTED = {
  'ICD-10-CM': /^[A-Z]\d[0-9A-Z](?:\.|\.[0-9A-Z]{1,4})$|^[A-Z]\d[0-9A-Z]{1,5}\.$/i,
  'ICD-9-CM': /^(?:\d{3}|V\d\d)\.\d{0,2}$|^E\d{3}\.\d?$|^(?:\d{4,5}|V\d{3,4}|E\d{4})\.$/i,
} as const;

/**
 * Clearly meant as a code: a letter, a digit and more, parted by a dot or a run of dots. A letter comes third in a few chapters
 * (C4A, D3A, M1B), and behind the dot only where it stands for nothing (X) or alone (F32.A): `L4.L5` and `G2P1.0` are notes.
 */
const MEANT = /^[A-Z]\d(?:[\dAB]\d{0,4})?\.+(?:[\dX][0-9A-Z]{0,6}|A)\.?$/i;
/** A code with a dot has four characters beside it; fewer are the levels of a spine or a version. */
const FEWEST = 4;
const LONGEST = 12;

/** By which two ways of writing a code are one: without dots, in capitals. */
export function undotted(code: string): string {
  return code.replaceAll('.', '').toUpperCase();
}

/** Whether the text has the shape of the set, without a dot. */
export function isPlainDiagnosis(text: string, set: DiagnosisSet): boolean {
  return PLAIN[set].test(text);
}

/** Whether the text has the shape of the set, with or without its dot. */
export function isDiagnosis(text: string, set: DiagnosisSet): boolean {
  return PLAIN[set].test(text) || (text.includes('.') && DOTTED[set].test(text));
}

/** Whether the text has the shape of either set, with or without its dot. */
export function isAnyDiagnosis(text: string): boolean {
  return isDiagnosis(text, 'ICD-10-CM') || isDiagnosis(text, 'ICD-9-CM');
}

/** Whether a text of neither shape, where a diagnosis belongs, is one with a slip: a dot too many, a character too many. */
export function isMeantAsDiagnosis(text: string): boolean {
  if (text.length > LONGEST || !MEANT.test(text)) return false;
  return text.replaceAll('.', '').length >= FEWEST;
}
