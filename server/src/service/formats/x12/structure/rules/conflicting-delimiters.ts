import type { RuleInfo } from '../../../../model/ruleInfo';
import type { Delimiters } from '../../delimiters';
import type { Notice } from '../blockProblem';
import type { EnvelopeSegment } from '../envelopeSegment';
import { envelopeExample } from '../example';

/** The four delimiters differ from each other and from data. */
export const conflictingDelimiters: RuleInfo = {
  id: 'conflicting-delimiters',
  summary: 'The ISA declares one character for two delimiters, or a letter, digit or blank as a delimiter.',
  why: 'A reader can’t tell the two apart: values are cut where they should not be, or repeated values are read as parts of one. From version 00402 on ISA11 is the repetition separator; the letter U belongs to 00401 and older.',
  advice: 'Declare four different characters that occur in no value, commonly * : ^ and ~.',
  severity: 'error',
  stage: 'stable',
  sources: [
    'ASC X12.5 (delimiters are distinct and do not occur in data; ISA11 is the repetition separator from 00402 on)',
    '005010X222A1 appendix B.1.1.2.5 (delimiters)',
  ],
  examples: {
    bad: [
      { text: envelopeExample({ ISA11: '«:»' }), note: 'ISA16 is the same character' },
      { text: envelopeExample({ ISA11: '«U»' }), note: 'the letter of version 00401 in version 00501' },
    ],
    good: [{ text: envelopeExample({}) }],
  },
};

const WORD = /^[A-Za-z0-9 ]$/;
/** From this version on ISA11 separates repeated values. */
const OLDEST = '00402';
/** Versions that there are (element I11): 00200 to 00801. Another number, 99999 or 04010, tells nothing of ISA11. */
const VERSION = /^00[2-8]0\d$/;

export function checkDelimiters({ elements }: EnvelopeSegment, delimiters: Delimiters, notice: Notice): void {
  if (!elements) return;
  const [eleventh, sixteenth] = [elements[10]!, elements[15]!];
  const { element, component, segment, version } = delimiters;
  const report = (at: { start: number; end: number }, message: string, severity?: 'warning', text?: string) =>
    notice({
      id: conflictingDelimiters.id,
      span: { start: at.start, end: at.end },
      message,
      ...(severity && { severity }),
      ...(text && {
        fixes: [
          { title: `Declare "${text}" as the repetition separator`, edits: [{ start: at.start, end: at.end, text }] },
        ],
      }),
    });
  if (sixteenth.value !== '') {
    const same = component === element ? 'element separator' : component === segment ? 'segment terminator' : undefined;
    if (same) report(sixteenth, twice('ISA16', component, same));
    else if (WORD.test(component)) report(sixteenth, inData('ISA16', component, 'component'), 'warning');
  }
  const repetition = eleventh.value;
  if (!VERSION.test(version) || version < OLDEST || repetition.length !== 1) return;
  const free = [...'^|!<'].find((one) => one !== element && one !== component && one !== segment);
  const same =
    repetition === component
      ? 'component separator (ISA16)'
      : repetition === segment
        ? 'segment terminator'
        : undefined;
  if (same) report(eleventh, twice('ISA11', repetition, same), undefined, free);
  else if (WORD.test(repetition)) {
    report(
      eleventh,
      repetition === 'U'
        ? `ISA12 is ${version}, and from 00402 on ISA11 is the repetition separator: "U" was the id of 00401. Names with a U in them may be cut apart. Declare a character that occurs in no value.`
        : inData('ISA11', repetition, 'repetition'),
      'warning',
      free,
    );
  }
}

function twice(element: string, character: string, other: string): string {
  return `${element} declares "${character}", which is the ${other} as well. A receiver can't tell the two apart and rejects the file. Declare another character.`;
}

function inData(element: string, character: string, what: string): string {
  return `${element} declares "${character}" as the ${what} separator, a character that occurs in values: they would be cut apart. Declare one that occurs in none.`;
}
