import assert from 'node:assert/strict';
import { findSymbols } from '../../server/src/service/features/find';
import {
  MOST_CLAIMS,
  MOST_CLAIMS_WITH_LINES,
  type OutlineItem,
  outline,
} from '../../server/src/service/features/symbols';
import { open } from '../support/check';
import { X12_DOCUMENTS } from '../support/documents';
import { changed, randomChange } from '../support/edits';
import { Random } from '../support/random';
import { claim837, interchange, remittance835, transaction } from '../support/x12';

const FOUND = / · (?:error|warning|info|hint) [a-z-]+$/;
const x12 = { format: 'x12' } as const;
const BUNDLE = 100;

/** `kind name | detail`, indented by depth; what rules find is left out. */
function shown(items: readonly OutlineItem[], depth = 0): string[] {
  return items.flatMap((item) => [
    `${' '.repeat(depth)}${item.kind} ${item.name}${item.detail && ` | ${item.detail.replace(FOUND, '')}`}`,
    ...shown(item.parts, depth + 1),
  ]);
}

/** Spans lie in the text and in each other, in order; names are there. */
function checkItems(items: readonly OutlineItem[], start: number, end: number): void {
  let at = start;
  for (const { name, span, selection, parts } of items) {
    assert.ok(name.trim() !== '', 'a name');
    assert.ok(at <= span.start && span.start <= span.end && span.end <= end, `${name} in order`);
    assert.ok(span.start <= selection.start && selection.start <= selection.end && selection.end <= span.end, name);
    checkItems(parts, span.start, span.end);
    at = span.end;
  }
}

