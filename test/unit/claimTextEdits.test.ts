import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { claimText } from '../../server/src/service/formats/claimText/index';
import type { Claim } from '../../server/src/service/model/claim';
import type { ClaimDocument, TextChange } from '../../server/src/service/model/document';
import { cursor } from '../support/marks';
import { workOf } from '../support/work';

const SAMPLES = [
  `Claim: 2025-0042        Patient: TEST, PAT
DOS: 2025-03-04   POS: 11   Dx: A: C43.59 B: Z12.31
1. 0708T x1  $900.00  dx A
2. 0709T-59 x3  $2,100.00  dx A
Note: see also CPT 99213 and 0042T.

Claim: 2025-0043
Patient: TEST, SAM
-----
CPT     Mod   Units   Charge     POS
-------------------------------------
99213   25    1       $150.00    11
0709T         3       $2,100.00  11
===
CPT: 0708T, 0709T x2
`,
  `Account: 77\r\nDx:\r\nA. C43.59\r\nB. Z1231\r\n\r\n| # | CPT | Mod | Units | Charge |\r\n|---|---|---|---|---|\r\n| 1 | 99213 | 25 | 1 | $150.00 |\r\n| 2 | 0709T | 59, XU | 3 | |\r\n---\r\n---\r\nClaim 9\r\n- 99214/25 mod 59\r\n`,
  `Provider: Example Clinic\rDOS: 3/4/25\r\rClaim: 1\rAcct: 2\r03 04 25 03 04 25 11    99213 25 59       AB     150 00   2        1234567890\r03 04 25 03 04 25 11    0709T             A      700 00   3        1234567890\rClaim: 2\rCPT\tMod\tUnits\r0709T\t59\t2\r99213\t\t1`,
  `\uFEFFPatient: TEST, PAT\nCPT code\n25605. done\n---\nDOS: 1/1/25\n99213 dx E11.9\n\n\n---\n\n0709T.\n`,
];

/** A document without what tells a reused claim from a new one. */
function plain(document: ClaimDocument): unknown {
  return JSON.parse(JSON.stringify(document));
}

function edited(text: string, change: TextChange): string {
  return text.slice(0, change.start) + change.text + text.slice(change.end);
}

const PIECES = fc.constantFrom(
  ...[
    '',
    '\n',
    '\r',
    '\r\n',
    ' ',
    'x',
    '-',
    '---',
    '\n---\n',
    '===\n',
    'Claim: 5\n',
    '\nClaim: 5',
    '\nAcct: 6\n',
    ':',
    '99213',
  ],
  ...[
    '\nDOS: 3/4/25\n',
    '\nPatient: TEST, PAT\n',
    'CPT Mod',
    '\nCPT\tMod\n',
    '|',
    '\t',
    'Dx:\n',
    'C43.59',
    '1. 0709T x2\n',
    'CPT 99213,',
  ],
);

