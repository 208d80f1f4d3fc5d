import { deepEqual, equal, ok } from 'node:assert/strict';
import { claimText } from '../../server/src/service/formats/claimText/index';
import type { Claim, DateMention, ServiceLine } from '../../server/src/service/model/claim';

/** One line of a claim in short: number, code and modifiers, units, charge, dates, pointers, place, description. */
function brief(line: ServiceLine): string {
  const parts = [[line.procedure?.value, ...line.modifiers.map((modifier) => modifier.value)].join('-')];
  if (line.number) parts.unshift(`#${line.number.value}`);
  if (line.units) parts.push(`x${line.units.value ?? `?${line.units.raw}`}`);
  if (line.charge) parts.push(`$${line.charge.value ?? `?${line.charge.raw}`}`);
  if (line.from) parts.push(days(line.from, line.to));
  if (line.pointers.length) parts.push(`dx${line.pointers.map((pointer) => pointer.value).join(',')}`);
  if (line.placeOfService) parts.push(`pos${line.placeOfService.value}`);
  if (line.revenue) parts.push(`rev${line.revenue.value}`);
  if (line.renderingProvider) parts.push(`npi${line.renderingProvider.id}`);
  if (line.description) parts.push(`"${line.description.value}"`);
  return parts.join(' ');
}

function days(from: DateMention, to: DateMention | undefined): string {
  const one = (date: DateMention) => String(date.value ?? `?${date.raw}`);
  return to ? `${one(from)}..${one(to)}` : one(from);
}

/** Reads a text, looks at every span in it, and gives its claims. */
function claimsOf(text: string): readonly Claim[] {
  const { claims, mentions, length } = claimText.read(text);
  equal(length, text.length);
  for (const claim of claims) checkSpans(claim, text, claim.base);
  for (const mention of mentions) equal(text.slice(mention.start, mention.end), mention.value);
  return claims;
}

function checkSpans(value: unknown, text: string, base: number): void {
  if (typeof value !== 'object' || value === null) return;
  if ('start' in value && 'end' in value && 'value' in value) {
    const { start, end } = value as { start: number; end: number };
    const slice = text.slice(base + start, base + end);
    if ('raw' in value) equal(slice, value.raw);
    else if (typeof value.value === 'string') equal(slice, value.value);
    else if (/^\d+$/.test(slice)) equal(Number(slice), value.value);
    else ok(/^(?:[A-L]|[A-Z]\d\w\.?\w*)$/i.test(slice), slice);
  }
  for (const part of Object.values(value)) checkSpans(part, text, base);
}

function linesOf(text: string): string[] {
  return claimsOf(text).flatMap((claim) => claim.lines.map(brief));
}

function only(text: string): Claim {
  const claims = claimsOf(text);
  equal(claims.length, 1, text);
  return claims[0]!;
}

