import type { ReadProblem } from '../../../../model/document';
import type { RuleInfo } from '../../../../model/ruleInfo';
import { shifted } from '../../../../model/span';
import type { OpenPart } from '../envelopeFold';
import type { EnvelopeSegment } from '../envelopeSegment';
import { envelopeExample } from '../example';

/** A trailer repeats the control number of its header. */
export const envelopeControlNumbers: RuleInfo = {
  id: 'envelope-control-numbers',
  summary: 'The control number in a trailer (IEA02, GE02, SE02) is not that of its header (ISA13, GS06, ST02).',
  why: 'The receiver pairs header and trailer by this number. Where they differ it takes the interchange, group or transaction for damaged and rejects it whole (TA1 note 001, 999 AK905 4 and IK502 3).',
  advice: 'Write the number of the header into the trailer, character for character.',
  severity: 'error',
  stage: 'stable',
  sources: [
    'ASC X12.5 (ISA13 and IEA02 are the same number)',
    'ASC X12.6 (GS06 and GE02, ST02 and SE02)',
    '005010X231A1 (999: IK502, AK905)',
  ],
  examples: {
    bad: [{ text: envelopeExample({ SE02: '«0002»' }), note: 'ST02 is 0001' }],
    good: [{ text: envelopeExample({}) }],
  },
};

const NAMES = {
  SE: { header: 'ST02', trailer: 'SE02', what: 'transaction' },
  GE: { header: 'GS06', trailer: 'GE02', what: 'group' },
  IEA: { header: 'ISA13', trailer: 'IEA02', what: 'interchange' },
} as const;

/** Nines in place of every digit, as files are made anonymous. */
const MASKED = /^9{5,}$/;

export function checkControlNumbers(
  id: keyof typeof NAMES,
  { header, base }: OpenPart,
  trailer: EnvelopeSegment,
  at: number,
  notice: (problem: ReadProblem) => void,
): void {
  const wanted = header.control.value;
  const found = trailer.control.value;
  if (wanted === found) return;
  if (wanted === '') {
    if (id === 'SE') notice(unnumbered(header, base, found));
    return;
  }
  // At the end of a text that is cut off the number itself may be.
  if (trailer.cut && wanted.startsWith(found)) return;
  // Made anonymous in one of the two places: what the other held is not known.
  if (MASKED.test(wanted) || MASKED.test(found)) return;
  const { header: one, trailer: other, what } = NAMES[id];
  const isSameNumber = /^[0-9 ]+$/.test(wanted) && /^[0-9 ]+$/.test(found) && Number(wanted) === Number(found);
  const element = shifted(trailer.control, at);
  const isThere = element.end > element.start;
  notice({
    id: envelopeControlNumbers.id,
    severity: isSameNumber ? 'warning' : 'error',
    span: isThere ? element : shifted(trailer, at),
    message:
      `${other} is ${isThere ? `"${found}"` : 'missing'}, but ${one} of this ${what} is "${wanted}". ` +
      (isSameNumber
        ? 'It is the same number written otherwise; many receivers compare the characters. '
        : `A receiver takes the ${what} for damaged and rejects it. `) +
      `Write "${wanted}" into ${other}.`,
    related: [{ span: shifted(header.control, base), message: `${one} of the ${what}` }],
    ...(isThere && {
      fixes: [{ title: `Change ${other} to ${wanted}, as ${one} has it`, edits: [{ ...element, text: wanted }] }],
    }),
  });
}

/** An ST without its number; `found` is that of its SE. Of a GS and an ISA without one other rules tell. */
function unnumbered({ control, start, end }: EnvelopeSegment, base: number, found: string): ReadProblem {
  const { header, trailer, what } = NAMES.SE;
  return {
    id: envelopeControlNumbers.id,
    severity: 'error',
    span: shifted({ start, end }, base),
    message:
      `${header} is missing, but ${trailer} of this ${what} is "${found}". ` +
      `A receiver takes the ${what} for damaged and rejects it. Write "${found}" into ${header}.`,
    ...(control.end > end - 1
      ? {}
      : { fixes: [{ title: `Write ${found}`, edits: [{ ...shifted(control, base), text: found }] }] }),
  };
}
