import type { Span } from '../../../model/span';
import type { Cursor } from '../cursor';
import { packed } from '../segmentIds';
import type { Levels } from '../state';
import type { Notice } from './blockProblem';
import { childlessLevel, levelOutOfOrder, levelWithChild, levelWithoutParent } from './levelProblems';

/** HL03. */
const BILLING = packed('20');
const SUBSCRIBER = packed('22');
const PATIENT = packed('23');
/** HL04. */
const NO_CHILD = packed('0');
const CHILD = packed('1');

/** What is known behind an HL of an 837; `before`: what was. */
export function levelsBehind(cursor: Cursor, before: Levels | undefined): Levels {
  const number = numberAt(cursor, 1);
  const level = cursor.packed(3);
  return {
    number,
    level,
    // Of a segment that is cut off it may be another.
    child: cursor.cut ? 0 : cursor.packed(4),
    billing: level === BILLING ? number : (before?.billing ?? 0),
    subscriber: level === SUBSCRIBER ? number : level === BILLING ? 0 : (before?.subscriber ?? 0),
  };
}

/** HL01 or HL02; 0 where it is no number. */
function numberAt(cursor: Cursor, index: number): number {
  const value = cursor.decimal(cursor.from(index), cursor.to(index));
  return value !== undefined && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

/** An HL of an 837: HL01 counts, HL02 names the level that it stands in, and HL04 of the level before tells of it. */
export function checkLevel(cursor: Cursor, base: number, levels: Levels | undefined, notice: Notice): void {
  const spanOf = (index: number): Span => ({ start: cursor.from(index) - base, end: cursor.to(index) - base });
  const number = numberAt(cursor, 1);
  const wanted = levels === undefined ? 1 : levels.number + 1;
  // A number that is missing, or that follows one that is none, says nothing more.
  if (number !== 0 && number !== wanted && levels?.number !== 0) {
    notice(levelOutOfOrder(number, wanted, levels !== undefined, spanOf(1)));
  }
  const level = cursor.packed(3);
  if (levels) checkChild(level, levels, notice);
  const parent = level === SUBSCRIBER ? levels?.billing : level === PATIENT ? levels?.subscriber : undefined;
  if (level !== SUBSCRIBER && level !== PATIENT) return;
  if (parent !== undefined && parent !== 0 && numberAt(cursor, 2) === parent) return;
  const isThere = cursor.has(2);
  const span = isThere ? spanOf(2) : { start: cursor.start - base, end: cursor.end - base };
  notice(levelWithoutParent(cursor.value(2), level, parent ?? 0, number, span, isThere));
}

/** The first level behind another is its child, or it has none. */
function checkChild(level: number, last: Levels, notice: Notice): void {
  // Of a level that the guide doesn't have nobody knows what it stands in.
  if (level !== BILLING && level !== SUBSCRIBER && level !== PATIENT) return;
  const isChild =
    (last.level === BILLING && (level === SUBSCRIBER || level === PATIENT)) ||
    (last.level === SUBSCRIBER && level === PATIENT);
  if (last.child === NO_CHILD && isChild) notice(levelWithChild(last));
  else if (last.child === CHILD && !isChild) notice(childlessLevel(last));
}

/** The SE of an 837: its last level has no child. */
export function checkLastLevel(levels: Levels | undefined, notice: Notice): void {
  if (levels?.child === CHILD) notice(childlessLevel(levels));
}