describe('claim text: service lines', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['0709T', '0709T'],
    ['   99213', '99213'],
    ['1. 0709T x3  $2,100.00  dx A', '#1 0709T x3 $2100 dx1'],
    ['2) 99213', '#2 99213'],
    ['- 99213', '99213'],
    ['* J1100', 'J1100'],
    ['• 0001F', '0001F'],
    ['+0709T x1', '0709T x1'],
    ['[x] 99213 Office visit', '99213 "Office visit"'],
    ['Line 3: 0042T', '#3 0042T'],
    ['24D 99213', '99213'],
    ['24D. 99213', '99213'],
    ['(1) 99213', '#1 99213'],
    ['[2] 0709T x3', '#2 0709T x3'],
    ['(3) 2025-01-03 99213', '#3 99213 20250103'],
    ['CPT Code(s): 99213', '99213'],
    ['99213x2', '99213 x2'],
    ['J1885x4 $40', 'J1885 x4 $40'],
    ['99213-25 x1 A,B $150', '99213-25 x1 $150 dx1,2'],
    ['0709T x2 A,B,C', '0709T x2 dx1,2,3'],
    ['99213 lot A,B', '99213 "lot A,B"'],
    ['99213 \u201125', '99213-25'],
    ['99213\u201025\u221259', '99213-25-59'],
    ['99213 Mod: 25/59', '99213-25-59'],
    ['99213 mod 25/59/LT x2', '99213-25-59-LT x2'],
    ['99213 DX A', '99213 dx1'],
    ['99213 DX 1,2', '99213 dx1,2'],
    ['99213 25 DX 1 2', '99213-25 dx1,2'],
    ['2 99213', '#2 99213'],
    ['2025-01-03 99213', '99213 20250103'],
    ['01/03/2025 99213', '99213 20250103'],
    ['1/3/25: 99213', '99213 20250103'],
    ['20250103 99213', '99213 20250103'],
    ['01/03/2025 - 01/05/2025 99213', '99213 20250103..20250105'],
    ['3. 1/3/25 CPT: 99213', '#3 99213 20250103'],
    ['DOS: 2025-03-04  CPT: 0709T  Units: 3  Modifier: 59', '0709T-59 x3 20250304'],
    ['CPT 99213', '99213'],
    ['CPT: 99213', '99213'],
    ['CPT® 99213', '99213'],
    ['CPT code 99213', '99213'],
    ['CPT code: 63075: Anterior', '63075 "Anterior"'],
    ['HCPCS J1100', 'J1100'],
    ['Procedure: 99213', '99213'],
    ['Proc 99213', '99213'],
    ['Code: 99213', '99213'],
    ['99213-25', '99213-25'],
    ['99213-25-59', '99213-25-59'],
    ['99213-25,59', '99213-25-59'],
    ['99213/25', '99213-25'],
    ['99213 25 59', '99213-25-59'],
    ['99213, 25', '99213-25'],
    ['99213 mod 25', '99213-25'],
    ['99213 modifiers: 25, 59', '99213-25-59'],
    ['73030 LT shoulder', '73030-LT "shoulder"'],
    ['99213-', '99213'],
    ['99213-2', '99213'],
    ['0709T x2', '0709T x2'],
    ['0709T ×2', '0709T x2'],
    ['0709T x 2', '0709T x2'],
    ['0709T 2 units', '0709T x2'],
    ['0709T units: 2', '0709T x2'],
    ['0709T qty 2', '0709T x2'],
    ['0709T 2u', '0709T x2'],
    ['0709T x1.5', '0709T x1.5'],
    ['0709T units: two', '0709T x?two'],
    ['3 x 0709T', '0709T x3'],
    ['99213 x2 150.00', '99213 x2 $150'],
    ['99213-25 ×12 1,200.00 dx A', '99213-25 x12 $1200 dx1'],
    ['99213 x2 1.50 cm', '99213 "x2 1.50 cm"'],
    ['99213 25 units: 2', '99213-25 x2'],
    ['99213 25 59 units: 2 $150', '99213-25-59 x2 $150'],
    ['99213 25 units', '99213 x25'],
    ['J3301 4 units: kenalog', 'J3301 x4 "kenalog"'],
    ['J3301 4 units = $60.00', 'J3301 x4 $60'],
    ['J3301 4 units: 60.00', 'J3301 x4 $60'],
    ['J3301 12 units: 60', 'J3301 x12'],
    ['99213 22 units: 2', '99213-22 x2'],
    ['99213 25 units: two', '99213 x25 "two"'],
    ['99213 x2 20.00 sq cm', '99213 "x2 20.00 sq cm"'],
    ['99213 x2 0.50mg', '99213 "x2 0.50mg"'],
    ['99213 x2 12.50 each', '99213 x2 $12.5 "each"'],
    ['99213 mod 25 2u $150', '99213-25 x2 $150'],
    ['99213 mod 25 1P', '99213-25-1P'],
    ['99213 mod 25 12/30/24 $150', '99213-25 $150 20241230'],
    ['99213 mod 25, 59 10/15/25', '99213-25-59 20251015'],
    ['97140 mod: GP/59/KX units 2', '97140-GP-59-KX x2'],
    ['99213 Office visit, level 3 $150', '99213 $150 "Office visit, level 3"'],
    ['90746 vaccine dose 3 $70', '90746 $70 "vaccine dose 3"'],
    ['99213 Office visit 3 $150', '99213 x3 $150 "Office visit"'],
    ['97110-GPx2', '97110-GP x2'],
    ['99213-25x2 $150', '99213-25 x2 $150'],
    ['99213x 2', '99213 x2'],
    ['2025-03-04 99213 x3', '99213 x3 20250304'],
    ['2025-03-04 11 99213 ×2 $300', '99213 x2 $300 20250304 pos11'],
    ['03/04/2025 99213 x 2', '99213 x2 20250304'],
    ['2025-03-04 99213 2 x 3 cm', '99213 20250304 "2 x 3 cm"'],
    ['99213 $150', '99213 $150'],
    ['99213 $1,200.00', '99213 $1200'],
    ['99213 25 1 150.00', '99213-25 x1 $150'],
    ['99213 2025-01-03', '99213 20250103'],
    ['99213 01/03/2025', '99213 20250103'],
    ['99213 1/3/25', '99213 20250103'],
    ['99213 20250103', '99213 20250103'],
    ['99213 1/3/25 - 1/5/25', '99213 20250103..20250105'],
    ['99213 02/30/2025', '99213 ?02/30/2025'],
    ['99213 dx A,B', '99213 dx1,2'],
    ['99213 dx: AB', '99213 dx1,2'],
    ['99213 ptr 1 2', '99213 dx1,2'],
    ['99213 dx L', '99213 dx12'],
    ['99213-25 AB $150', '99213-25 $150 dx1,2'],
    ['99213 POS 11', '99213 pos11'],
    ['99213 x2 $300.00 dx A POS 11 1/3/25 Office visit', '99213 x2 $300 20250103 dx1 pos11 "Office visit"'],
    ['99213 Office visit', '99213 "Office visit"'],
    ['0450 99283 25 3/4/25 1 $500.00', '99283-25 x1 $500 20250304 rev0450'],
    ['99213 NPI 1234567893', '99213 npi1234567893'],
    ['0709T; 59; 3 units', '0709T-59 x3'],
    ['0709T | 59 | 3 | $2,100', '0709T-59 x3 $2100'],
    ['1) 0709T - each further dose - 3 units - $2,100.00', '#1 0709T x3 $2100 "each further dose"'],
    ['0709T (x3) [dx A]', '0709T x3 dx1'],
    ['2025-03-04 11 99213', '99213 20250304 pos11'],
  ];
  for (const [text, expected] of cases) {
    it(text, () => deepEqual(linesOf(text), [expected]));
  }

  it('reads a list behind a label as one service each, with the date before it', () => {
    deepEqual(linesOf('CPT: 0708T, 0709T x2'), ['0708T', '0709T x2']);
    deepEqual(linesOf('3/4/25 CPT: 0708T, 0709T'), ['0708T 20250304', '0709T 20250304']);
    deepEqual(linesOf('0708T and 0709T'), ['0708T', '0709T']);
    deepEqual(linesOf('Procedures: 0708T (1), 0709T (2)'), ['0708T x1', '0709T x2']);
    deepEqual(linesOf('97110-GP x2 97140-GP x1'), ['97110-GP x2', '97140-GP x1']);
    deepEqual(linesOf('J1885x2 96372'), ['J1885 x2', '96372']);
    deepEqual(linesOf('11042 (20 sq cm), 11045 (2)'), ['11042 "20 sq cm"', '11045 x2']);
    deepEqual(linesOf('99213 x2 12345 mg'), ['99213 "x2 12345 mg"']);
  });

  it('takes a measure, a word or a dimension for what it is', () => {
    deepEqual(linesOf('99213 25 minutes with the patient'), ['99213 "25 minutes with the patient"']);
    deepEqual(linesOf('96365 IV infusion'), ['96365 "IV infusion"']);
    deepEqual(linesOf('99283 ED VISIT x2'), ['99283 x2 "ED VISIT"']);
    deepEqual(linesOf('27759 nail 10 x 390 mm'), ['27759 "nail 10 x 390 mm"']);
    deepEqual(linesOf('22600 T5 fusion'), ['22600 "T5 fusion"']);
  });

  it('keeps the day of two figures between 1950 and 2049', () => {
    deepEqual(linesOf('1/3/49 99213\n1/3/50 99213'), ['99213 20490103', '99213 19500103']);
  });
});

