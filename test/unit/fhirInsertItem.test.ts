import { deepEqual, equal } from 'node:assert/strict';
import { fhirJson } from '../../server/src/service/formats/fhirJson';
import { checkFix, replaced } from '../support/check';
import { checkSpans } from '../support/spans';

const CPT = 'http://www.ama-assn.org/go/cpt';

type Json = Readonly<Record<string, unknown>>;

function item(sequence: number, code: string, more: Json = {}): Json {
  return {
    sequence,
    careTeamSequence: [1],
    diagnosisSequence: [1, 2],
    productOrService: {
      coding: [
        { system: CPT, code, display: 'invented words' },
        { code: 'X', system: 'urn:x' },
      ],
      text: 'words',
    },
    modifier: [{ coding: [{ code: '59' }] }],
    servicedPeriod: { start: '2025-03-04', end: '2025-03-04' },
    quantity: { value: 2, unit: 'UN' },
    unitPrice: { value: 10, currency: 'USD' },
    net: { value: 20, currency: 'USD' },
    ...more,
  };
}

const claim = (items: readonly Json[], more: Json = {}): Json => ({
  resourceType: 'Claim',
  status: 'active',
  use: 'claim',
  patient: { reference: 'Patient/p1' },
  item: items,
  ...more,
});

const NEW: Json = {
  sequence: 3,
  careTeamSequence: [1],
  diagnosisSequence: [1, 2],
  productOrService: { coding: [{ system: CPT, code: '0708T' }] },
  servicedPeriod: { start: '2025-03-04', end: '2025-03-04' },
  quantity: { value: 1 },
};

function inserted(text: string, before: number, code = '0708T'): string {
  const document = fhirJson.read(text);
  checkSpans(document, text);
  return replaced(
    text,
    fhirJson.fix(document, text, document.claims[0]!, { kind: 'insertLine', title: '', before, code }),
  );
}

describe('fhir-json: a new item for a primary code', () => {
  const items = [item(1, '99213'), item(2, '0709T')];

  it('stands before the add-on in the layout of the file, with the next sequence and no price', () => {
    for (const indent of [0, 1, 2, 4, '\t']) {
      const written = (value: unknown) => JSON.stringify(value, null, indent);
      equal(inserted(written(claim(items)), 1), written(claim([items[0]!, NEW, items[1]!])), JSON.stringify(indent));
      equal(inserted(written(claim(items)), 0), written(claim([NEW, ...items])), JSON.stringify(indent));
    }
    const windows = JSON.stringify(claim(items), null, 2).replaceAll('\n', '\r\n');
    equal(inserted(windows, 1), JSON.stringify(claim([items[0]!, NEW, items[1]!]), null, 2).replaceAll('\n', '\r\n'));
  });

  it('in a Bundle, of STU3, with blanks between all', () => {
    const bundled = (own: Json) => JSON.stringify({ resourceType: 'Bundle', entry: [{ resource: own }] }, null, 2);
    equal(inserted(bundled(claim(items)), 1), bundled(claim([items[0]!, NEW, items[1]!])));
    const { productOrService, ...stu3 } = item(1, '0709T');
    const text = JSON.stringify(claim([{ ...stu3, service: productOrService }]));
    const { productOrService: concept, ...rest } = { ...NEW, sequence: 2 } as Json;
    deepEqual(JSON.parse(inserted(text, 0)).item[0], { ...rest, service: concept });
    const spaced = JSON.stringify(claim(items), null, 1)
      .replaceAll(':', ' : ')
      .replaceAll(/,\n/g, ' ,\n')
      .replaceAll('http : //', 'http://');
    deepEqual(JSON.parse(inserted(spaced, 1)).item[1], NEW);
  });

  it('not in an ExplanationOfBenefit, a ChargeItem or JSON that is broken', () => {
    const none = [
      JSON.stringify({ ...claim(items), resourceType: 'ExplanationOfBenefit' }),
      JSON.stringify({
        resourceType: 'ChargeItem',
        status: 'billable',
        code: { coding: [{ system: CPT, code: '0709T' }] },
      }),
      JSON.stringify(claim(items)).replace('},{"sequence":2', '}{"sequence":2'),
      JSON.stringify(claim([item(1, '0709T')])).slice(0, -3),
    ];
    for (const text of none) equal(inserted(text, text.includes('0709T') && text.includes('99213') ? 1 : 0), text);
    equal(inserted(none[0]!, 0), none[0]);
  });

  it('is the quick fix of a missing primary', () => {
    const one = { ...item(1, '0709T'), modifier: undefined };
    const text = (own: readonly Json[]) => JSON.stringify(claim(own), null, 2);
    checkFix('missing-primary-code', text([one]), text([{ ...NEW, sequence: 2 }, one]), { format: 'fhir-json' });
  });
});
