import type { RuleInfo } from '../../../model/ruleInfo';

const MSH = 'MSH|^~\\&|SENDER|A|RECEIVER|B|20250304||DFT^P03|1|T|2.5';
const FT1 = 'FT1|1|||20250304||CG|99213^^C4|||1';
const BODY = `${MSH}\n${FT1}\n`;

/** HL7 v2 of which the end is missing. */
export const cutMessage: RuleInfo = {
  id: 'cut-message',
  summary: 'HL7 v2 that ends before what it began is complete: a batch, a message or a segment.',
  why: 'A file that was cut on its way has lost charges that nobody will miss until they are not paid. What stands in it is checked, but it is not all.',
  advice: 'Get the file from its sender again. If it is whole, write the trailer (BTS, FTS) that its header announces.',
  severity: 'warning',
  reads: 'HL7 v2',
  stage: 'stable',
  sources: [
    'HL7 v2.5.1, 2.10.3 (FHS and FTS, BHS and BTS stand around a file and a batch)',
    'HL7 v2.5.1, 6.3.1 (a DFT has at least one FT1) and 6.5.1 (FT1-4, FT1-6 and FT1-7 are required)',
    'HL7 v2 transport MLLP (a block begins with 0B and ends with 1C)',
  ],
  examples: {
    bad: [
      { text: `«BHS|^~\\&|SENDER»\n${BODY}`, note: 'no BTS ends the batch' },
      { text: `${BODY}«FT1|2|||20250304»`, note: 'the last segment breaks off' },
    ],
    good: [{ text: `BHS|^~\\&|SENDER\n${BODY}BTS|1\n` }],
  },
};
