import type { RuleInfo } from '../../../../model/ruleInfo';
import type { Span } from '../../../../model/span';
import type { Cursor } from '../../cursor';
import type { BlockProblem } from '../blockProblem';
import { claimExample } from '../example';

const CLAIM = ['CLM*CLAIM1*100***11:B:1*Y*A*Y*Y', 'HI*ABK:C4359', 'LX*1', 'SV1*HC:0708T*100*UN*1***1'];
const DATE = 'DTP*472*D8*20250304';

/** A segment that only its line ends. */
export const missingTerminatorRule: RuleInfo = {
  id: 'missing-terminator',
  summary: 'A segment ends with its line, but without the terminator that the ISA declares.',
  why: 'A receiver looks for the terminator alone: it reads the next line as part of the segment, and rejects the transaction for what it finds there or misses.',
  advice: 'Add the terminator. It was lost where somebody wrote or pasted the line by hand.',
  severity: 'error',
  stage: 'stable',
  sources: ['ASC X12.5 and X12.6 (segment terminator, declared behind ISA16)', '005010X231A1 (999: IK403, IK304)'],
  examples: {
    bad: [{ text: claimExample(...CLAIM, DATE).replace('HI*ABK:C4359~', '«HI*ABK:C4359»') }],
    good: [{ text: claimExample(...CLAIM, DATE) }],
  },
};

/** The cursor is on a segment that a line end ends, and another follows; `base` is where its block begins. */
export function missingTerminator(cursor: Cursor, base: number): BlockProblem {
  const { text, start, delimiters } = cursor;
  let end = cursor.end;
  while (end > start && text[end - 1]!.trim() === '') end--;
  const span = { start: start - base, end: end - base };
  const id = cursor.idText().trim();
  const ends = `${id} ends with its line, but without "${delimiters.segment}", which ends segments here. `;
  return withoutTerminator(span, delimiters.segment, `${ends}A receiver reads the next line as part of it`);
}

/** An ISA that lacks what ends every other segment; `hasLine`: a line end stands behind it. */
export function isaWithoutTerminator({ start, end }: Span, segment: string, hasLine: boolean): BlockProblem {
  const [ends, next] = hasLine ? ['ends with its line, but', 'line'] : ['stands', 'segment'];
  const without = `ISA ${ends} without ${nameOf(segment)}, which ends segments here. `;
  return withoutTerminator({ start, end }, segment, `${without}A receiver reads the next ${next} as part of it`);
}

function withoutTerminator(span: Span, segment: string, told: string): BlockProblem {
  return {
    id: missingTerminatorRule.id,
    span,
    message: `${told} and rejects the transaction. Add it.`,
    fixes: [{ title: `Add ${nameOf(segment)}`, edits: [{ start: span.end, end: span.end, text: segment }] }],
  };
}

function nameOf(segment: string): string {
  return segment === '\n' || segment === '\r' ? 'a line end' : `"${segment}"`;
}
