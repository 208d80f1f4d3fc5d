import { deepEqual, equal } from 'node:assert/strict';
import { open } from '../support/check';
import { claim837, remittance835 } from '../support/x12';

const LINES = [
  { code: '0708T', charge: '100' },
  { code: '0709T', charge: '50' },
  { code: '99213', modifiers: ['25'], charge: '1234.5', more: ['REF*6R*ABC'] },
  { code: '64999', more: ['NTE*ADD*NEUROLYSIS'] },
];
const PAYMENT = (id: string) => [
  `CLP*${id}*1*100*85*0*12*ICN*11*1`,
  'NM1*QC*1*TESTPERSON*PAT****MI*M100',
  'SVC*HC:99213*100*85**1',
  'DTM*472*20250304',
  'CAS*CO*45*15',
];

/** Files with nothing wrong in them but what is named. */
const FILES: Readonly<Record<string, { readonly text: string; readonly rules: readonly string[] }>> = {
  'professional claims': {
    text: claim837([
      { lines: LINES },
      { lines: LINES, rendering: '1000000012', dependent: { first: 'ANN', birth: '20100101' } },
    ]),
    rules: ['contractor-priced'],
  },
  'hospital bills': {
    text: claim837([{ lines: LINES }, { lines: LINES }], { kind: 'I' }),
    rules: ['not-paid-under-opps'],
  },
  'a dental claim': { text: claim837({ lines: [{ code: 'D0120', qualifier: 'AD' }] }, { kind: 'D' }), rules: [] },
  'a remittance': {
    text: remittance835([
      'BPR*I*170*C*CHK************20250320',
      'TRN*1*123*1999999999',
      'DTM*405*20250320',
      'N1*PR*INVENTED PAYER',
      'N3*1 INVENTED STREET',
      'N4*ANYTOWN*NY*10001',
      'PER*BL*DESK*TE*5550100',
      'N1*PE*INVENTED CLINIC*XX*1000000004',
      'LX*1',
      ...PAYMENT('A'),
      ...PAYMENT('B'),
    ]),
    rules: [],
  },
};

describe('an X12 text that breaks off', () => {
  for (const [name, { text, rules }] of Object.entries(FILES)) {
    it(`lacks its trailers, and of nothing else that was cut is said that it is missing or wrong: ${name}`, () => {
      deepEqual(
        [
          ...new Set(
            open(text)
              .findings()
              .map(({ finding }) => finding.rule),
          ),
        ],
        rules,
      );
      for (let end = 106; end < text.length; end++) {
        const more = open(text.slice(0, end))
          .findings()
          .filter(({ finding }) => !rules.includes(finding.rule));
        const trailers = more.filter(({ finding }) => /file ends before this (ISA|GS|ST)/.test(finding.message));
        deepEqual(
          more.filter((one) => !trailers.includes(one)).map(({ finding }) => `${finding.rule}: ${finding.message}`),
          [],
          `after ${JSON.stringify(text.slice(Math.max(0, end - 40), end))}`,
        );
        equal(trailers.length, more.length);
      }
    });
  }
});
