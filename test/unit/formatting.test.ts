import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatEdits } from '../../server/src/service/features/formatting';
import { type LayoutOptions, layoutX12 } from '../../server/src/service/formats/x12/layout';
import { walkSegments } from '../../server/src/service/formats/x12/walk';
import { brief, open, replaced } from '../support/check';
import { samples, X12_DOCUMENTS } from '../support/documents';
import { changed, randomChange } from '../support/edits';
import { Random } from '../support/random';
import { claim837, type FileOptions, interchange, remittance835 } from '../support/x12';

const SEGMENTS: LayoutOptions = { lines: 'segments' };
const ONE: LayoutOptions = { lines: 'one' };

function layOut(text: string, options: LayoutOptions): string {
  const layout = layoutX12(text, options);
  if ('refused' in layout) return assert.fail(layout.refused);
  return layout.text;
}

function refusal(text: string, options: LayoutOptions) {
  const layout = layoutX12(text, options);
  return 'refused' in layout ? layout : assert.fail('it was not refused');
}

/** Every segment as it is read, line ends in it left out. */
function segments(text: string): string[] {
  const found: string[] = [];
  walkSegments(text, ({ start, end }) => found.push(text.slice(start, end).replace(/[\r\n]+/g, '')));
  return found;
}

const inked = (text: string) => text.replace(/[ \t\r\n]+/g, '');
const claimsOf = (text: string) => brief(open(text, { format: 'x12' }).document.claims);
const endsByLine = (text: string) => /^.*ISA.{102,103}[\r\n]/.test(text);

/** A file as a sender writes it: any delimiters, any line ends, any kind. */
const files = fc
  .record({
    kind: fc.constantFrom<FileOptions['kind']>('P', 'I', 'D'),
    version: fc.constantFrom<FileOptions['version']>('5010', '4010'),
    eol: fc.constantFrom('', '\n', '\r\n'),
    delimiters: fc.constantFrom(
      {},
      { element: '|', component: '>', segment: '!' },
      { element: '\x1d', segment: '\x1c' },
    ),
    codes: fc.array(fc.array(fc.constantFrom('0708T', '99213', 'J1885', 'HL', 'SE'), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 6,
    }),
    more: fc.array(fc.constantFrom('REF*EA*SE*1', 'NTE*ADD*HL  2 LX', 'K3*  PADDED  ', 'REF*6R*ISA'), { maxLength: 3 }),
    end: fc.boolean(),
  })
  .map(({ codes, more, end, ...options }) => {
    const text = claim837(
      codes.map((line) => ({ more, lines: line.map((code) => ({ code, modifiers: ['59'] })) })),
      options,
    );
    return end ? text : text.slice(0, text.length - options.eol.length);
  });

const texts = fc.array(files, { minLength: 1, maxLength: 3 }).map((all) => all.join(''));

describe('the line end that is asked for', () => {
  const text = (eol: string) => claim837([{ lines: [{}] }, { lines: [{}] }], { eol });

  it('is that of every line, the last too', () => {
    assert.equal(layOut(text('\n'), { lines: 'segments', eol: '\r\n' }), text('\r\n'));
    assert.equal(layOut(text('\r\n'), { lines: 'segments', eol: '\n' }), text('\n'));
    assert.equal(layOut(text(''), { lines: 'segments', eol: '\r\n' }), text('\r\n').slice(0, -2));
    assert.equal(layOut(`${text('')}\n`, { lines: 'one', eol: '\r\n' }), `${text('')}\r\n`);
    const wrapped = layOut(text('\n'), { lines: { width: 80 }, eol: '\r\n' });
    assert.doesNotMatch(wrapped, /(?<!\r)\n/);
    assert.equal(layOut(text('\n'), { delimiters: { element: '*' }, eol: '\r\n' }), text('\r\n'));
  });

  it('ends no segment that a line end ends, and is in none', () => {
    const lines = claim837({ lines: [{}] }, { eol: '', delimiters: { segment: '\n' } });
    assert.equal(layOut(lines, { lines: 'segments', eol: '\r\n' }), lines);
    const note = text('\n').replace('HI*', 'NTE*ADD*FIRST\n  SECOND~\nHI*');
    assert.match(layOut(note, { lines: 'segments', eol: '\r\n' }), /FIRST\n {2}SECOND~\r\n/);
    const two = `${text('\n')}A WORD BETWEEN\n${text('\n')}`;
    assert.match(layOut(two, { lines: 'segments', eol: '\r\n' }), /~\nA WORD BETWEEN\nISA/);
  });
});

