import type { BlockProblem } from './blockProblem';
import { missingHeaders } from './rules/missing-segment';

/** How a group, a transaction and the end of an interchange begin, whatever their separator. */
const BEGINS = /(?:GS([^A-Za-z0-9\s])[A-Z]{2}\1|ST([^A-Za-z0-9\s])\d{3}\2|IEA([^A-Za-z0-9\s])\d{1,5}\3)/y;
const ID = /[A-Z]+/y;

/** What stands at `at`, outside of interchanges, as if it were in one; the span is that of its id, counted from `base`. */
export function outsideProblem(text: string, at: number, base: number): BlockProblem | undefined {
  BEGINS.lastIndex = at;
  if (!BEGINS.test(text)) return undefined;
  ID.lastIndex = at;
  ID.test(text);
  const span = { start: at - base, end: ID.lastIndex - base };
  return missingHeaders(['ISA'], span, 'the interchange before this has ended (IEA), and what follows is not read');
}
