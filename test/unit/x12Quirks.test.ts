import { deepEqual, equal, ok } from 'node:assert/strict';
import { x12 } from '../../server/src/service/formats/x12';
import { checkRead } from '../support/check';
import { EXPECTED, problems, read, TWO_LINES } from '../support/twoLines';
import { claim837, type FileOptions, interchange, transaction } from '../support/x12';

describe('x12: line ends and layout', () => {
  const cases: Readonly<Record<string, FileOptions>> = {
    LF: {},
    CRLF: { eol: '\r\n' },
    'CR alone': { eol: '\r' },
    'one line': { eol: '' },
    'blank lines': { eol: '\n\n' },
    'indented by blanks': { indent: '    ' },
    'indented by tabs, CRLF': { indent: '\t\t', eol: '\r\n' },
    'LF is the terminator': { delimiters: { segment: '\n' }, eol: '' },
    'CR of CRLF is the terminator': { delimiters: { segment: '\r' }, eol: '\n' },
    'CR alone is the terminator': { delimiters: { segment: '\r' }, eol: '' },
    'blanks behind the terminator': { eol: '  \r\n' },
  };
  for (const [name, options] of Object.entries(cases)) {
    it(name, () => deepEqual(read(claim837(TWO_LINES, options)), EXPECTED));
    it(`${name}, byte order mark before`, () => deepEqual(read(`\uFEFF${claim837(TWO_LINES, options)}`), EXPECTED));
  }

  it('mixed line ends', () => {
    let odd = false;
    const text = claim837(TWO_LINES).replace(/\n/g, () => {
      odd = !odd;
      return odd ? '\r\n' : '\n';
    });
    deepEqual(read(text), EXPECTED);
  });

  it('lines broken at 80 characters, within a segment', () => {
    const one = claim837(TWO_LINES, { eol: '' });
    deepEqual(read(one.replace(/.{79}/g, '$&\n')), EXPECTED);
  });

  it('a file that ends without its last terminator, or with a control-Z', () => {
    deepEqual(read(claim837(TWO_LINES).replace(/~\n$/, '')), EXPECTED);
    deepEqual(read(`${claim837(TWO_LINES)}\u001A`), EXPECTED);
  });
});

describe('x12: delimiters', () => {
  const elements = ['*', '|', '^', '>', '`', '\u001D'];
  const segments = ['~', '\\', '}', '!', '_', '.', '\u001D', '\u00A6'];
  const components = [':', '>', '^', '|', '-', '\\', '@', '!', '_', '`', '+', '\u00C2'];
  for (const element of elements) {
    it(`element ${JSON.stringify(element)}`, () => {
      const component = element === '>' ? ':' : '>';
      deepEqual(read(claim837(TWO_LINES, { delimiters: { element, component, repetition: '!' } })), EXPECTED);
    });
  }
  for (const segment of segments) {
    for (const eol of ['', '\n']) {
      it(`segment ${JSON.stringify(segment)}${eol ? ' with line ends' : ''}`, () => {
        deepEqual(read(claim837(TWO_LINES, { delimiters: { segment }, eol })), EXPECTED);
      });
    }
  }
  for (const component of components) {
    it(`component ${JSON.stringify(component)}`, () => {
      deepEqual(
        read(claim837(TWO_LINES, { delimiters: { component, repetition: component === '^' ? '!' : '^' } })),
        EXPECTED,
      );
    });
  }

  it('component and repetition the same character', () => {
    deepEqual(read(claim837(TWO_LINES, { delimiters: { component: '^', repetition: '^' } })), EXPECTED);
  });

  it('ISA11 is the letter U in a 00501', () => {
    deepEqual(read(claim837(TWO_LINES, { delimiters: { repetition: 'U' } })), EXPECTED);
  });

  it('ISA12 00401 with a 005010 group', () => {
    deepEqual(read(claim837(TWO_LINES).replace('*00501*', '*00401*')), EXPECTED);
  });

  it('several interchanges, each with its own', () => {
    const text = [
      claim837(TWO_LINES),
      claim837(TWO_LINES, { delimiters: { element: '|', component: '>', segment: '!' }, eol: '' }),
      claim837(TWO_LINES, { delimiters: { segment: '\n' }, eol: '' }),
      claim837(TWO_LINES, { version: '4010', eol: '\r\n' }),
    ].join('');
    deepEqual(read(text), [...EXPECTED, ...EXPECTED, ...EXPECTED, ...EXPECTED]);
  });

  it('a next interchange without the IEA of the one before', () => {
    const first = claim837(TWO_LINES).replace(/GE\*[\s\S]*$/, '');
    deepEqual(read(first + claim837(TWO_LINES, { delimiters: { element: '|', component: '>' } })), [
      ...EXPECTED,
      ...EXPECTED,
    ]);
  });
});

