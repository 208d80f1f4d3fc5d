import { deepEqual, equal, ok } from 'node:assert/strict';
import { x12 } from '../../server/src/service/formats/x12';
import { patientKey } from '../../server/src/service/rules/runRules';
import { brief, briefLine, checkRead, daysOf, open } from '../support/check';
import { checkSpans } from '../support/spans';
import { claim837, interchange, remittance835, transaction } from '../support/x12';

function claims(text: string) {
  const document = x12.read(text);
  checkSpans(document, text);
  return document.claims;
}

function mentions(text: string): string[] {
  return open(text).document.mentions.map(({ kind, value, start, end }) => {
    equal(text.slice(start, end), value);
    return `${kind} ${value}`;
  });
}

const PATIENT = 'for M100 TESTPERSON, PAT 19600102 payer MB';

describe('x12: 837', () => {
  it('professional, with everything on the line', () => {
    checkRead(
      claim837({
        id: 'ACCT-7',
        frequency: '7',
        place: '22',
        rendering: '1000000012',
        diagnoses: ['C4359', 'Z5111'],
        lines: [
          {
            code: '0709T',
            modifiers: ['59', 'LT', 'GA', 'KX'],
            description: 'SECOND SITE',
            units: '2.5',
            charge: '1200.50',
            date: '20250303-20250305',
            pointers: [1, 2],
            place: '11',
            rendering: '1000000020',
          },
        ],
      }),
      [
        `professional claim ACCT-7 pos22 f7 by 1000000012 ${PATIENT} dx C4359 Z5111`,
        '  #1 HC:0709T-59-LT-GA-KX x2.5 UN $1200.5 20250303..20250305 dx1,2 pos11 by 1000000020 "SECOND SITE"',
      ],
    );
  });

  it('institutional: revenue code, type of bill, statement period', () => {
    checkRead(
      claim837(
        {
          statement: '20250301-20250304',
          lines: [
            { code: '', revenue: '0250', units: 3, date: null },
            { code: '0708T', revenue: '0636', modifiers: ['PO'] },
          ],
        },
        { kind: 'I' },
      ),
      [
        `institutional claim CLAIM1 tob131 f1 by 1000000004 ${PATIENT} dx C4359 statement 20250301..20250304`,
        '  #1 - x3 UN $100 rev0250',
        '  #2 HC:0708T-PO x1 UN $100 20250304 rev0636',
      ],
    );
  });

  it('dental', () => {
    checkRead(claim837({ lines: [{ code: 'D0120', qualifier: 'AD', units: 2 }] }, { kind: 'D' }), [
      `dental claim CLAIM1 pos11 f1 by 1000000004 ${PATIENT} dx C4359`,
      '  #1 AD:D0120 x2 $100 20250304',
    ]);
  });

  it('dental lines point at diagnoses in SV311', () => {
    const text = claim837(
      { diagnoses: ['K0500', 'K0501'], lines: [{ code: 'D0120', qualifier: 'AD' }] },
      { kind: 'D' },
    );
    const [claim] = claims(text.replace(/(SV3[^~]*\*1)~/, '$1*****2:1~'));
    deepEqual(
      claim!.lines[0]!.pointers.map(({ value }) => value),
      [2, 1],
    );
  });

  it('4010, where GS08 alone names the guide', () => {
    for (const [kind, name] of [
      ['P', 'professional'],
      ['I', 'institutional'],
      ['D', 'dental'],
    ] as const) {
      const [claim] = claims(claim837({ lines: [{ code: '99213' }] }, { kind, version: '4010' }));
      equal(claim!.kind, name);
    }
    const [claim] = claims(claim837({ lines: [] }, { kind: 'I', version: '4010' }));
    equal(claim!.kind, 'institutional', 'a claim without a line is what the guide says');
  });

  it('4010, CLM05 without its qualifier', () => {
    const place = claims(claim837({ lines: [{}] }, { version: '4010' }).replace('11:B:1', '11::1'))[0]!;
    equal(place.placeOfService?.value, '11');
    const bill = claims(claim837({ lines: [{}] }, { version: '4010', kind: 'I' }).replace('13:A:1', '13::1'))[0]!;
    equal(bill.billType?.value, '131');
    equal(bill.placeOfService, undefined);
  });

  it('CLM05 without its qualifier, where the services are those of another guide', () => {
    const services = (text: string) => text.replace('SV1*HC:99213*', 'SV2*0450*HC:99213*');
    const bill = claims(services(claim837({ lines: [{}] })).replace('11:B:1', '13::1'))[0]!;
    deepEqual([bill.kind, bill.billType?.value, bill.placeOfService], ['institutional', '131', undefined]);
    const text = claim837({ lines: [{ code: '99213' }] }, { kind: 'I' }).replace(/SV2\*\d*\*/, 'SV1*');
    const place = claims(text.replace('13:A:1', '11::1'))[0]!;
    deepEqual([place.kind, place.billType, place.placeOfService?.value], ['professional', undefined, '11']);
  });

  it('CLM05 with its qualifier says what it is, whatever the guide', () => {
    const wrong = claims(claim837({ billType: '13', lines: [{}] }, { kind: 'I' }).replaceAll('X223A2', 'X222A1'))[0]!;
    equal(wrong.billType?.value, '131');
    equal(wrong.kind, 'institutional');
    const other = claims(claim837({ place: '11', lines: [{}] }).replaceAll('X222A1', 'X223A2'))[0]!;
    equal(other.placeOfService?.value, '11');
    equal(other.billType, undefined);
    equal(other.kind, 'professional');
  });

  it('the kind of each claim by its own segments, in one set', () => {
    const both = claim837([{ lines: [{}] }, { lines: [{ code: 'SECOND' }] }]);
    const text = both.replace(/SV1\*HC:SECOND[^~]*/, 'SV2*0510*HC:99213*100*UN*1');
    deepEqual(
      claims(text).map(({ kind }) => kind),
      ['professional', 'institutional'],
    );
  });

  it('counts HI pointers over several segments, leaving out what pointers do not count', () => {
    const text = claim837({ lines: [{ code: '99213', pointers: [3] }] }).replace(
      'HI*ABK:C4359~',
      [
        'HI*ABK:C4359*ABF:Z5111',
        'HI*ABJ:R509',
        'HI*ABN:W19XXXA*APR:R51',
        'HI*ABF:I10',
        'HI*BH:11:D8:20250301*BE:A1:::5',
        'HI*BG:09',
        'HI*DR:123',
      ]
        .join('~\n')
        .concat('~'),
    );
    const [claim] = claims(text);
    deepEqual(
      claim!.diagnoses.map(({ value, pointer, qualifier }) => [value, pointer, qualifier]),
      [
        ['C4359', 1, 'ABK'],
        ['Z5111', 2, 'ABF'],
        ['R509', 0, 'ABJ'],
        ['W19XXXA', 0, 'ABN'],
        ['R51', 0, 'APR'],
        ['I10', 3, 'ABF'],
      ],
    );
  });

  it('ICD-9 qualifiers count too, and procedures under HI are mentions', () => {
    const text = claim837({ lines: [{}] }).replace('HI*ABK:C4359~', 'HI*BK:1729*BF:25000~\nHI*BP:0708T*BO:99213~');
    deepEqual(
      claims(text)[0]!.diagnoses.map(({ pointer }) => pointer),
      [1, 2],
    );
    deepEqual(mentions(text), ['procedure 0708T', 'procedure 99213']);
  });

  it('several services without LX', () => {
    checkRead(claim837({ lines: ['0708T', '0709T', '99213'].map((code) => ({ code, number: null })) }), [
      `professional claim CLAIM1 pos11 f1 by 1000000004 ${PATIENT} dx C4359`,
      '  HC:0708T x1 UN $100 20250304 dx1',
      '  HC:0709T x1 UN $100 20250304 dx1',
      '  HC:99213 x1 UN $100 20250304 dx1',
    ]);
  });

  it('an LX without a service is no line, and LX numbers are as written', () => {
    const text = claim837({
      lines: [
        { code: '0708T', number: 7 },
        { code: '0709T', number: 7 },
      ],
    }).replace('LX*7~\n', 'LX*5~\nLX*07~\n');
    deepEqual(
      claims(text)[0]!.lines.map((line) => [line.number?.value, line.procedure?.value]),
      [
        [7, '0708T'],
        [7, '0709T'],
      ],
    );
  });

  it('SV5 beside SV1 is the same line; alone it is the service', () => {
    const both = claim837({ lines: [{ code: 'E0601', modifiers: ['RR'], more: ['SV5*HC:E0601*DA*30*50*500*4'] }, {}] });
    deepEqual(claims(both)[0]!.lines.map(briefLine), [
      '#1 HC:E0601-RR x1 UN $100 20250304 dx1',
      '#2 HC:99213 x1 UN $100 20250304 dx1',
    ]);
    const alone = claim837({ lines: [{ code: 'E0601' }] }).replace(/SV1\*[^~]*~/, 'SV5*HC:E0601:NU*DA*30*50*500*4~');
    deepEqual(claims(alone)[0]!.lines.map(briefLine), ['#1 HC:E0601-NU x30 DA $50 20250304']);
  });

  it('a rendering provider of another payer is not the claim’s', () => {
    const more = [
      'SBR*S*01*******CI',
      'AMT*D*50',
      'OI***Y***Y',
      'NM1*IL*1*SOMEONE*ELSE****MI*X999',
      'NM1*PR*2*OTHER PAYER*****PI*OTHER1',
      'NM1*82*1',
      'DMG*D8*19700101*M',
    ];
    const [claim] = claims(
      claim837({ rendering: '1000000012', more, lines: [{ code: '0708T', rendering: '1000000020' }] }),
    );
    equal(claim!.renderingProvider?.id, '1000000012');
    equal(claim!.patient?.id, 'M100');
    equal(claim!.payer?.filingIndicator, 'MB');
    equal(claim!.payer?.name, 'INVENTED PAYER');
    equal(claim!.patient?.birthDate, 19600102);
    equal(claim!.lines[0]!.renderingProvider?.id, '1000000020');
  });

  it('what a payer adjudicated (2430) is mentioned, not billed', () => {
    const text = claim837({
      lines: [{ code: '0708T', more: ['SVD*OTHER1*80*HC:0709T:59**1', 'CAS*CO*45*20', 'DTP*573*D8*20250401'] }],
    });
    deepEqual(claims(text)[0]!.lines.map(briefLine), ['#1 HC:0708T x1 UN $100 20250304 dx1']);
    deepEqual(mentions(text), ['procedure 0709T']);
  });

  it('drugs and their quantities do not touch the line', () => {
    const more = ['LIN**N4*00000000000', 'CTP****5*ML', 'NM1*DN*1*REFERRER', 'NTE*ADD*SECOND SITE, LEFT'];
    deepEqual(claims(claim837({ lines: [{ code: 'J3301', units: 4, more }] }))[0]!.lines.map(briefLine), [
      '#1 HC:J3301 x4 UN $100 20250304 dx1 "SECOND SITE, LEFT"',
    ]);
  });

  it('units of measure, empty elements and text that is no number are kept as written', () => {
    const lines = [
      { code: '00100', unit: 'MJ', units: 45 },
      { code: '99213', units: null, charge: '' },
      { code: '99213', units: 'TWO', charge: 'FREE' },
      { code: '99213', units: '-1', charge: '-100' },
    ];
    deepEqual(claims(claim837({ lines }))[0]!.lines.map(briefLine), [
      '#1 HC:00100 x45 MJ $100 20250304 dx1',
      '#2 HC:99213 20250304 dx1',
      '#3 HC:99213 x?TWO UN $?FREE 20250304 dx1',
      '#4 HC:99213 x-1 UN $-100 20250304 dx1',
    ]);
  });

  it('empty modifiers between full ones, and a lone qualifier', () => {
    const text = claim837({ lines: [{ code: '99213', modifiers: ['', '59'] }, { code: '' }] }).replace(
      'SV1**',
      'SV1*HC*',
    );
    deepEqual(
      claims(text)[0]!.lines.map((line) => briefLine(line).slice(0, 14)),
      ['#1 HC:99213-59', '#2 HC: x1 UN $'],
    );
  });
});

