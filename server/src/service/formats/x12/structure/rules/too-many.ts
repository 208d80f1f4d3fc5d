import type { RuleInfo } from '../../../../model/ruleInfo';
import type { Span } from '../../../../model/span';
import type { BlockProblem } from '../blockProblem';
import { claimExample } from '../example';

const LINES = Array.from({ length: 51 }, (_, i) => [`LX*${i + 1}`, 'SV1*HC:0708T*100*UN*1***1', 'DTP*472*D8*20250304']);

/** A loop that comes more often than the guide allows. */
export const tooManyRule: RuleInfo = {
  id: 'too-many',
  summary:
    'A loop comes more often than its guide allows: over 50 lines in a professional or dental claim, over 999 in an institutional one.',
  why: 'A receiver has no room for more: its translator rejects the transaction (999 IK304 4, loop occurs over maximum times).',
  advice: 'Split the claim in two, each with its own total.',
  severity: 'warning',
  stage: 'stable',
  sources: [
    '005010X222A1 and 005010X224A2, loop 2400 (repeat 50)',
    '005010X223A2, loop 2400 (repeat 999)',
    '005010X231A1 (999: IK304)',
  ],
  examples: {
    bad: [
      {
        text: claimExample('CLM*CLAIM1*5100***11:B:1*Y*A*Y*Y', 'HI*ABK:C4359', ...LINES.flat()).replace(
          'LX*51',
          '«LX*51»',
        ),
        note: 'line 51',
      },
    ],
    good: [
      {
        text: claimExample('CLM*CLAIM1*200***11:B:1*Y*A*Y*Y', 'HI*ABK:C4359', ...LINES.slice(0, 2).flat()),
      },
    ],
  },
};

export function tooMany(segment: string, most: number, guide: string, span: Span): BlockProblem {
  return {
    id: tooManyRule.id,
    span,
    message: `${segment} comes more than ${most} times in its claim; ${guide} allows ${most}. A receiver rejects what is over. Split the claim.`,
  };
}
