import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { formatOf } from '../../server/src/service/formats/detect';
import type { Slot } from '../../server/src/service/formats/format';
import { hl7v2 } from '../../server/src/service/formats/hl7v2';
import type { Hl7Document } from '../../server/src/service/formats/hl7v2/read';
import type { Fix } from '../../server/src/service/model/finding';
import { brief, replaced, serviceFor } from '../support/check';
import { changed, randomChange } from '../support/edits';
import { cursor, marked } from '../support/marks';
import { Random } from '../support/random';
import { snapshot } from '../support/snapshot';
import { checkSpans } from '../support/spans';
import { workOf } from '../support/work';

const MSH = 'MSH|^~\\&|BILLING|CLINIC|PAYER|OFFICE|20250305||DFT^P03^DFT_P03|1|P|2.5.1';
const PID = 'PID|1||P100^^^CLINIC^MR~999^^^X^SS||TESTPERSON^PAT^Q||19600102|F||||||||||ACC1^^^CLINIC';
const PV1 = 'PV1|1|O|||||||||||||||||V77^^^CLINIC';

/** A charge message with these segments behind PV1. */
function message(segments: readonly string[], eol = '\r'): string {
  return [MSH, PID, PV1, ...segments].map((one) => one + eol).join('');
}

/** FT1 by field number. */
function ft1(fields: Readonly<Record<number, string>>): string {
  return segment('FT1', { 4: '20250304', 6: 'CG', ...fields });
}

function segment(id: string, fields: Readonly<Record<number, string>>): string {
  const last = Math.max(...Object.keys(fields).map(Number));
  return [id, ...Array.from({ length: last }, (_, index) => fields[index + 1] ?? '')].join('|');
}

function read(text: string) {
  const document = hl7v2.read(text);
  checkSpans(document, text);
  return document;
}

const lines = (segments: readonly string[]) => brief(read(message(segments)).claims).slice(1);
const mentions = (segments: readonly string[]) => read(message(segments)).mentions.map(({ value }) => value);

const FULL = message([
  'DG1|1||C43.59^^I10|||F',
  ft1({
    1: '1',
    7: 'OFFICE',
    10: '2',
    11: '250.50&USD',
    19: 'C43.59^^I10~Z51.11^^I10C',
    20: '1000000012^DOC^ANN',
    25: '99213^^C4',
    26: '25~57',
  }),
  ft1({ 1: '2', 4: '20250304083000^20250305', 7: '0709T^^C4', 10: '1', 12: '70', 16: '11' }),
  'IN1|1|PLAN|PAY1^^^X|Invented Payer|||||||||||MB',
  'ZZZ|0708T^^C4|FT1|anything',
]);

