import { deepEqual, equal } from 'node:assert/strict';
import type { DiagnosisTable } from '../../server/src/service/codes/tables';
import { fhirJson } from '../../server/src/service/formats/fhirJson';
import { brief, checkFix, checkRule, open, serviceFor } from '../support/check';
import { changed } from '../support/edits';
import { checkSpans } from '../support/spans';

const CPT = 'http://www.ama-assn.org/go/cpt';
const ICD = 'http://hl7.org/fhir/sid/icd-10-cm';
const SNOMED = 'http://snomed.info/sct';

type Json = Readonly<Record<string, unknown>>;

const concept = (code: string, system: string): Json => ({ coding: [{ system, code }] });
const written = (value: unknown) => JSON.stringify(value, null, 2);

const bundle = (...resources: readonly Json[]): Json => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ fullUrl: `urn:uuid:${String(resource.id)}`, resource })),
});

const claim = (diagnosis: readonly Json[], more: Json = {}): Json => ({
  resourceType: 'Claim',
  id: 'c1',
  status: 'active',
  use: 'claim',
  patient: { reference: 'Patient/p1' },
  diagnosis,
  item: [
    {
      sequence: 1,
      diagnosisSequence: [1],
      productOrService: concept('99213', CPT),
      servicedDate: '2025-03-04',
      quantity: { value: 1 },
    },
  ],
  ...more,
});

const condition = (id: string, code: string, system = ICD): Json => ({
  resourceType: 'Condition',
  id,
  code: {
    coding: [
      { system: SNOMED, code: '1' },
      { system, code },
    ],
  },
});

function read(value: unknown) {
  const text = written(value);
  const document = fhirJson.read(text);
  checkSpans(document, text);
  return document;
}

const diagnosesOf = (value: unknown) =>
  read(value).claims[0]!.diagnoses.map(({ value: code, pointer }) => `${pointer} ${code}`);
const byReference = (reference: string, sequence = 1): Json => ({ sequence, diagnosisReference: { reference } });
const byCode = (code: string, sequence: number, system = ICD): Json => ({
  sequence,
  diagnosisCodeableConcept: concept(code, system),
});

const COMPLETE: DiagnosisTable = {
  coverage: 'complete',
  editionOn: () => ({ id: 'ICD-10-CM 2025', table: 'ICD-10-CM', effectiveFrom: 20241001 }) as never,
  get: (code: string) => (code === 'E119' ? ({ code, billable: true } as never) : undefined),
  search: () => [],
} as never;

