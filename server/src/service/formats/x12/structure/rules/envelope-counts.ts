import type { ReadProblem } from '../../../../model/document';
import type { RuleInfo } from '../../../../model/ruleInfo';
import { shifted } from '../../../../model/span';
import type { OpenPart } from '../envelopeFold';
import type { EnvelopeSegment } from '../envelopeSegment';
import { envelopeExample } from '../example';

/** A trailer counts what stands between it and its header. */
export const envelopeCounts: RuleInfo = {
  id: 'envelope-counts',
  summary: 'The count in a trailer is wrong or missing: segments (SE01), transactions (GE01) or groups (IEA01).',
  why: 'The counts tell the receiver whether something was lost on the way. A wrong count rejects the whole transaction, group or interchange (999 IK502 4 and AK905 5, TA1 note 021).',
  advice:
    'If segments were added or taken away on purpose, correct the count. If not, something is missing: have the file made anew.',
  severity: 'error',
  stage: 'stable',
  sources: [
    'ASC X12.6 (SE01: segments of the transaction, ST and SE among them; GE01: transactions of the group)',
    'ASC X12.5 (IEA01: groups of the interchange; TA1: behind the ISA, in no group)',
    '005010X231A1 (999: IK502, AK905)',
  ],
  examples: {
    bad: [{ text: envelopeExample({ SE01: '«9»' }), note: 'ST, BHT, NM1 and SE are four segments' }],
    good: [{ text: envelopeExample({}) }],
  },
};

const NAMES = {
  SE: { element: 'SE01', what: 'transaction', parts: ['segment', 'segments'], note: ', ST and SE among them' },
  GE: { element: 'GE01', what: 'group', parts: ['transaction', 'transactions'], note: '' },
  IEA: { element: 'IEA01', what: 'interchange', parts: ['group', 'groups'], note: '' },
} as const;

/** What is no number, or was counted over a missing terminator, is left alone: the true count isn't known. */
export function checkCounts(
  id: keyof typeof NAMES,
  part: OpenPart,
  { count, control, start, end }: EnvelopeSegment,
  at: number,
  notice: (problem: ReadProblem) => void,
): void {
  if (!count || part.unsure) return;
  const isThere = count.value.trim() !== '';
  // Without its control number as well there is no element to write it into.
  if (!isThere && control.value === '') return;
  if (isThere && (!/^\d{1,10}$/.test(count.value.trim()) || Number(count.value) === part.count)) return;
  const { element, what, parts, note } = NAMES[id];
  const span = shifted(count, at);
  const text = String(part.count);
  const outside = part.acknowledges && part.count === 0 ? '; a TA1 stands in none' : '';
  const says = isThere ? `says ${Number(count.value)}, but` : 'is missing;';
  notice({
    id: envelopeCounts.id,
    span: isThere ? span : shifted({ start, end }, at),
    message:
      `${element} ${says} the ${what} has ${part.count} ${parts[part.count === 1 ? 0 : 1]}${note}${outside}. ` +
      `A receiver takes it for damaged and rejects it. ${isThere ? 'Correct the count' : 'Write the count'}, or find what was lost.`,
    fixes: [{ title: isThere ? `Correct ${element} to ${text}` : `Write ${text}`, edits: [{ ...span, text }] }],
  });
}
