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

/** Whether digits in brackets are units of the code: one figure always, more where so many are billed of such a code. */
export function isCount(digits: string, code: string, besideCode: boolean): boolean {
  if (digits.length === 1) return true;
  if (isFigure(digits)) return false;
  const counting = countingOf(code);
  return counting === 'many' || (counting === 'few' && besideCode && digits.length === 2);
}
