import { deepEqual, equal, ok } from 'node:assert/strict';
import { x12 } from '../../server/src/service/formats/x12';
import type { Fix } from '../../server/src/service/model/finding';
import { brief, replaced } from '../support/check';
import { checkSpans } from '../support/spans';
import { type ClaimOptions, claim837, type FileOptions, interchange, remittance835 } from '../support/x12';

function apply(text: string, fix: Fix, claim = 0): string {
  const document = x12.read(text);
  const fixed = replaced(text, x12.fix(document, text, document.claims[claim]!, fix));
  checkSpans(x12.read(fixed), fixed);
  return fixed;
}

function insert(before: number, code = '0708T'): Fix {
  return { kind: 'insertLine', title: '', before, code };
}

const OTHER_LINES = [{ code: '99213', charge: '80' }, { code: '0709T', units: 2 }, { code: '20610' }] as const;

describe('x12 fix: insert a line', () => {
  const layouts: Readonly<Record<string, FileOptions>> = {
    LF: {},
    CRLF: { eol: '\r\n' },
    'one line': { eol: '' },
    indented: { indent: '   ' },
    'LF is the terminator': { delimiters: { segment: '\n' }, eol: '' },
    'CR of CRLF is the terminator': { delimiters: { segment: '\r' }, eol: '\n' },
    'other delimiters': { delimiters: { element: '|', component: '>', segment: '!' } },
    'undeclared component separator': { delimiters: { component: '>' }, declared: ':' },
    institutional: { kind: 'I' },
    '4010': { version: '4010' },
  };
  const added = { ...OTHER_LINES[1], code: '0708T', charge: '0', units: 1 };
  for (const [name, options] of Object.entries(layouts)) {
    it(name, () => {
      const before = claim837({ lines: OTHER_LINES }, options);
      const after = claim837({ lines: [OTHER_LINES[0], added, OTHER_LINES[1], OTHER_LINES[2]] }, options);
      equal(apply(before, insert(1)), after);
    });
    it(`${name}, before the first line`, () => {
      const before = claim837({ lines: [OTHER_LINES[1]] }, options);
      equal(apply(before, insert(0)), claim837({ lines: [added, OTHER_LINES[1]] }, options));
    });
  }

  it('takes over date, pointers, place and rendering provider of the line, not its modifiers and description', () => {
    const line = {
      code: '0709T',
      modifiers: ['59', 'LT'],
      description: 'SECOND',
      date: '20250303-20250305',
      pointers: [2, 1],
      place: '22',
      rendering: '1000000012',
      units: 3,
    };
    const made = { ...line, code: '0708T', modifiers: [], description: undefined, charge: '0', units: 1 };
    equal(apply(claim837({ lines: [line] }), insert(0)), claim837({ lines: [made, line] }));
  });

  it('leaves notes, references, drugs and adjudications to the line they belong to', () => {
    const more = [
      'REF*6R*LINE1',
      'NTE*ADD*SECOND',
      'LIN**N4*00000000000',
      'CTP****1*UN',
      'SVD*P1*1*HC:0709T**1',
      'DTP*573*D8*20250401',
    ];
    equal(
      apply(claim837({ lines: [{ code: '0709T', more }] }), insert(0)),
      claim837({
        lines: [
          { code: '0708T', charge: '0' },
          { code: '0709T', more },
        ],
      }),
    );
  });

  it('counts up only the lines of its claim, and the set that holds it', () => {
    const claims = (lines: ClaimOptions['lines']): ClaimOptions[] => [
      { id: 'A', lines: OTHER_LINES },
      { id: 'B', lines },
      { id: 'C', lines: OTHER_LINES },
    ];
    const two = (lines: ClaimOptions['lines']) => claim837(claims(lines)) + claim837(claims(OTHER_LINES));
    equal(apply(two([{ code: '0709T' }]), insert(0), 1), two([{ code: '0708T', charge: '0' }, { code: '0709T' }]));
  });

  it('counts the set of the claim where a group holds several', () => {
    const set = (text: string) => text.slice(text.indexOf('ST*'), text.indexOf('GE*'));
    const first = claim837({ lines: [{ code: '0709T' }] });
    const fixed = claim837({ lines: [{ code: '0708T', charge: '0' }, { code: '0709T' }] });
    const group = (one: string, two: string) => first.replace(set(first), set(one) + set(two));
    equal(apply(group(first, first), insert(0), 0), group(fixed, first));
    equal(apply(group(first, first), insert(0), 1), group(first, fixed));
  });

  it('keeps a wrong count as wrong as it was, and no count where there is none', () => {
    const before = claim837({ lines: [{ code: '0709T' }] });
    ok(apply(before.replace(/SE\*\d+/, 'SE*100'), insert(0)).includes('SE*103*'));
    ok(apply(before.replace(/SE\*\d+/, 'SE*'), insert(0)).includes('SE**'));
    const open = before.slice(0, before.indexOf('SE*'));
    equal(brief(x12.read(apply(open, insert(0))).claims).length, 3);
  });

  it('without LX', () => {
    equal(
      apply(claim837({ lines: [{ code: '0709T', number: null }] }), insert(0)),
      claim837({
        lines: [
          { code: '0708T', charge: '0', number: null },
          { code: '0709T', number: null },
        ],
      }),
    );
  });

  it('with LX that do not begin at 1', () => {
    equal(
      apply(
        claim837({
          lines: [
            { code: '99213', number: 4 },
            { code: '0709T', number: 5 },
          ],
        }),
        insert(1),
      ),
      claim837({
        lines: [
          { code: '99213', number: 4 },
          { code: '0708T', charge: '0', number: 5 },
          { code: '0709T', number: 6 },
        ],
      }),
    );
  });

  it('on a line whose terminator is missing', () => {
    const before = claim837({ lines: [{ code: '0709T' }] }).replace('***1~', '***1');
    deepEqual(
      brief(x12.read(apply(before, insert(0))).claims)
        .slice(1)
        .map((line) => line.trim().slice(0, 11)),
      ['#1 HC:0708T', '#2 HC:0709T'],
    );
  });

  it('is the last line of a file that ends with it', () => {
    const before = claim837({ lines: [{ code: '0709T' }] });
    const cut = before.slice(0, before.indexOf('~\nDTP*472'));
    deepEqual(
      brief(x12.read(apply(cut, insert(0))).claims)
        .slice(1)
        .map((line) => line.trim().slice(0, 11)),
      ['#1 HC:0708T', '#2 HC:0709T'],
    );
  });

  it('changes nothing where it can not be done', () => {
    const text = remittance835(['CLP*A*1*1*1', 'SVC*HC:0709T*1*1']);
    equal(apply(text, insert(0)), text);
    const claim = claim837({ lines: [{}] });
    equal(apply(claim, insert(7)), claim);
  });
});

