import type { ProblemFix } from '../../../../model/document';
import type { RuleInfo } from '../../../../model/ruleInfo';
import type { Cursor } from '../../cursor';
import type { BlockProblem } from '../blockProblem';
import type { DeclaredSeparator } from '../envelopeFold';
import { envelopeExample } from '../example';

/** The body is written with another separator than the ISA declares. */
export const undeclaredDelimiter: RuleInfo = {
  id: 'undeclared-delimiter',
  summary: 'The composites of an interchange use another component separator than ISA16 declares.',
  why: 'They are read here by the separator that they use; a payer’s translator goes by ISA16 and finds no code. Reported once an interchange.',
  advice: 'Make ISA16 and the composites agree.',
  severity: 'warning',
  stage: 'stable',
  sources: ['ASC X12.5 (ISA16 is the component element separator of the interchange)'],
  examples: {
    bad: [
      {
        text: envelopeExample({
          body: ['CLM*CLAIM1*100***11:B:1*Y*A*Y*Y', 'LX*1', '«SV1*HC>0708T*100*UN*1***1»'],
        }),
        note: 'ISA16 is a colon',
      },
    ],
    good: [
      { text: envelopeExample({ body: ['CLM*CLAIM1*100***11:B:1*Y*A*Y*Y', 'LX*1', 'SV1*HC:0708T*100*UN*1***1'] }) },
    ],
  },
};

/** `cursor` stands at a segment whose composite uses `uses`; `base` is where its block begins. */
export function undeclaredDelimiterAt(cursor: Cursor, base: number, uses: string): BlockProblem {
  return {
    id: undeclaredDelimiter.id,
    span: { start: cursor.start - base, end: cursor.end - base },
    uses,
    message:
      `ISA16 declares "${cursor.delimiters.component}" as the component separator, but this composite uses ` +
      `"${uses}". It was read with "${uses}"; a payer's translator will not. Make ISA16 and the composites agree.`,
  };
}

/** The change of ISA16, unless the character already is another delimiter. */
export function declareInIsa(isa: DeclaredSeparator, uses: string): { fixes?: readonly ProblemFix[] } {
  if (isa.all.includes(uses)) return {};
  const { start, end } = isa;
  return { fixes: [{ title: `Declare "${uses}" in ISA16`, edits: [{ start, end, text: uses }] }] };
}