describe('X12 one segment a line and back', () => {
  const all = Object.entries({ ...X12_DOCUMENTS, ...x12Samples() });

  function x12Samples(): Record<string, string> {
    return Object.fromEntries(Object.entries(samples()).filter(([, text]) => /^\s*ISA/.test(text)));
  }

  it('puts every segment on a line of its own', () => {
    const one = claim837({ lines: [{}] }, { eol: '' });
    const laidOut = layOut(one, SEGMENTS);
    assert.deepEqual(
      laidOut.split('\n').map((line) => line.replace(/~$/, '')),
      segments(one),
    );
    assert.equal(layOut(laidOut, ONE), one);
  });

  it('indents by loop', () => {
    const text = layOut(claim837({ lines: [{}, {}], dependent: {} }, { eol: '' }), { ...SEGMENTS, indent: ' ' });
    const shown = text.split('\n').map((line) => /^ *\w+/.exec(line)?.[0]);
    assert.deepEqual(
      shown.filter((line) => /ISA|GS|ST|HL|CLM|HI|LX|SV1|SE|GE|IEA/.test(line!)),
      [
        'ISA',
        ' GS',
        '  ST',
        '   HL',
        '    HL',
        '     HL',
        '      CLM',
        '       HI',
        '       LX',
        '        SV1',
        '       LX',
        '        SV1',
        '  SE',
        ' GE',
        'IEA',
      ],
    );
    const remittance = layOut(
      remittance835([
        'N1*PR*A',
        'LX*1',
        'CLP*A*1*1*1',
        'NM1*QC*1*B',
        'SVC*HC:99213*1*1',
        'DTM*472*20250304',
        'CLP*B*1*1*1',
        'PLB*1',
      ]),
      { ...SEGMENTS, indent: ' ' },
    );
    assert.match(
      remittance,
      /\n {3}N1.*\n {3}LX.*\n {4}CLP.*\n {5}NM1.*\n {5}SVC.*\n {6}DTM.*\n {4}CLP.*\n {3}PLB.*\n {2}SE/,
    );
  });

  it('takes the line end that the file has, or the one that is wanted', () => {
    const one = claim837({ lines: [{}] }, { eol: '' });
    assert.equal(layOut(`${one}\r\n`, SEGMENTS), claim837({ lines: [{}] }, { eol: '\r\n' }));
    assert.equal(layOut(`${one}\n`, { ...SEGMENTS, eol: '\r\n' }), claim837({ lines: [{}] }, { eol: '\r\n' }));
  });

  for (const [name, text] of all) {
    it(`changes nothing but white space, and gets back: ${name}`, () => {
      const one = layOut(text, ONE);
      const lines = layOut(text, SEGMENTS);
      const indented = layOut(text, { ...SEGMENTS, indent: '\t' });
      for (const made of [one, lines, indented]) {
        assert.equal(inked(made), inked(text));
        assert.deepEqual(segments(made), segments(text));
        assert.deepEqual(claimsOf(made), claimsOf(text));
        assert.equal(layOut(made, ONE), one, 'one line');
        assert.equal(layOut(made, { ...SEGMENTS, eol: '\n' }), layOut(text, { ...SEGMENTS, eol: '\n' }), 'segments');
      }
    });
  }

  it('gives the same bytes for one-line files and for files of one segment a line', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const one = layOut(text, ONE);
        for (const indent of ['', '  ']) assert.equal(layOut(layOut(one, { ...SEGMENTS, indent }), ONE), one);
        const eol = /\r?\n/.exec(text)?.[0] ?? '\n';
        const lines = layOut(text, { ...SEGMENTS, eol });
        assert.equal(layOut(layOut(lines, ONE), { ...SEGMENTS, eol }), lines);
        assert.equal(layOut(lines, SEGMENTS), lines, 'nothing to do the second time');
        assert.deepEqual(segments(lines), segments(text));
      }),
      { numRuns: 150 },
    );
  });

  it('keeps text outside of interchanges, padding and blanks in a one-line file', () => {
    const one = claim837({ lines: [{}] }, { eol: '' });
    const text = `before ${one} between\n ${one}\n\n${one}\0\0\n after`;
    const laidOut = layOut(text, SEGMENTS);
    assert.ok(laidOut.startsWith('before ISA'));
    assert.ok(laidOut.includes('~ between\n ISA'));
    assert.ok(laidOut.endsWith('~\0\0\n after'));
    assert.equal(layOut(laidOut, ONE), `before ${one} between\n ${one}${one}\0\0\n after`);
    const spaced = one.replaceAll('~', '~ ').trim();
    assert.equal(layOut(layOut(spaced, SEGMENTS), ONE), spaced);
  });

  it('keeps line ends that are data, and those that a missing terminator leaves', () => {
    const data = claim837({ lines: [{}], more: ['NTE*ADD*first\nsecond'] });
    assert.ok(layOut(data, ONE).includes('first\nsecond'));
    const cut = claim837({ lines: [{}] }).replace(/(BHT[^~]*)~/, '$1');
    assert.deepEqual(segments(layOut(cut, ONE)), segments(cut));
    assert.ok(/BHT[^~]*\nNM1/.test(layOut(cut, ONE)));
  });

  it('leaves a file whose terminator is the line end as it is', () => {
    for (const [segment, eol] of [
      ['\n', ''],
      ['\r', ''],
      ['\r', '\n'],
    ] as const) {
      const text = claim837({ lines: [{}] }, { delimiters: { segment }, eol });
      for (const options of [ONE, SEGMENTS, { lines: { width: 30 } }]) assert.equal(layOut(text, options), text);
      assert.equal(layOut(layOut(text, { ...SEGMENTS, indent: '  ' }), ONE), text);
    }
  });
});

