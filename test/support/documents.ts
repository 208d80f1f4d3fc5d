import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { claim837, interchange, remittance835, transaction } from './x12';

/** X12 texts that between them have every kind of loop, envelope and quirk. */
export const X12_DOCUMENTS: Readonly<Record<string, string>> = makeDocuments();

function makeDocuments(): Record<string, string> {
  const patient = { id: 'SAME1' };
  const professional = claim837([
    { id: 'A', patient, lines: [{ code: '0708T' }, { code: '0709T', units: 3, modifiers: ['26'] }] },
    { id: 'B', patient, rendering: '1000000012', lines: [{ code: '0709T' }, { code: 'O709T' }] },
    { id: 'C', dependent: { first: 'ANN', birth: '20100101' }, lines: [{ code: '99292', rendering: '1000000020' }] },
    { id: 'D', frequency: '8', lines: [{ code: '0709T' }] },
    { id: 'E', lines: [{ code: '0708T', date: '20211231' }, { code: '33361' }] },
  ]);
  const institutional = claim837(
    [
      {
        id: 'F',
        statement: '20250304-20250304',
        lines: [
          { code: '', revenue: '0250', date: null },
          { code: '0709T', date: null },
        ],
      },
      { id: 'G', billType: '11', lines: [{ code: '0709T' }] },
    ],
    { kind: 'I', eol: '\r\n' },
  );
  const remittance = remittance835([
    'N1*PR*INVENTED PAYER',
    'LX*1',
    'CLP*A*1*300*200*10*MB*ICN1*11*1',
    'NM1*QC*1*TESTPERSON*PAT****MI*M100',
    'SVC*HC:0708T:59*100*80**1',
    'DTM*472*20250304',
    'LX*2',
    'CLP*B*1*1*1',
    'SVC*HC:708T*1*1',
    'PLB*1*20251231*WO:1*5',
  ]);
  const status = transaction('277', [
    'HL*1**20*1',
    'NM1*PR*2*INVENTED PAYER*****PI*P1',
    'HL*2*1*19*1',
    'NM1*1P*2*INVENTED CLINIC*****XX*1000000004',
    'HL*3*2*22*0',
    'NM1*IL*1*TESTPERSON*PAT****MI*M100',
    'TRN*2*TRACE-1',
    'SVC*HC:0708T*100****1',
    'TRN*2*TRACE-2',
    'SVC*HC:0709T*100****1',
  ]);
  const benefits = transaction('271', [
    'HL*1**20*1',
    ...Array.from({ length: 60 }, (_, index) => `EB*1*IND***********HC:${index % 2 ? '0708T' : '99213'}`),
  ]);
  const undeclared = claim837(
    [1, 2, 3].map((one) => ({ id: `U${one}`, lines: [{ code: '0708T', modifiers: ['59'] }, { code: '0709T' }] })),
    { delimiters: { component: '>' }, declared: ':' },
  );
  const bare = professional.slice(professional.indexOf('ST*'));
  return {
    professional,
    institutional,
    remittance,
    status,
    benefits,
    undeclared,
    bare,
    'one line': claim837(
      [
        { patient, lines: [{ code: '0709T' }, {}] },
        { patient, lines: [{ code: '0708T' }] },
      ],
      { eol: '' },
    ),
    'line end as terminator': claim837([{ lines: [{ code: '0709T' }] }, { lines: [{}] }], {
      delimiters: { segment: '\n' },
      eol: '',
    }),
    'CR as terminator, indented': claim837([{ lines: [{ code: '0709T' }] }], {
      delimiters: { segment: '\r' },
      eol: '\n',
      indent: '  ',
    }),
    'several interchanges': `before\n${claim837({ lines: [{ code: '0709T' }] })}between\n${claim837(
      { lines: [{ code: '0709T' }] },
      { delimiters: { element: '|', component: '>', segment: '!' } },
    )}${remittance}after`,
    'empty ISA16': claim837({ lines: [{ code: '0709T' }] }).replace(':~', '~'),
    envelope: interchange([]),
    'wrapped at 80 columns': claim837(
      [
        { patient, lines: [{ code: '0709T', units: 3 }, {}] },
        { patient, lines: [{ code: '0708T' }, { code: 'O708T' }] },
      ],
      { eol: '' },
    ).replace(/.{80}/g, '$&\n'),
  };
}

/** The samples that a newcomer opens, by file name. */
export function samples(): Record<string, string> {
  const folder = join('data', 'samples');
  const found: Record<string, string> = {};
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.md')) found[name] = readFileSync(join(folder, name), 'utf8');
  }
  return found;
}
