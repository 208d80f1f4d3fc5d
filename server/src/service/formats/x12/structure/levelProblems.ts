import type { Span } from '../../../model/span';
import { packed } from '../segmentIds';
import type { BlockProblem } from './blockProblem';
import { invalidElement, shown } from './rules/invalid-element';
import { REJECTED } from './wording';

const BILLING = 'billing provider (HL 20)';
const SUBSCRIBER = 'subscriber (HL 22)';
const PATIENT = 'patient (HL 23)';
/** By HL03, packed. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [packed('20'), BILLING],
  [packed('22'), SUBSCRIBER],
  [packed('23'), PATIENT],
]);

/** HL01 is not one more than that of the HL before. */
export function levelOutOfOrder(number: number, wanted: number, hasBefore: boolean, span: Span): BlockProblem {
  return {
    id: invalidElement.id,
    severity: 'error',
    span,
    message:
      `HL01 is "${number}", but ${hasBefore ? `the HL before it is ${wanted - 1}` : 'this is the first HL'}: the levels of a transaction are numbered 1, 2, 3 and so on. ` +
      `${REJECTED}. Number the levels anew, with the HL02 that name them, or bring back what was lost.`,
  };
}

/** `named` is HL02; `parent` the number of the level that `level` stands in, 0 where none is open. */
export function levelWithoutParent(
  named: string,
  level: number,
  parent: number,
  number: number,
  span: Span,
  isThere: boolean,
): BlockProblem {
  const own = NAMES.get(level)!;
  const other = own === SUBSCRIBER ? BILLING : SUBSCRIBER;
  const what = isThere ? `HL02 is "${shown(named)}"` : 'HL02 is missing';
  const isEarlier = /^\d+$/.test(named) && Number(named) > 0 && Number(named) < number;
  const why =
    parent === 0
      ? `no ${other} stands before this ${own}`
      : isEarlier || !isThere
        ? `the ${other} before this ${own} is HL ${parent}`
        : `no HL before it has that number; the ${other} is HL ${parent}`;
  return {
    id: invalidElement.id,
    severity: 'error',
    span,
    message: `${what}, but ${why}. ${REJECTED}. ${parent === 0 ? `Add the ${other}.` : `Write ${parent} into HL02.`}`,
    ...(parent !== 0 &&
      isThere && { fixes: [{ title: `Write ${parent}`, edits: [{ ...span, text: String(parent) }] }] }),
  };
}

/** HL04 of the level before says that no level follows in it, but one does. */
export function levelWithChild(level: LevelSaid): BlockProblem {
  return childCode(level, 'is "0", no level within it, but the next HL is one', '1');
}

/** HL04 of the level before says that a level follows in it, but none does. */
export function childlessLevel(level: LevelSaid): BlockProblem {
  return childCode(level, 'is "1", a level within it follows, but none does', '0');
}

interface LevelSaid {
  readonly number: number;
  readonly level: number;
}

const NOWHERE: Span = { start: 0, end: 0 };

function childCode({ number, level }: LevelSaid, says: string, right: string): BlockProblem {
  const name = NAMES.get(level);
  return {
    id: invalidElement.id,
    severity: 'error',
    ofLevelBefore: true,
    span: NOWHERE,
    message: `HL04 of HL ${number}${name === undefined ? '' : `, the ${name},`} ${says}. ${REJECTED}. Write ${right}, or bring back what was lost.`,
    fixes: [{ title: `Write ${right}`, edits: [{ ...NOWHERE, text: right }] }],
  };
}
