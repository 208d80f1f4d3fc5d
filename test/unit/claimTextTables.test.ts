import { deepEqual, equal } from 'node:assert/strict';
import { claimText } from '../../server/src/service/formats/claimText/index';
import type { ServiceLine } from '../../server/src/service/model/claim';
import { marked } from '../support/marks';

function linesOf(text: string): readonly ServiceLine[] {
  return claimText.read(text).claims.flatMap((claim) => claim.lines);
}

/** Code and modifiers, units, charge, day, pointers, place. */
function rows(text: string): (string | number | undefined)[][] {
  return linesOf(text).map((line) => [
    [line.procedure?.value, ...line.modifiers.map((modifier) => modifier.value)].join('-'),
    line.units?.value,
    line.charge?.value,
    line.from?.value,
    line.pointers.map((pointer) => pointer.value).join(',') || undefined,
    line.placeOfService?.value,
  ]);
}

describe('claim text: tables', () => {
  const expected = [
    ['99213-25', 1, 150, 20250304, '1,2', '11'],
    ['0709T', 3, 2100, 20250304, '1', '11'],
  ];

  it('parted by tabs', () => {
    const text = `DOS\tPOS\tCPT\tMod\tUnits\tCharge\tDx
3/4/25\t11\t99213\t25\t1\t$150.00\tA,B
3/4/25\t11\t0709T\t\t3\t$2,100.00\tA
`;
    deepEqual(rows(text), expected);
  });

  it('with titles as forms have them', () => {
    const text = `Date(s) of Service\tPOS\tCPT Code(s)\tModifier(s)\tUnit(s)\tCharge ($)\tDx
3/4/25\t11\t99213\t25\t1\t150.00\tA,B
3/4/25\t11\t0709T\t\t3\t2,100.00\tA
`;
    deepEqual(rows(text), expected);
  });

  it('parted by bars, and Markdown', () => {
    const text = `| DOS | POS | Code | Modifiers | Qty | Fee | Ptr |
|:---|:---:|---|---|---:|---|---|
| 2025-03-04 | 11 | 99213 | 25 | 1 | $150.00 | AB |
| 2025-03-04 | 11 | 0709T |  | 3 | 2,100.00 | A |
|  |  | Total |  |  | $2,250.00 |  |
`;
    deepEqual(rows(text), expected);
    deepEqual(rows(text.replace(/^\| | \|$/gm, '')), expected);
  });

  it('parted by blanks, with cells left out', () => {
    const text = `Date        POS  HCPCS   Mod   Units  Charge      Dx
---------------------------------------------------
03/04/2025  11   99213   25        1    $150.00   A,B
03/04/2025  11   0709T             3  $2,100.00   A
`;
    deepEqual(rows(text), expected);
  });

  it('keeps the line number, the revenue code, the provider and the description', () => {
    const [line] = linesOf('#\tRev\tProc\tDescription\tNPI\n4\t0450\t99283\tA visit\t1234567893');
    deepEqual(
      [
        line?.number?.value,
        line?.revenue?.value,
        line?.procedure?.value,
        line?.description?.value,
        line?.renderingProvider,
      ],
      [4, '0450', '99283', 'A visit', { id: '1234567893' }],
    );
  });

  it('keeps what is no number and no date', () => {
    const [line] = linesOf('CPT\tUnits\tCharge\tDOS\n0709T\tmany\tN/A\tsoon');
    deepEqual([line?.units?.value, line?.units?.raw], [undefined, 'many']);
    deepEqual([line?.charge?.value, line?.charge?.raw], [undefined, 'N/A']);
    deepEqual([line?.from?.value, line?.from?.raw], [undefined, 'soon']);
  });

  it('keeps slips, and modifiers in the code’s cell', () => {
    deepEqual(
      rows('CPT|Units\nO709T|1\n709T|1\n0709T.|1\n9921|1\n99213-25|1\n+0709T|1').map(([code]) => code),
      ['O709T', '709T', '0709T.', '9921', '99213-25', '0709T'],
    );
  });

  it('takes the code column for the code where a procedure column describes', () => {
    const [line] = linesOf('Procedure | Code | Units\nA visit | 99213 | 1');
    deepEqual([line?.procedure?.value, line?.description?.value], ['99213', 'A visit']);
  });

  it('ends with its claim', () => {
    deepEqual(rows('Code\tUnits\n99213\t2\nClaim: 2\nZIP\t99214\n').length, 1);
  });

  it('has exact places', () => {
    const { text, ranges } = marked('CPT\tMod\tUnits\tCharge\n«0709T»\t«59»\t«3»\t«$700»\n');
    const [line] = linesOf(text);
    const spans = [line?.procedure, line?.modifiers[0], line?.units, line?.charge];
    deepEqual(
      spans.map((span) => ({ start: span?.start, end: span?.end })),
      ranges,
    );
  });
});