describe('x12: ISA16 that the body does not follow', () => {
  const options = { delimiters: { component: '>' }, declared: ':' };

  it('reads composites by what they use: SV1, CLM05, HI', () => {
    deepEqual(read(claim837(TWO_LINES, options)), EXPECTED);
    checkRead(claim837({ billType: '13', lines: [{ code: '0708T' }] }, { ...options, kind: 'I' }), [
      'institutional claim CLAIM1 tob131 f1 by 1000000004 for M100 TESTPERSON, PAT 19600102 payer MB dx C4359 statement 20250304..20250304',
      '  #1 HC:0708T x1 UN $100 20250304 rev0510',
    ]);
  });

  it('says so once an interchange, at the first such composite', () => {
    const text = claim837([TWO_LINES, TWO_LINES], options);
    deepEqual(problems(text), ['undeclared-delimiter: SV1*HC>0708T>59*100*UN*1***1']);
    const [problem] = x12.read(text).problems;
    ok(problem!.message.includes('":"') && problem!.message.includes('">"'), problem!.message);
    equal(problems(text + claim837(TWO_LINES) + text).length, 2);
  });

  it('says so once after an edit, too', () => {
    const text = claim837([TWO_LINES, TWO_LINES, TWO_LINES], options);
    const at = text.indexOf('SV1*HC>0708T>59*') + 'SV1*HC>0708T>59*'.length;
    const edited = `${text.slice(0, at)}9${text.slice(at)}`;
    const { document } = x12.update(x12.read(text), edited, { start: at, end: at, text: '9' });
    equal(document.problems.length, 1);
  });

  it('has nothing to say of a file that keeps to its ISA', () => {
    deepEqual(problems(claim837(TWO_LINES)), []);
    deepEqual(problems(claim837({ lines: [{ code: '0708T', description: 'A>B' }] })), []);
  });

  it('reads a code whose description holds the declared separator', () => {
    const text = claim837({ lines: [{ code: '0709T', description: 'NOTE 1' }] }, options).replace('NOTE 1', 'NOTE:1');
    equal(read(text)[1], '  #1 HC:0709T x1 UN $100 20250304 dx1 "NOTE:1"');
  });
});

describe('x12: the ISA', () => {
  const text = claim837(TWO_LINES);
  const isa = text.slice(0, text.indexOf('\n'));
  const rest = text.slice(isa.length);

  it('with its blanks collapsed', () => {
    deepEqual(read(isa.replace(/ +/g, '') + rest), EXPECTED);
    deepEqual(read(isa.replace(/ +/g, ' ') + rest), EXPECTED);
  });

  it('with longer ids, and with empty ones', () => {
    deepEqual(read(isa.replace('SENDER1', 'A-VERY-LONG-INVENTED-SENDER-ID') + rest), EXPECTED);
    deepEqual(read(isa.replace(/SENDER1 +/, '') + rest), EXPECTED);
  });

  it('padded behind ISA16', () => {
    deepEqual(read(isa.replace(':~', ':  ~') + rest), EXPECTED);
  });

  it('with an empty ISA16', () => {
    deepEqual(read(isa.replace(':~', '~') + rest), EXPECTED);
    deepEqual(read((isa.replace(':~', '~') + rest).replace(/\n/g, '')), EXPECTED);
  });

  it('with an element too few or too many', () => {
    const broken = [
      isa.replace('*T*:~', '*T~'),
      isa.replace('*T*:~', '*:~'),
      isa.replace('*0*T*:~', '*:~'),
      isa.replace(':~', ':*~'),
      isa.replace('*T*:~', '*T**:~'),
      isa.replace(/^ISA\*00\* +\*00\* +\*/, 'ISA*00*00*'),
    ];
    for (const one of broken) {
      for (const file of [one + rest, (one + rest).replace(/\n/g, ''), (one + rest).replace(/~/g, '')]) {
        deepEqual(read(file), EXPECTED, file.slice(0, 120));
        deepEqual(
          problems(file).map((problem) => problem.replace(/:.*$/s, '')),
          ['isa-width'],
        );
      }
    }
  });

  it('with a terminator too few, or its separator twice', () => {
    const lost = isa.replace('~', '') + rest;
    deepEqual(read(lost), EXPECTED);
    deepEqual(problems(lost), [`missing-terminator: ${isa.slice(0, -1)}`]);
    deepEqual(read(isa.replace('~', '') + rest.replace(/\n/g, '\r\n')), EXPECTED);
    deepEqual(read(isa.replace(':~', '::~') + rest), EXPECTED);
  });

  it('missing: the text begins at its GS or ST', () => {
    for (const start of ['GS*', 'ST*']) {
      const bare = text.slice(text.indexOf(`\n${start}`) + 1);
      deepEqual(read(bare), EXPECTED);
      deepEqual(read(bare.replace(/\n/g, '')), EXPECTED);
      deepEqual(read(bare.replace(/\n/g, '\r\n')), EXPECTED);
      deepEqual(read(`\uFEFF${bare}`), EXPECTED);
    }
  });

  it('missing, and the element separator is another', () => {
    const other = claim837(TWO_LINES, { delimiters: { element: '|', component: '>' } });
    deepEqual(read(other.slice(other.indexOf('\nGS|') + 1)), EXPECTED);
  });

  it('cut off: nothing is read, nothing is thrown', () => {
    for (let length = 0; length <= isa.length; length++) deepEqual(read(isa.slice(0, length)), []);
  });

  it('the word ISA in prose begins no interchange', () => {
    deepEqual(read(`VISA card ISA plan\n${text}`), EXPECTED);
  });
});