describe('fhir-json: a diagnosis by reference', () => {
  it('to a Condition in the claim stands where its code does', () => {
    const value = claim([byReference('#d')], { contained: [condition('d', 'E11.9')] });
    deepEqual(diagnosesOf(value), ['1 E11.9']);
    const [{ start, end } = { start: 0, end: 0 }] = read(value).claims[0]!.diagnoses;
    equal(written(value).slice(start, end), 'E11.9');
  });

  it('to an entry of its Bundle stands at the reference', () => {
    for (const reference of ['Condition/d', 'urn:uuid:d', 'https://example.org/fhir/Condition/d']) {
      const value = bundle(claim([byReference(reference)]), condition('d', 'E11.9'));
      deepEqual(diagnosesOf(value), ['1 E11.9'], reference);
      const found = read(value).claims[0]!;
      const { start, end } = found.diagnoses[0]!;
      equal(written(value).slice(found.base + start, found.base + end), reference);
    }
  });

  it('may name a version', () => {
    for (const base of ['', 'https://fhir.example.org/r4/']) {
      const text = bundle(claim([byReference(`${base}Condition/d/_history/1`)]), condition('d', 'E11.9'));
      deepEqual(
        read(text).claims[0]!.diagnoses.map(({ value }) => value),
        ['E11.9'],
      );
    }
  });

  it('to nothing that is there, to another resource and to a code of another system is not known', () => {
    for (const value of [
      claim([byReference('Condition/d')]),
      claim([byReference('#d')]),
      bundle(claim([byReference('Patient/d')]), { resourceType: 'Patient', id: 'd', code: concept('E11.9', ICD) }),
      bundle(claim([byReference('Condition/d')]), condition('d', '44054006', SNOMED)),
      claim([byCode('44054006', 1, SNOMED)]),
      claim([{ sequence: 1, diagnosisCodeableConcept: { text: 'diabetes' } }]),
    ]) {
      deepEqual(diagnosesOf(value), []);
      equal(read(value).claims[0]!.hasUnreadDiagnosis, true);
    }
  });

  it('is there for a pointer, known or not', () => {
    const pointing = (...places: readonly number[]) => ({
      item: [
        { sequence: 1, diagnosisSequence: places, productOrService: concept('99213', CPT), servicedDate: '2025-03-04' },
      ],
    });
    const diagnoses = [byReference('Condition/d', 1), byCode('E11.9', 2), byCode('44054006', 3, SNOMED)];
    checkRule('invalid-diagnosis-pointer', written(claim(diagnoses, pointing(1, 2, 3))), [], { format: 'fhir-json' });
    const admitting = { ...byCode('I10', 4), type: [concept('admitting', 'x')] };
    checkRule('invalid-diagnosis-pointer', written(claim([...diagnoses, admitting], pointing(4))), [], {
      format: 'fhir-json',
    });
    checkRule(
      'invalid-diagnosis-pointer',
      written(claim(diagnoses, pointing(1, 5))).replace(/(?<=^ +)5$/m, '«5»'),
      ['names no diagnosis'],
      { format: 'fhir-json' },
    );
  });

  it('that is not known is not checked, never missing', () => {
    for (const rule of ['unknown-diagnosis', 'nonbillable-diagnosis'])
      checkRule(rule, written(claim([byReference('Condition/d')])), [], {
        format: 'fhir-json',
        codes: { diagnoses: COMPLETE },
        notChecked: ['no ICD code of a diagnosis'],
      });
    checkRule('unknown-diagnosis', written(claim([byReference('Condition/d'), byCode('E11.9', 2)])), [], {
      format: 'fhir-json',
      codes: { diagnoses: COMPLETE },
      notChecked: ['no ICD code of a diagnosis'],
    });
  });

  it('with a slip is told at the reference, and mended only where its code stands', () => {
    const beside = written(bundle(claim([byReference('Condition/d')]), condition('d', 'E11..9')));
    const [found] = checkRule('malformed-diagnosis', beside.replace('"Condition/d"', '"«Condition/d»"'), ['E11..9'], {
      format: 'fhir-json',
    });
    deepEqual(found!.finding.fixes ?? [], []);
    const inside = (code: string) => written(claim([byReference('#d')], { contained: [condition('d', code)] }));
    checkFix('malformed-diagnosis', inside('E11..9'), inside('E11.9'), { format: 'fhir-json' });
  });

  it('an edit of the Condition reads the claim again', () => {
    const text = written(bundle(claim([byReference('Condition/d')]), condition('d', 'E11.9')));
    const checked = serviceFor().open(text, { format: 'fhir-json' })!;
    const start = text.indexOf('E11.9') + 4;
    const change = { start, end: start + 1, text: '8' };
    checked.change([{ change, text: changed(text, change) }]);
    deepEqual(checked.document, fhirJson.read(changed(text, change)));
    equal(checked.document.claims[0]!.diagnoses[0]!.value, 'E11.8');
  });
});