describe('outline of X12', () => {
  it('names every set of the dictionary, and the guide where a set has several', () => {
    const names = (set: string, guide = '') =>
      shown(outline(open(transaction(set, ['BHT*0010*13'], { guide }), x12)))[2];
    assert.equal(names('997'), '  transaction 997 0001 | Acknowledgment');
    assert.equal(names('824'), '  transaction 824 0001 | Application advice');
    assert.equal(names('834'), '  transaction 834 0001 | Benefit enrollment and maintenance');
    assert.equal(names('277', '005010X212'), '  transaction 277 0001 | Claim status response');
    assert.equal(names('277', '005010X214'), '  transaction 277 0001 | Claim acknowledgment');
    assert.equal(names('278', '005010X216E2'), '  transaction 278 0001 | Services review notification');
    assert.equal(names('417'), '  transaction 417 0001');
  });

  it('says what acknowledgments say, set by set', () => {
    for (const eol of ['\n', '', '\r\n']) {
      for (const [set, end] of [
        ['997', 'AK5'],
        ['999', 'IK5'],
      ] as const) {
        const body = [
          'AK1*HC*7',
          'AK2*837*0001',
          `${end}*A`,
          'AK2*837*0002',
          'AK3*CLM*22',
          `${end}*R*5`,
          'AK9*P*2*2*1',
        ];
        assert.deepEqual(shown(outline(open(transaction(set, body, { eol }), x12))).slice(2), [
          `  transaction ${set} 0001 | Acknowledgment · Partly accepted: at least one transaction set was rejected`,
          '   level 837 0001 | Accepted',
          '   level 837 0002 | Rejected',
        ]);
      }
      const whole = interchange(['TA1*000000905*250310*1200*R*018'], { eol });
      const alone = whole.replace(/GS.*?~\s*/, '').replace(/GE\*.*?~\s*/, '');
      assert.deepEqual(shown(outline(open(alone, x12))), [
        'interchange Interchange 000000001 | SENDER1 → RECEIVER1',
        ' level TA1 000000905 | Rejected because of errors · The interchange control number is invalid',
      ]);
      const group = transaction('997', ['AK1*HC*7', 'AK9*A*0*0*0'], { eol });
      const answer = `TA1*000000905*250310*1200*A*000~${eol}`;
      const both = group.replace('GS*', `${answer}GS*`).replace('IEA*', `${answer}IEA*`);
      const items = outline(open(both, x12));
      checkItems(items, 0, both.length);
      assert.deepEqual(
        items[0]!.parts.map(({ name }) => name),
        ['TA1 000000905', 'Group 1', 'TA1 000000905'],
      );
      for (let end = 0; end < both.length; end += 3) checkItems(outline(open(both.slice(0, end), x12)), 0, end);
    }
  });

  it('goes from the interchange to the line', () => {
    const text = claim837([
      {
        id: 'A',
        patient: { last: 'Testperson', first: 'Pat' },
        lines: [
          { code: '0708T', modifiers: ['59', 'LT'] },
          { code: '0709T', units: 3 },
        ],
      },
      { id: 'B', dependent: { last: 'Young', first: 'Ann' }, lines: [{}] },
    ]);
    assert.deepEqual(shown(outline(open(text, x12))), [
      'interchange Interchange 000000001 | SENDER1 → RECEIVER1',
      ' group Group 1 | HC · 005010X222A1',
      '  transaction 837 0001 | Claims',
      '   provider INVENTED CLINIC | Billing provider',
      '    person Testperson, Pat | Subscriber',
      '     claim A | Testperson, Pat · 200 · 2 lines',
      '      line 0708T 59 LT | 1 UN',
      '      line 0709T | 3 UN',
      '   provider INVENTED CLINIC | Billing provider',
      '    person TESTPERSON, PAT | Subscriber',
      '     person Young, Ann | Dependent',
      '      claim B | Young, Ann · 100 · 1 line',
      '       line 99213 | 1 UN',
    ]);
  });

  it('tells the worst finding of a claim', () => {
    const checked = open(claim837({ lines: [{ code: '0709T', units: 3 }] }), {
      ...x12,
      settings: { rules: { 'excess-units': 'hint', 'missing-primary-code': 'error' } },
    });
    const details: string[] = [];
    const walk = ({ kind, detail, parts }: OutlineItem): void => {
      if (kind === 'claim') details.push(detail);
      parts.forEach(walk);
    };
    outline(checked).forEach(walk);
    assert.match(details.join(), / · 1 line · error [a-z-]+$/);
  });

  it('names the patient of a remittance', () => {
    const text = remittance835([
      'N1*PR*PAYER',
      'LX*1',
      'CLP*A*1*300*200',
      'NM1*QC*1*Testperson*Pat',
      'SVC*HC:99213*1*1',
      'CLP*B*1*1*1',
    ]);
    assert.deepEqual(shown(outline(open(text, x12))).slice(2), [
      '  transaction 835 0001 | Remittance advice',
      '   claim A | Testperson, Pat · 300 · 1 line',
      '    line 99213',
      '   claim B | 1 · 0 lines',
    ]);
  });

  it('shows the levels of other transactions, several interchanges, and what is left of an envelope', () => {
    assert.match(
      shown(outline(open(X12_DOCUMENTS.status!, x12))).join('\n'),
      /provider INVENTED CLINIC \| Service provider\n +person TESTPERSON, PAT \| Subscriber\n +claim TRACE-1 \| TESTPERSON, PAT/,
    );
    assert.equal(outline(open(X12_DOCUMENTS['several interchanges']!, x12)).length, 3);
    assert.deepEqual(shown(outline(open(X12_DOCUMENTS.bare!, x12)))[0], 'transaction 837 0001 | Claims');
    const silent = transaction('271', ['HL*1**20*1', 'HL*2*1*XX*0']);
    assert.match(shown(outline(open(silent, x12))).join('\n'), /provider Information source\n +level Level XX/);
    assert.equal(shown(outline(open(interchange([]), x12))).length, 2);
  });

  it('ends each part where its last segment ends', () => {
    const text = claim837({ id: 'A', lines: [{}] }, { eol: '\r\n' });
    const [isa] = outline(open(text, x12));
    const spans: string[] = [];
    const walk = ({ span, parts }: OutlineItem): void => {
      spans.push(text.slice(span.end - 4, span.end));
      parts.forEach(walk);
    };
    walk(isa!);
    assert.ok(
      spans.every((end) => end.endsWith('~')),
      spans.join(),
    );
    assert.equal(isa!.span.end, text.length - 2);
  });

  it('bears levels without end and leaves out lines of very many claims', () => {
    const deep = transaction(
      '271',
      Array.from({ length: 3000 }, (_, one) => `HL*${one + 1}*${one || ''}*22*1`),
    );
    checkItems(outline(open(deep, x12)), 0, deep.length);
    const claims = Array.from({ length: MOST_CLAIMS_WITH_LINES + 1 }, () => [
      'CLM*A*1***11:B:1',
      'LX*1',
      'SV1*HC:99213*1*UN*1***1',
    ]);
    const many = transaction('837', claims.flat());
    assert.ok(!shown(outline(open(many, x12))).some((item) => item.includes('line 99213')));
  });

  it('shows a person with one claim as one item where there are very many', () => {
    const person = (index: number, claims: number) => [
      `HL*${index}**22*0`,
      'NM1*IL*1*TESTPERSON*ANN****MI*M1',
      ...Array.from({ length: claims }, (_, one) => `CLM*C${index}-${one}*1***11:B:1`),
    ];
    const persons = Array.from({ length: MOST_CLAIMS_WITH_LINES }, (_, index) =>
      person(index + 1, index === 0 ? 2 : 1),
    );
    const text = transaction('837', persons.flat());
    const items = outline(open(text, x12));
    checkItems(items, 0, text.length);
    const [first, second] = items[0]!.parts[0]!.parts[0]!.parts;
    assert.deepEqual([first!.kind, first!.parts.length], ['person', 2]);
    assert.deepEqual([second!.kind, second!.name, second!.parts.length], ['claim', 'C2-0', 0]);
    assert.match(second!.detail, /^TESTPERSON, ANN/);
    assert.ok(text.startsWith('HL*2*', second!.span.start));
    assert.equal(text.slice(second!.selection.start, second!.selection.end), 'C2-0');
  });

  it('shows a hundred in a row as one item where there are more than anybody reads', () => {
    // Of every hundred persons one is charged 71046 with 26 and TC: a modifier that cannot be.
    const person = (index: number) => [
      `HL*${index}**22*0`,
      `NM1*IL*1*TESTPERSON*ANN****MI*M${index}`,
      `CLM*C${index}*1***11:B:1`,
      'HI*ABK:C4359',
      'LX*1',
      index % BUNDLE === 7 ? 'SV1*HC:71046:26:TC*1*UN*1***1' : 'SV1*HC:99213*1*UN*1***1',
      'DTP*472*D8*20250304',
    ];
    const count = MOST_CLAIMS + 50;
    const text = transaction('837', Array.from({ length: count }, (_, index) => person(index + 1)).flat());
    const items = outline(open(text, x12));
    checkItems(items, 0, text.length);
    const bundles = items[0]!.parts[0]!.parts[0]!.parts;
    assert.equal(bundles.length, Math.ceil(count / BUNDLE));
    const [first, last] = [bundles[0]!, bundles.at(-1)!];
    assert.deepEqual([first.kind, first.name, last.name], ['bundle', 'C1 … C100', `C${MOST_CLAIMS + 1} … C${count}`]);
    assert.match(first.detail, /^100 claims · 1 with errors( · \d+ with warnings)?$/);
    assert.ok(text.startsWith('HL*1*', first.span.start) && text.startsWith('HL*101*', first.span.end + 1));
    const [faulty] = first.parts.filter(({ detail }) => detail.includes('error'));
    assert.match(faulty!.detail, /^TESTPERSON, ANN · 1 · 1 line · error conflicting-modifiers$/);
    assert.equal(faulty!.name, 'C7');
    assert.ok(first.parts.length <= 5);
  });

  it('has lines behind a trailer behind what it ends, and a cut header within what holds it', () => {
    const text = claim837({ id: 'A', lines: [{}] });
    for (const id of ['SE', 'GE', 'IEA']) {
      const strayed = text.replace(new RegExp(`${id}\\*[^~]*~\n`), '$&LX*9~\nSV1*HC:0708T*1*UN*1***1~\n');
      checkItems(outline(open(strayed, x12)), 0, strayed.length);
    }
    const blank = text.replace(/ST\*[^~]*/, 'ST*837*0001 \n ');
    checkItems(outline(open(blank, x12)), 0, blank.length);
  });

  it('is whole after any edit, and bears every prefix', () => {
    const random = new Random(3);
    for (const text of Object.values(X12_DOCUMENTS)) {
      for (let end = 0; end < text.length; end += 1 + random.below(300)) {
        const part = text.slice(0, end);
        checkItems(outline(open(part, x12)), 0, part.length);
      }
      const checked = open(text, x12);
      for (let i = 0; i < 20; i++) {
        const change = randomChange(checked.text, random);
        checked.change([{ change, text: changed(checked.text, change) }]);
        checkItems(outline(checked), 0, checked.text.length);
        assert.deepEqual(shown(outline(checked)), shown(outline(open(checked.text, x12))));
      }
    }
  });
});