describe('hl7v2: what is read', () => {
  it('a charge message is a claim', () => {
    const { claims } = read(FULL);
    deepEqual(brief(claims), [
      'professional claim ACC1 by - for P100 TESTPERSON, PAT 19600102 payer MB dx C43.59 Z51.11'.replace(' by -', ''),
      '  #1 99213-25-57 x2 $250.5 20250304 dx1,2 by 1000000012',
      '  #2 0709T x1 $70 20250304..20250305 pos11',
    ]);
    deepEqual(claims[0]!.payer, { id: 'PAY1', name: 'INVENTED PAYER', filingIndicator: 'MB' });
    deepEqual(claims[0]!.lines[0]!.renderingProvider, { id: '1000000012', name: 'DOC, ANN', birthDate: undefined });
  });

  it('CR, LF, CRLF and MLLP frames read the same', () => {
    const expected = brief(read(FULL).claims);
    for (const eol of ['\n', '\r\n', '\n\n']) deepEqual(brief(read(FULL.replaceAll('\r', eol)).claims), expected);
    deepEqual(brief(read(`\v${FULL}\x1c\r`).claims), expected);
    deepEqual(brief(read(`\uFEFF  ${FULL}`).claims), expected);
  });

  it('other delimiters', () => {
    const other = FULL.replace('^~\\&', '@!?%').replace(
      /[|^~&]/g,
      (one) => ({ '|': '#', '^': '@', '~': '!', '&': '%' })[one]!,
    );
    deepEqual(brief(read(other).claims), brief(read(FULL).claims));
  });

  it('escapes are decoded in values and kept in spans', () => {
    const { text, ranges } = marked(
      message([ft1({ 25: '99213^«a \\T\\ b \\F\\ c \\E\\ d \\S\\\\R\\ \\X41\\ \\Q\\»^C4' })]),
    );
    const line = read(text).claims[0]!.lines[0]!;
    equal(line.description?.value, 'a & b | c \\ d ^~ A \\Q\\');
    deepEqual({ start: line.description?.start, end: line.description?.end }, ranges[0]);
  });

  it('a word of a ledger in FT1-25 is no procedure, unless its coding system says so', () => {
    const procedure = (fields: Record<number, string>) =>
      read(message([ft1(fields)])).claims[0]?.lines[0]?.procedure?.value;
    for (const word of ['COPAY', 'LATEFEE', 'NSF', 'PMT01']) {
      equal(procedure({ 25: word }), undefined, word);
      equal(procedure({ 7: '99213', 25: word }), '99213', word);
      equal(procedure({ 25: `${word}^^CPT` }), word);
    }
    for (const slip of ['9921E', 'O708T', '9921']) equal(procedure({ 25: slip }), slip);
  });

  it('credits, payments and adjustments are no charges; their codes are mentions', () => {
    for (const type of ['CD', 'CR', 'PY', 'AJ', 'CO', 'cd']) {
      const segments = [ft1({ 6: type, 25: '99213^^C4', 26: '25' })];
      deepEqual(lines(segments), [], type);
      deepEqual(mentions(segments), ['99213', '25']);
    }
    deepEqual(lines([ft1({ 6: '', 25: '99213^^C4' })]), ['  99213 20250304']);
  });

  it('the procedure: FT1-25, else FT1-7 by coding system or shape', () => {
    const code = (fields: Record<number, string>) =>
      lines([ft1(fields)])[0]
        ?.trim()
        .split(' ')[0];
    equal(code({ 25: '99213^^C4', 7: '0001^^L' }), '99213');
    equal(code({ 25: 'O709T' }), 'O709T', 'a slip is a rule’s to judge');
    equal(code({ 7: '99213^^CPT-4' }), '99213');
    equal(code({ 7: 'J1885^^HCPCS' }), 'J1885');
    equal(code({ 7: '99213^Visit' }), '99213');
    equal(code({ 7: '71045^^L' }), '-');
    equal(code({ 7: '450100123' }), '-');
    equal(code({ 25: '76164006^^SCT', 7: '450100123' }), '-');
    equal(code({ 25: 'LOCAL^^L^99213^^C4' }), '99213');
    equal(code({ 25: '""', 7: '""' }), '-');
    equal(code({ 25: '99213^^urn:x' }), '-');
    equal(code({ 25: '99213^^2.16.840.1.113883.6.12' }), '99213');
  });

  it('PR1 and OBR are lines only where no transaction has the code', () => {
    const pr1 = segment('PR1', { 1: '1', 3: '99213^^C4', 5: '202503041000', 16: '25~GC' });
    const obr = segment('OBR', { 1: '1', 4: '24317-0^^LN', 7: '20250304', 44: '80053^^C4', 45: '90' });
    deepEqual(lines([pr1, obr]), ['  99213-25-GC 20250304', '  80053-90 20250304']);
    deepEqual(lines([pr1, ft1({ 25: '99213^^C4' })]), ['  99213 20250304']);
    deepEqual(mentions([pr1, ft1({ 25: '99213^^C4' })]), ['99213', '25', 'GC']);
    deepEqual(lines([pr1, ft1({ 6: 'CD', 25: '99213^^C4' })]), [], 'a credit has the code');
    deepEqual(lines([segment('PR1', { 3: '80053^^C4' }), obr]), ['  80053'], 'an order of what was done');
    deepEqual(lines([segment('PR1', { 3: '76164006^^SCT' }), segment('PR1', { 2: 'I9', 3: '99213' })]), []);
    deepEqual(lines([segment('PR1', { 2: 'C4', 3: '9921X' })]), ['  9921X']);
    deepEqual(lines([segment('OBR', { 4: '15545^GLUCOSE' }), segment('OBR', { 4: '02585^ECHO^PCV4' })]), []);
    deepEqual(lines([segment('OBR', { 4: '80053^^CPT4' })]), ['  80053']);
    deepEqual(lines([segment('OBR', { 4: '80053^^CPT4', 25: 'X' })]), [], 'the result says cancelled');
    deepEqual(lines(['ORC|CA', obr, 'ORC|NW', obr]), ['  80053-90 20250304']);
  });

  it('no claim without a charge', () => {
    for (const segments of [[], ['ZFT|99213^^C4'], ['OBX|1|NM|99213^^C4||1'], ['FT9|99213'], ['AL1|1|FA|12345']]) {
      deepEqual(read(message(segments)).claims, []);
    }
    deepEqual(hl7v2.read('PID|1||P1\rFT1|1||||||99213^^C4\r').claims, [], 'no MSH');
  });

  it('several messages, batches and what stands around them', () => {
    const batch = `FHS|^~\\&|A\rBHS|^~\\&|A\r${FULL}${FULL.replaceAll('ACC1', 'ACC2')}BTS|2\rFTS|1\rtrash`;
    const { claims } = read(batch);
    deepEqual(
      claims.map(({ id }) => id?.value),
      ['ACC1', 'ACC2'],
    );
    equal(hl7v2.detect(batch), 1);
  });

  it('every visit and every patient of a message is a claim', () => {
    const text = message([
      ft1({ 25: '99213^^C4' }),
      'PV1|2|I|||||||||||||||||V78',
      ft1({ 25: '99214^^C4' }),
      'PID|2||P200||OTHER^SAM||19700101',
      ft1({ 25: '99215^^C4' }),
    ]);
    deepEqual(brief(read(text).claims), [
      'professional claim ACC1 for P100 TESTPERSON, PAT 19600102',
      '  99213 20250304',
      'unknown claim V78 for P100 TESTPERSON, PAT 19600102',
      '  99214 20250304',
      'professional claim - for P200 OTHER, SAM 19700101',
      '  99215 20250304',
    ]);
  });

  it('a bill segment says institutional; a revenue code is kept', () => {
    const { claims } = read(message(['UB2|1', ft1({ 25: '99283^^C4', 41: '0450' })]));
    equal(claims[0]!.kind, 'institutional');
    equal(claims[0]!.lines[0]!.revenue?.value, '0450');
  });

  it('what is no date or number keeps what stands there', () => {
    deepEqual(lines([ft1({ 4: '20251399', 10: 'two', 11: 'x', 25: '99213^^C4' })]), ['  99213 x?two $?x ?20251399']);
  });

  it('is told from other texts', () => {
    for (const text of ['', 'MSH', 'MSHAB', 'ISA*00*', 'a,b,c', '{"MSH|":1}', 'MSH says hello'])
      equal(hl7v2.detect(text), 0);
    for (const text of [FULL, 'MSH|', `\v${FULL}`]) equal(hl7v2.detect(text), 1);
    equal(formatOf(FULL, { fileName: 'wrong.claim' })?.id, 'hl7v2');
    equal(formatOf('', { fileName: 'a.HL7' })?.id, 'hl7v2');
    equal(formatOf('', { languageId: 'hl7' })?.id, 'hl7v2');
  });

  it('blocks of MLLP, with a line end around their borders or without', () => {
    const one = message([ft1({ 25: '99213^^C4' }), ft1({ 25: '99214^^C4' })]);
    const expected = brief(read(one).claims);
    const bare = one.trimEnd();
    for (const text of [
      `\v${one}\x1c\r\v${one}\x1c\r`,
      `\v${one}\x1c\v${one}\x1c`,
      `\v${bare}\x1c\v${bare}\x1c`,
      `\v${bare}\x1c${bare}\x1c`,
      `\v${bare}\v${bare}`,
      `\v${bare.replaceAll('\r', '\n')}\x1c\r\n\v${bare}\x1c\n`,
    ]) {
      const { claims, messages } = read(text) as Hl7Document;
      equal(messages.length, 2, JSON.stringify(text));
      deepEqual(brief(claims), [...expected, ...expected], JSON.stringify(text));
    }
  });
});

