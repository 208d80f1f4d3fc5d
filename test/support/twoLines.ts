import { x12 } from '../../server/src/service/formats/x12';
import { brief } from './check';
import { checkSpans } from './spans';

/** The lines of a claim that is written in every odd way, and what is read of it each time. */
export const TWO_LINES = {
  lines: [
    { code: '0708T', modifiers: ['59'] },
    { code: '0709T', units: 2 },
  ],
};
export const EXPECTED = [
  'professional claim CLAIM1 pos11 f1 by 1000000004 for M100 TESTPERSON, PAT 19600102 payer MB dx C4359',
  '  #1 HC:0708T-59 x1 UN $100 20250304 dx1',
  '  #2 HC:0709T x2 UN $100 20250304 dx1',
];

/** The claims of an X12 text in short, all places of which are looked at. */
export function read(text: string): string[] {
  const document = x12.read(text);
  checkSpans(document, text);
  return brief(document.claims);
}

/** What the reader noticed: the rule, and the text that it is about. */
export function problems(text: string): string[] {
  return x12.read(text).problems.map(({ id, span }) => `${id}: ${text.slice(span.start, span.end)}`);
}
