import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { formatOf } from '../../server/src/service/formats/detect';
import { fhirJson } from '../../server/src/service/formats/fhirJson';
import type { Fix } from '../../server/src/service/model/finding';
import { brief, replaced, serviceFor } from '../support/check';
import { changed, randomChange } from '../support/edits';
import { cursor, marked } from '../support/marks';
import { Random } from '../support/random';
import { snapshot } from '../support/snapshot';
import { checkSpans } from '../support/spans';
import { workOf } from '../support/work';

const CPT = 'http://www.ama-assn.org/go/cpt';
const HCPCS = 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';

type Json = Readonly<Record<string, unknown>>;

const concept = (code: string, system?: string): Json => ({ coding: [{ system, code }] });

function item(sequence: number, code: string, more: Json = {}): Json {
  return {
    sequence,
    productOrService: concept(code, CPT),
    servicedDate: '2025-03-04',
    quantity: { value: 1 },
    ...more,
  };
}

function claim(items: readonly Json[], more: Json = {}): Json {
  return {
    resourceType: 'Claim',
    id: 'c1',
    identifier: [{ system: 'urn:x', value: 'CLAIM1' }],
    status: 'active',
    type: concept('professional', 'http://terminology.hl7.org/CodeSystem/claim-type'),
    use: 'claim',
    patient: { reference: 'Patient/p1' },
    billablePeriod: { start: '2025-03-04', end: '2025-03-05' },
    insurer: { display: 'Invented Payer', identifier: { value: 'pay1' } },
    provider: { identifier: { value: '1000000004' } },
    careTeam: [{ sequence: 1, provider: { identifier: { value: '1000000012' } }, role: concept('rendering') }],
    diagnosis: [
      { sequence: 1, diagnosisCodeableConcept: concept('C43.59', ICD) },
      { sequence: 2, diagnosisCodeableConcept: concept('Z51.11', ICD), type: [concept('admitting')] },
      { sequence: 3, diagnosisCodeableConcept: concept('29857009', 'http://snomed.info/sct') },
    ],
    item: items,
    ...more,
  };
}

const bundle = (...resources: readonly Json[]): Json => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ fullUrl: `urn:uuid:${String(resource.id)}`, resource })),
});

const PATIENT = {
  resourceType: 'Patient',
  id: 'p1',
  identifier: [{ value: 'm100' }],
  name: [{ family: 'Testperson', given: ['Pat'] }],
  birthDate: '1960-01-02',
};

const written = (value: unknown) => JSON.stringify(value, null, 2);

function read(text: string) {
  const document = fhirJson.read(text);
  checkSpans(document, text);
  return document;
}

const claims = (...values: readonly unknown[]) => brief(read(values.map(written).join('\n')).claims);
const lines = (items: readonly Json[], more: Json = {}) => claims(claim(items, more)).slice(1);

const FULL = claim([
  item(1, '99213', {
    modifier: [concept('25', CPT), concept('57')],
    diagnosisSequence: [1, 2],
    careTeamSequence: [1],
    locationCodeableConcept: concept(
      '11',
      'https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set',
    ),
    net: { value: 150.5, currency: 'USD' },
  }),
  item(2, 'J1885', {
    productOrService: concept('J1885', HCPCS),
    quantity: { value: 2 },
    unitPrice: { value: 10 },
    servicedPeriod: { start: '2025-03-04T08:00:00Z', end: '2025-03-05' },
    servicedDate: undefined,
  }),
]);

