import type { ReadProblem } from '../../../model/document';
import type { RuleInfo } from '../../../model/ruleInfo';
import type { Fault } from '../json';

const CLAIM = (id: string) =>
  `{"resourceType":"Claim","id":"${id}","diagnosis":[{"sequence":1,"diagnosisCodeableConcept":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"C43.59"}]}}],` +
  `"item":[{"sequence":1,"diagnosisSequence":[1],"servicedDate":"2025-03-04","productOrService":{"coding":[{"system":"http://www.ama-assn.org/go/cpt","code":"99213"}]}}]}`;

/** JSON of which something is missing. */
export const brokenJson: RuleInfo = {
  id: 'broken-json',
  summary: 'JSON that breaks off: a line, or the file, ends before what it began is closed.',
  why: 'A claim that is cut has lost lines or amounts, and no receiver reads it: one broken line of an NDJSON file can stop the whole file. What could still be read of it is checked, but it may not be all.',
  advice: 'Get the line or the file from its sender again, or write what is missing. The other lines are not affected.',
  severity: 'error',
  reads: 'FHIR JSON',
  stage: 'stable',
  sources: [
    'RFC 8259, sections 2 to 7 (objects, arrays and strings are closed; a string holds no line end)',
    'FHIR R4, nd-json: one resource a line',
  ],
  examples: {
    bad: [
      {
        text: `${CLAIM('C1')}\n{"resourceType":"Claim","id":«"C2»\n${CLAIM('C3')}`,
        note: 'the second line was cut inside of its id',
      },
    ],
    good: [{ text: `${CLAIM('C1')}\n${CLAIM('C2')}` }],
  },
};

/** `isLast`: nothing stands behind the value. Names nothing of the text. */
export function problemOf({ kind, start, end, open }: Fault, isLast: boolean): ReadProblem {
  return { id: brokenJson.id, span: { start, end }, message: `${WHAT[kind](open)} ${isLast ? LAST : BEFORE}` };
}

const BEFORE =
  'Part of this claim may be lost; what stands on the lines below is read. Get the line from its sender again, or write what is missing.';
const LAST =
  'Claims may be missing: what stands behind is not there, or can’t be told apart. Ask the sender for the whole file, or write what is missing.';

const WHAT: Readonly<Record<Fault['kind'], (open: number) => string>> = {
  end: (open) =>
    `The JSON ends here, but ${open === 1 ? 'a bracket is' : `${open} brackets are`} still open: it was cut short.`,
  string: () => 'This string has no closing quote before its line ends: it was cut short, or a line end stands in it.',
  comment: () => 'This comment is not ended by */, so that nothing behind it is read.',
  bracket: () => 'This bracket closes nothing that is open here: something before it is missing.',
  word: () => 'This is no JSON: a value is a number, true, false, null, or stands in quotes.',
};