describe('claim text: box 24 of a CMS-1500 in print', () => {
  const cases: readonly (readonly [string, (string | number | undefined)[]])[] = [
    [
      '03 04 25 03 04 25 11    99213 25          AB     150 00   1        1234567890',
      ['99213-25', 1, 150, 20250304, '1,2', '11'],
    ],
    [
      '03 04 25 03 04 25 11 Y  99213             A      150.00   2        1234567890',
      ['99213', 2, 150, 20250304, '1', '11'],
    ],
    ['03 04 2025 03 04 2025 22   0709T 59 XU     1     2100 00  3', ['0709T-59-XU', 3, 2100, 20250304, '1', '22']],
    ['03 04 25          11    99213             ABC    75 50    1', ['99213', 1, 75.5, 20250304, '1,2,3', '11']],
    ['030425 030425 11 99213 25 A 150.00 1', ['99213-25', 1, 150, 20250304, '1', '11']],
    ['03 04 25 03 04 25 11    0709T             A B    700 00   3', ['0709T', 3, 700, 20250304, '1,2', '11']],
    ['   03 04 25 03 04 25 11    99213', ['99213', undefined, undefined, 20250304, undefined, '11']],
    ['13 45 25 13 45 25 11    99213', ['99213', undefined, undefined, undefined, undefined, '11']],
  ];
  for (const [text, expected] of cases) {
    it(text, () => deepEqual(rows(text), [expected]));
  }

  it('makes the claim professional and names the provider of the line', () => {
    const [claim] = claimText.read(cases[0]![0]).claims;
    equal(claim?.kind, 'professional');
    equal(claim?.lines[0]?.renderingProvider?.id, '1234567890');
    equal(claim?.lines[0]?.to?.value, 20250304);
    equal(claim?.lines[0]?.charge?.raw, '150 00');
  });
});

describe('claim text: mentions', () => {
  const cases: readonly string[] = [
    'The surgeon billed CPT code «26055», and went home.',
    'SURGERY: Release, CPT «26055». TOURNIQUET TIME: 9 minutes',
    'done (CPT «63075», «63076» and «22551»-59) on the left',
    'nail (CPT code is «27759») (the ICD-9 code again is 823.2)',
    'teeth; CPT Code:  «40801».  Surgical removal',
    'Billed as «0709T» and «J1100» before',
    'see procedure code «99213»',
    'codes: zip code 12345, area code 55512, HCPCS «J1100»',
    'for decompression (63075, 63076)',
    'a suite in 07018 East Orange, 60000 in all',
    'room B1234, lot A1234, 5000U heparin, 1000M cable',
    'ICD-10 C4359 and dx: Z1231 as before',
    'Note: see CPT «99214» and «0042T»',
    '99213 x2 see also CPT «99214»',
    'the cast was placed, CPT code\n«25605». Then home',
    'wound infection (CPT\ncode «10180»). Then more',
    'seen with 0709t and j1100',
    'model J1100-2345',
    '// CPT «99213» was denied',
  ];
  for (const fixture of cases) {
    it(JSON.stringify(fixture), () => {
      const { text, ranges } = marked(fixture);
      deepEqual(
        claimText.read(text).mentions.map(({ start, end }) => ({ start, end })),
        ranges,
      );
    });
  }
});
