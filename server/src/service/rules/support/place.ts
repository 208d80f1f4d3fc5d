import type { Claim } from '../../model/claim';
import type { Related } from '../../model/finding';
import type { Span } from '../../model/span';
import type { JudgedLine } from '../rule';
import { onDay } from './cite';

/** Where the line's code stands. */
export function codeSpan({ line }: JudgedLine): Span {
  const { start, end } = line.procedure!;
  return { start, end };
}

/** Where a modifier of the line stands. */
export function modifierSpan({ line }: JudgedLine, index: number): Span {
  const { start, end } = line.modifiers[index]!;
  return { start, end };
}

/** Another line that a finding rests on, in its claim or in another one. */
export function pointTo(line: JudgedLine, from: Claim, what = ''): Related {
  return {
    claim: line.claim === from ? undefined : line.claim,
    span: codeSpan(line),
    message: `${line.code}${what}${onDay(line.from)}`,
  };
}
