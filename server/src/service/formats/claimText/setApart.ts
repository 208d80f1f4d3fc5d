import type { Span } from '../../model/span';
import { isDigit, skipBlanks, tokenEnd } from './textLines';

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

/** The modifiers in the brackets at `at`, and where these end; undefined where they hold something else, or may. */
export function bracketedAt(
  line: string,
  at: number,
  end: number,
  code: string,
): { spans: Span[]; end: number } | undefined {
  const close = CLOSING[line[at] ?? ''];
  if (!close) return undefined;
  let next = skipBlanks(line, at + 1, end);
  const dashed = line[next] === '-';
  if (dashed) next++;
  const spans: Span[] = [];
  while (next < end && line[next] !== close) {
    const stop = tokenEnd(line, next, end);
    if (stop !== next + 2) return undefined;
    spans.push({ start: next, end: stop });
    next = skipBlanks(line, stop, end);
    if (/[,;/&+-]/.test(line[next] ?? '')) next = skipBlanks(line, next + 1, end);
  }
  const tokens = spans.map(({ start, end }) => line.slice(start, end));
  if (next >= end || tokens.length === 0) return undefined;
  const are =
    dashed || tokens.length > 1
      ? tokens.every((token) => isModifier(token, code))
      : isDigit(tokens[0]!.charCodeAt(0))
        ? isModifierAlone(tokens[0]!, code)
        : isModifier(tokens[0]!, code);
  return are ? { spans, end: next + 1 } : undefined;
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

function isModifier(token: string, code: string): boolean {
  return isFigure(token) || CERTAIN.test(token) || (FINGER_OR_TOE.test(token) && /^(?:11|26|28)\d{3}$/.test(code));
}

/** Whether a figure in brackets by itself can be neither a count nor minutes. */
function isModifierAlone(token: string, code: string): boolean {
  const counting = countingOf(code);
  if (counting === 'visit') return OF_VISITS.has(token);
  return counting === 'few' && isFigure(token);
}

/** Whether digits in brackets are units of the code: one figure always, more where so many are billed of such a code. */
export function isCount(digits: string, code: string, besideCode: boolean): boolean {
  if (digits.length === 1) return true;
  if (isFigure(digits)) return false;
  const counting = countingOf(code);
  return counting === 'many' || (counting === 'few' && besideCode && digits.length === 2);
}

/** A figure, or a side, that a sign or a word makes a modifier: `w/ 25`, `with LT`, `/ 25`, `+25`, `_25`, `.25`; where it begins. */
export function signedAt(line: string, at: number, end: number): number | undefined {
  const sign = SIGN.exec(line.slice(at, Math.min(end, at + 12)))?.[0];
  if (!sign) return undefined;
  const start = at + sign.length;
  if (start + 2 > end || tokenEnd(line, start, end) !== start + 2) return undefined;
  const token = line.slice(start, start + 2);
  return isFigure(token) || SIDE.test(token) ? start : undefined;
}

const SIGN = /^(?:[_.]|[ \t]?\+|[ \t]{1,2}(?:w\/[ \t]?|with[ \t]|\/[ \t]))(?=\d\d|LT|RT)/i;
const SIDE = /^(?:LT|RT)$/;
