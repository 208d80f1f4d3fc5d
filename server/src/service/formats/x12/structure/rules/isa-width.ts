import type { RuleInfo } from '../../../../model/ruleInfo';
import type { Notice } from '../blockProblem';
import type { EnvelopeElement, EnvelopeSegment } from '../envelopeSegment';
import { envelopeExample } from '../example';
import { placeOf } from '../wording';

/** The ISA is read by position: every element has one width. */
export const isaWidth: RuleInfo = {
  id: 'isa-width',
  summary: 'An element of the ISA has not the width that the standard fixes.',
  why: 'Receivers read the ISA by position, because the separators are declared in it: one character too few or too many moves everything behind it, and the file is rejected before a claim is read.',
  advice:
    'Fill names and ids up with blanks on the right, the control number with zeros on the left, so that the ISA has 106 characters with its terminator.',
  severity: 'error',
  stage: 'stable',
  sources: ['ASC X12.5 (the ISA is the only segment of fixed length: elements I01 to I15, minimum and maximum alike)'],
  examples: {
    bad: [{ text: envelopeExample({ ISA06: '«SENDER1»' }), note: 'ISA06 has 15 characters' }],
    good: [{ text: envelopeExample({}) }],
  },
};

/** Widths of ISA01 to ISA16. */
const WIDTHS = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1];
/** Elements that blanks fill up: authorization, security, sender and receiver. */
const BLANK_FILLED = new Set([2, 4, 6, 8]);
const CONTROL_NUMBER = 13;

export function checkIsaWidth({ elements = [], found, start, end }: EnvelopeSegment, notice: Notice): void {
  if (found !== undefined) {
    notice({
      id: isaWidth.id,
      span: { start, end },
      message:
        `The ISA has ${found} elements instead of 16. A receiver reads it by position, finds the separators in the ` +
        `wrong place and rejects the file. Compare it with one that was accepted, and put right what is missing or too much.`,
    });
    return;
  }
  const wrong: { readonly element: EnvelopeElement; readonly place: number; readonly text: string | undefined }[] = [];
  elements.forEach((element, index) => {
    if (element.value.length === WIDTHS[index]) return;
    wrong.push({ element, place: index + 1, text: filled(element.value, index + 1, WIDTHS[index]!) });
  });
  const [first] = wrong;
  if (!first) return;
  const told = wrong.map(
    ({ element, place }) => `${nameOf(place)} has ${element.value.length} of ${WIDTHS[place - 1]}`,
  );
  const edits = wrong.map(({ element, text }) => ({ start: element.start, end: element.end, text: text ?? '' }));
  notice({
    id: isaWidth.id,
    span: { start: first.element.start, end: wrong.at(-1)!.element.end },
    message:
      `The ISA is read by position, but ${told.join(', ')} characters. A receiver finds the separators in the wrong ` +
      `place and rejects the file. Fill the elements up to their width.`,
    ...(wrong.every(({ text }) => text !== undefined) && {
      fixes: [{ title: `Fill ${wrong.map(({ place }) => nameOf(place)).join(', ')} up to the fixed width`, edits }],
    }),
  });
}

function nameOf(place: number): string {
  return placeOf('ISA', place);
}

/** The value in its width; undefined where that is no matter of filling up. */
function filled(value: string, place: number, width: number): string | undefined {
  if (BLANK_FILLED.has(place)) {
    const text = value.trimEnd();
    return text.length <= width ? text.padEnd(width) : undefined;
  }
  return place === CONTROL_NUMBER && /^\d{1,8}$/.test(value) ? value.padStart(width, '0') : undefined;
}