describe('X12 wrapped at a width', () => {
  it('has lines of the width, reads the same and gets back', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 20, max: 132 }), (text, width) => {
        const one = layOut(text, ONE);
        const wrapped = layOut(text, { lines: { width } });
        assert.equal(inked(wrapped), inked(text));
        assert.deepEqual(segments(wrapped), segments(text));
        const lines = wrapped.split(/\r?\n/).slice(0, -2);
        assert.ok(
          lines.every((line) => line.length <= width && line.length > width - 9),
          lines.join('\n'),
        );
        assert.equal(layOut(wrapped, ONE), one);
        assert.deepEqual(segments(layOut(wrapped, SEGMENTS)), segments(text));
      }),
      { numRuns: 150 },
    );
  });

  for (const [name, text] of Object.entries(X12_DOCUMENTS)) {
    it(`reads the same: ${name}`, () => {
      for (let width = 20; width < 130; width += 7) {
        const wrapped = layOut(text, { lines: { width } });
        assert.deepEqual(segments(wrapped), segments(text), `${width}`);
        assert.equal(inked(wrapped), inked(text));
      }
    });
  }

  it('does not let a line begin as a segment does', () => {
    const text = claim837({ lines: [{}], more: [`REF*${'SE*HL*LX*'.repeat(20)}`] }, { eol: '' });
    for (let width = 20; width < 120; width++) {
      assert.deepEqual(segments(layOut(text, { lines: { width } })), segments(text));
    }
  });

  it('refuses a width that would cut up the ISA', () => {
    assert.match(refusal(claim837({ lines: [{}] }), { lines: { width: 5 } }).refused, /20/);
  });
});

