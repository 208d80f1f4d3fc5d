import { areModifiers, isFigure } from '../../model/bracketed';
import type { Span } from '../../model/span';
import { skipBlanks, tokenEnd } from './textLines';

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
  return areModifiers(tokens, code, dashed) ? { spans, end: next + 1 } : undefined;
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

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
