import type { OtherFormat } from './carried';
import type { TruthCase, TruthClaim, TruthLine } from './parse';
import { createdOf, payerOf } from './x12';

/** The claims of a case in a format, in their order. What the format cannot carry is not written: see `carried.ts`. */
export const WRITERS: Readonly<Record<OtherFormat, (one: TruthCase) => string>> = {
  'claim-text': (one) => one.claims.map(textOf).join('\n'),
  hl7v2: (one) => one.claims.map((claim) => messageOf(claim, createdOf(one.claims))).join(''),
  csv: (one) =>
    `${[CSV.map(([name]) => name), ...one.claims.flatMap(rowsOf)].map((row) => row.join(',')).join('\n')}\n`,
  'fhir-json': (one) =>
    `${one.claims.map((claim) => JSON.stringify(resourceOf(claim, createdOf(one.claims)))).join('\n')}\n`,
};

const DIAGNOSIS_POINTERS = [1];

function datesOf(claim: TruthClaim, line: TruthLine): { from?: string; to?: string } {
  return line.from ? { from: line.from, to: line.to } : { from: claim.from, to: claim.to };
}

function pointersOf(line: TruthLine): readonly number[] {
  return line.pointers === 'none' ? [] : (line.pointers ?? DIAGNOSIS_POINTERS);
}

function iso(day: string): string {
  return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
}

function placeOf(claim: TruthClaim): string | undefined {
  return claim.kind === 'professional' ? (claim.place ?? '11') : undefined;
}

function textOf(claim: TruthClaim): string {
  const head = [
    `Claim: ${claim.id ?? claim.label}`,
    `Patient ID: M${claim.patient}`,
    `Patient: TESTPERSON, ${claim.patient}`,
    'DOB: 1960-01-02',
    `Payer: ${payerOf(claim)}`,
    `Billing NPI: ${claim.billing ?? '1000000004'}`,
    ...(claim.by ? [`NPI: ${claim.by}`] : []),
    ...(claim.billType ? [`TOB: ${claim.billType}`] : [`POS: ${placeOf(claim)}`]),
    `Frequency: ${claim.frequency}`,
    `Dx: ${claim.diagnoses.join(', ')}`,
  ];
  const lines = claim.lines.map((line) => {
    const { from, to } = datesOf(claim, line);
    const pointers = pointersOf(line);
    return [
      `CPT: ${[line.code, ...line.modifiers].join('-')}`,
      `units: ${line.units ?? 1}`,
      `$${line.charge}`,
      from && (to ? `${iso(from)} - ${iso(to)}` : iso(from)),
      claim.kind === 'professional' && pointers.length ? `dx ${pointers.join(',')}` : '',
      line.place && `POS ${line.place}`,
      line.description,
    ]
      .filter(Boolean)
      .join('  ');
  });
  return [...head, ...lines, ''].join('\n');
}

function messageOf(claim: TruthClaim, written: string): string {
  const segments = [
    `MSH|^~\\&|A|B|C|D|${written}||DFT^P03|1|P|2.5.1`,
    `PID|1||M${claim.patient}||TESTPERSON^${claim.patient}||19600102|F||||||||||${claim.id ?? claim.label}`,
    'PV1|1|O',
    `IN1|1||PAYER1|${payerOf(claim)}|||||||||||${claim.payer}`,
    ...claim.diagnoses.map((code, index) => `DG1|${index + 1}||${code}^^I10`),
    ...(claim.kind === 'institutional' ? ['UB2|1'] : []),
    ...claim.lines.map((line, index) => {
      const fields: string[] = Array(27).fill('');
      const { from = '', to } = datesOf(claim, line);
      fields[1] = String(index + 1);
      fields[4] = to ? `${from}^${to}` : from;
      fields[6] = 'CG';
      fields[10] = line.units ?? '1';
      fields[11] = line.charge;
      fields[16] = line.place ?? placeOf(claim) ?? '';
      const codes = pointersOf(line).map((pointer) => claim.diagnoses[pointer - 1]);
      fields[19] = claim.kind === 'professional' ? codes.map((code) => `${code}^^I10`).join('~') : '';
      fields[20] = `${line.by ?? claim.by ?? '1000000004'}^PRACTITIONER^INVENTED`;
      fields[25] = `${line.code}^${line.description ?? ''}^C4`;
      fields[26] = line.modifiers.join('~');
      return ['FT1', ...fields.slice(1)].join('|');
    }),
  ];
  return segments.map((segment) => `${segment}\r`).join('');
}