describe('claim text: slips stay as they are written', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['O709T', 'O709T'],
    ['07O9T x2', '07O9T x2'],
    ['0709t', '0709t'],
    ['j1100 x2', 'j1100 x2'],
    ['709T $100', '709T $100'],
    ['0709T.', '0709T.'],
    ['0709T,', '0709T,'],
    ['0709T. x2', '0709T. x2'],
    ['0709T, x2', '0709T, x2'],
    ['CPT: 9921', '9921'],
  ];
  for (const [text, expected] of cases) {
    it(text, () => deepEqual(linesOf(text), [expected]));
  }

  it('a comma that parts codes, fields or a description is none', () => {
    deepEqual(linesOf('0709T, 0708T'), ['0709T', '0708T']);
    deepEqual(linesOf('0709T, x2, $150'), ['0709T x2 $150']);
    deepEqual(linesOf('99213, office visit'), ['99213 "office visit"']);
  });
});

describe('claim text: what is no service line', () => {
  const decoys = [
    '90210-1234',
    '12345 Main Street',
    '90210 Beverly Hills, CA',
    'Springfield, IL\n62704',
    'Springfield, IL 62704',
    '$12345',
    '12,345.67',
    '12345.67',
    '(555) 123-4567',
    '555-123-4567',
    '50000 units of vitamin D',
    '12345 was the number',
    'Account: 12345',
    'Account:\n12345',
    'Acct # 99213',
    'MRN: 99213',
    'Phone: 55512 34567',
    'Zip: 90210',
    'ZIP code: 12345',
    'zip code 90210',
    'Invoice # 99213',
    '2025-03-04',
    '03/04/2025',
    '[ ] 99213 Office visit',
    '// 99213',
    '99213-99215',
    'DOB: 01/03/1980',
    'model #: 12345, serial #: 123456.',
    '123456789',
    'A. C43.59',
    'Total 12345',
    '1:50000 epinephrine',
  ];
  for (const text of decoys) {
    it(JSON.stringify(text), () => {
      deepEqual(linesOf(text), []);
      deepEqual(
        claimText.read(text).mentions.filter((mention) => mention.kind === 'procedure'),
        [],
      );
    });
  }

  it('a text that says nothing has no claims', () => {
    for (const text of ['', '\n\n', 'hello', 'The patient did well.\n---\n===\n', '\uFEFF'])
      deepEqual(claimsOf(text), []);
  });
});

