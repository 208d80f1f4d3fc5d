import { deepEqual, equal } from 'node:assert/strict';
import { claimText } from '../../server/src/service/formats/claimText/index';
import { checkFix } from '../support/check';

/** Code, modifiers and units of each line. */
function read(text: string): string[] {
  const { claims } = claimText.read(text);
  return claims.flatMap(({ base, lines }) =>
    lines.map((line) => {
      for (const { value, start, end } of line.modifiers) equal(text.slice(base + start, base + end), value);
      const code = [line.procedure?.value, ...line.modifiers.map(({ value }) => value)].join('-');
      return line.units ? `${code} x${line.units.value}` : code;
    }),
  );
}

/** How people set a modifier off from its code, and what in the same place is none. */
describe('claim text: modifiers in brackets and behind signs', () => {
  const cases: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
    'a figure in brackets that the code takes as a modifier': [
      ['99213 (25)', '99213-25'],
      ['99213(25) $100', '99213-25'],
      ['99213 [25]', '99213-25'],
      ['99213{25}', '99213-25'],
      ['99213 (-25)', '99213-25'],
      ['99213 (25) (2)', '99213-25 x2'],
      ['99213 (25, 59)', '99213-25-59'],
      ['99213 (25) (59)', '99213-25'],
      ['92014 (25)', '92014-25'],
      ['20610 (50)', '20610-50'],
      ['20610 (50) x2', '20610-50 x2'],
      ['93306 (26)', '93306-26'],
      ['71046 (26)', '71046-26'],
      ['20610 (LT)', '20610-LT'],
      ['20610 (LT, 59) x1', '20610-LT-59 x1'],
      ['97110 (GP) (2)', '97110-GP x2'],
      ['28285 (T5)', '28285-T5'],
      ['0709T (59)', '0709T-59'],
      ['97530 (-59)', '97530-59'],
      ['99213 (mod 25)', '99213-25'],
    ],
    'a count in brackets': [
      ['J1885 (2)', 'J1885 x2'],
      ['J1885 (15)', 'J1885 x15'],
      ['J1885-JZ (4)', 'J1885-JZ x4'],
      ['17003 (13)', '17003 x13'],
      ['95004 (40)', '95004 x40'],
      ['97110 (2)', '97110 x2'],
      ['0709T (2)', '0709T x2'],
      ['99213-25 (2)', '99213-25 x2'],
      ['11045 (12)', '11045 x12'],
      ['88305 (14)', '88305 x14'],
      ['J0585 (155)', 'J0585 x155'],
      ['99292 (4)', '99292 x4'],
      ['20610 (4)', '20610 x4'],
    ],
    'an age, a level, a fee, minutes, a size or what was treated': [
      ['17000 (15)', '17000'],
      ['17110 (15)', '17110'],
      ['11200 (18)', '11200'],
      ['17004 (20)', '17004'],
      ['80053 (15)', '80053'],
      ['80053 (150)', '80053'],
      ['90686 (45)', '90686'],
      ['93000 (40)', '93000'],
      ['G0439 (66)', 'G0439'],
      ['G0108 (30)', 'G0108'],
      ['99393 (8)', '99393'],
      ['99393 well child (8)', '99393'],
      ['99214 (4)', '99214'],
      ['99283 (3)', '99283'],
      ['99213 (1,2)', '99213'],
      ['99213 (A,B)', '99213'],
    ],
    'neither, where both could be, or minutes': [
      ['J1885 (25)', 'J1885'],
      ['J3301 (50)', 'J3301'],
      ['95004 (50)', '95004'],
      ['97110 (22)', '97110'],
      ['97110 (45)', '97110'],
      ['97530 (59)', '97530'],
      ['90837 (53)', '90837'],
      ['99214 (30)', '99214'],
      ['99215 (54)', '99215'],
      ['00790 (59)', '00790'],
      ['20610 (150)', '20610'],
      ['62321 (T5)', '62321'],
      ['99203 (NP)', '99203'],
      ['97530 (TA)', '97530'],
      ['99214 (40 min)', '99214'],
      ['99213 office visit (25)', '99213'],
      ['11042 wound (50)', '11042'],
    ],
    'signs and words before a modifier': [
      ['99213 w/ 25', '99213-25'],
      ['99213 w/25', '99213-25'],
      ['99213 with 25', '99213-25'],
      ['99213 with 25, 59', '99213-25-59'],
      ['99213 w/ mod 25', '99213-25'],
      ['99213 with modifier 25', '99213-25'],
      ['99213 +25', '99213-25'],
      ['99213+25 $100', '99213-25'],
      ['99213_25', '99213-25'],
      ['CPT 99213.25', '99213-25'],
      ['CPT: 99213.25 x1', '99213-25 x1'],
      ['99213 -25', '99213-25'],
      ['99213 – 25', '99213-25'],
      ['99213–25–59 x1', '99213-25-59 x1'],
      ['99213 / 25', '99213-25'],
      ['99213 mod. 25', '99213-25'],
      ['99213 mods. 25, 59', '99213-25-59'],
      ['99214 with modifiers 25 and 59', '99214-25-59'],
      ['20610 w/ LT', '20610-LT'],
      ['20610 with RT x1', '20610-RT x1'],
      ['J1885 qty. 2', 'J1885 x2'],
      ['99213 ,25,59', '99213-25-59'],
    ],
    'and what else stands behind them': [
      ['96365 w/ 50 mL', '96365'],
      ['99213 with 25 minutes', '99213'],
      ['99213 with 12', '99213'],
      ['J3301 w/ 25 gauge needle', 'J3301'],
      ['96365 with 50% dextrose', '96365'],
      ['99213 with 25 other patients', '99213'],
      ['99213 +12', '99213'],
      ['99213 – 25 minutes', '99213'],
      ['99213 / 12', '99213'],
      ['99213 / 25 min', '99213'],
      ['99213 with EKG', '99213'],
      ['99213 mod 25 and 96 minutes', '99213-25'],
      ['CPT 99213.25.', '99213-25'],
    ],
  };
  for (const [name, pairs] of Object.entries(cases)) {
    describe(name, () => {
      for (const [text, expected] of pairs) it(text, () => deepEqual(read(text), [expected]));
    });
  }

  it('in a table', () => {
    const cell = (mod: string) => read(`| CPT | Mod | Units |\n|---|---|---|\n| 99213 | ${mod} | 1 |\n`);
    for (const mod of ['25', '-25', '(25)', '[25]', 'mod 25', 'Mod: 25', 'mod. 25'])
      deepEqual(cell(mod), ['99213-25 x1'], mod);
    deepEqual(cell('mods 25, 59'), ['99213-25-59 x1']);
  });

  it('in a table, what people write for none', () => {
    const cell = (mod: string) =>
      read(`| CPT | Mod | Units |\n|---|---|---|\n| 99214 | 25 | 1 |\n| 99213 | ${mod} | 1 |\n`)[1];
    for (const mod of ['none', 'None', 'n/a', 'N/A', 'NA', 'NULL', '-', '--', '']) equal(cell(mod), '99213 x1', mod);
  });

  it('behind a short label, a measure is none: moderate, and minutes', () => {
    for (const text of ['99213 mod. 20 min', '99213 mod 25 minutes', '99213, mod: 45 min']) {
      deepEqual(read(text), ['99213'], text);
    }
    deepEqual(read('99213 mod 25 units 1'), ['99213-25 x1']);
    deepEqual(read('99213 mod 25 in the office'), ['99213-25']);
  });

  it('no service line: an amount, a file, a longer number', () => {
    for (const text of [
      'CPT 99213.50 dollars',
      'CPT 99213.25 USD',
      '99213–99215',
      '99213.25',
      '99213_25.pdf',
      '99213_251',
      'CPT 99213.255',
      'Balance 99213.25',
    ]) {
      deepEqual(read(text), [], text);
    }
  });

  it('a modifier is removed with its brackets', () => {
    const claim = (code: string) => `Claim: 1\nDOS: 2025-03-04   POS: 11\n1. ${code} $100\n`;
    checkFix('invalid-bilateral-modifier', claim('63047 (50)'), claim('63047'));
    checkFix('invalid-bilateral-modifier', claim('63047 [50]'), claim('63047'));
    checkFix('invalid-bilateral-modifier', claim('63047+50'), claim('63047'));
    checkFix('invalid-bilateral-modifier', claim('63047 (50, 59)'), claim('63047 (59)'));
    checkFix('invalid-bilateral-modifier', claim('63047 (50)-59'), claim('63047-59'));
    checkFix('invalid-bilateral-modifier', claim('63047-59 (50)'), claim('63047-59'));
  });
});