describe('hl7v2: what may be typed where', () => {
  const at = (fixture: string): string => {
    const { text, offset } = cursor(message([fixture]));
    const slot: Slot | undefined = hl7v2.slotAt(hl7v2.read(text), text, offset);
    if (!slot) return '-';
    ok(slot.span.start <= offset && offset <= slot.span.end);
    equal(slot.typed, text.slice(slot.span.start, offset));
    const more = slot.kind === 'modifier' ? ` of ${slot.procedure} with ${slot.modifiers?.join(' ')}` : '';
    return `${slot.kind} ${slot.element} "${text.slice(slot.span.start, slot.span.end)}"${more}`;
  };
  const places: Readonly<Record<string, string>> = {
    [ft1({ 25: '«»' })]: 'procedure FT1-25 ""',
    [ft1({ 25: '992«»13^^C4' })]: 'procedure FT1-25 "99213"',
    [ft1({ 25: '99213^te«»xt^C4' })]: '-',
    [ft1({ 25: '9921«»^^L' })]: '-',
    [ft1({ 7: '99213«»^^C4' })]: 'procedure FT1-7 "99213"',
    [ft1({ 7: '45010«»0123' })]: '-',
    [ft1({ 25: '99213^^C4', 26: '2«»5~57' })]: 'modifier FT1-26 "25" of 99213 with 57',
    [ft1({ 25: '99213^^C4', 26: '25~«»' })]: 'modifier FT1-26 "" of 99213 with 25',
    [ft1({ 16: '«»' })]: 'placeOfService FT1-16 ""',
    [ft1({ 19: 'C43«».59^^I10' })]: 'diagnosis FT1-19 "C43.59"',
    [ft1({ 10: '1«»' })]: '-',
    [ft1({ 41: '04«»50' })]: 'revenue FT1-41 "0450"',
    'PR1|1||9921«»^^C4': 'procedure PR1-3 "9921"',
    [segment('PR1', { 3: '99213^^C4', 16: '25«»' })]: 'modifier PR1-16 "25" of 99213 with ',
    [segment('OBR', { 44: '800«»53' })]: 'procedure OBR-44 "80053"',
    [segment('OBR', { 44: '80053', 45: '«»' })]: 'modifier OBR-45 "" of 80053 with ',
    'OBR|1|||24317«»-0^^LN': '-',
    'DG1|1||C43«»': 'diagnosis DG1-3 "C43"',
    'F«»T1|1': '-',
    'ZZZ|«»': '-',
  };
  for (const [fixture, expected] of Object.entries(places)) it(fixture, () => equal(at(fixture), expected));

  it('nothing outside of a message', () => {
    for (const text of ['', 'FT1|1||||||']) equal(hl7v2.slotAt(hl7v2.read(text), text, text.length), undefined);
  });
});