describe('claim text: headers', () => {
  it('reads several on one line', () => {
    const claim = only(
      'Claim: 2025-0042        Patient: TEST, PAT\nDOS: 2025-03-04   POS: 11   Dx: C43.59\n1. 0709T x3  $2,100.00  dx A\n',
    );
    equal(claim.id?.value, '2025-0042');
    equal(claim.patient?.name, 'TEST, PAT');
    equal(claim.from?.value, 20250304);
    equal(claim.to, undefined);
    equal(claim.placeOfService?.value, '11');
    deepEqual(diagnoses(claim), ['1:C43.59']);
    equal(claim.kind, 'professional');
    equal(claim.role, 'claim');
    deepEqual(claim.lines.map(brief), ['#1 0709T x3 $2100 dx1']);
  });

  it('parts them by one blank, a tab, a bar or a comma too', () => {
    const claim = only('DOS: 3/4/25 POS: 22 Dx: C43.59\tPayer: Acme | Sex: F, DOB: 1/2/80');
    equal(claim.from?.value, 20250304);
    equal(claim.placeOfService?.value, '22');
    equal(claim.payer?.name, 'ACME');
    equal(claim.patient?.birthDate, 19800102);
    equal(only('Patient: TEST, PAT\nDOB: 04-Mar-60').patient?.birthDate, 19600304);
    equal(only('DOB: March 4, 1960\n99213').patient?.birthDate, 19600304);
    const open = only('Claim 1 | DOS 2025-03-04 | POS 11');
    deepEqual([open.id?.value, open.from?.value, open.placeOfService?.value], ['1', 20250304, '11']);
  });

  const names: readonly (readonly [string, string])[] = [
    ['Claim: 5', '5'],
    ['CLAIM #5', '5'],
    ['Claim # 5', '5'],
    ['Claim #: 5', '5'],
    ['claim id = A-5', 'A-5'],
    ['Claim No: 5', '5'],
    ['Account: 5', '5'],
    ['Acct: 5', '5'],
    ['Acct# 5', '5'],
    ['Claim 5', '5'],
    ['=== Claim 5 ===', '5'],
    ['## Claim #5', '5'],
    ['**Claim:** 5', '5'],
    ['Claim:\n5', '5'],
  ];
  for (const [text, id] of names) {
    it(JSON.stringify(text), () => equal(only(text).id?.value, id));
  }

  it('days: one, or a range', () => {
    for (const key of ['DOS', 'Date of service', 'Date', 'Service date', 'dates of service']) {
      equal(only(`${key}: 2025-03-04`).from?.value, 20250304, key);
    }
    for (const sign of [' - ', '-', ' – ', ' to ', ' thru ']) {
      const claim = only(`DOS = 03/04/2025${sign}03/06/2025`);
      deepEqual([claim.from?.value, claim.to?.value], [20250304, 20250306], sign);
    }
    equal(only('DOS: 20250304').from?.value, 20250304);
    equal(only('DOS 03/04/2025').from?.value, 20250304);
  });

  it('days with the name of their month', () => {
    for (const day of ['March 4, 2025', 'Mar 4 2025', '4 March 2025', '04-Mar-2025', '4-MAR-25']) {
      equal(only(`DOS: ${day}`).from?.value, 20250304, day);
    }
    equal(only('DOS: 4 vials 2025').from?.value, undefined);
  });

  it('keeps a date that is none', () => {
    const claim = only('DOS: 13/45/2025');
    equal(claim.from?.value, undefined);
    equal(claim.from?.raw, '13/45/2025');
  });

  it('diagnoses: plain, lettered, numbered, over lines', () => {
    deepEqual(diagnoses(only('Dx: C43.59, Z12.31; E119')), ['1:C43.59', '2:Z12.31', '3:E119']);
    deepEqual(diagnoses(only('Diagnosis: A: C43.59 B: Z12.31')), ['1:C43.59', '2:Z12.31']);
    deepEqual(diagnoses(only('ICD-10: A) C43.59  C) Z12.31')), ['1:C43.59', '3:Z12.31']);
    deepEqual(diagnoses(only('Dx1: C43.59\nDx2: Z12.31')), ['1:C43.59', '2:Z12.31']);
    deepEqual(diagnoses(only('ICD: 1: C43.59 2: Z12.31')), ['1:C43.59', '2:Z12.31']);
    deepEqual(diagnoses(only('ICD10: C43.59')), ['1:C43.59']);
    deepEqual(diagnoses(only('ICD 10: C43.59')), ['1:C43.59']);
    deepEqual(diagnoses(only('Dx:\nA. C43.59 melanoma\nB. Z1231\n')), ['1:C43.59', '2:Z1231']);
    const listed = only('Dx: C43.59\n    Z12.31 screening\n1. J1100 x2');
    deepEqual(diagnoses(listed), ['1:C43.59', '2:Z12.31']);
    deepEqual(listed.lines.map(brief), ['#1 J1100 x2']);
  });

  it('a diagnosis on a service line points at the claim’s, and adds it where it is new', () => {
    const claim = only('Dx: C43.59\n99213 dx C4359\n99214 dx E11.9, C43.59');
    deepEqual(diagnoses(claim), ['1:C43.59', '2:E11.9']);
    deepEqual(claim.lines.map(brief), ['99213 dx1', '99214 dx2,1']);
  });

  it('patient, payer, providers', () => {
    deepEqual(only('Patient: Test, Pat').patient?.name, 'TEST, PAT');
    deepEqual(only('Patient: 12345').patient?.id, '12345');
    const both = only('Patient: TEST, PAT (A12345)').patient;
    deepEqual([both?.name, both?.id], ['TEST, PAT', 'A12345']);
    equal(only('MRN: 00123\nPatient: TEST, PAT').patient?.id, '00123');
    equal(only('Member: w123').patient?.id, 'W123');
    deepEqual(only('Payer: Medicare Part B').payer, { name: 'MEDICARE PART B', filingIndicator: 'MB' });
    equal(only('Insurance: State Medicaid').payer?.filingIndicator, 'MC');
    equal(only('Plan: Acme').payer?.filingIndicator, undefined);
    const rendering = only('Provider: Dr Example NPI: 1234567893').renderingProvider;
    deepEqual([rendering?.name, rendering?.id], ['DR EXAMPLE', '1234567893']);
    const blank = only('Rendering: Dr Example  NPI 1234567893').renderingProvider;
    deepEqual([blank?.name, blank?.id], ['DR EXAMPLE', '1234567893']);
    const two = only('Billing provider: Example Clinic  NPI: 1234567893\nRendering: Dr Example NPI: 1999999984');
    deepEqual(
      [two.billingProvider?.id, two.renderingProvider?.id, two.renderingProvider?.name],
      ['1234567893', '1999999984', 'DR EXAMPLE'],
    );
    equal(only('Referring provider: Dr Example NPI: 1234567893\n99213').renderingProvider, undefined);
    for (const npi of ['NPI: 1234567893', 'NPI 1234567893']) {
      equal(only(`Referring provider: Dr Example\n${npi}\n99213`).renderingProvider, undefined, npi);
      const below = only(
        `Billing provider: Example Clinic\nTax ID: 12-3456789\n${npi}\nRendering provider: Dr Example\nNPI: 1999999984`,
      );
      deepEqual([below.billingProvider?.id, below.renderingProvider?.id], ['1234567893', '1999999984'], npi);
      equal(only(`Facility: Example Clinic\nPatient: TEST, PAT\n${npi}`).renderingProvider?.id, '1234567893', npi);
    }
    const person = only('Patient: TEST, PAT  DOB 1/2/80  MRN 55').patient;
    deepEqual([person?.name, person?.birthDate, person?.id], ['TEST, PAT', 19800102, '55']);
    equal(only('Rendering: 1234567893').renderingProvider?.id, '1234567893');
    equal(only('Billing provider: Example Clinic').billingProvider?.name, 'EXAMPLE CLINIC');
  });

  it('place and bill type say what kind of claim it is; the bill type gives the frequency', () => {
    const hospital = only('TOB: 0137\n99283');
    deepEqual([hospital.billType?.value, hospital.frequency?.value, hospital.kind], ['137', '7', 'institutional']);
    equal(only('Type of bill: 131').billType?.value, '131');
    equal(only('Bill type: 131\nFrequency: 8').frequency?.value, '8');
    equal(only('Frequency: 7\nBill type: 131').frequency?.value, '7');
    equal(only('Place of service: 11').kind, 'professional');
    equal(only('99213 POS 11').kind, 'professional');
    equal(only('99213').kind, 'unknown');
  });

  it('dates and places between the lines hold for those below', () => {
    deepEqual(linesOf('DOS: 3/4/25\n0708T\nDOS: 3/5/25\n0709T\n1/1/25 99213'), [
      '0708T',
      '0709T 20250305',
      '99213 20250101',
    ]);
  });
});