describe('fhir-json: what is read', () => {
  it('a Claim: items are lines', () => {
    deepEqual(claims(FULL), [
      'professional claim CLAIM1 by 1000000012 for PATIENT/P1 dx C43.59 (Z51.11) statement 20250304..20250305',
      '  #1 99213-25-57 x1 $150.5 20250304 dx1,2 pos11 by 1000000012',
      '  #2 J1885 x2 20250304..20250305',
    ]);
    deepEqual(read(written(FULL)).claims[0]!.payer, { id: 'PAY1', name: 'INVENTED PAYER', filingIndicator: undefined });
  });

  it('a Bundle that is sound reads as one whose resources are looked at one by one', () => {
    const found = bundle(
      { resourceType: 'Patient', id: 'p1', name: [{ family: 'TEST', given: ['PAT'] }], birthDate: '1960-01-02' },
      FULL,
      { resourceType: 'ChargeItem', id: 'x', subject: { reference: 'Patient/p1' }, code: concept('99212', CPT) },
      { resourceType: 'Procedure', id: 'y', subject: { reference: 'Patient/p1' }, code: concept('11900', CPT) },
      bundle({ resourceType: 'Patient', id: 'p2' }, claim([item(1, '99214')])),
    );
    const text = JSON.stringify(found);
    const expected = brief(read(text).claims);
    equal(expected.filter((line) => /^\S/.test(line)).length, 4);
    // A comment is nothing to JSON, and each resource that has one is read value by value.
    const commented = text.replaceAll('"resourceType"', '/**/"resourceType"');
    deepEqual(brief(read(commented).claims), expected);
    for (let at = 0; at <= text.length; at += 7) {
      const [cut, slow] = [text.slice(0, at), text.slice(0, at).replaceAll('"resourceType"', '/**/"resourceType"')];
      deepEqual(brief(read(cut).claims), brief(read(slow).claims), cut);
    }
  });

  it('a Claim without a code of ours is a claim without lines; one that was taken back or breaks off is none', () => {
    const uncoded = claim([{ sequence: 1, productOrService: { text: 'visit' } }], { id: 'c2', identifier: undefined });
    const expected = [
      'professional claim c2 by 1000000012 for PATIENT/P1 dx C43.59 (Z51.11) statement 20250304..20250305',
    ];
    deepEqual(claims(uncoded), expected);
    deepEqual(claims(bundle(FULL, uncoded)), [...claims(FULL), ...expected]);
    for (const items of [undefined, [], 'x']) deepEqual(claims({ ...uncoded, item: items }), expected);
    deepEqual(claims({ ...uncoded, status: 'cancelled' }), []);
    const text = JSON.stringify(uncoded);
    deepEqual(brief(read(text.slice(0, -1)).claims), []);
  });

  it('the same in one line, in NDJSON, in an array, in a Bundle in a Bundle', () => {
    const expected = claims(FULL);
    deepEqual(brief(read(JSON.stringify(FULL)).claims), expected);
    deepEqual(brief(read(`\uFEFF${JSON.stringify(FULL)}\r\n${JSON.stringify(FULL)}\r\n`).claims), [
      ...expected,
      ...expected,
    ]);
    deepEqual(claims([FULL, { a: 1 }]), expected);
    deepEqual(claims(bundle(bundle(FULL))), expected);
  });

  it('spans are inside the quotes', () => {
    const { text, ranges } = marked(
      `{"resourceType" : "Claim","item":[{"sequence": «7» ,"productOrService":{"coding":[{"code":"«99213»","system":"${CPT}"}]}, "quantity":{"value":«3.0»}, "servicedDate":"«2025-03-04»"}]}`,
    );
    const [
      {
        base,
        lines: [line],
      },
    ] = read(text).claims as [ReturnType<typeof read>['claims'][0]];
    deepEqual(
      [line!.number!, line!.procedure!, line!.units!, line!.from!].map(({ start, end }) => ({
        start: base + start,
        end: base + end,
      })),
      ranges,
    );
  });

  it('the system tells a procedure', () => {
    const systems: Readonly<Record<string, boolean>> = {
      [CPT]: true,
      'https://www.ama-assn.org/go/cpt': true,
      [HCPCS]: true,
      'https://bluebutton.cms.gov/resources/codesystem/hcpcs': true,
      'urn:oid:2.16.840.1.113883.6.12': true,
      'urn:oid:2.16.840.1.113883.6.285': true,
      'urn:oid:2.16.840.1.113883.6.13': false,
      'urn:oid:2.16.840.1.113883.6.125': false,
      'https://bluebutton.cms.gov/resources/variables/fiss/apc-hcpcs-apc': false,
      'http://hl7.org/fhir/sid/ndc': false,
      'http://snomed.info/sct': false,
      'http://terminology.hl7.org/CodeSystem/data-absent-reason': false,
      'http://example.org/hcpcs/other': false,
      '': false,
    };
    for (const [system, expected] of Object.entries(systems)) {
      const found = lines([item(1, '99213', { productOrService: concept('99213', system) })]);
      equal(found.length > 0, expected, system);
    }
    const two = {
      coding: [
        { system: 'http://snomed.info/sct', code: '1' },
        { system: CPT, code: '99213' },
      ],
    };
    deepEqual(lines([item(1, '', { productOrService: two })]), ['  #1 99213 x1 20250304']);
    const extended = {
      extension: [{ valueCodeableConcept: concept('99999', CPT) }],
      coding: [{ system: CPT, code: '99213' }],
    };
    deepEqual(lines([item(1, '', { productOrService: extended })]), ['  #1 99213 x1 20250304']);
    deepEqual(
      lines([item(1, '', { productOrService: undefined, service: concept('99213', CPT) })]),
      ['  #1 99213 x1 20250304'],
      'STU3',
    );
  });

  it('revenue lines, charges, places, bill types', () => {
    const revenue = concept('0450', 'https://www.nubc.org/CodeSystem/RevenueCodes');
    deepEqual(lines([item(1, '', { productOrService: undefined, revenue })]), ['  #1 - x1 20250304 rev0450']);
    deepEqual(
      lines([
        item(1, '', {
          productOrService: concept('x', 'urn:x'),
          revenue: concept('M', 'urn:x/rev_cntr_ddctbl_coinsrnc_cd'),
        }),
      ]),
      [],
    );
    deepEqual(
      lines([item(1, '99213', { adjudication: [{ category: concept('submitted'), amount: { value: 80 } }] })]),
      ['  #1 99213 x1 $80 20250304'],
    );
    deepEqual(lines([item(1, '99213', { unitPrice: { value: 80 } })]), ['  #1 99213 x1 $80 20250304']);
    deepEqual(lines([item(1, '99213', { quantity: { value: 2 }, unitPrice: { value: 80 } })]), [
      '  #1 99213 x2 20250304',
    ]);
    const info = {
      supportingInfo: [{ category: concept('typeofbill'), code: concept('0131') }],
      type: concept('institutional'),
    };
    ok(claims(claim([item(1, '99213')], info))[0]!.startsWith('institutional claim CLAIM1 tob131'));
    const frequency = (more: Json) => read(written(claim([item(1, '99213')], more))).claims[0]!.frequency?.value;
    equal(frequency(info), '1');
    equal(frequency({ supportingInfo: [{ category: concept('typeofbill'), code: concept('138') }] }), '8');
    equal(frequency({}), undefined);
  });

  it('an ExplanationOfBenefit is an answer, a preauthorization a question', () => {
    const role = (more: Json) => read(written(claim([item(1, '99213')], more))).claims[0]?.role;
    equal(role({ resourceType: 'ExplanationOfBenefit' }), 'remittance');
    equal(role({ use: 'preauthorization' }), 'inquiry');
    equal(role({ use: 'predetermination' }), 'inquiry');
    // STU3: a treatment that is planned, and one that is thought of.
    equal(role({ use: 'proposed' }), 'inquiry');
    equal(role({ use: 'exploratory' }), 'inquiry');
    equal(role({ use: 'complete' }), 'claim');
    equal(role({}), 'claim');
    equal(role({ status: 'cancelled' }), undefined);
    deepEqual(
      read(written(claim([item(1, '99213')], { status: 'entered-in-error' }))).mentions.map(({ value }) => value),
      ['99213'],
    );
    equal(read(written(claim([item(1, '99213')], { type: concept('oral') }))).claims[0]!.kind, 'dental');
  });

  it('the patient is looked up beside the claim and inside it', () => {
    ok(claims(bundle(PATIENT, FULL))[0]!.includes('for M100 TESTPERSON, PAT 19600102'));
    const contained = { ...PATIENT, id: 'pat', identifier: undefined };
    const own = claim([item(1, '99213')], { patient: { reference: '#pat' }, contained: [contained] });
    ok(claims(own)[0]!.includes('for TESTPERSON, PAT 19600102'));
    equal(read(written(claim([item(1, '99213')], { patient: { reference: '#pat' } }))).claims[0]!.patient, undefined);
  });

  it('details, added items and procedures of a claim are mentions', () => {
    const text = written(
      claim(
        [
          item(1, '99213', {
            detail: [
              { productOrService: concept('36415', CPT), subDetail: [{ productOrService: concept('36416', CPT) }] },
            ],
          }),
        ],
        {
          procedure: [{ procedureCodeableConcept: concept('12001', CPT) }],
          addItem: [{ productOrService: concept('99070', CPT) }],
        },
      ),
    );
    const document = read(text);
    deepEqual(brief(document.claims).slice(1), ['  #1 99213 x1 20250304']);
    deepEqual(
      document.mentions.map(({ value }) => value),
      ['36415', '36416', '99070', '12001'],
    );
  });

  it('ChargeItems and Procedures of one patient and visit', () => {
    const single = (resourceType: string, id: string, code: string, more: Json = {}): Json => ({
      resourceType,
      id,
      status: resourceType === 'ChargeItem' ? 'billable' : 'completed',
      code: concept(code, CPT),
      subject: { reference: 'Patient/p1' },
      [resourceType === 'ChargeItem' ? 'occurrenceDateTime' : 'performedDateTime']: '2025-03-04',
      ...more,
    });
    const charge = (id: string, code: string, more: Json = {}) =>
      single('ChargeItem', id, code, { quantity: { value: 2 }, ...more });
    const all = bundle(
      PATIENT,
      charge('1', '99213', { priceOverride: { value: 80 } }),
      charge('2', '0709T'),
      charge('3', '99214', { status: 'aborted' }),
      charge('4', '99215', { subject: { reference: 'Patient/p2' } }),
      single('Procedure', '5', '99213'),
      single('Procedure', '6', '12001'),
      single('Procedure', '7', '12002', { code: concept('80146002', 'http://snomed.info/sct') }),
      { resourceType: 'Observation', id: '8', code: concept('82374', CPT) },
    );
    deepEqual(claims(all), [
      'unknown claim - for M100 TESTPERSON, PAT 19600102',
      '  99213 x2 $80 20250304',
      '  0709T x2 20250304',
      'unknown claim - for PATIENT/P2',
      '  99215 x2 20250304',
      'unknown claim - for M100 TESTPERSON, PAT 19600102',
      '  12001 20250304',
    ]);
    deepEqual(
      read(written(all)).mentions.map(({ value }) => value),
      ['99214', '99213'],
    );
  });

  it('escapes, numbers as codes, and what is none of ours', () => {
    const escaped = `{"resourceType":"Claim","item":[{"productOrService":{"coding":[{"system":"${CPT}","code":"9921\\u0033"}]}}]}`;
    equal(read(escaped).claims[0]!.lines[0]!.procedure?.value, '99213');
    const bare = escaped.replace('"9921\\u0033"', '99213');
    equal(read(bare).claims[0]!.lines[0]!.procedure?.value, '99213');
    for (const text of ['', '{}', '[]', '{"a":"99213"}', '{"resourceType":"Patient"}', 'null']) {
      deepEqual(read(text).claims, [], text);
    }
  });

  it('reads past what is broken', () => {
    const text = written(FULL);
    const expected = brief(read(text).claims);
    deepEqual(brief(read(text.replaceAll(',', ' ')).claims), expected);
    deepEqual(brief(read(text.replace(/\}\s*$/, '')).claims), expected);
    deepEqual(brief(read(text.replaceAll(/([}\]"])\n/g, '$1,,\n')).claims), expected);
  });

  it('of two members of one name the last counts', () => {
    const text = `{"resourceType":"Claim","item":[{"productOrService":{"coding":[{"code":"99213","system":"${CPT}","code":"99214"}]}}]}`;
    equal(read(text).claims[0]!.lines[0]!.procedure?.value, JSON.parse(text).item[0].productOrService.coding[0].code);
  });

  it('is told behind a long narrative, or a comment', () => {
    const late = JSON.stringify({ contained: [{ text: 'x'.repeat(20_000) }], ...claim([item(1, '99213')]) });
    equal(formatOf(late, { fileName: 'a.json' })?.id, 'fhir-json');
    const noted = `/* made by hand */\n// twice\n${written(FULL)}`;
    equal(formatOf(noted, { fileName: 'a.json' })?.id, 'fhir-json');
    deepEqual(brief(read(noted).claims), claims(FULL));
  });

  it('a reference of a line names what stands beside it in its line', () => {
    const one = JSON.stringify(bundle(PATIENT, FULL));
    const [alone] = brief(read(`${one}\n${JSON.stringify(FULL)}`).claims.slice(1));
    ok(alone!.includes('for PATIENT/P1'), alone);
    ok(brief(read(`${one}\n${one}`).claims).filter((line) => line.includes('for M100 TESTPERSON')).length === 2);
  });

  it('is told from other texts', () => {
    equal(fhirJson.detect(written(FULL)), 0.95);
    equal(fhirJson.detect(written(bundle(PATIENT))), 0.5);
    for (const text of ['', '{"a":1}', 'resourceType: Claim', '"resourceType": "Claim"', '{"resourceType":"Patient"}'])
      equal(fhirJson.detect(text), 0, text);
    equal(formatOf(written(FULL), { fileName: 'a.json', languageId: 'json' })?.id, 'fhir-json');
    equal(formatOf('{"a":1}', { fileName: 'a.json' }), undefined);
  });
});

describe('fhir-json: what may be typed where', () => {
  const at = (path: string): string => {
    const { text, offset } = cursor(path);
    const slot = fhirJson.slotAt(fhirJson.read(text), text, offset);
    if (!slot) return '-';
    ok(slot.span.start <= offset && offset <= slot.span.end);
    equal(slot.typed, text.slice(slot.span.start, offset));
    const more = slot.kind === 'modifier' ? ` of ${slot.procedure} with ${slot.modifiers?.join(' ')}` : '';
    return `${slot.kind} "${text.slice(slot.span.start, slot.span.end)}"${more}`;
  };
  const inItem = (members: string) =>
    `{"resourceType":"Claim","item":[{"productOrService":{"coding":[{"code":"99213","system":"${CPT}"}]},${members}}]}`;
  const places: readonly (readonly [string, string])[] = [
    [
      `{"resourceType":"Claim","item":[{"productOrService":{"coding":[{"system":"${CPT}","code":"99«»21"}]}}]}`,
      'procedure "9921"',
    ],
    ['{"resourceType":"Claim","item":[{"productOrService":{"coding":[{"code":"«»"}]}}]}', 'procedure ""'],
    ['{"resourceType":"Claim","item":[{"productOrService":{"coding":[{"system":"urn:x","code":"«»"}]}}]}', '-'],
    ['{"resourceType":"Claim","item":[{"productOrService":{"coding":[{"display":"«»"}]}}]}', '-'],
    [inItem('"modifier":[{"coding":[{"code":"2«»5"}]},{"coding":[{"code":"59"}]}]'), 'modifier "25" of 99213 with 59'],
    [inItem('"locationCodeableConcept":{"coding":[{"code":"1«»1"}]}'), 'placeOfService "11"'],
    [
      inItem('"revenue":{"coding":[{"code":"04«»50","system":"https://www.nubc.org/CodeSystem/RevenueCodes"}]}'),
      'revenue "0450"',
    ],
    [
      `{"resourceType":"Claim","diagnosis":[{"diagnosisCodeableConcept":{"coding":[{"system":"${ICD}","code":"C4«»3"}]}}]}`,
      'diagnosis "C43"',
    ],
    [`{"resourceType":"ChargeItem","code":{"coding":[{"system":"${CPT}","code":"«»9"}]}}`, 'procedure "9"'],
    ['{"resourceType":"ChargeItem","code":{"coding":[{"system":"urn:x","code":"«»9"}]}}', '-'],
    [`{"resourceType":"Claim","supportingInfo":[{"code":{"coding":[{"system":"${CPT}","code":"«»9"}]}}]}`, '-'],
    ['{"resourceType":"Claim","i«»d":"code"}', '-'],
    ['{"code":"«»"}', '-'],
  ];
  for (const [fixture, expected] of places) it(fixture, () => equal(at(fixture), expected));
});

describe('fhir-json: fixes', () => {
  const fixed = (text: string, fix: Fix): string => {
    const document = read(text);
    return replaced(text, fhirJson.fix(document, text, document.claims[0]!, fix));
  };

  it('replaces between the quotes', () => {
    const text = written(claim([item(1, 'O709T')]));
    const span = read(text).claims[0]!.lines[0]!.procedure!;
    equal(fixed(text, { kind: 'replace', title: '', span, text: '0709T' }), text.replace('O709T', '0709T'));
  });

  it('takes the display of a code away that becomes another one, and keeps it where only the spelling changes', () => {
    const change = (coding: string, put: string): string => {
      const head = '{"resourceType":"Claim","item":[{"productOrService":{"coding":[{';
      const text = `${head}${coding}}]}}]}`;
      const span = read(text).claims[0]!.lines[0]!.procedure!;
      return fixed(text, { kind: 'replace', title: '', span, text: put }).slice(head.length, -6);
    };
    const system = `"system":"${CPT}"`;
    equal(change(`${system},"code":"99201","display":"Old visit"`, '99202'), `${system},"code":"99202"`);
    equal(change(`${system}, "display": "Old visit" , "code":"99201"`, '99202'), `${system} , "code":"99202"`);
    equal(change(`"display":"Old visit",\n"code":"99201",${system}`, '99202'), `"code":"99202",${system}`);
    for (const [slip, code] of [
      ['O709T', '0709T'],
      ['0709t', '0709T'],
      ['7O8T', '0708T'],
    ] as const) {
      const coding = (value: string) => `${system},"code":"${value}","display":"Made-up words"`;
      equal(change(coding(slip), code), coding(code));
    }
  });

  it('several modifiers in one concept, one in two systems', () => {
    const codings = (...codes: readonly string[]) => ({
      modifier: [{ coding: codes.map((code) => ({ system: HCPCS, code })) }],
    });
    deepEqual(lines([item(1, '99453', codings('A2', 'A2', 'A5'))]), ['  #1 99453-A2-A5 x1 20250304']);
    const text = written(claim([item(1, '99453', codings('A2', 'A5', 'A2', 'LT'))]));
    const remove = (modifier: number) =>
      JSON.parse(fixed(text, { kind: 'removeModifier', title: '', line: 0, modifier }));
    deepEqual(remove(0), JSON.parse(written(claim([item(1, '99453', codings('A5', 'LT'))]))));
    deepEqual(remove(2), JSON.parse(written(claim([item(1, '99453', codings('A2', 'A5', 'A2'))]))));
  });

  it('removes a modifier; the JSON stays sound', () => {
    const codes = (modifiers: readonly string[], more: Json = {}) =>
      written(claim([item(1, '71045', { modifier: modifiers.map((one) => concept(one, CPT)), ...more })]));
    const cases: readonly (readonly [readonly string[], number])[] = [
      [['26', '59'], 0],
      [['26', '59'], 1],
      [['26', '59', 'LT'], 1],
      [['26'], 0],
    ];
    for (const [modifiers, modifier] of cases) {
      for (const indented of [true, false]) {
        const text = indented ? codes(modifiers) : JSON.stringify(JSON.parse(codes(modifiers)));
        const after = fixed(text, { kind: 'removeModifier', title: '', line: 0, modifier });
        const left = modifiers.filter((_, index) => index !== modifier);
        const expected = JSON.parse(left.length ? codes(left) : codes([], { modifier: undefined }));
        deepEqual(JSON.parse(after), expected);
      }
    }
  });
});

describe('fhir-json: robustness', () => {
  const charge = (id: string, code: string, resourceType = 'ChargeItem'): Json => ({
    resourceType,
    id,
    code: concept(code, CPT),
    subject: { reference: 'Patient/p1' },
  });
  const broken = claim(
    [item(1, 'O709T', { modifier: [concept('26', CPT)] }), item(2, '0709T', { quantity: { value: 9 } })],
    { id: 'c2' },
  );
  const text = `${written(bundle(PATIENT, FULL, broken))}
${written(bundle(charge('1', '0709T'), charge('2', '99213'), charge('3', '99213', 'Procedure'), claim([item(1, '99213')], { status: 'cancelled' }), charge('4', '99292', 'Procedure')))}`;

  it('every prefix reads', () => {
    for (let end = 0; end <= text.length; end += 7) read(text.slice(0, end));
    const line = JSON.stringify(FULL);
    for (let end = 0; end <= line.length; end++) read(line.slice(0, end));
  });

  it('anything reads, and slots never throw', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '"resourceType":"Claim"',
      '"item":[{',
      '"productOrService":',
      '"coding":[{',
      `"system":"${CPT}"`,
      '"code":"99213"',
      '\\',
      '\n',
      '1',
      '"resourceType":"Bundle"',
      '"entry":',
      '"resource":',
      '"modifier":',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 60 }), (pieces) => {
        for (const any of [pieces.join(''), `{"resourceType":"Claim",${pieces.join('')}`]) {
          const document = read(any);
          for (let offset = 0; offset <= any.length; offset++) fhirJson.slotAt(document, any, offset);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('an updated document equals a read one, and so do its findings', () => {
    const open = (one: string) => serviceFor().open(one, { format: 'fhir-json' })!;
    const random = new Random(47);
    const snippets = ['"', '}', '{', ']', ',', '\n', '9', '"code":"0709T"', '"item":[{}]', '"status":"cancelled",'];
    let checked = open(text);
    for (let edit = 0; edit < 1500; edit++) {
      if (edit % 15 === 0) checked = open(text);
      const before = checked.text;
      const drawn = randomChange(before, random);
      const change = random.next() < 0.7 ? { ...drawn, text: random.pick(snippets) } : drawn;
      const after = changed(before, change);
      checked.change([{ change, text: after }]);
      deepEqual(checked.document, fhirJson.read(after), `edit ${edit}: ${JSON.stringify(change)}`);
      deepEqual(snapshot(checked), snapshot(open(after)));
    }
  });

  it('keeps the claims that an edit leaves as they are', () => {
    const document = fhirJson.read(text);
    const [first, second] = document.claims;
    const start = text.indexOf('O709T');
    const { document: updated, changes } = fhirJson.update(
      document,
      changed(text, { start, end: start + 1, text: '00' }),
      { start, end: start + 1, text: '00' },
    );
    ok(updated.claims[0] === first && updated.claims[1] !== second);
    deepEqual(
      changes.map(({ at, removed, inserted }) => [at, removed.length, inserted.length]),
      [[1, 1, 1]],
    );
  });

  it('is linear and bears any depth', () => {
    const timed = (one: string) => workOf(() => void fhirJson.read(one));
    const deep = 200_000;
    const head = '{"resourceType":"Claim","item":';
    for (const one of [
      '['.repeat(deep),
      '{"a":'.repeat(deep),
      '{'.repeat(deep) + ']'.repeat(deep),
      '}'.repeat(deep),
      '"'.repeat(deep),
      '[{'.repeat(deep) + ']'.repeat(deep),
    ]) {
      ok(timed(head + one) < 3000, one.slice(0, 10));
    }
    const many = (count: number) => `${JSON.stringify(FULL)}\n`.repeat(count);
    timed(many(100));
    ok(timed(many(2000)) < 60 * Math.max(5, timed(many(200))));
  });
});