describe('outline of claim text', () => {
  it('goes from the claim to the line', () => {
    const text = 'Claim: T-1\nPatient: Pat Test\nDOS: 2025-03-04\n1. 99213-25 x2\n2. J1885\n\nClaim: T-2\n1. 99214\n';
    const items = outline(open(text));
    assert.deepEqual(
      shown(items).map((one) => one.replace(/ \| .*/, '')),
      ['claim T-1', ' line 99213 25', ' line J1885', 'claim T-2', ' line 99214'],
    );
    checkItems(items, 0, text.length);
  });
});

describe('search over a text', () => {
  const text = claim837([
    { id: 'CLM-77', lines: [{ code: '0708T' }, { code: '99213' }] },
    { id: 'X99213', lines: [{ code: '99213' }] },
  ]);
  const found = (query: string, limit = 200) =>
    findSymbols(open(text, x12), query, limit).map(({ kind, name, detail, span }) => {
      assert.equal(text.slice(span.start, span.end), name);
      return joined(kind, name, detail);
    });
  const joined = (...parts: string[]) => parts.filter(Boolean).join(' ');

  it('finds claim ids and codes, whole matches first', () => {
    assert.deepEqual(found('99213'), ['code 99213 2 lines', 'claim X99213']);
    assert.deepEqual(found('clm-7'), ['claim CLM-77']);
    assert.deepEqual(found('none'), []);
  });

  it('finds no more than wanted, of both kinds', () => {
    assert.deepEqual(found('', 2), ['claim CLM-77', 'code 0708T 1 line']);
    assert.equal(found('').length, 4);
  });
});
