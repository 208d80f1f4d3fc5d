import type { RuleInfo } from '../../../../model/ruleInfo';
import type { Span } from '../../../../model/span';
import type { BlockProblem } from '../blockProblem';
import { claimExample } from '../example';

const LINES = Array.from({ length: 51 }, (_, i) => [`LX*${i + 1}`, 'SV1*HC:0708T*100*UN*1***1', 'DTP*472*D8*20250304']);

/** A loop that comes more often than the guide allows. */
export const tooManyRule: RuleInfo = {
  id: 'too-many',
  summary:
    'A loop or segment comes more often than its guide allows: over 50 lines in a professional or dental claim, over 999 in an institutional one, over 10 other payers, two rendering providers, two streets of one party, two prior authorizations of a claim.',
  why: 'A receiver has no room for more: its translator rejects the transaction (999 IK304 4, loop occurs over maximum times).',
  advice: 'Take off what is there twice; split a claim with more lines in two, each with its own total.',
  severity: 'warning',
  stage: 'stable',
  sources: [
    '005010X222A1 and 005010X224A2, loop 2400 (repeat 50)',
    '005010X223A2, loop 2400 (repeat 999)',
    '005010X222A1, X223A2 and X224A2: loops 2320 (10), 2430 (15), 2010, 2310, 2330 and 2420 (one of each entity, two referring providers); CAS (5), PWK and K3 (10), BHT, OI, MIA, MOA, CR1, CN1, CL1, HCP, N3, N4 and DMG (1 in their loop), REF01 of loops 2010AA, 2300 and 2400 that comes once, DTP (1 of each DTP01, 2 of 090, 091, 738 and 739); 005010X221A1: BPR, TRN, loops 1000A and 1000B (1), loop 2110 (999)',
    '004010X098A1, X096A1, X097A1 and X091A1: loops 2320 (10) and 2400; BHT, SBR, the parties of loops 1000 and 2010, N3, N4, DMG, OI, MIA, MOA, CR1, CN1, CL1, HCP, SV1, SV2, SV3, the principal diagnosis, DTP*434 and DTP*472, BPR, TRN (1)',
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
      {
        text: claimExample(
          'CLM*CLAIM1*100***11:B:1*Y*A*Y*Y',
          'HI*ABK:C4359',
          'NM1*82*1*TESTDOCTOR*ANN****XX*1000000004',
          '«NM1*82*1*TESTDOCTOR*BEN****XX*1000000012»',
          ...LINES[0]!,
        ),
        note: 'two rendering providers',
      },
    ],
    good: [
      {
        text: claimExample('CLM*CLAIM1*200***11:B:1*Y*A*Y*Y', 'HI*ABK:C4359', ...LINES.slice(0, 2).flat()),
      },
    ],
  },
};

/** `where`: the loop that it is counted in. */
export function tooMany(segment: string, most: number, where: string, guide: string, span: Span): BlockProblem {
  const [times, remedy] =
    most === 1 ? ['once', 'Take one off.'] : [`${most} times`, 'Take off what is over, or split the claim.'];
  return {
    id: tooManyRule.id,
    span,
    message: `${segment} comes more than ${times} in ${where}; ${guide} allows ${most}. A receiver rejects what is over. ${remedy}`,
  };
}