describe('x12: dates of a line', () => {
  it("are its own, else the claim's, else a statement period of one day", () => {
    const own = claims(claim837({ date: '20250101', lines: [{ date: '20250304' }] }))[0]!;
    equal(daysOf(own, 0), '20250304..20250304');
    const whole = claims(claim837({ date: '20250101-20250102', lines: [{ date: null }] }))[0]!;
    equal(daysOf(whole, 0), '20250101..20250102');
    const day = claims(claim837({ statement: '20250101-20250101', lines: [{ date: null }] }, { kind: 'I' }))[0]!;
    equal(daysOf(day, 0), '20250101..20250101');
    const period = claims(claim837({ statement: '20250101-20250105', lines: [{ date: null }] }, { kind: 'I' }))[0]!;
    equal(daysOf(period, 0), '-');
  });

  it('that are no dates do not become other dates', () => {
    for (const date of ['20250230', '20251301', '2025030', 'MARCH 4TH', '2025-03-04']) {
      const claim = claims(claim837({ date: '20250101', lines: [{ date }] }))[0]!;
      equal(daysOf(claim, 0), '-', date);
    }
  });

  it('other qualifiers are not the day of service', () => {
    const more = ['DTP*471*D8*20250301', 'DTP*304*D8*20250302', 'DTP*573*D8*20250303'];
    equal(daysOf(claims(claim837({ lines: [{ more }] }))[0]!, 0), '20250304..20250304');
  });

  it('with a time', () => {
    const text = claim837({ lines: [{ date: '20250304' }] }).replace('D8*20250304', 'DT*202503041530');
    equal(daysOf(claims(text)[0]!, 0), '20250304..20250304');
  });
});

