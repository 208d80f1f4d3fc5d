import { deepEqual } from 'node:assert/strict';
import { CheckedText } from '../../server/src/service/checkedText';
import { x12 } from '../../server/src/service/formats/x12';
import type { X12Document } from '../../server/src/service/formats/x12/read';
import { serviceFor } from '../support/check';
import { changed } from '../support/edits';
import { Random } from '../support/random';
import { snapshot } from '../support/snapshot';
import { claim837, interchange } from '../support/x12';

const context = serviceFor().contextFor({});
/** Of each document. */
const EDITS = 400;
const ISA = /^ISA.*~\n/;
const TA1 = 'TA1*000000001*250310*1200*A*000~\n';

const claims = claim837([
  { lines: [{ code: '0709T', modifiers: ['26'] }] },
  { id: 'B', lines: [{ code: 'O709T' }, {}] },
]);
const acknowledgment = `${ISA.exec(claims)![0]}${TA1}IEA*1*000000001~\n`;
const review = (purpose: string) =>
  interchange([
    'ST*278*0001*005010X217',
    `BHT*0007*${purpose}*A*20250310*1200`,
    ...['HL*1**20*1', 'NM1*X3*2*INVENTED PLAN*****PI*1', 'HL*2*1*21*1', 'NM1*1P*2*B', 'HL*3*2*22*1'],
    ...['NM1*IL*1*TESTPERSON*PAT****MI*M1', 'HL*4*3*EV*1', 'UM*HS*I*3', 'HI*ABK:C4359', 'NM1*SJ*1*A'],
    ...['HL*5*4*SS*0', 'UM*HS*I*3', 'DTP*472*D8*20250310', 'SV1*HC:0709T*1*UN*1'],
    'SE*18*0001',
  ]).replaceAll('005010X222A1', '005010X217');
const status = interchange([
  'ST*276*0001*005010X212',
  'BHT*0010*13*A*20250310*1200',
  ...['HL*1**20*1', 'NM1*PR*2*MEDICARE*****PI*1', 'HL*2*1*21*1', 'NM1*41*2*B', 'HL*3*2*19*1', 'NM1*1P*2*C'],
  ...[
    'HL*4*3*22*1',
    'NM1*IL*1*TESTPERSON*PAT****MI*M1',
    'TRN*1*A',
    'SVC*HC:0709T*1****1',
    'HL*5*4*23*0',
    'NM1*QC*1*X*Y',
  ],
  ...['TRN*1*B', 'SVC*HC:0709T*1****1', 'SE*17*0001'],
]);
const without = (text: string) => claims.replace(ISA.exec(claims)![0], text);
const isa = ISA.exec(claims)![0];

/** Envelopes that are broken, that hold an acknowledgment, or whose BHT says which guide is followed. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  'TA1 alone': acknowledgment,
  'TA1 before a group': without(isa + TA1),
  'an acknowledgment and claims': acknowledgment + claims + acknowledgment,
  'an ISA without terminator': without(isa.replace('~', '')),
  'an ISA with an element too few': without(isa.replace('*T*', '*')),
  'an ISA with an element too many': without(isa.replace('*T*', '*T**')),
  'a broken ISA behind another interchange': claims + without(isa.replace('*T*', '*')),
  'a broken ISA in one line': without(isa.replace('*T*', '*')).replace(/\n/g, ''),
  'a review and its answer': review('13') + review('11'),
  'a claim status': status,
};

const SNIPPETS = [
  ...['*', '~', ':', '^', '\n', ' ', '', 'T', '**', '*T', ':~', '00501', '~\n', 'GS*', 'TA1*', TA1, 'ISA*', isa],
  ...['IEA*1*000000001~\n', 'IEA*0*000000001~\n', 'GE*1*1~\n', 'GS*HC*A*B*20250310*1200*1*X*005010X222A1~\n'],
  ...['BHT*0007*11*A*20250310*1200~\n', 'BHT*0007*13*A*20250310*1200~\n', '11', '13', 'ST*278*1*005010X217~\n'],
  ...['HL*9*1*22*0~\n', 'HL*9**20*1~\n', 'HL*9*1*21*1~\n', 'NM1*PR*2*OTHER~\n', 'SE*1*1~\n'],
];

/** Mostly in the ISA and what follows it, at a header, or anywhere. */
function editOf(text: string, random: Random) {
  const heads = [...text.matchAll(/ISA|TA1|GS|BHT|IEA/g)].map(({ index }) => index);
  const near =
    random.next() < 0.75 && heads.length > 0 ? random.pick(heads) + random.below(130) : random.below(text.length + 1);
  const start = Math.min(text.length, near);
  const length = random.next() < 0.6 ? 0 : random.next() < 0.8 ? random.below(4) : random.below(120);
  return { start, end: Math.min(text.length, start + length), text: random.next() < 0.3 ? '' : random.pick(SNIPPETS) };
}

const view = ({ blocks, claims: read, mentions, problems, length }: X12Document) => ({
  blocks,
  read,
  mentions,
  problems,
  length,
});

describe('edits of envelopes', () => {
  for (const [index, [name, original]] of Object.entries(DOCUMENTS).entries()) {
    it(`${name}: an updated document equals a read one, there and back`, () => {
      const random = new Random(900 + index);
      let checked = new CheckedText(x12, original, context);
      const apply = (change: { start: number; end: number; text: string }) => {
        const before = checked.text as string;
        const text = changed(before, change);
        checked.change([{ change, text }]);
        const fresh = new CheckedText(x12, text, context);
        const what = `${JSON.stringify(change)} in\n${before}`;
        const [found, expected] = [checked, fresh].map((one) => [view(one.document as X12Document), snapshot(one)]);
        if (JSON.stringify(found) !== JSON.stringify(expected)) deepEqual(found, expected, what);
      };
      for (let edit = 0; edit < EDITS; edit++) {
        if (edit % 20 === 0) checked = new CheckedText(x12, original, context);
        const before = checked.text as string;
        const change = editOf(before, random);
        apply(change);
        // And taken back.
        if (edit % 2) {
          apply({
            start: change.start,
            end: change.start + change.text.length,
            text: before.slice(change.start, change.end),
          });
        }
      }
    });
  }
});
