const CPT = 'http://www.ama-assn.org/go/cpt';

export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** A few wrong, a few of one patient. */
const codeOf = (index: number) => ['0709T', '99213', 'O709T', '0708T'][index % 4]!;
const personOf = (index: number) => (index % 5 === 0 ? 'SAME' : `P${index}`);

function concept(code: string, system = CPT) {
  return { coding: [{ system, code }] };
}

export function claim(index: number, more: object = {}) {
  return {
    resourceType: 'Claim',
    id: `C${index}`,
    patient: { reference: `Patient/${personOf(index)}` },
    item: [
      { sequence: 1, productOrService: concept(codeOf(index)), servicedDate: '2025-03-04', quantity: { value: index } },
    ],
    ...more,
  };
}

function single(resourceType: string, index: number, visit: number, code = codeOf(index)) {
  return {
    resourceType,
    id: `S${index}`,
    status: index % 7 === 3 ? 'aborted' : 'completed',
    code: concept(code),
    subject: { reference: `Patient/${personOf(visit)}` },
    performedDateTime: '2025-03-04',
    occurrenceDateTime: '2025-03-04',
  };
}

function patient(index: number) {
  return {
    resourceType: 'Patient',
    id: personOf(index),
    identifier: [{ value: `M${index}` }],
    birthDate: '1960-01-02',
  };
}

const bundle = (...resources: readonly object[]) => ({
  resourceType: 'Bundle',
  entry: resources.map((resource) => ({ resource })),
});

function lines(values: readonly object[], end = '\n'): string {
  return values.map((value) => JSON.stringify(value) + end).join('');
}

function message(index: number, charges = 2): string {
  return [
    `MSH|^~\\&|A|B|C|D|20250304||DFT^P03|${index}|T|2.5`,
    `PID|1||${personOf(index)}^^^A||TESTPERSON^PAT||19600102|||||||||||ACC${index}`,
    'PV1|1|O',
    ...times(charges, (one) => `FT1|${one + 1}|||20250304||CG|${codeOf(index + one)}^^C4|||${one + 1}`),
    'DG1|1||C43.59^^I10',
    '',
  ].join('\r');
}

function row(index: number, claimId: string, quoted = false): string {
  const text = quoted ? `"a ""note"", of\ntwo lines"` : 'note';
  return `${claimId},${personOf(index)},${codeOf(index)},${(index % 3) + 1},2025-03-04,${text}`;
}
const HEADER = 'CLAIM_ID,PATIENT_ID,CPT_CODE,UNITS,SERVICE_DATE,DESCRIPTION';

function makeDocuments(): Record<string, readonly [string, string]> {
  const claims = times(60, (index) => claim(index));
  const text = lines(claims);
  const cut = text.split('\n').map((line, index) => (index % 6 === 4 ? line.slice(0, 40 + index) : line));
  return {
    'claims a line': ['fhir-json', text],
    'claims a line, CRLF, blank lines, no end': ['fhir-json', `\uFEFF\r\n${lines(claims, '\r\n\r\n').trimEnd()}`],
    'some lines cut': ['fhir-json', cut.join('\n')],
    'the first line cut': ['fhir-json', text.slice(60)],
    'the beginning of a line cut': ['fhir-json', `{"a":"b"}\n${text.slice(60)}`],
    'bundles a line': [
      'fhir-json',
      lines(times(20, (index) => bundle(patient(index), claim(index), single('ChargeItem', index, index)))),
    ],
    'charges of visits over several lines': [
      'fhir-json',
      lines(
        times(80, (index) =>
          index % 9 === 4
            ? patient(index)
            : index % 23 === 11
              ? claim(index)
              : single('ChargeItem', index, Math.floor(index / 6)),
        ),
      ),
    ],
    'procedures that something below charges': [
      'fhir-json',
      lines([
        claim(1),
        ...times(30, (index) => single('Procedure', index, Math.floor(index / 4), index % 2 ? '12001' : codeOf(index))),
        ...claims,
        single('ChargeItem', 1, 1, '12001'),
      ]),
    ],
    'one bundle': ['fhir-json', JSON.stringify(bundle(...times(20, patient), ...claims), null, 1)],
    'one bundle, cut': ['fhir-json', JSON.stringify(bundle(...claims), null, 1).slice(0, -400)],
    'indented, one below the other': ['fhir-json', claims.map((one) => JSON.stringify(one, null, 2)).join('\n')],
    'no claims, and a broken line': ['fhir-json', `${lines(times(9, patient))}{"a":"\n${lines(times(9, patient))}`],
    messages: ['hl7v2', times(60, (index) => message(index)).join('')],
    'messages of two visits, a batch, blocks': [
      'hl7v2',
      `FHS|^~\\&|A\rBHS|^~\\&|A\r${times(20, (index) => `\v${message(index)}PV1|2|O\r${message(index).slice(-120)}\x1c\r`).join('')}BTS|20\r`,
    ],
    'messages, other separators and line ends': [
      'hl7v2',
      times(30, (index) =>
        message(index)
          .replaceAll('|', index % 2 ? '#' : '|')
          .replaceAll('\r', '\r\n'),
      ).join('\n'),
    ],
    'messages, cut': [
      'hl7v2',
      times(9, (index) => message(index))
        .join('')
        .slice(0, -60),
    ],
    'a message longer than the others': ['hl7v2', message(1, 400) + message(2) + message(3, 300) + message(4)],
    rows: ['csv', [HEADER, ...times(200, (index) => row(index, `C${Math.floor(index / 3)}`))].join('\n')],
    'rows with quotes, CRLF, a title': [
      'csv',
      ['A report', '', HEADER, ...times(200, (index) => row(index, `C${index >> 2}`, index % 6 === 1)), ''].join(
        '\r\n',
      ),
    ],
    'rows, no partner for a quote': [
      'csv',
      [HEADER, ...times(300, (index) => row(index, `C${index}`).replace('note', index % 50 ? 'n' : '"n'))].join('\r'),
    ],
    'rows of one claim, far apart': ['csv', [HEADER, ...times(200, (index) => row(index, `C${index % 9}`))].join('\n')],
    'two tables, and one of something else between them': [
      'csv',
      [
        ...[HEADER, ...times(60, (index) => row(index, `C${index >> 1}`)), ''],
        ...['PAYER,COUNT,AMOUNT,TOTAL', ...times(40, (index) => `Invented,${index},100,12345`), ''],
        ...['CLAIM_ID,UNITS,CPT_CODE,CHARGE', ...times(60, (index) => `D${index >> 1},2,${codeOf(index)},100`), HEADER],
        ...times(60, (index) => row(index, `E${index >> 1}`)),
      ].join('\n'),
    ],
    'bills of one id, with what takes them back': [
      'csv',
      [
        'CLAIM_ID,PATIENT_ID,CPT,UNITS,DOS,TOB',
        ...times(400, (index) => {
          const claim = `A${Math.floor(index / 5)}`;
          return `${claim},P${index >> 4},${codeOf(index)},9,20250304,${['131', '', '138', '', '137'][index % 5]}`;
        }),
      ].join('\n'),
    ],
    'a long table': ['csv', [HEADER, ...times(4000, (index) => row(index, `C${index}`))].join('\n')],
  };
}

/** Texts of the formats beside X12 that are longer than what a stream holds back, as format and text. */
export const OTHER_DOCUMENTS: Readonly<Record<string, readonly [string, string]>> = makeDocuments();