describe('x12: who a claim is for', () => {
  const lines = [{ code: '99213' }];

  it('two dependents of one subscriber are two people, with the subscriber’s id', () => {
    const patient = { id: 'FAM1', last: 'TESTPERSON', first: 'PAT' };
    const text = claim837([
      { patient, lines },
      { patient, dependent: { last: 'TESTPERSON', first: 'ANN', birth: '20100101' }, lines },
      { patient, dependent: { last: 'TESTPERSON', first: 'BEN', birth: '20120101' }, lines },
      { patient, lines },
    ]);
    const all = claims(text);
    deepEqual(
      all.map((claim) => claim.patient),
      [
        { id: 'FAM1', name: 'TESTPERSON, PAT', birthDate: 19600102 },
        { id: 'FAM1', name: 'TESTPERSON, ANN', birthDate: 20100101 },
        { id: 'FAM1', name: 'TESTPERSON, BEN', birthDate: 20120101 },
        { id: 'FAM1', name: 'TESTPERSON, PAT', birthDate: 19600102 },
      ],
    );
    equal(new Set(all.map(patientKey)).size, 3);
  });

  it('two dependents under one subscriber loop, and a subscriber behind them', () => {
    const text = claim837({ dependent: { first: 'ANN', birth: '20100101' }, lines }).replace(
      /SE\*/,
      [
        'HL*4*2*23*0',
        'PAT*19',
        'NM1*QC*1*TESTPERSON*BEN',
        'DMG*D8*20120101*M',
        'CLM*CLAIM2*1***11:B:1',
        'LX*1',
        'SV1*HC:0708T*1*UN*1***1',
        'HL*5*1*22*0',
        'SBR*P*18*******MC',
        'NM1*IL*1*NEXTPERSON*SAM****MI*M200',
        'CLM*CLAIM3*1***11:B:1',
        'LX*1',
        'SV1*HC:0709T*1*UN*1***1',
        'SE*',
      ].join('~\n'),
    );
    deepEqual(
      claims(text).map(({ id, patient, payer }) => [
        id?.value,
        patient?.id,
        patient?.name,
        patient?.birthDate,
        payer?.filingIndicator,
      ]),
      [
        ['CLAIM1', 'M100', 'TESTPERSON, ANN', 20100101, 'MB'],
        ['CLAIM2', 'M100', 'TESTPERSON, BEN', 20120101, 'MB'],
        ['CLAIM3', 'M200', 'NEXTPERSON, SAM', undefined, 'MC'],
      ],
    );
  });

  it('the provider changes with the billing loop, and not before', () => {
    const text = claim837([
      { provider: '1000000004', lines },
      { provider: '1000000038', lines },
    ]);
    deepEqual(
      claims(text).map((claim) => claim.billingProvider?.id),
      ['1000000004', '1000000038'],
    );
  });

  it('nothing of one set reaches the next', () => {
    const next = [
      'ST*837*0002*005010X222A1',
      'HL*1**22*0',
      'CLM*LOOSE*1***11:B:1',
      'LX*1',
      'SV1*HC:99213*1*UN*1***1',
      'SE*6*0002',
    ];
    const text = claim837({ lines }).replace('GE*', `${next.join('~\n')}~\nGE*`);
    const loose = claims(text)[1]!;
    equal(loose.id?.value, 'LOOSE');
    deepEqual([loose.patient, loose.billingProvider, loose.payer], [undefined, undefined, undefined]);
  });
});

