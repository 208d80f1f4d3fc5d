import { deepEqual, ok } from 'node:assert/strict';
import { createClaimService, starterCodes } from '../../server/src/service/index';
import { checkSpans } from '../support/spans';
import { claim837 } from '../support/x12';

interface Service {
  readonly code: string;
  readonly modifiers?: readonly string[];
  readonly units: number;
}

/** A claim of 2025-03-04, place of service 11, that has something for every rule that the starter tables serve. */
const CLAIMS: Readonly<Record<string, readonly Service[]>> = {
  'an add-on without its primary, a slip, a wrong component': [
    { code: '0709T', units: 3 },
    { code: 'O709T', units: 1 },
    { code: '99213', modifiers: ['26'], units: 1 },
  ],
  'an add-on with its primary': [
    { code: '0708T', units: 1 },
    { code: '0709T', modifiers: ['59'], units: 2 },
  ],
  'too many units, a malformed code': [
    { code: '0708T', units: 99 },
    { code: '708T', units: 1 },
    { code: '99292', units: 1 },
  ],
};

const WRITTEN: Readonly<Record<string, (services: readonly Service[]) => string>> = {
  'claim-text': (services) =>
    [
      'Claim: C1',
      'DOS: 2025-03-04',
      'POS: 11',
      ...services.map(({ code, modifiers = [], units }) => `${[code, ...modifiers].join('-')} x${units}`),
      '',
    ].join('\n'),
  x12: (services) =>
    claim837([{ id: 'C1', lines: services.map((one) => ({ ...one, date: '20250304', place: '11' })) }]),
  hl7v2: (services) =>
    [
      'MSH|^~\\&|A|B|C|D|20250305||DFT^P03|1|P|2.5.1',
      'PID|1||P100||TESTPERSON^PAT||19600102|F||||||||||C1',
      'PV1|1|O',
      ...services.map(
        ({ code, modifiers = [], units }, index) =>
          `FT1|${index + 1}|||20250304||CG||||${units}|100|||||11|||||||||${code}^^C4|${modifiers.join('~')}`,
      ),
      '',
    ].join('\r'),
  csv: (services) =>
    [
      'Claim ID,Patient ID,DOS,POS,CPT,Mod,Units',
      ...services.map(
        ({ code, modifiers = [], units }) => `C1,P100,03/04/2025,11,${code},${modifiers.join(' ')},${units}`,
      ),
      '',
    ].join('\n'),
  'fhir-json': (services) =>
    JSON.stringify(
      {
        resourceType: 'Claim',
        id: 'C1',
        type: { coding: [{ code: 'professional' }] },
        patient: { reference: 'Patient/P100' },
        item: services.map(({ code, modifiers = [], units }, index) => ({
          sequence: index + 1,
          productOrService: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code }] },
          modifier: modifiers.map((one) => ({ coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: one }] })),
          servicedDate: '2025-03-04',
          locationCodeableConcept: { coding: [{ code: '11' }] },
          quantity: { value: units },
        })),
      },
      null,
      1,
    ),
};

describe('the same claim in every format', () => {
  const service = createClaimService({ codes: starterCodes() });

  /** Rule, severity, line, code and message of every finding, which stands on the code or modifier it names. */
  const findings = (format: string, text: string): string[] => {
    const checked = service.open(text, {});
    ok(checked, `${format} is known by its content`);
    deepEqual(checked.format.id, format);
    checkSpans(checked.document, text);
    // Sorted: the units stand before the code in one format and behind it in another.
    return checked
      .findings()
      .map(({ finding: { rule, severity, line, code, message }, span }) =>
        [rule, severity, line, code, text.slice(span.start, span.end), message].join(' | '),
      )
      .sort();
  };

  for (const [name, services] of Object.entries(CLAIMS)) {
    it(name, () => {
      const expected = findings('x12', WRITTEN.x12!(services));
      for (const [format, write] of Object.entries(WRITTEN))
        deepEqual(findings(format, write(services)), expected, format);
    });
  }

  it('there is something to find', () => {
    const rules = new Set(
      Object.values(CLAIMS).flatMap((services) =>
        findings('x12', WRITTEN.x12!(services)).map((one) => one.split(' ')[0]),
      ),
    );
    ok(rules.size >= 3, [...rules].join(' '));
  });
});
