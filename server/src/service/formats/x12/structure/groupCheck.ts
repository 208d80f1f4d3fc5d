import type { ReadProblem } from '../../../model/document';
import { type Span, shifted } from '../../../model/span';
import type { OpenPart } from './envelopeFold';
import type { EnvelopeElement, EnvelopeSegment } from './envelopeSegment';
import { guideKey, guideOf } from './guides';
import { invalidElement, shown } from './rules/invalid-element';
import { missingElementRule } from './rules/missing-element';
import { REJECTED } from './wording';

/** ST01 → GS01. Source: X12 data element 479, functional identifier codes. */
const GROUPS: ReadonlyMap<string, string> = new Map([
  ['837', 'HC'],
  ['835', 'HP'],
  ['270', 'HS'],
  ['271', 'HB'],
  ['276', 'HR'],
  ['277', 'HN'],
  ['278', 'HI'],
  ['997', 'FA'],
  ['999', 'FA'],
]);

/**
 * Whether a transaction contradicts its group: GS01 is of another set, or ST03 is not GS08, or missing. `at` is where the block of
 * the transaction begins.
 */
export function checkGroup(
  group: OpenPart,
  transaction: EnvelopeSegment,
  at: number,
  notice: (problem: ReadProblem) => void,
): boolean {
  const { holds, guide } = transaction;
  const { header, base } = group;
  // What is cut off at the end of the text may go on: its values say nothing.
  if (transaction.cut || !holds || !guide || !header.holds || !header.guide) return false;
  const gs01: EnvelopeElement = { ...header.holds, ...shifted(header.holds, base) };
  const gs08: EnvelopeElement = { ...header.guide, ...shifted(header.guide, base) };
  const st01: EnvelopeElement = { ...holds, ...shifted(holds, at) };
  const st03: EnvelopeElement = { ...guide, ...shifted(guide, at) };
  const span = shifted({ start: transaction.start, end: transaction.end }, at);
  const found =
    setContradiction(gs01, st01, gs08.value) ??
    guideContradiction(gs08, st03) ??
    (st03.value === '' ? missingGuide(gs08, st01, span) : undefined);
  if (found) notice(found);
  return found !== undefined;
}

function setContradiction(gs01: EnvelopeElement, st01: EnvelopeElement, version: string): ReadProblem | undefined {
  const wanted = GROUPS.get(st01.value);
  if (wanted === undefined || wanted === gs01.value || !/^(?!XX)[A-Z]{2}$/.test(gs01.value)) return undefined;
  // GS01 and GS08 agree: it is the transaction that is another.
  const isTransaction = GROUPS.get(guideOf(version)?.set ?? '') === gs01.value;
  const [wrong, other] = isTransaction ? [st01, gs01] : [gs01, st01];
  const span = { start: wrong.start, end: wrong.end };
  return {
    id: invalidElement.id,
    severity: 'error',
    span,
    message:
      `GS01 is "${gs01.value}", but ST01 of a transaction in the group is "${st01.value}", which goes into a group "${wanted}". ` +
      'A receiver rejects the group (999 AK905 1). ' +
      (isTransaction ? 'Correct ST01, or put it into a group of its own.' : `Write ${wanted} into GS01.`),
    related: [{ span: { start: other.start, end: other.end }, message: isTransaction ? 'GS01' : 'ST01' }],
    ...(!isTransaction && { fixes: [{ title: `Write ${wanted}`, edits: [{ ...span, text: wanted }] }] }),
  };
}

/** From 005010 on ST03 says what GS08 says. */
function guideContradiction(gs08: EnvelopeElement, st03: EnvelopeElement): ReadProblem | undefined {
  const [group, own] = [gs08.value.trim(), st03.value.trim()];
  if (own === '' || own === group || !/^00[5-9]\d{3}X\d{3}/.test(group) || !/^\d{6}X\d{3}/.test(own)) return undefined;
  if (/^9+X9+$/.test(own) || /^9+X9+$/.test(group)) return undefined;
  const isSame = guideKey(own) === guideKey(group);
  const span = { start: st03.start, end: st03.end };
  return {
    id: invalidElement.id,
    severity: isSame ? 'warning' : 'error',
    span,
    message:
      `ST03 is "${shown(own)}", but GS08 of its group is "${shown(group)}"; both name the guide that it follows. ` +
      'A receiver goes by one or the other, or rejects the transaction (999 IK502 I6). ' +
      (isSame ? `Write ${group} into ST03.` : 'Correct the one that is wrong.'),
    related: [{ span: { start: gs08.start, end: gs08.end }, message: 'GS08' }],
    ...(isSame && { fixes: [{ title: `Write ${group}, as GS08 has it`, edits: [{ ...span, text: group }] }] }),
  };
}

/** The 5010 guides of the 837 want ST03; that of the 835 doesn't use it. `span` is that of ST. */
function missingGuide(gs08: EnvelopeElement, st01: EnvelopeElement, span: Span): ReadProblem | undefined {
  const guide = guideOf(gs08.value);
  if (guide?.set !== '837' || st01.value !== '837' || !guide.segments) return undefined;
  return {
    id: missingElementRule.id,
    severity: 'warning',
    span,
    message:
      `ST03 (Implementation Convention Reference) is missing; ${guide.name} requires it here. ` +
      `${REJECTED} (999 IK502 I6). Write ${shown(gs08.value.trim())} into ST03, as GS08 has it.`,
    related: [{ span: { start: gs08.start, end: gs08.end }, message: 'GS08' }],
  };
}