function diagnoses(claim: Claim): string[] {
  return claim.diagnoses.map((diagnosis) => `${diagnosis.pointer}:${diagnosis.value}`);
}

describe('claim text: where a claim begins', () => {
  const shape = (text: string) => claimsOf(text).map((claim) => [claim.id?.value, ...claim.lines.map(brief)]);

  it('at a key', () => {
    deepEqual(shape('Claim: 1\n99213\nClaim: 2\n99214\nAcct: 3\n99215'), [
      ['1', '99213'],
      ['2', '99214'],
      ['3', '99215'],
    ]);
  });

  it('at a rule', () => {
    deepEqual(shape('99213\n---\n99214\n=====\n99215'), [
      [undefined, '99213'],
      [undefined, '99214'],
      [undefined, '99215'],
    ]);
  });

  it('not at a rule between a claim’s head and its lines', () => {
    deepEqual(shape('=====\nClaim: 1\n=====\nDOS: 3/4/25\n-----\n99213\n=====\nClaim: 2\n99214'), [
      ['1', '99213'],
      ['2', '99214'],
    ]);
    deepEqual(shape('Patient: TEST, PAT\nDOS: 3/4/25\n-----\n99213'), [[undefined, '99213']]);
  });

  it('once where a claim has a number and an account', () => {
    deepEqual(shape('Claim: 1\nAccount: 77\n99213'), [['1', '99213']]);
    deepEqual(shape('Account: 77\nClaim: 1\n99213'), [['1', '99213']]);
  });

  it('a letterhead above the first claim is none, and does not pass into one', () => {
    const [claim, ...others] = claimsOf('Provider: Example Clinic\nDOS: 3/4/25\nClaim: 1\n99213');
    deepEqual(others, []);
    deepEqual([claim?.id?.value, claim?.from, claim?.renderingProvider], ['1', undefined, undefined]);
  });

  it('a patient above the first key is the claim’s own', () => {
    const claim = only('Patient: TEST, PAT\nDOS: 3/4/25\nAcct: 77\n99213');
    deepEqual([claim.id?.value, claim.patient?.name, claim.from?.value], ['77', 'TEST, PAT', 20250304]);
  });

  it('with spans that count from its base', () => {
    const text = 'Claim: 1\n99213\n\nClaim: 2\n99214\n\n';
    const [, second] = claimsOf(text);
    equal(second?.base, text.indexOf('Claim: 2'));
    deepEqual(second?.span, { start: 0, end: 'Claim: 2\n99214'.length });
    deepEqual(second?.lines[0]?.span, { start: 9, end: 14 });
  });

  it('with any line break', () => {
    for (const mark of ['\n', '\r\n', '\r']) {
      deepEqual(shape(['\uFEFFClaim: 1', '99213', 'Claim: 2', '99214'].join(mark)), [
        ['1', '99213'],
        ['2', '99214'],
      ]);
    }
  });
});

describe('claim text: whose file it is', () => {
  const score = (text: string) => claimText.detect(text);

  it('claim text', () => {
    ok(score('Claim: 1\nDOS: 3/4/25\n0709T x2\n') > 0.8);
    ok(score('CPT | Mod | Units\n--- | --- | ---\n99213 | 25 | 1\n0709T | | 2') > 0.5);
    ok(score('99213') > 0);
  });

  it('not claim text', () => {
    equal(score('ISA*00*          *00*          *ZZ*A*ZZ*B~'), 0);
    equal(score('ST*837*0001~'), 0);
    equal(score('MSH|^~\\&|A|B'), 0);
    equal(score('{ "resourceType": "Claim" }'), 0);
    equal(score('The patient did well.'), 0);
    ok(score('claim_id,cpt,units\n1,99213,1\n') < 0.3);
    ok(score('SURGERY: Release of A1 pulley, CPT code 26055. ANESTHESIA: General') < 0.3);
  });
});
