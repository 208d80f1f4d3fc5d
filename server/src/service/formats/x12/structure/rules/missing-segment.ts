import type { ReadProblem } from '../../../../model/document';
import type { RuleInfo } from '../../../../model/ruleInfo';
import type { Span } from '../../../../model/span';
import type { BlockProblem } from '../blockProblem';
import { claimExample } from '../example';
import type { RequiredSegment } from '../guides';
import { listed } from '../wording';

const CLAIM = ['CLM*CLAIM1*100***11:B:1*Y*A*Y*Y', 'HI*ABK:C4359'];
const LINE = ['LX*1', 'SV1*HC:0708T*100*UN*1***1', 'DTP*472*D8*20250304'];

/** A segment that the guide asks for is not there. */
export const missingSegmentRule: RuleInfo = {
  id: 'missing-segment',
  summary:
    'A segment that the guide requires is missing: a header (ISA, GS, ST) or trailer (SE, GE, IEA) as an error; parties, their addresses and tax numbers, diagnoses, lines, services and their dates as a warning (diagnoses that lines point at as an error).',
  why: 'Without its trailer a receiver takes the transaction for cut off and keeps nothing of it (TA1 note 023, 999 IK502 2). A loop without a required segment is rejected (999 IK304 3).',
  advice:
    'Ask for the whole file where it was cut off; else add the segment. Where an optional loop is not meant, take off what began it.',
  severity: 'warning',
  stage: 'stable',
  sources: [
    'ASC X12.5 and X12.6 (ISA ends with IEA, GS with GE, ST with SE)',
    'ASC X12N 005010X222A1, X223A2, X224A2, X221A1 and 004010X098A1, X096A1, X097A1, X091A1, section 2 (segments of usage "required")',
    '005010X231A1 (999: IK304, IK502)',
  ],
  examples: {
    bad: [
      {
        text: claimExample(...CLAIM, ...LINE)
          .replace(/SE\*.*\n/, '')
          .replace(/(ST\*[^~]*)/, '«$1»'),
        note: 'no SE',
      },
      { text: claimExample(...CLAIM, '«LX*1»', LINE[1]!), note: 'no date of service' },
      { text: claimExample(`«${CLAIM[0]!}»`, ...LINE), note: 'no diagnoses' },
    ],
    good: [{ text: claimExample(...CLAIM, ...LINE) }],
  },
};

/**
 * What a loop lacks, in one finding; the span is that of the segment that begins the loop. `isPointedAt`: the lines of the
 * claim say that it has diagnoses, so that no reading of it is right.
 */
export function missingSegments(
  missing: readonly RequiredSegment[],
  guide: string,
  span: Span,
  isPointedAt = false,
): BlockProblem {
  const several = missing.length > 1;
  const instead = (!several && missing[0]!.instead) || 'take off what begins here';
  return {
    id: missingSegmentRule.id,
    ...(isPointedAt && { severity: 'error' as const }),
    span,
    message: `${listed(missing.map(({ text, what }) => `${text} (${what})`))} ${several ? 'are' : 'is'} missing in the loop that begins here; ${guide} requires ${several ? 'them' : 'it'}.${isPointedAt ? ' Its lines point at diagnoses that are not there.' : ''} Add ${several ? 'them' : 'it'}, or ${instead}.`,
  };
}

const HEADERS = {
  ISA: ['the interchange header', 'interchange'],
  GS: ['the group header', 'group'],
  ST: ['the transaction header', 'transaction'],
} as const;

/** Headers that stand nowhere, the outer first; `span` is the segment that shows it, `why` a part of a sentence. */
export function missingHeaders(headers: readonly (keyof typeof HEADERS)[], span: Span, why: string): ReadProblem {
  const several = headers.length > 1;
  return {
    id: missingSegmentRule.id,
    severity: 'error',
    span,
    message:
      `${listed(headers.map((id) => `${id} (${HEADERS[id][0]})`))} ${several ? 'are' : 'is'} missing: ${why}. ` +
      `A receiver can't tell what it is and rejects it. Put ${several ? 'them' : 'it'} back where the ${HEADERS[headers[0]!][1]} begins, or ask for the whole file.`,
  };
}

const OF = { SE: 'ST', GE: 'GS', IEA: 'ISA' } as const;

/** The trailers that stand nowhere, the inner first; `span` is the header of the first of them. */
export function missingTrailers(
  trailers: readonly (keyof typeof OF)[],
  span: Span,
  next: string | undefined,
  fix: { readonly at: number; readonly text: string } | undefined,
): ReadProblem {
  const names = listed(trailers);
  const where = next === undefined ? 'the file ends' : `the next ${next} begins`;
  return {
    id: missingSegmentRule.id,
    severity: 'error',
    span,
    message:
      `${names} ${trailers.length > 1 ? 'are' : 'is'} missing: ${where} before this ${OF[trailers[0]!]} is closed. ` +
      'A receiver takes it for cut off and rejects it. Ask for the whole file, or close it if nothing is lost.',
    ...(fix && { fixes: [{ title: `Add ${names}`, edits: [{ start: fix.at, end: fix.at, text: fix.text }] }] }),
  };
}
