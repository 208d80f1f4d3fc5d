import { deepEqual, match, ok } from 'node:assert/strict';
import { starterCodes } from '../../server/src/service/codes/starter';
import { elementHelp } from '../../server/src/service/features/elementHelp';
import { open } from './check';
import { marked } from './marks';

const codes = starterCodes();
const X12 = { format: 'x12' };

/** The help at the one mark of a fixture; its range is the marked one unless that is empty. */
export function helpAt(fixture: string): string {
  const { text, ranges } = marked(fixture);
  const [range] = ranges;
  const help = elementHelp(open(text, X12), codes, range!.start);
  ok(help, 'no help');
  if (range!.end > range!.start) deepEqual({ ...help.span }, { ...range }, 'range');
  return help.markdown;
}

/** The help at the one mark of a fixture has each of these. */
export function checkHelp(fixture: string, expected: readonly (RegExp | string)[]): void {
  const markdown = helpAt(fixture);
  for (const one of expected) {
    if (typeof one === 'string') ok(markdown.includes(one), `${one} in:\n${markdown}`);
    else match(markdown, one);
  }
}