describe('x12: 835', () => {
  const head = [
    'BPR*I*80*C*NON************20250310',
    'TRN*1*CHECK1*1999999999',
    'N1*PR*INVENTED PAYER',
    'N1*PE*INVENTED CLINIC*XX*1000000004',
  ];

  it('services with their dates, adjustments and patient', () => {
    const text = remittance835([
      ...head,
      'LX*1',
      'CLP*ACCT-1*1*300*200*10*MB*ICN1*11*1',
      'NM1*QC*1*TESTPERSON*PAT****MI*M100',
      'NM1*82*1*PRACTITIONER*INVENTED****XX*1000000012',
      'DTM*232*20250301',
      'DTM*233*20250305',
      'SVC*HC:0708T:59*100*80**1',
      'DTM*472*20250304',
      'CAS*CO*45*20',
      'SVC*HC:0709T*200*120*0636*2**3',
      'DTM*150*20250303',
      'DTM*151*20250305',
      'CLP*ACCT-2*4*50*0**12*ICN2',
      'SVC*NU:0510*50*0',
    ]);
    checkRead(text, [
      'unknown remittance ACCT-1 f1 by 1000000012 for M100 TESTPERSON, PAT statement 20250301..20250305',
      '  HC:0708T-59 x1 $100 20250304',
      '  HC:0709T x2 $200 20250303..20250305 rev0636',
      'unknown remittance ACCT-2 by 1000000004',
      '  NU:0510 $50',
    ]);
  });

  it('a service date given as first and last of one day', () => {
    const [claim] = claims(
      remittance835([...head, 'CLP*A*1*1*1', 'SVC*HC:0708T*1*1', 'DTM*150*20250304', 'DTM*151*20250304']),
    );
    equal(briefLine(claim!.lines[0]!), 'HC:0708T $1 20250304');
  });

  it('the next provider summary and PLB end a claim', () => {
    const text = remittance835([
      ...head,
      'LX*1',
      'CLP*A*1*1*1',
      'SVC*HC:0708T*1*1',
      'LX*2',
      'TS3*1',
      'CLP*B*1*1*1',
      'SVC*HC:0709T*1*1',
      'PLB*1000000004*20251231*WO:1*5',
    ]);
    const all = claims(text);
    deepEqual(
      all.map(({ id, lines }) => [id?.value, lines.length]),
      [
        ['A', 1],
        ['B', 1],
      ],
    );
    equal(text.slice(all[0]!.base + all[0]!.span.end).startsWith('LX*2'), true);
    equal(text.slice(all[1]!.base + all[1]!.span.end).startsWith('PLB'), true);
  });

  it('is not judged by patient', () => {
    const [claim] = claims(
      remittance835([...head, 'CLP*A*1*1*1', 'NM1*QC*1*TESTPERSON*PAT****MI*M100', 'SVC*HC:0708T*1*1']),
    );
    equal(patientKey(claim!), undefined);
  });
});

