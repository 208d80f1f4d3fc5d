/** The modifiers of two figures. Source: CPT Appendix A, as CMS lists its numbers (modifier list, 2024). */
const FIGURES = new Set(
  `22 23 24 25 26 27 32 33 47 50 51 52 53 54 55 56 57 58 59 62 63 66 73 74 76 77 78 79 80 81 82 90 91 92 93 95 96 97
  99`.split(/\s+/),
);
/** Those of them that a visit takes. */
const OF_VISITS = new Set(['24', '25', '27', '32', '33', '57', '93', '95']);
/** Letters that name no word, drug route or view of what was done. */
const CERTAIN = /^(?:LT|RT|TC|X[EPSU]|G[NOPT]|KX|QW|E[1-4])$/;
const FINGER_OR_TOE = /^[FT][1-9A]$/;

export function isFigure(token: string): boolean {
  return FIGURES.has(token);
}

/**
 * What a figure in brackets beside a code may be. `minutes`: codes that are told by time (anesthesia, psychotherapy,
 * therapy, infusions, visits), of which a figure above nine says the minutes. `many`: drugs and supplies, laboratory,
 * vaccines and allergy tests, whose counts go into the tens. `few`: everything else.
 */
type Counting = 'visit' | 'minutes' | 'many' | 'few';

function countingOf(code: string): Counting {
  if (!/^\d{5}$/.test(code)) return /^[A-Z]/i.test(code) ? 'many' : 'few';
  const number = Number(code);
  const within = (from: number, to: number) => number >= from && number <= to;
  if (within(99202, 99499) || within(92002, 92014)) return 'visit';
  if (within(80000, 90749) || within(95004, 95199)) return 'many';
  if (within(92015, 94799) || within(2000, 79999)) return 'few';
  return 'minutes';
}

export function isModifier(token: string, code: string): boolean {
  return isFigure(token) || CERTAIN.test(token) || (FINGER_OR_TOE.test(token) && /^(?:11|26|28)\d{3}$/.test(code));
}

/** Whether a figure in brackets by itself can be neither a count nor minutes. */
function isModifierAlone(token: string, code: string): boolean {
  const counting = countingOf(code);
  if (counting === 'visit') return OF_VISITS.has(token);
  return counting === 'few' && isFigure(token);
}

/**
 * Whether what stands in brackets beside a code are its modifiers: behind a dash, or several, if they may be; a figure by
 * itself only if it can be neither a count nor minutes.
 */
export function areModifiers(tokens: readonly string[], code: string, dashed: boolean): boolean {
  const [first = ''] = tokens;
  if (tokens.length === 1 && !dashed && /^\d/.test(first)) return isModifierAlone(first, code);
  return tokens.length > 0 && tokens.every((token) => isModifier(token, code));
}

/**
 * Codes of five characters that begin with a figure and of which ten or more a day may be billed: of some 9,600 with a
 * limit these alone. Elsewhere a number of two figures is an age, a fee, minutes, a size or how many were treated. Source:
 * NCCI MUE table for practitioners, 2024-07-01.
 */
const IN_TENS = new Set(
  `0362T 0373T 0480T 0753T 0761T 11045 11046 11047 15003 15005 15101 15274 15278 17003 17315 22614 25290 64450 75705 77300
  77334 81536 86001 86003 86008 86235 86331 86609 86658 86923 87150 87181 87186 87798 87904 88185 88271 88272 88275 88285
  88305 88319 88331 88332 88341 90371 90375 90376 90377 95004 95017 95018 95024 95027 95028 95044 95052 95144 95145 95146
  95147 95148 95149 95165 95170`.split(/\s+/),
);
/** Visits of which more than two a day may be billed. Source: as above. */
const REPEATED_VISITS = new Set([
  '99292',
  '99416',
  '99417',
  '99418',
  '99458',
  '99467',
  '99486',
  '99489',
  '99494',
  '99498',
]);
/** Supplies, nutrition, hospital drugs, drugs, blood and temporary codes: billed by the dose or piece. */
const BY_THE_PIECE = /^[ABCJPQ]\d{4}$/i;

/**
 * Whether digits in brackets are units of the code: one figure (of a visit it may be the level or the age), more where so many
 * are billed of such a code.
 */
export function isCount(digits: string, code: string, besideCode: boolean): boolean {
  const counting = countingOf(code);
  if (digits.length === 1) {
    if (counting !== 'visit' || REPEATED_VISITS.has(code)) return true;
    return digits === '1' || (digits === '2' && !code.endsWith('2'));
  }
  if (isFigure(digits)) return false;
  if (BY_THE_PIECE.test(code)) return true;
  return digits.length === 2 && IN_TENS.has(code) && (besideCode || counting === 'many');
}