describe('X12 with other delimiters', () => {
  const text = claim837({ lines: [{ modifiers: ['59'] }] });
  const other = { element: '|', component: '>', repetition: '!', segment: '\x1d' };

  it('are written into the ISA and everywhere else', () => {
    const respelled = layOut(text, { delimiters: other });
    assert.equal(respelled, claim837({ lines: [{ modifiers: ['59'] }] }, { delimiters: other }));
    assert.deepEqual(claimsOf(respelled), claimsOf(text));
    assert.equal(
      layOut(respelled, { delimiters: { element: '*', component: ':', repetition: '^', segment: '~' } }),
      text,
    );
  });

  it('may change places', () => {
    const swapped = layOut(text, { delimiters: { element: ':', component: '*' } });
    assert.ok(swapped.includes('SV1:HC*99213*59:'));
    assert.equal(layOut(swapped, { delimiters: { element: '*', component: ':' } }), text);
  });

  it('are refused where data has them, with the place', () => {
    const found = refusal(text, { delimiters: { element: '1' } });
    assert.match(found.refused, /letter/);
    const dotted = claim837({ lines: [{ charge: '12.50' }] });
    const place = refusal(dotted, { delimiters: { component: '.' } });
    assert.equal(place.at, dotted.indexOf('.'));
    assert.match(place.refused, /‘\.’ occurs in data/);
    assert.match(refusal(text, { delimiters: { element: '~' } }).refused, /both/);
    const sender = text.replace('SENDER1 ', 'SEND|R1 ');
    assert.equal(refusal(sender, { delimiters: { element: '|' } }).at, sender.indexOf('|'));
  });

  it('the refusal names one that may be taken', () => {
    const busy = claim837({ lines: [{}], more: ['NTE*ADD*A|B !'] });
    const { refused, at } = refusal(busy, { delimiters: { element: '|' } });
    assert.match(refused, /‘\|’ occurs in data and can't become the element separator/);
    assert.equal(at, busy.indexOf('|'));
    const free = /‘(.)’ does not occur/.exec(refused)![1]!;
    assert.ok(!busy.includes(free));
    assert.deepEqual(claimsOf(layOut(busy, { delimiters: { element: free } })), claimsOf(busy));
  });

  it('are one byte each, whatever the encoding', () => {
    for (const one of ['é', '¦', '\u2028', '\x7f', '\x1a']) {
      assert.match(refusal(text, { delimiters: { segment: one } }).refused, /ASCII/);
    }
  });

  it('leave no composite behind that is written with another separator than the one declared', () => {
    const undeclared = claim837({ lines: [{}] }, { delimiters: { component: '>' }, declared: ':' });
    for (const component of ['^', '|', '>']) {
      const found = refusal(undeclared, { delimiters: { component, repetition: '!' } });
      assert.match(found.refused, /‘>’.*ISA16 .*‘:’/);
      assert.equal(found.at, undeclared.indexOf('CLM'));
    }
    // It stays as wrong as it is where only others change.
    assert.ok(layOut(undeclared, { delimiters: { element: '|' } }).includes('SV1|HC>99213|'));
  });

  it('without an ISA no component separator is known that could be changed', () => {
    const bare = text.slice(text.indexOf('GS*'));
    assert.match(refusal(bare, { delimiters: { component: '>' } }).refused, /no ISA.*component/);
    assert.ok(
      layOut(bare, { delimiters: { element: '|', component: ':', segment: '!' } }).includes('SV1|HC:99213:59|'),
    );
  });

  it('give a line-end file a terminator, and leave 4010 without a repetition separator', () => {
    const byLine = claim837({ lines: [{}] }, { delimiters: { segment: '\n' }, eol: '' });
    assert.equal(layOut(byLine, { delimiters: { segment: '~' } }), claim837({ lines: [{}] }));
    assert.equal(
      layOut(byLine, { delimiters: { segment: '~' }, ...ONE }).trim(),
      claim837({ lines: [{}] }, { eol: '' }),
    );
    const old = claim837({ lines: [{}] }, { version: '4010' });
    assert.equal(layOut(old, { delimiters: { repetition: '!' } }), old);
  });

  it('are each interchange’s own where they are not asked for', () => {
    const two = `${text}${claim837({ lines: [{}] }, { delimiters: { element: '|', segment: '!' } })}`;
    const changedOnly = layOut(two, { delimiters: { component: '>' } });
    assert.ok(changedOnly.includes('SV1*HC>99213') && changedOnly.includes('SV1|HC>99213'));
  });
});

describe('comment lines between segments', () => {
  const made = (options: FileOptions = {}) => {
    const text = claim837({ lines: [{}, {}] }, options);
    const eol = options.eol ?? '\n';
    return text
      .replace(/(?=BHT.0019)/, `// made by hand: a * b : c | d${eol}`)
      .replace(/(?=CLM.)/, `// first${eol}// second${eol}`)
      .replace(/(?=GE.1)/, `//${eol}`);
  };
  const text = made();

  it('stay where they are, one segment a line, with the indent of what they stand behind', () => {
    assert.equal(layOut(text, SEGMENTS), text);
    const indented = layOut(text, { ...SEGMENTS, indent: '  ' });
    assert.match(indented, /\n {4}ST\*.*\n {6}\/\/ made by hand: a \* b : c \| d\n {6}BHT\*/);
    assert.match(indented, /\n( +)NM1\*PR.*\n\1\/\/ first\n\1\/\/ second\n +CLM\*/);
    const wide = text.replace('// first', `// ${'wide '.repeat(30)}`).replace('// second', `// ${'wide '.repeat(30)}`);
    assert.equal(layOut(wide, SEGMENTS), wide);
    assert.equal(layOut(indented, SEGMENTS), text);
    assert.deepEqual(claimsOf(indented), claimsOf(text));
    assert.equal(layOut(text, { ...SEGMENTS, eol: '\r\n' }), text.replaceAll('\n', '\r\n'));
  });

  it('can stand on no line with segments: refused, with the place', () => {
    for (const lines of ['one', { width: 80 }] as const) {
      const found = refusal(text, { lines });
      assert.match(found.refused, /comment line.* remove/);
      assert.equal(found.at, text.indexOf('// made'));
    }
    // Outside of the interchanges they are text that stays.
    const around = `// before\n${claim837({ lines: [{}] })}// behind\n`;
    assert.equal(layOut(layOut(around, ONE), SEGMENTS), around);
    // A URL in a value is none, nor what a terminator ends.
    for (const more of ['NTE*ADD*http://invented.example', '// no comment']) {
      const data = claim837({ lines: [{}], more: [more] });
      assert.equal(layOut(layOut(data, ONE), SEGMENTS), data);
    }
  });

  it('stay word for word when delimiters change, unless a new terminator stands in one', () => {
    const delimiters = { element: '|', component: '>', repetition: '^', segment: '!' };
    assert.equal(layOut(text, { delimiters }), made({ delimiters }));
    assert.equal(layOut(made({ delimiters }), { delimiters: { element: '*', component: ':', segment: '~' } }), text);
    const loud = text.replace('// first', '// first!');
    const found = refusal(loud, { delimiters });
    assert.equal(found.at, loud.indexOf('!'));
    assert.match(found.refused, /‘!’ .*comment/);
  });

  it('where line ends end the segments, too', () => {
    const byLine = made({ delimiters: { segment: '\n' }, eol: '' }).replace(/(\/\/ first)(\/\/ second)/, '$1\n$2\n');
    const lined = byLine.replace(/(\/\/ made by hand: a \* b : c \| d)/, '$1\n').replace(/\/\/(?=GE)/, '//\n');
    assert.equal(layOut(lined, ONE), lined);
    assert.equal(layOut(lined, { delimiters: { segment: '~' } }), text);
    assert.deepEqual(open(lined, { format: 'x12' }).document.problems, []);
  });
});

describe('layout of anything', () => {
  it('is refused without an interchange', () => {
    for (const text of ['', 'ISA', 'Claim: 1\n99213\n', '\0'.repeat(50)]) {
      assert.match(refusal(text, SEGMENTS).refused, /no interchange/);
    }
  });

  it('bears every prefix and every damage, and loses nothing', () => {
    const random = new Random(7);
    const options = [SEGMENTS, { ...SEGMENTS, indent: '  ' }, ONE, { lines: { width: 40 } }] as const;
    const look = (text: string) => {
      for (const one of options) {
        const layout = layoutX12(text, one);
        if ('text' in layout) assert.equal(inked(layout.text), inked(text));
      }
      layoutX12(text, { delimiters: { element: '|', component: '>', segment: '!' } });
    };
    for (const text of Object.values(X12_DOCUMENTS)) {
      for (let end = 0; end < Math.min(text.length, 1500); end += 1 + random.below(40)) look(text.slice(0, end));
      let damaged = text;
      for (let i = 0; i < 25; i++) {
        damaged = changed(damaged, randomChange(damaged, random));
        look(damaged);
      }
    }
  });
});

describe('format edits', () => {
  it('are what the layout is, few or many', () => {
    for (const times of [1, 300]) {
      const text = claim837(
        Array.from({ length: times }, () => ({ lines: [{}] })),
        { eol: '' },
      );
      const checked = open(text, { format: 'x12' });
      const edits = formatEdits(checked, { lines: 'segments' });
      assert.equal(replaced(text, edits), layOut(text, SEGMENTS));
      assert.ok(times === 1 ? edits.length > 5 : edits.length === 1);
      assert.deepEqual(formatEdits(checked, { lines: 'one' }), []);
    }
  });

  it('are none for claim text', () => {
    assert.deepEqual(formatEdits(open('Claim: 1\n1. 99213\n'), { lines: 'segments' }), []);
  });

  it('keep interchanges apart by their own delimiters', () => {
    const text =
      interchange([], { eol: '' }) + interchange([], { eol: '', delimiters: { segment: '!', element: '|' } });
    assert.equal(endsByLine(text), false);
    assert.match(layOut(text, SEGMENTS), /IEA\*1\*000000001~\nISA\|.*!\nGS\|/);
  });
});