describe('hl7v2: fixes', () => {
  const fixed = (text: string, fix: Fix, at = 0): string => {
    const document = read(text);
    return replaced(text, hl7v2.fix(document, text, document.claims[at]!, fix));
  };

  it('replaces a code in FT1-25 and FT1-7', () => {
    const text = message([ft1({ 7: 'O709T^^C4', 25: 'O709T^^C4' })]);
    const { start, end } = read(text).claims[0]!.lines[0]!.procedure!;
    equal(
      fixed(text, { kind: 'replace', title: '', span: { start, end }, text: '0709T' }),
      message([ft1({ 7: '0709T^^C4', 25: '0709T^^C4' })]),
    );
    const single = message([ft1({ 7: 'LOCAL^^L', 25: 'O709T^^C4' })]);
    const span = read(single).claims[0]!.lines[0]!.procedure!;
    equal(
      fixed(single, { kind: 'replace', title: '', span, text: '0709T' }),
      message([ft1({ 7: 'LOCAL^^L', 25: '0709T^^C4' })]),
    );
  });

  it('takes the text of a code away that becomes another one, and keeps it where only the spelling changes', () => {
    const change = (code: string, put: string) => {
      const text = message([ft1({ 7: `${code}^Made-up words^C4`, 25: `${code}^Made-up words^C4^X^other^L` })]);
      return fixed(text, { kind: 'replace', title: '', span: read(text).claims[0]!.lines[0]!.procedure!, text: put });
    };
    equal(change('99201', '99202'), message([ft1({ 7: '99202^^C4', 25: '99202^^C4^X^other^L' })]));
    equal(
      change('O709T', '0709T'),
      message([ft1({ 7: '0709T^Made-up words^C4', 25: '0709T^Made-up words^C4^X^other^L' })]),
    );
  });

  it('removes a modifier with its separator', () => {
    const with26 = (modifiers: string) => message([ft1({ 25: '71045^^C4', 26: modifiers, 27: 'x' })]);
    const cases: readonly (readonly [string, number, string])[] = [
      ['26^prof^CPTM~59', 0, '59'],
      ['26~59^x', 1, '26'],
      ['26', 0, ''],
      ['26~59~LT', 1, '26~LT'],
    ];
    for (const [before, modifier, after] of cases) {
      equal(fixed(with26(before), { kind: 'removeModifier', title: '', line: 0, modifier }), with26(after));
    }
    equal(fixed(with26('26'), { kind: 'removeModifier', title: '', line: 3, modifier: 0 }), with26('26'));
  });

  it('inserts a line before another and numbers what follows', () => {
    for (const eol of ['\r', '\n', '\r\n']) {
      const text = message(
        [
          ft1({ 1: '1', 25: '99213^^C4' }),
          ft1({
            1: '2',
            2: 'T2',
            7: '0709T^x^C4',
            10: '3',
            11: '300&USD',
            19: 'C43.59^^I10',
            20: '1000000012^DOC',
            25: '0709T^x^C4',
            26: '59',
          }),
          ft1({ 1: '3', 6: 'CD', 25: '99213^^C4' }),
        ],
        eol,
      );
      const after = message(
        [
          ft1({ 1: '1', 25: '99213^^C4' }),
          ft1({
            1: '2',
            7: '0708T^^C4',
            10: '1',
            11: '0',
            19: 'C43.59^^I10',
            20: '1000000012^DOC',
            25: '0708T^^C4',
            26: '',
          }),
          ft1({
            1: '3',
            2: 'T2',
            7: '0709T^x^C4',
            10: '3',
            11: '300&USD',
            19: 'C43.59^^I10',
            20: '1000000012^DOC',
            25: '0709T^x^C4',
            26: '59',
          }),
          ft1({ 1: '4', 6: 'CD', 25: '99213^^C4' }),
        ],
        eol,
      );
      equal(fixed(text, { kind: 'insertLine', title: '', before: 1, code: '0708T' }), after);
    }
    const order = message([segment('OBR', { 4: '80053^^C4' })]);
    equal(fixed(order, { kind: 'insertLine', title: '', before: 0, code: '0708T' }), order);
  });
});

