import type { RuleInfo } from '../../../../model/ruleInfo';
import { Cursor } from '../../cursor';
import type { Delimiters } from '../../delimiters';
import { packed } from '../../segmentIds';
import type { Notice } from '../blockProblem';
import { envelopeExample } from '../example';

const CLAIM = 'CLM*CLAIM1*200***11:B:1*Y*A*Y*Y';
const SERVICE = 'SV1*HC:0708T*100*UN*1***1';

/** LX01 counts the service lines of a claim. */
export const lineCounter: RuleInfo = {
  id: 'line-counter',
  summary: 'LX01 does not count the service lines of a claim from 1 on, one by one.',
  why: 'The guides of the 837 want the lines of every claim numbered 1, 2, 3 and so on: a payer keeps lines by this number, and two lines of one number, or a gap, look like lines that were lost or sent twice.',
  advice: 'Number the lines of each claim anew, from 1 on. If a line was lost on the way, bring it back.',
  severity: 'error',
  stage: 'stable',
  sources: [
    '005010X222A1, 005010X223A2 and 005010X224A2, loop 2400, LX01 (begins with 1 in every claim and grows by 1 a line)',
    '004010X098A1, 004010X096A1 and 004010X097A1, loop 2400, LX01 (the same)',
  ],
  examples: {
    bad: [
      {
        text: envelopeExample({ body: [CLAIM, 'LX*1', SERVICE, 'LX*«3»', SERVICE] }),
        note: 'the second line is 2',
      },
    ],
    good: [{ text: envelopeExample({ body: [CLAIM, 'LX*1', SERVICE, 'LX*2', SERVICE] }) }],
  },
};

const LX = packed('LX');

/** The number in LX01; undefined where it is none. */
export function lineNumber(cursor: Cursor): number | undefined {
  return cursor.decimal(cursor.from(1), cursor.to(1));
}

/**
 * Looks at the lines of the claim between `start` and `end`, of which one is known to have another number than its
 * place. Reports the first, with a fix for all. Spans are relative to `start`.
 */
export function checkLineCounter(text: string, start: number, end: number, delimiters: Delimiters, notice: Notice) {
  const cursor = new Cursor(text, start, delimiters);
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  let first:
    | { readonly start: number; readonly end: number; readonly found: string; readonly place: number }
    | undefined;
  let place = 0;
  let last: number | undefined = 0;
  let isShifted = true;
  while (cursor.advance() && cursor.start < end) {
    if (cursor.id !== LX) continue;
    place++;
    const value = lineNumber(cursor);
    isShifted &&= value !== undefined && (place === 1 || value === last! + 1);
    last = value;
    if (value === place) continue;
    const [from, to] = [cursor.from(1) - start, cursor.to(1) - start];
    const isThere = cursor.elements() > 0;
    edits.push({ start: from, end: to, text: isThere ? String(place) : cursor.delimiters.element + place });
    if (first) continue;
    // An empty element has no place of its own.
    const [head, tail] = from < to ? [from, to] : [cursor.start - start, cursor.end - start];
    first = { start: head, end: tail, found: cursor.value(1), place };
  }
  if (!first) return;
  const { found } = first;
  notice({
    id: lineCounter.id,
    span: { start: first.start, end: first.end },
    message:
      `LX01 is ${found === '' ? 'missing' : `"${found}"`}, but this is line ${first.place} of its claim. ` +
      (isShifted ? 'The lines of each claim begin with 1. ' : '') +
      'A payer keeps the lines of a claim by this number, counted from 1. Number the lines anew.',
    fixes: [{ title: `Number the lines of the claim from 1 to ${place}`, edits }],
  });
}
