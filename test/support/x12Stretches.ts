import { type ClaimOptions, claim837, interchange, remittance835 } from './x12';

/** Claims of many patients, some with several, some wrong. */
export function claims(count: number, more: (index: number) => Partial<ClaimOptions> = () => ({})): ClaimOptions[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `CLAIM-${index}`,
    patient: { id: `P${index % 9 === 4 ? index % 4 : `X${index}`}` },
    frequency: index % 11 === 5 ? '8' : '1',
    provider: index % 3 ? '1000000004' : '1000000012',
    lines: index % 4 ? [{ code: '99213' }, { code: index % 5 ? '0708T' : '0709T' }] : [{ code: '0709T', units: 2 }],
    ...more(index),
  }));
}

/** One billing provider's level, and one subscriber behind the other. */
function oneProvider(text: string): string {
  const [first = '', ...others] = text.split(/(?=HL\*\d+\*\*20)/);
  const [level = '', ...rest] = others;
  return first + level + rest.map((one) => one.replace(/^[\s\S]*?(?=HL\*\d+\*\d+\*22)/, '')).join('');
}

/** Each claim below a billing provider of its own. */
export const MANY = claim837(claims(60));
/** The transactions of several files in one group. */
const TRANSACTIONS = [MANY, claim837(claims(30), { created: '20240101' }), MANY]
  .map((text) => /ST\*[\s\S]*SE\*[^~]*~\n/.exec(text)![0])
  .join('');
const ENVELOPE = /^([\s\S]*?)ST\*[\s\S]*SE\*[^~]*~\n([\s\S]*)$/.exec(MANY)!;
const within = (body: string) => ENVELOPE[1]! + body + ENVELOPE[2]!;
const PAYMENTS = Array.from({ length: 80 }, (_, index) => [
  ...(index % 3 ? [] : [`LX*${index + 1}`]),
  `CLP*R${index}*1*100*${index % 7 ? 80 : 90}`,
  'NM1*QC*1*TESTPERSON*PAT****MI*M100',
  `SVC*HC:${index % 5 ? '99213' : 'O709T'}*100*80**1`,
  'CAS*CO*45*20',
  'DTM*472*20250304',
]).flat();
const REMITTANCE = remittance835([
  'BPR*I*6400*C*ACH',
  'N1*PR*INVENTED PAYER',
  'N1*PE*CLINIC*XX*1000000004',
  ...PAYMENTS,
]);

/** Files that can be read in stretches of a few claims, with all that may change from one to the next. */
export const IN_STRETCHES: Readonly<Record<string, string>> = {
  'a level a claim': MANY,
  'on one line': claim837(claims(60), { eol: '' }),
  'lines that end with CRLF': claim837(claims(60), { eol: '\r\n' }),
  'lines that end with CR': claim837(claims(60), { eol: '\r' }),
  'segments that their lines end': claim837(claims(60), { delimiters: { segment: '\n' }, eol: '' }),
  'other delimiters': claim837(claims(60), { delimiters: { element: '|', component: '>', segment: '!' } }),
  institutional: claim837(claims(60), { kind: 'I' }),
  dependents: claim837(
    claims(60, (index) => (index % 2 ? { dependent: { first: `ANN${index}`, birth: '20100101' } } : {})),
  ),
  'one provider': oneProvider(MANY),
  'one provider, dependents': oneProvider(
    claim837(claims(60, (index) => (index % 2 ? { dependent: { first: 'ANN', birth: '20100101' } } : {}))),
  ),
  'two claims a subscriber': MANY.replace(/(CLM\*)(CLAIM-\d*7\b)([\s\S]*?)(?=HL|SE)/g, '$1$2$3$1$2B$3'),
  'claims below the provider': MANY.replace(/HL\*\d+\*\d+\*22\*0~\nSBR[^~]*~\n/g, (level, at: number) =>
    at % 5 ? level : '',
  ),
  'another provider within a subscriber': MANY.replace(/(CLM\*CLAIM-\d*3\*)/g, 'NM1*85*2*OTHER*****XX*1000000020~\n$1'),
  'another date within a level': MANY.replace(
    /(SBR\*)(?=[\s\S]{0,2000}CLAIM-20\*)/,
    'BHT*0019*00*1*20200101*1200*CH~\n$1',
  ),
  'several transactions': within(TRANSACTIONS),
  'wrong counts': within(TRANSACTIONS)
    .replace(/SE\*\d+/g, 'SE*7')
    .replace('GE*1', 'GE*9'),
  'several groups': MANY.replace(/IEA[\s\S]*/, '') + MANY.replace(/ISA[^~]*~\n/, '').replaceAll('X222A1', 'X222'),
  'a transaction without its group': MANY.replace(/IEA[\s\S]*/, '') + MANY.slice(MANY.indexOf('ST*')),
  'several interchanges': MANY + claim837(claims(40), { kind: 'I' }) + MANY,
  'an interchange within the other': MANY.replace(/GE\*[\s\S]*/, '') + MANY,
  'text between interchanges': `${MANY}and now for another\n\0\0\n${MANY}`,
  'faults of the structure': MANY.replace(/LX\*1/g, 'LX*3').replace(/DTP\*472\*D8/g, 'DTP*472*DT'),
  'levels with another child code': MANY.replace(
    /(HL\*\d+\*\d*\*2[02]\*)([01])/g,
    (_, level, child) => level + (1 - Number(child)),
  ),
  'levels that miscount': MANY.replace(/HL\*(\d*7)\*/g, 'HL*9$1*').replace(/(HL\*\d*4\*)(\d+)(?=\*22)/g, '$11'),
  'lost terminators': MANY.replace(/(NM1\*IL[^~]*)~/g, '$1'),
  'undeclared delimiter': claim837(claims(60), { delimiters: { component: '>' }, declared: ':' }),
  'cut in a claim': MANY.slice(0, -700),
  'cut in a level': MANY.slice(0, MANY.lastIndexOf('*22*')),
  'a crowd of one name': claim837(claims(230, () => ({ patient: { id: 'SAME' } }))),
  'a remittance': REMITTANCE,
  remittances: REMITTANCE.replace(/(ST\*[\s\S]*SE\*[^~]*~\n)/, '$1$1$1'),
  'a first line of another interchange': interchange(['ST*999*1', 'SE*2*1']) + MANY,
};