describe('x12: what else is in files', () => {
  const text = claim837(TWO_LINES);

  it('text before the ISA and behind the IEA', () => {
    deepEqual(read(`To: billing\nSubject: claims\n\n${text}`), EXPECTED);
    deepEqual(read(`${text}-- end of file --\nSE*1*1~\nCLM*X*1***11:B:1~\n`), EXPECTED);
  });

  it('an interchange behind text behind an interchange', () => {
    deepEqual(read(`${text}\n\nsecond file follows\n${text}`), [...EXPECTED, ...EXPECTED]);
  });

  it('empty segments', () => {
    deepEqual(read(text.replace(/~\n/g, '~\n~\n')), EXPECTED);
    deepEqual(read(text.replace(/~\n/g, '~~')), EXPECTED);
  });

  it('wrong counts and control numbers', () => {
    const wrong = text
      .replace(/SE\*\d+\*0001/, 'SE*999*0007')
      .replace('GE*1*1', 'GE*9*9')
      .replace('IEA*1*', 'IEA*7*');
    deepEqual(read(wrong), EXPECTED);
  });

  it('no trailer at all', () => {
    deepEqual(read(text.slice(0, text.indexOf('SE*'))), EXPECTED);
  });

  it('a group without its GE, a set without its SE', () => {
    const second = text.slice(text.indexOf('ST*'), text.indexOf('GE*'));
    deepEqual(read(text.replace(/SE\*\d+\*0001~\n/, second)), [...EXPECTED, ...EXPECTED]);
  });

  it('bytes that are no ASCII', () => {
    const named = claim837({ ...TWO_LINES, patient: { last: 'ÑUÑEZ\u00A0Ö' } });
    equal(read(named)[0], EXPECTED[0]!.replace('TESTPERSON', 'ÑUÑEZ\u00A0Ö'));
  });

  it('astral characters keep UTF-16 offsets', () => {
    equal(read(text.replace('INVENTED CLINIC', 'CLINIC 😀😀')).length, 3);
  });

  it('a set of another industry', () => {
    const order = transaction('850', ['BEG*00*SA*1**20250310', 'PO1*1*10*EA*1.5**VN*0709T'], { guide: '' });
    deepEqual(read(order), []);
  });
});

describe('x12: unfinished lines', () => {
  const text = claim837(TWO_LINES);

  it('a missing terminator does not swallow the next segment', () => {
    for (const id of ['LX*1', 'SV1*HC:0708T:59*100*UN*1***1', 'DTP*472*D8*20250304', 'HI*ABK:C4359', 'HL*2*1*22*0']) {
      deepEqual(read(text.replace(`${id}~`, id)), EXPECTED, id);
      deepEqual(read(text.replace(`${id}~`, id).replace(/\n/g, '\r\n')), EXPECTED, id);
    }
  });

  it('a line that has just been begun leaves the others alone', () => {
    for (const begun of [
      'S',
      'SV',
      'SV1',
      'SV1*',
      'SV1*HC',
      'SV1*HC:',
      'SV1*HC:07',
      'LX',
      'LX*',
      'LX*3',
      'DTP*472*D8*',
    ]) {
      const after = text.replace('LX*2~', `${begun}\nLX*2~`);
      const [claim, first, ...others] = read(after);
      equal(claim, EXPECTED[0], begun);
      equal(first, EXPECTED[1], begun);
      equal(others.at(-1), EXPECTED[2], begun);
    }
  });

  it('a one-line file without one terminator keeps the other lines', () => {
    const one = claim837({ lines: [{ code: '99213' }, { code: '0708T' }, { code: '0709T' }] }, { eol: '' });
    const cut = read(one.replace('SV1*HC:99213*100*UN*1***1~', 'SV1*HC:99213*100*UN*1***1'));
    deepEqual(
      cut.slice(-2).map((line) => line.slice(5, 13)),
      ['HC:0708T', 'HC:0709T'],
    );
  });
});

describe('x12: recognising it', () => {
  it('is certain of an ISA, sure of a bare GS, unsure of an ISA behind text, and nothing else', () => {
    const text = claim837(TWO_LINES);
    equal(x12.detect(text), 1);
    equal(x12.detect(`\uFEFF\n${text}`), 1);
    ok(x12.detect(text.slice(text.indexOf('GS*'))) >= 0.9);
    ok(x12.detect(`see below\n${text}`) > 0);
    for (const other of ['', 'ISA', 'ISABELLA came in', 'DOS: 2025-03-04\n0709T', 'GS', '{"a":1}', 'UNB+UNOA:1+A+B']) {
      equal(x12.detect(other), 0, other);
    }
  });

  it('knows no claim in an envelope of nothing', () => {
    deepEqual(read(interchange([])), []);
  });
});
