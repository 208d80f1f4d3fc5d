import type { RuleInfo } from '../../../../model/ruleInfo';
import type { Span } from '../../../../model/span';
import type { BlockProblem } from '../blockProblem';
import type { SegmentFormat } from '../elements/elementFormats';
import type { MissingParts } from '../elements/partChecks';
import type { SyntaxNote } from '../elements/syntaxNotes';
import { claimExample } from '../example';
import { listed, placeOf, REJECTED } from '../wording';
import { shown } from './invalid-element';

const CLAIM = ['CLM*CLAIM1*100***11:B:1*Y*A*Y*Y', 'HI*ABK:C4359', 'LX*1'];
const SERVICE = 'SV1*HC:0708T*100*UN*1***1';
const DATED = 'DTP*472*D8*20250304';

/** An element that must be there is empty. */
export const missingElementRule: RuleInfo = {
  id: 'missing-element',
  summary:
    'An element or a component that must be there is empty: one that the standard requires, or that goes with another (errors), or that the guide requires in every loop that has the segment (warnings).',
  why: 'A receiver looks for every required element before it reads the claim, and rejects the transaction without it (999 IK403 1 and 2).',
  advice: 'Fill the element in; where there is nothing to say, take the segment off.',
  severity: 'warning',
  stage: 'stable',
  sources: [
    'ASC X12.6 005010, segment directory (mandatory elements and syntax notes)',
    'ASC X12N 005010X222A1, X223A2, X224A2, X221A1 and 004010X098A1, X096A1, X097A1, X091A1 (elements of usage "required")',
    '005010X231A1 (999: IK403)',
  ],
  examples: {
    bad: [
      { text: claimExample(...CLAIM, SERVICE, '«DTP*472*D8»'), note: 'no date' },
      { text: claimExample(...CLAIM, '«SV1*HC:0708T**UN*1***1»', DATED), note: 'no charge' },
      {
        text: claimExample(...CLAIM, SERVICE, DATED, '«NM1*82*1*TESTDOCTOR*ANN****XX»'),
        note: 'a qualifier without its number',
      },
    ],
    good: [{ text: claimExample(...CLAIM, SERVICE, DATED) }],
  },
};

/** `isOfStandard`: X12 itself requires one of them; `span` is the segment's. */
export function missingElements(
  format: SegmentFormat,
  positions: readonly number[],
  isOfStandard: boolean,
  guide: string,
  span: Span,
): BlockProblem {
  const several = positions.length > 1;
  const names = listed(positions.map((at) => named(format, at)));
  return {
    id: missingElementRule.id,
    severity: isOfStandard ? 'error' : 'warning',
    span,
    message:
      `${names} ${several ? 'are' : 'is'} missing; ${guide} requires ${several ? 'them' : 'it'} here. ` +
      `${REJECTED} (999 IK403 1). Fill ${several ? 'them' : 'it'} in, or leave the segment out where the guide lets you.`,
  };
}

/** `names` are those of the components, by the guide's or the standard's name `by`; `span` is the composite's. */
export function missingComponents(
  segment: string,
  { at, missing, ofStandard, qualifier }: MissingParts,
  names: readonly string[],
  by: string,
  span: Span,
): BlockProblem {
  const several = missing.length > 1;
  const place = placeOf(segment, at);
  const lacks = listed(missing.map((part) => `${place}-${part} (${names[part - 1]})`));
  const slid = qualifier === undefined ? '' : `; "${shown(qualifier)}" stands where its qualifier belongs`;
  return {
    id: missingElementRule.id,
    severity: ofStandard ? 'error' : 'warning',
    span,
    message:
      `${lacks} ${several ? 'are' : 'is'} missing${slid}; ${by} requires ${several ? 'them' : 'it'} here. ` +
      `${REJECTED} (999 IK403 1). Fill ${several ? 'them' : 'it'} in.`,
  };
}

/** What a syntax note finds missing; `there` and `missing` are positions. */
export function missingByNote(
  format: SegmentFormat,
  { kind }: SyntaxNote,
  there: readonly number[],
  missing: readonly number[],
  span: Span,
): BlockProblem {
  const names = listed(
    missing.map((at) => named(format, at)),
    kind === 'P' || kind === 'C' ? 'and' : 'or',
  );
  const what =
    kind === 'R'
      ? `One of ${names} must be there.`
      : `${names} ${missing.length > 1 && kind !== 'L' ? 'are' : 'is'} missing, but ${placeOf(format.id, there[0]!)} is there and goes with it.`;
  const remedy = kind === 'R' ? 'Fill one in.' : `Fill it in, or take ${placeOf(format.id, there[0]!)} off.`;
  return {
    id: missingElementRule.id,
    severity: 'error',
    span,
    message: `${what} ${REJECTED} (999 IK403 2). ${remedy}`,
  };
}

function named(format: SegmentFormat, index: number): string {
  return `${placeOf(format.id, index)} (${format.names[index]})`;
}