/** The columns of a CSV, and what stands in them. */
const CSV: readonly (readonly [string, (claim: TruthClaim, line: TruthLine) => string | undefined])[] = [
  ['Claim ID', ({ id, label }) => id ?? label],
  ['Patient ID', ({ patient }) => `M${patient}0`],
  ['Patient Name', ({ patient }) => `TESTPERSON ${patient}`],
  ['DOB', () => '1960-01-02'],
  ['Billing NPI', ({ billing }) => billing ?? '1000000004'],
  ['Rendering NPI', (claim, line) => line.by ?? claim.by],
  ['Payer', payerOf],
  ['Filing Indicator', ({ payer }) => payer],
  ['Frequency', ({ frequency }) => frequency],
  ['Bill Type', ({ billType }) => billType],
  ['Total Claim Charge', ({ charge }) => charge],
  ['Statement From', ({ statement }) => statement?.split('-')[0]],
  ['Statement Thru', ({ statement }) => statement?.split('-')[1]],
  ...[0, 1].map((at) => [`DX${at + 1}`, ({ diagnoses }: TruthClaim) => diagnoses[at]] as const),
  ['From', (claim, line) => datesOf(claim, line).from],
  ['Thru', (claim, line) => datesOf(claim, line).to ?? datesOf(claim, line).from],
  ['POS', (claim, line) => line.place ?? placeOf(claim)],
  ['CPT', (_, { code }) => code],
  ...[0, 1, 2, 3].map((at) => [`Mod${at + 1}`, (_: TruthClaim, { modifiers }: TruthLine) => modifiers[at]] as const),
  ['Units', (_, { units }) => units ?? '1'],
  ['Unit (SV103)', (_, { unit }) => unit ?? 'UN'],
  ['Charge', (_, { charge }) => charge],
  ['DX Pointer', ({ kind }, line) => (kind === 'professional' ? pointersOf(line).join(' ') : '')],
  ['Description', (_, { description }) => description],
];

function rowsOf(claim: TruthClaim): string[][] {
  return claim.lines.map((line) => CSV.map(([, get]) => get(claim, line) ?? ''));
}

const CODES = 'http://www.ama-assn.org/go/cpt';

function resourceOf(claim: TruthClaim, written: string) {
  const coded = (code: string, system?: string) => ({ coding: [{ system, code }] });
  const practitioners = [...new Set([claim.by, ...claim.lines.map(({ by }) => by)].filter((one) => one !== undefined))];
  return {
    resourceType: 'Claim',
    id: claim.id ?? claim.label,
    status: 'active',
    type: coded(claim.kind),
    use: 'claim',
    created: iso(written),
    patient: { identifier: { value: `M${claim.patient}` }, display: `TESTPERSON, ${claim.patient}` },
    billablePeriod: claim.statement && {
      start: iso(claim.statement.slice(0, 8)),
      end: iso(claim.statement.slice(9)),
    },
    insurer: { display: payerOf(claim) },
    provider: { identifier: { value: claim.billing ?? '1000000004' } },
    careTeam: practitioners.map((npi, index) => ({
      sequence: index + 1,
      provider: { identifier: { value: npi } },
      role: coded('rendering'),
    })),
    supportingInfo: claim.billType && [{ sequence: 1, category: coded('typeofbill'), code: coded(claim.billType) }],
    diagnosis: claim.diagnoses.map((code, index) => ({
      sequence: index + 1,
      diagnosisCodeableConcept: coded(code, 'http://hl7.org/fhir/sid/icd-10-cm'),
    })),
    item: claim.lines.map((line, index) => {
      const { from, to } = datesOf(claim, line);
      const place = line.place ?? placeOf(claim);
      const by = line.by ?? claim.by;
      return {
        sequence: index + 1,
        careTeamSequence: by && [practitioners.indexOf(by) + 1],
        diagnosisSequence: claim.kind === 'professional' ? pointersOf(line) : undefined,
        productOrService: { ...coded(line.code, CODES), text: line.description },
        modifier: line.modifiers.map((one) => coded(one, CODES)),
        ...(from && to ? { servicedPeriod: { start: iso(from), end: iso(to) } } : { servicedDate: from && iso(from) }),
        locationCodeableConcept: place && coded(place),
        quantity: { value: Number(line.units ?? 1) },
        net: { value: Number(line.charge), currency: 'USD' },
      };
    }),
    total: claim.charge && { value: Number(claim.charge), currency: 'USD' },
  };
}