describe('claim text: edits', () => {
  it('an update equals a full read', () => {
    const edit = fc.record({ at: fc.nat(4000), length: fc.oneof(fc.nat(3), fc.nat(80)), text: PIECES });
    fc.assert(
      fc.property(
        fc.constantFrom(...SAMPLES),
        fc.nat(3),
        fc.array(edit, { minLength: 1, maxLength: 8 }),
        (sample, times, edits) => {
          let text = Array.from({ length: times + 1 }, () => sample).join('\n');
          let document = claimText.read(text);
          for (const { at, length, text: piece } of edits) {
            const start = at % (text.length + 1);
            const change = { start, end: Math.min(text.length, start + length), text: piece };
            const before = [...document.claims];
            text = edited(text, change);
            const updated = claimText.update(document, text, change);
            document = updated.document;
            deepEqual(plain(document), plain(claimText.read(text)));
            for (const { at: from, removed, inserted } of [...updated.changes].reverse()) {
              deepEqual(before.splice(from, removed.length, ...inserted), removed);
            }
            ok(before.every((claim, index) => claim === document.claims[index]));
          }
        },
      ),
      { seed: 7, numRuns: 1500 },
    );
  });

  it('keeps the claims that an edit leaves alone', () => {
    const text = Array.from({ length: 50 }, (_, index) => `Claim: ${index}\n0709T x2\n`).join('');
    const document = claimText.read(text);
    const old = [...document.claims];
    const at = text.indexOf('x2', text.indexOf('Claim: 20\n')) + 1;
    const change = { start: at, end: at + 1, text: '33' };
    const { document: after, changes } = claimText.update(document, edited(text, change), change);
    deepEqual(
      changes.map(({ at: from, removed, inserted }) => [from, removed.length, inserted.length]),
      [[20, 1, 1]],
    );
    equal(after.claims.filter((claim, index) => claim === old[index]).length, 49);
    equal(after.claims[20]?.lines[0]?.units?.value, 33);
  });

  it('every prefix reads, with its spans in bounds', () => {
    for (const sample of SAMPLES) {
      for (let end = 0; end <= sample.length; end++) {
        const text = sample.slice(0, end);
        for (const claim of claimText.read(text).claims) {
          ok(claim.base + claim.span.end <= end);
          for (const line of claim.lines) ok(line.span.start <= line.span.end && claim.base + line.span.end <= end);
        }
        claimText.slotAt(claimText.read(text), text, end);
        claimText.detect(text);
      }
    }
  });

  it('any text reads', () => {
    const tokens = fc.constantFrom(
      ...[
        '99213',
        '0709T',
        ' ',
        '  ',
        '\t',
        '|',
        '-',
        '/',
        ',',
        '.',
        '\n',
        'x',
        '2',
        '$',
        'dx',
        'A',
        'mod',
        ':',
        '#',
        'CPT',
        'Claim',
        'POS',
      ],
      ...[
        '11',
        '\0',
        '\ud800',
        '\u2028',
        '3/4/25',
        'Dx',
        'C43.59',
        'units',
        'Code',
        'DOS',
        '03 04 25',
        '=',
        '(',
        ')',
        '+',
        '1.',
        '\r',
      ],
    );
    fc.assert(
      fc.property(fc.array(tokens, { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        const document = claimText.read(text);
        for (const mention of document.mentions) equal(text.slice(mention.start, mention.end), mention.value);
        for (let at = 0; at <= text.length; at += 3) {
          const slot = claimText.slotAt(document, text, at);
          if (slot) equal(text.slice(slot.span.start, at), slot.typed);
        }
        for (const claim of document.claims) {
          claim.lines.forEach((line, index) => {
            claimText.fix(document, text, claim, { kind: 'insertLine', title: '', before: index, code: '0708T' });
            line.modifiers.forEach((_, modifier) => {
              claimText.fix(document, text, claim, { kind: 'removeModifier', title: '', line: index, modifier });
            });
          });
        }
      }),
      { seed: 11, numRuns: 3000 },
    );
  });

  it('long lines and many blanks take no longer than their length', () => {
    const took = workOf(() => {
      for (const unit of [
        ' ',
        '-',
        '9',
        'CPT ',
        '99213, ',
        'dx ',
        'Claim: 1 ',
        '|',
        '\t',
        'C43.59 ',
        '(',
        '\n',
        '---\n\n',
      ]) {
        claimText.read(unit.repeat(1_000_000 / unit.length));
      }
    });
    ok(took < 10_000, `${took} ms`);
  });

  it('a file in pieces gives the claims of the whole', () => {
    const whole = Array.from({ length: 9000 }, (_, index) => `Claim: ${index}\r\nDOS: 3/4/25\r\n0709T x2\r\n`).join('');
    for (const size of [997, 300_001]) {
      const stream = claimText.stream!();
      const claims: Claim[] = [];
      const take = (claim: Claim) => {
        claims.push(claim);
        if (claims.length % 100 === 0) {
          const source = stream.source(claims.length - 1);
          equal(source.text(), whole.slice(claim.base, claim.base + claim.span.end));
          deepEqual(source.read(), claim);
        }
      };
      for (let at = 0; at < whole.length; at += size) stream.push(whole.slice(at, at + size), take);
      const early = claims.length;
      stream.end(take);
      ok(early > 1000);
      deepEqual(JSON.parse(JSON.stringify(claims)), JSON.parse(JSON.stringify(claimText.read(whole).claims)));
    }
  });
});

describe('claim text: fixes', () => {
  /** Carries out the fix on the claim that holds the cursor. */
  function applied(text: string, wanted: Parameters<typeof claimText.fix>[3], which = 0): string {
    const document = claimText.read(text);
    let result = text;
    for (const change of [...claimText.fix(document, text, document.claims[which]!, wanted)].reverse()) {
      result = result.slice(0, change.start) + change.text + result.slice(change.end);
    }
    return result;
  }

  it('replaces', () => {
    const { text, offset } = cursor('Claim: 1\nClaim: 2\n«»O709T x2');
    const claim = claimText.read(text).claims[1]!;
    const start = offset - claim.base;
    equal(
      applied(text, { kind: 'replace', title: '', span: { start, end: start + 5 }, text: '0709T' }, 1),
      'Claim: 1\nClaim: 2\n0709T x2',
    );
  });

  const removals: readonly (readonly [string, number, string])[] = [
    ['99213-25', 0, '99213'],
    ['99213-25-59 x2', 0, '99213-59 x2'],
    ['99213-25-59 x2', 1, '99213-25 x2'],
    ['99213/25 $150', 0, '99213 $150'],
    ['99213-25,59', 0, '99213-59'],
    ['99213-25,59', 1, '99213-25'],
    ['99213 25 59', 0, '99213 59'],
    ['99213 25 59', 1, '99213 25'],
    ['0709T mod 25 x2', 0, '0709T x2'],
    ['0709T, mod 25, x2', 0, '0709T, x2'],
    ['0709T (mod 25) x2', 0, '0709T x2'],
    ['0709T modifiers: 25, 59 x2', 0, '0709T modifiers: 59 x2'],
    ['0709T modifiers: 25, 59 x2', 1, '0709T modifiers: 25 x2'],
    ['0709T x2 mod 59', 0, '0709T x2'],
    ['| CPT | Mod |\n| 99213 | 25 |', 0, '| CPT | Mod |\n| 99213 |  |'],
    ['| CPT | Mod |\n| 99213 | 25, 59 |', 0, '| CPT | Mod |\n| 99213 | 59 |'],
    ['CPT\tMod\tUnits\n99213\t25\t1', 0, 'CPT\tMod\tUnits\n99213\t\t1'],
    ['CPT    Mod  Units\n99213  25   1', 0, 'CPT    Mod  Units\n99213       1'],
    ['CPT       Units\n96372-59  1', 0, 'CPT       Units\n96372     1'],
    ['03 04 25 03 04 25 11    99213 25 59   A   150 00   1', 0, '03 04 25 03 04 25 11    99213    59   A   150 00   1'],
  ];
  for (const [before, modifier, after] of removals) {
    it(`takes modifier ${modifier} out of ${JSON.stringify(before)}`, () => {
      equal(applied(before, { kind: 'removeModifier', title: '', line: 0, modifier }), after);
    });
  }

  const insertions: readonly (readonly [string, number, string])[] = [
    ['0709T', 0, '0708T\n0709T'],
    [
      'Claim: 1\n1. 0709T x3  $2,100.00  dx A\n2. 99213',
      0,
      'Claim: 1\n1. 0708T x1  dx A\n2. 0709T x3  $2,100.00  dx A\n3. 99213',
    ],
    ['  - 0709T-59 3 units $10 Later dose\r\n', 0, '  - 0708T 1 unit\r\n  - 0709T-59 3 units $10 Later dose\r\n'],
    ['Line 1: 99213\nLine 2: 0709T', 1, 'Line 1: 99213\nLine 2: 0708T\nLine 3: 0709T'],
    [
      '3/4/25 CPT: 0709T units: 2 POS 11 ptr 1 2',
      0,
      '3/4/25 CPT: 0708T units: 1 POS 11 ptr 1 2\n3/4/25 CPT: 0709T units: 2 POS 11 ptr 1 2',
    ],
    ['+0709T x2', 0, '0708T x1\n+0709T x2'],
    ['CPT: 99213, 0709T x2', 1, 'CPT: 99213, 0708T x1, 0709T x2'],
    ['Claim: 1  CPT: 0709T', 0, 'Claim: 1  CPT: 0708T, 0709T'],
    [
      '| # | CPT   | Mod | Units | Charge  |\n|---|---|---|---|---|\n| 1 | 0709T | 59  | 3     | $700.00 |',
      0,
      '| # | CPT   | Mod | Units | Charge  |\n|---|---|---|---|---|\n| 1 | 0708T |     | 1     |         |\n| 2 | 0709T | 59  | 3     | $700.00 |',
    ],
    ['CPT\tMod\tUnits\tCharge\n0709T\t59\t3\t$700', 0, 'CPT\tMod\tUnits\tCharge\n0708T\t\t1\t\n0709T\t59\t3\t$700'],
    [
      'CPT     Mod   Units   Charge     POS\n0709T   59    3       $2,100.00  11',
      0,
      'CPT     Mod   Units   Charge     POS\n0708T         1           $0.00  11\n0709T   59    3       $2,100.00  11',
    ],
    [
      '03 04 25 03 04 25 11    0709T 59          A      700 00   3        1234567890',
      0,
      '03 04 25 03 04 25 11    0708T             A        0 00   1        1234567890\n03 04 25 03 04 25 11    0709T 59          A      700 00   3        1234567890',
    ],
  ];
  for (const [before, line, after] of insertions) {
    it(`puts a line before ${line} of ${JSON.stringify(before)}`, () => {
      equal(applied(before, { kind: 'insertLine', title: '', before: line, code: '0708T' }), after);
    });
  }

  it('gives texts that read as meant', () => {
    for (const text of SAMPLES) {
      const { claims } = claimText.read(text);
      claims.forEach((claim, which) => {
        claim.lines.forEach((line, index) => {
          const added = claimText.read(
            applied(text, { kind: 'insertLine', title: '', before: index, code: '1234T' }, which),
          );
          const codes = claim.lines.map((one) => one.procedure?.value);
          codes.splice(index, 0, '1234T');
          deepEqual(
            added.claims[which]?.lines.map((one) => one.procedure?.value),
            codes,
            text,
          );
          const made = added.claims[which]?.lines[index];
          equal(made?.units?.value ?? 1, 1);
          equal(made?.charge?.value ?? 0, 0);
          deepEqual(made?.modifiers, []);
          deepEqual(
            made?.pointers.map((one) => one.value),
            line.pointers.map((one) => one.value),
          );
          line.modifiers.forEach((_, modifier) => {
            const wanted = line.modifiers.map((one) => one.value).filter((_value, at) => at !== modifier);
            const without = claimText.read(
              applied(text, { kind: 'removeModifier', title: '', line: index, modifier }, which),
            );
            deepEqual(
              without.claims[which]?.lines[index]?.modifiers.map((one) => one.value),
              wanted,
            );
          });
        });
      });
    }
  });
});