describe('fhir-json: one service in several resources', () => {
  const visit = { reference: 'Encounter/e1' };
  const charge = (id: string, code: string, more: Json = {}): Json => ({
    resourceType: 'ChargeItem',
    id,
    status: 'billable',
    code: concept(code, CPT),
    subject: { reference: 'Patient/p1' },
    context: visit,
    occurrenceDateTime: '2025-03-04T09:00:00Z',
    quantity: { value: 1 },
    ...more,
  });
  const procedure = (id: string, code: string, more: Json = {}): Json => ({
    resourceType: 'Procedure',
    id,
    status: 'completed',
    code: concept(code, CPT),
    subject: { reference: 'Patient/p1' },
    encounter: visit,
    performedDateTime: '2025-03-04',
    ...more,
  });
  const linesOf = (...resources: readonly Json[]) => {
    const inBundle = brief(read(bundle(...resources)).claims).filter((line) => line.startsWith('  '));
    return inBundle.map((line) => line.trim().split(' ')[0]);
  };

  it('a Procedure that a ChargeItem charges is no line of its own', () => {
    deepEqual(linesOf(charge('1', '99213'), procedure('2', '99213')), ['99213']);
    deepEqual(linesOf(procedure('2', '99213'), charge('1', '99213')), ['99213']);
    for (const more of [
      { encounter: undefined },
      { performedDateTime: undefined },
      { performedDateTime: undefined, performedPeriod: { start: '2025-03-03', end: '2025-03-05' } },
      { performedDateTime: undefined, occurrenceDateTime: '2025-03-04' },
    ]) {
      deepEqual(linesOf(charge('1', '99213'), procedure('2', '99213', more)), ['99213'], JSON.stringify(more));
    }
    deepEqual(linesOf(charge('1', '99213', { context: undefined, encounter: visit }), procedure('2', '99213')), [
      '99213',
    ]);
    deepEqual(linesOf(charge('1', '99213', { status: 'not-billable' }), procedure('2', '99213')), []);
  });

  it('however its references are written', () => {
    for (const base of ['', 'https://fhir.example.org/r4/']) {
      for (const version of ['', '/_history/3']) {
        const as = (reference: string) => ({ reference: `${base}${reference}${version}` });
        const done = procedure('2', '99213', { subject: as('Patient/p1'), encounter: as('Encounter/e1') });
        deepEqual(linesOf(charge('1', '99213'), done), ['99213'], base + version);
        const service = [as('Procedure/2')];
        deepEqual(linesOf(charge('1', '99214', { service }), done), ['99214'], base + version);
        const bill = claim([], { patient: { reference: `Patient/p1${version}` } });
        deepEqual(linesOf(bill, charge('1', '99213')), ['#1'], version);
      }
    }
  });

  it('one of another patient, visit or day is', () => {
    for (const more of [
      { subject: { reference: 'Patient/p2' } },
      { encounter: { reference: 'Encounter/e2' } },
      { performedDateTime: '2025-03-05' },
    ]) {
      deepEqual(linesOf(charge('1', '99213'), procedure('2', '99213', more)), ['99213', '99213'], JSON.stringify(more));
    }
    deepEqual(linesOf(charge('1', '99213', { status: 'entered-in-error' }), procedure('2', '99213')), ['99213']);
  });

  it('a charge names the Procedure that it is for', () => {
    for (const service of [
      [{ reference: 'Procedure/2' }],
      [{ reference: 'urn:uuid:2' }],
      [{ reference: { reference: 'Procedure/2' } }],
    ]) {
      deepEqual(linesOf(charge('1', '99214', { service }), procedure('2', '99213')), ['99214']);
    }
    const own = { code: concept('X1', 'urn:chargemaster'), service: [{ reference: 'Procedure/2' }] };
    deepEqual(linesOf(charge('1', '', own), procedure('2', '99213')), ['99213']);
  });

  it('what a Claim beside them bills is no line again', () => {
    const bill = claim([byCode('E11.9', 1)]);
    deepEqual(linesOf(bill, charge('1', '99213'), procedure('2', '99213'), procedure('3', '12001')), ['#1', '12001']);
    deepEqual(linesOf(charge('1', '99213'), procedure('2', '99213'), bill), ['#1']);
    deepEqual(linesOf(claim([], { status: 'cancelled' }), charge('1', '99213')), ['99213']);
    deepEqual(linesOf(claim([], { use: 'preauthorization' }), charge('1', '99213')), ['#1', '99213']);
    deepEqual(linesOf(claim([], { patient: { reference: 'Patient/p2' } }), charge('1', '99213')), ['#1', '99213']);
  });

  it('raises no finding of units, pairs or repeated lines', () => {
    const twice = (...codes: readonly string[]) => [
      ...codes.map((code, at) => charge(`c${at}`, code)),
      ...codes.map((code, at) => procedure(`p${at}`, code)),
    ];
    for (const text of [
      written(bundle(...twice('0708T', '0709T', '0709T'))),
      twice('0708T', '0709T', '0709T')
        .map((one) => JSON.stringify(one))
        .join('\n'),
      written(
        bundle(
          claim([], { item: [{ sequence: 1, productOrService: concept('0708T', CPT), servicedDate: '2025-03-04' }] }),
          ...twice('0708T'),
        ),
      ),
    ]) {
      const rules = open(text, { format: 'fhir-json' })
        .findings()
        .map(({ finding }) => finding.rule);
      deepEqual(
        rules.filter((rule) => /units|pair|duplicate/.test(rule) && rule !== 'duplicate-line'),
        [],
      );
    }
  });

  it('an edit of a claim reads charges beside it again', () => {
    const text = written(bundle(claim([byCode('E11.9', 1)]), charge('1', '99213')));
    const checked = serviceFor().open(text, { format: 'fhir-json' })!;
    equal(checked.document.claims.length, 1);
    const start = text.indexOf('99213');
    const change = { start, end: start + 5, text: '99214' };
    checked.change([{ change, text: changed(text, change) }]);
    deepEqual(checked.document, fhirJson.read(changed(text, change)));
    equal(checked.document.claims.length, 2);
  });
});

describe('fhir-json: reasons of a charge or a procedure', () => {
  const charge = (more: Json): Json => ({
    resourceType: 'ChargeItem',
    id: '1',
    status: 'billable',
    code: concept('99213', CPT),
    subject: { reference: 'Patient/p1' },
    ...more,
  });

  it('are diagnoses that its line points at', () => {
    for (const more of [
      { reason: [concept('E11.9', ICD), concept('I10', ICD)] },
      { resourceType: 'Procedure', reasonCode: [concept('E11.9', ICD), concept('I10', ICD)] },
      {
        resourceType: 'Procedure',
        reasonReference: [{ reference: '#a' }, { reference: '#b' }],
        contained: [condition('a', 'E11.9'), condition('b', 'I10')],
      },
      {
        resourceType: 'Procedure',
        reason: [{ concept: concept('E11.9', ICD) }, { reference: { reference: '#b' } }],
        contained: [condition('b', 'I10')],
      },
    ]) {
      deepEqual(diagnosesOf(charge(more)), ['1 E11.9', '2 I10'], JSON.stringify(more));
      deepEqual(
        read(charge(more)).claims[0]!.lines[0]!.pointers.map(({ value }) => value),
        [1, 2],
      );
    }
  });
});