describe('x12: 276, 277, 278, 270, 271', () => {
  it('a claim status request and answer: one claim a TRN', () => {
    const body = [
      'BHT*0010*13*REF1*20250310*1200',
      'HL*1**20*1',
      'NM1*PR*2*INVENTED PAYER*****PI*PAYER1',
      'HL*2*1*21*1',
      'NM1*41*2*INVENTED SENDER*****46*S1',
      'HL*3*2*19*1',
      'NM1*1P*2*INVENTED CLINIC*****XX*1000000004',
      'HL*4*3*22*0',
      'DMG*D8*19600102*F',
      'NM1*IL*1*TESTPERSON*PAT****MI*M100',
      'TRN*1*TRACE-1',
      'REF*1K*ICN1',
      'DTP*472*RD8*20250301-20250305',
      'SVC*HC:0708T*100****1',
      'DTP*472*D8*20250304',
      'TRN*1*TRACE-2',
      'SVC*HC:0709T:59*50****2',
    ];
    const inquiry = [
      'unknown inquiry TRACE-1 by 1000000004 for M100 TESTPERSON, PAT 20250301..20250305',
      '  HC:0708T $100 20250304',
      'unknown inquiry TRACE-2 by 1000000004 for M100 TESTPERSON, PAT',
      '  HC:0709T-59 $50',
    ];
    const readAs = (set: string) =>
      brief(claims(transaction(set, body, { guide: '005010X212' }))).map((line) =>
        line.replace(/ x\d+/, '').replace(/ 19600102/, ''),
      );
    deepEqual(readAs('276'), inquiry);
    deepEqual(
      readAs('277'),
      inquiry.map((line) => line.replace('inquiry', 'remittance')),
    );
  });

  it('claim status: the payer of its own level', () => {
    const body = [
      'HL*1**20*1',
      'NM1*PR*2*INVENTED PAYER*****PI*PAYER1',
      'HL*2*1*19*1',
      'NM1*1P*2*INVENTED CLINIC*****XX*1000000004',
      'HL*3*2*22*0',
      'NM1*IL*1*TESTPERSON*PAT****MI*M100',
      'TRN*2*TRACE-1',
      'SVC*HC:0709T*100*80*0636***3',
      'HL*4*2*22*0',
      'NM1*IL*1*OTHERPERSON*PAT****MI*M200',
      'TRN*2*TRACE-2',
      'SVC*HC:0708T*100*80****1',
    ];
    const [first, second] = claims(transaction('277', body, { guide: '005010X212' }));
    deepEqual([first!.payer?.id, second!.payer?.id], ['PAYER1', 'PAYER1']);
  });

  it('a request for review: services below the event', () => {
    const text = transaction(
      '278',
      [
        'BHT*0007*13*REF1*20250310*1200',
        'HL*1**20*1',
        'NM1*X3*2*INVENTED REVIEWER*****PI*P1',
        'HL*2*1*21*1',
        'NM1*1P*2*INVENTED CLINIC*****XX*1000000004',
        'HL*3*2*22*1',
        'NM1*IL*1*TESTPERSON*PAT****MI*M100',
        'HL*4*3*EV*1',
        'UM*HS*I*3*11:B',
        'DTP*472*D8*20250304',
        'HI*ABK:C4359',
        'HL*5*4*SS*0',
        'DTP*472*D8*20250305',
        'SV1*HC:0708T*100*UN*1***1',
        'HL*6*4*SS*0',
        'SV2*0636*HC:0709T*100*UN*2',
      ],
      { guide: '005010X217' },
    );
    const all = claims(text);
    deepEqual(
      all.flatMap(({ role, lines }) => lines.map((line) => `${role} ${briefLine(line).split(' $')[0]}`)),
      ['inquiry HC:0708T x1 UN', 'inquiry HC:0709T x2 UN'],
    );
    equal(daysOf(all.find(({ lines }) => lines.length)!, 0), '20250305..20250305');
    ok(all.every((claim) => claim.patient?.id === 'M100'));
  });

  it('benefits: EB13 and EQ02 are mentions', () => {
    const answer = transaction(
      '271',
      [
        'HL*1**20*1',
        'HL*2*1*21*1',
        'HL*3*2*22*0',
        'NM1*IL*1*TESTPERSON*PAT****MI*M100',
        'EB*1**30',
        'EB*A*IND*98***27**0.2*****HC:0708T:59',
        'EB*1*IND**********Y*HC:99213',
      ],
      { guide: '005010X279A1' },
    );
    deepEqual(claims(answer), []);
    deepEqual(mentions(answer), ['procedure 0708T', 'procedure 99213']);
    const question = transaction('270', ['HL*1**20*1', 'EQ**HC:0709T', 'EQ*30'], { guide: '005010X279A1' });
    deepEqual(mentions(question), ['procedure 0709T']);
    equal(open(answer).findings().length, 0);
  });

  it('an acknowledgement has neither', () => {
    const text = interchange(
      [
        'ST*999*0001',
        'AK1*HC*1',
        'AK2*837*0001',
        'IK3*SV1*22*2400*8',
        'IK4*1:2*234*7*0709T',
        'IK5*R',
        'AK9*R*1*1*0',
        'SE*8*0001',
      ],
      { guide: '005010X231A1' },
    );
    deepEqual([claims(text), mentions(text)], [[], []]);
  });
});
