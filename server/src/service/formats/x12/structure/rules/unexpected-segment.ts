import type { ProblemFix } from '../../../../model/document';
import type { RuleInfo } from '../../../../model/ruleInfo';
import type { Span } from '../../../../model/span';
import type { Cursor } from '../../cursor';
import type { BlockProblem } from '../blockProblem';
import { claimExample } from '../example';
import { meantId } from '../oddIds';

const CLAIM = ['CLM*CLAIM1*100***11:B:1*Y*A*Y*Y', 'HI*ABK:C4359'];
const SERVICE = 'SV1*HC:0708T*100*UN*1***1';
const DATE = 'DTP*472*D8*20250304';

/** A segment where the guide has none. */
export const unexpectedSegmentRule: RuleInfo = {
  id: 'unexpected-segment',
  summary:
    "A segment that the guide doesn't have at all, or that stands outside of its loop or before its turn: a service without its LX, a date before its service, adjustments without their payer, diagnoses behind the lines, a claim under the billing provider; an id in small letters.",
  why: 'A receiver reads the loops by their segments in order: what is out of place it rejects (999 IK304 2), or takes for part of another claim or line.',
  advice:
    'Move the segment into its loop, or take it off. Where all lines have the service segment of another guide, GS08 and ST03 name the wrong one.',
  severity: 'warning',
  stage: 'stable',
  sources: [
    'ASC X12N 005010X222A1, X223A2, X224A2 and X221A1, section 2 (segments and loops of each guide)',
    '005010X231A1 (999: IK304)',
  ],
  examples: {
    bad: [
      { text: claimExample(...CLAIM, 'LX*1', '«SV2*0300*HC:0708T*100*UN*1»', DATE), note: 'GS08 names the 837P' },
      { text: claimExample(...CLAIM, `«${SERVICE}»`, DATE), note: 'no LX' },
      { text: claimExample(...CLAIM, 'LX*1', `«${DATE}»`, SERVICE), note: 'a line begins with its service' },
      {
        text: claimExample(CLAIM[0]!, 'LX*1', SERVICE, DATE, `«${CLAIM[1]!}»`),
        note: 'diagnoses belong to the claim',
      },
      { text: claimExample(...CLAIM, 'LX*1', SERVICE, DATE, '«MSG*SEE NOTE»'), note: 'no segment of the 837P' },
    ],
    good: [{ text: claimExample(...CLAIM, 'LX*1', SERVICE, DATE) }],
  },
};

const REJECTED = 'A receiver rejects it (999 IK304 2).';

/** `service`: how the guide writes a service, where the segment is one of another guide. */
export function segmentOfNoLoop(segment: string, guide: string, service: string | undefined, span: Span): BlockProblem {
  const remedy =
    segment === 'SVC'
      ? `It is the line of a remittance (835); a claim has ${service ?? 'none'}.`
      : service !== undefined
        ? 'GS08 and ST03 name another guide than the lines follow, or the line is of the wrong kind.'
        : 'Take it off, or name in GS08 the guide that has it.';
  return {
    id: unexpectedSegmentRule.id,
    span,
    message: `${segment} is no segment of ${guide}. ${REJECTED} ${remedy}`,
  };
}

/** The cursor has the id that is meant; `base` is where the block begins. */
export function misspelledId(cursor: Cursor, base: number): BlockProblem {
  const written = cursor.idText();
  const meant = meantId(written);
  const span = { start: cursor.start - base, end: cursor.starts[0]! - 1 - base };
  return {
    id: unexpectedSegmentRule.id,
    severity: 'error',
    span,
    message: `"${written}" is no segment: ids are capital letters and digits without blanks. A receiver rejects it (999 IK304 1). Write ${meant}.`,
    fixes: [{ title: `Write ${meant}`, edits: [{ ...span, text: meant }] }],
  };
}

/** `where`: behind "stands"; `remedy` a sentence. */
export function misplacedSegment(
  segment: string,
  where: string,
  remedy: string,
  guide: string,
  span: Span,
  fix?: ProblemFix,
): BlockProblem {
  return {
    id: unexpectedSegmentRule.id,
    span,
    ...(fix && { fixes: [fix] }),
    message: `${segment} stands ${where}, where ${guide} has none. ${REJECTED} ${remedy}`,
  };
}

/** `level`: HL03 of the loop that is open; empty where none is. */
export function misplacedClaim(level: string, guide: string, span: Span): BlockProblem {
  const where = level === '' ? 'outside of an HL loop' : `under HL ${level}`;
  return {
    id: unexpectedSegmentRule.id,
    span,
    message: `CLM stands ${where}; in ${guide} a claim belongs to a subscriber (HL 22) or a patient (HL 23). ${REJECTED} Add the HL.`,
  };
}