describe('x12 fix: remove a modifier, replace a text', () => {
  const text = claim837({ lines: [{ code: '99213', modifiers: ['26', '59', 'LT', 'GA'] }] });
  it('of any place, with one separator', () => {
    const left = ['59:LT:GA', '26:LT:GA', '26:59:GA', '26:59:LT'];
    left.forEach((expected, modifier) => {
      const fixed = apply(text, { kind: 'removeModifier', title: '', line: 0, modifier });
      ok(fixed.includes(`HC:99213:${expected}*`), fixed);
      equal(fixed.length, text.length - 3);
    });
  });

  it('keeps the description where it belongs', () => {
    const described = claim837({ lines: [{ code: '99213', modifiers: ['26'], description: 'NOTE' }] });
    const fixed = apply(described, { kind: 'removeModifier', title: '', line: 0, modifier: 0 });
    const [line] = x12.read(fixed).claims[0]!.lines;
    deepEqual([line!.modifiers.length, line!.description?.value], [0, 'NOTE']);
  });

  it('that is not there', () => {
    equal(apply(text, { kind: 'removeModifier', title: '', line: 0, modifier: 4 }), text);
    equal(apply(text, { kind: 'removeModifier', title: '', line: 3, modifier: 0 }), text);
  });

  it('replaces in the claim that is meant', () => {
    const two = claim837([{ lines: [{}] }, { lines: [{}] }]);
    const claim = x12.read(two).claims[1]!;
    const { start, end } = claim.lines[0]!.procedure!;
    const fixed = apply(two, { kind: 'replace', title: '', span: { start, end }, text: '99214' }, 1);
    equal(fixed, claim837([{ lines: [{}] }, { lines: [{ code: '99214' }] }]));
  });

  it('works in an interchange behind another with other delimiters', () => {
    const first = claim837({ lines: [{}] }, { delimiters: { element: '|', component: '>' } });
    const second = (modifiers: string[]) => claim837({ lines: [{ modifiers }] });
    equal(
      apply(first + second(['26']), { kind: 'removeModifier', title: '', line: 0, modifier: 0 }, 1),
      first + second([]),
    );
    const inserted = apply(first + claim837({ lines: [{ code: '0709T' }] }), insert(0), 1);
    equal(inserted, first + claim837({ lines: [{ code: '0708T', charge: '0' }, { code: '0709T' }] }));
  });
});

describe('x12 fix: an envelope alone', () => {
  it('has no claim to fix', () => equal(x12.read(interchange([])).claims.length, 0));
});