describe('hl7v2: robustness', () => {
  const text = `FHS|^~\\&|A\r\n${FULL}${FULL.replaceAll('\r', '\n').replaceAll('ACC1', 'ACC2')}\v${message([
    segment('PR1', { 3: '99213^^C4' }),
    'PV1|2|I',
    ft1({ 25: 'O709T', 26: '59~26' }),
  ])}BTS|1\r`;

  it('every prefix reads', () => {
    for (let end = 0; end <= text.length; end++) read(text.slice(0, end));
  });

  it('anything reads, and slots and edits never throw', () => {
    const piece = fc.constantFrom(
      'MSH|',
      'MSH|^~\\&|',
      'FT1|',
      'PR1|1||',
      '|',
      '^',
      '~',
      '&',
      '\\',
      '\r',
      '\n',
      '99213',
      'C4',
      'PID|',
      'PV1|',
      '""',
      '\v',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 60 }), (pieces) => {
        const any = pieces.join('');
        const document = read(any);
        for (let offset = 0; offset <= any.length; offset++) hl7v2.slotAt(document, any, offset);
      }),
      { numRuns: 300 },
    );
  });

  it('an updated document equals a read one, and so do its findings', () => {
    const open = (text: string) => serviceFor().open(text, { format: 'hl7v2' })!;
    const random = new Random(41);
    const snippets = [
      '\r',
      '\rMSH|^~\\&|',
      'MSH|',
      '\rFT1|9||||||0709T^^C4',
      '\rPV1|3|O',
      '|',
      '\rPID|1||P9',
      ' ',
      '\vMSH|^~\\&\r',
    ];
    let checked = open(text);
    for (let edit = 0; edit < 3000; edit++) {
      if (edit % 25 === 0) checked = open(text);
      const before = checked.text;
      const drawn = randomChange(before, random);
      const change = random.next() < 0.5 ? { ...drawn, text: random.pick(snippets) } : drawn;
      const after = changed(before, change);
      checked.change([{ change, text: after }]);
      deepEqual(checked.document, hl7v2.read(after), `edit ${edit}: ${JSON.stringify(change)}`);
      deepEqual(snapshot(checked), snapshot(open(after)));
    }
  });

  it('reads ten times the text in about ten times the time', () => {
    const many = (count: number) => FULL.repeat(count);
    const took = (large: string) => workOf(() => void hl7v2.read(large));
    took(many(500));
    ok(took(many(5000)) < 60 * Math.max(2, took(many(500))));
    ok(took(`MSH|^~\\&|\rFT1|${'~^&|\\'.repeat(200_000)}`) + took(' MSH'.repeat(200_000)) < 2000);
  });
});
