import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { CLEAN, FAULTY, interchange, noTrace, place, temporaryFolder } from '../support/cli';
import { marked } from '../support/marks';

describe('claim-lens check', () => {
  const folder = temporaryFolder();
  const { cli, write } = folder;

  it('exits with 0, 1 and 2', () => {
    write('clean.edi', interchange(CLEAN));
    write('faulty.edi', interchange(FAULTY));
    assert.equal(cli(['check', 'clean.edi']).status, 0);
    assert.equal(cli(['check', 'faulty.edi']).status, 1);
    assert.equal(cli(['check', 'clean.edi', 'faulty.edi']).status, 1);
    assert.equal(cli(['check', 'faulty.edi', 'absent.edi']).status, 2);
  });

  it('fails from --fail-on on', () => {
    write('units.edi', interchange(CLEAN).replace('700*UN*1', '700*UN*3'));
    const off = ['--rule', 'missing-primary-code=off'];
    assert.equal(cli(['check', 'units.edi', ...off]).status, 0);
    assert.equal(cli(['check', 'units.edi', ...off, '--fail-on', 'warning']).status, 1);
    assert.equal(cli(['check', 'units.edi', ...off, '--rule', 'excess-units=info', '--fail-on=warning']).status, 0);
    assert.equal(cli(['check', 'units.edi', ...off, '--rule', 'excess-units=info', '--fail-on=info']).status, 1);
    assert.equal(cli(['check', 'units.edi', ...off, '--rule', 'excess-units=hint', '--fail-on=hint']).status, 1);
    assert.equal(cli(['check', 'units.edi', ...off, '--rule', 'excess-units=off', '--fail-on=hint']).status, 0);
    assert.equal(cli(['check', 'units.edi', ...off, '--rule', 'excess-units=error']).status, 1);
  });

  it('limits the edits of Medicare to Medicare and Medicaid', () => {
    write('medicare.edi', interchange(FAULTY));
    write('commercial.edi', interchange(FAULTY).replace('18*******MB', '18*******CI'));
    assert.equal(cli(['check', 'medicare.edi', '--payers', 'medicare']).status, 1);
    assert.equal(cli(['check', 'commercial.edi', '--payers', 'medicare']).status, 0);
    assert.equal(cli(['check', 'commercial.edi']).status, 1);
    assert.equal(cli(['check', 'commercial.edi', '--payers', 'none']).status, 2);
  });

  it('takes a usage error for 2 and names what is valid', () => {
    write('clean.edi', interchange(CLEAN));
    const wrong: [string[], RegExp][] = [
      [[], /name a file or a directory, or - for standard input/],
      [['clean.edi', '--polish'], /unknown option '--polish'; there are --codes, --format, /],
      [['clean.edi', '--format', 'xml'], /pretty, json, sarif, not ‘xml’/],
      [['clean.edi', '--fail-on', 'never'], /error, warning, info, hint, not ‘never’/],
      [['clean.edi', '--rule', 'no-such-rule=off'], /no rule ‘no-such-rule’; the rules are .*missing-primary-code/],
      [['clean.edi', '--rule', 'excess-units=loud'], /--rule excess-units=LEVEL with error, .* and off/],
      [['clean.edi', '--rule', 'excess-units'], /--rule excess-units=LEVEL/],
      [['clean.edi', '--as', 'pdf'], /x12, .*claim-text, not ‘pdf’/],
      [['clean.edi', '--max', 'few'], /number of findings/],
    ];
    for (const [argv, message] of wrong) {
      const run = cli(['check', ...argv]);
      assert.equal(run.status, 2, argv.join(' '));
      assert.match(run.stderr, message);
      assert.equal(run.stdout, '');
      noTrace(run);
    }
  });

  it('says of each unreadable input what it is and what to do, and checks the others', () => {
    write('faulty.edi', interchange(FAULTY));
    write('binary.edi', Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256)));
    write('utf16.edi', Buffer.from(`\ufeff${interchange(CLEAN)}`, 'utf16le'));
    write('unmarked.edi', Buffer.from(interchange(CLEAN), 'utf16le'));
    write('swapped.edi', Buffer.from(interchange(CLEAN), 'utf16le').swap16());
    write('nul.csv', 'CLAIM_ID,CPT,UNITS\nA,99213,\0\n');
    write('notes.txt', 'Buy milk.\n');
    write('nothing.txt', '');
    mkdirSync(join(folder.path, 'hollow'));
    const names = [
      ...['absent.edi', 'binary.edi', 'utf16.edi', 'unmarked.edi', 'swapped.edi', 'nul.csv'],
      ...['notes.txt', 'nothing.txt', 'hollow', 'faulty.edi'],
    ];
    const run = cli(['check', ...names, '--format', 'json']);
    assert.equal(run.status, 2);
    noTrace(run);
    for (const [name, message] of [
      ['absent.edi', /not found/],
      ['binary.edi', /is binary/],
      ['utf16.edi', /save it as UTF-8, for example: iconv -f UTF-16 /],
      ['unmarked.edi', /is utf-16le text.* iconv -f UTF-16LE /],
      ['swapped.edi', /is utf-16be text.* iconv -f UTF-16BE /],
      ['nul.csv', /has NUL characters.* tr -d '\\000'/],
      ['notes.txt', /is not a claim file: .*use --as/],
      ['nothing.txt', /is not a claim file: it is empty/],
      ['hollow', /empty directory/],
    ] as const) {
      const line = run.stderr.split('\n').find((one) => one.includes(name));
      assert.match(line ?? '', message);
    }
    const { files, unreadable, summary } = JSON.parse(run.stdout);
    assert.deepEqual(
      files.map((file: { path: string }) => file.path),
      ['faulty.edi'],
    );
    assert.equal(unreadable.length, 9);
    assert.equal(summary.unreadable, 9);
    assert.equal(summary.errors, 1);
  });

  it('reads standard input', () => {
    const run = cli(['check', '-', '--format', 'json'], { input: marked(interchange(FAULTY)).text });
    assert.equal(run.status, 1);
    assert.equal(JSON.parse(run.stdout).files[0].path, '-');
    const empty = cli(['check', '-'], { input: '' });
    assert.equal(empty.status, 2);
    assert.match(empty.stderr, /standard input is not a claim file: it is empty/);
  });

  it('walks directories in order and skips what holds no claims', () => {
    for (const sub of ['b', '.hidden', 'node_modules']) mkdirSync(join(folder.path, sub));
    write('c.txt', interchange(CLEAN));
    write('a.edi', interchange(CLEAN));
    write('b/z.edi', interchange(CLEAN));
    write('b/a.837', interchange(FAULTY));
    write('b/notes.md', '# Notes\n');
    write('b/image.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0, 0, 0, 1]));
    write('.hidden/a.edi', interchange(FAULTY));
    write('node_modules/a.edi', interchange(FAULTY));
    symlinkSync('..', join(folder.path, 'b', 'up'));
    const run = cli(['check', '.', 'a.edi', '--format', 'json']);
    assert.equal(run.status, 1);
    assert.equal(run.stderr, '');
    const { files, summary } = JSON.parse(run.stdout);
    assert.deepEqual(
      files.map((file: { path: string }) => file.path),
      ['a.edi', join('b', 'a.837'), join('b', 'z.edi'), 'c.txt'],
    );
    assert.deepEqual(
      { files: summary.files, skipped: summary.skipped, claims: summary.claims, lines: summary.lines },
      { files: 4, skipped: 2, claims: 4, lines: 7 },
    );
    mkdirSync(join(folder.path, 'docs'));
    write('docs/notes.md', '# Notes\n');
    const none = cli(['check', 'docs']);
    assert.equal(none.status, 2);
    assert.match(none.stderr, /docs holds no claim file \(1 other file\); use --as/);
    assert.match(cli(['check', 'absent.edi', 'docs']).stderr, /docs holds no claim file/);
    assert.equal(cli(['check', 'b/z.edi', 'a.edi', 'b', '--rule', 'missing-primary-code=off']).status, 0);
    mkdirSync(join(folder.path, 'one'));
    write('one/a.edi', interchange(CLEAN));
    assert.equal(cli(['check', 'one/a.edi', 'one', '-', '-'], { input: interchange(CLEAN) }).status, 0);
  });

  it('counts lines and characters from zero whatever ends the lines', () => {
    const segments = interchange(FAULTY);
    for (const [name, text] of Object.entries({
      'one-line': segments,
      lf: segments.replaceAll('~', '~\n'),
      crlf: segments.replaceAll('~', '~\r\n'),
      cr: segments.replaceAll('~', '~\r'),
      'lf-only': segments.replaceAll('~', '\n'),
      indented: segments.replaceAll('~', '~\n   '),
      pipes: segments.replaceAll('*', '|').replaceAll('~', "'"),
      accents: segments.replace('TEST*PAT', 'TÉST*PAT'),
      astral: segments.replace('TEST*PAT', 'TEST😀*PAT'),
    })) {
      const { text: plain, at } = place(text);
      for (const bytes of [Buffer.from(plain), Buffer.from(`\ufeff${plain}`)]) {
        write('a.edi', bytes);
        const { files } = JSON.parse(cli(['check', 'a.edi', '--format', 'json']).stdout);
        assert.deepEqual(files[0].findings[0]?.range, at, name);
      }
    }
  });

  it('reads Windows-1252', () => {
    const { text, at } = place(interchange(FAULTY).replace('TEST*PAT', 'TÉST*PAT'));
    write('a.edi', Buffer.from(text, 'latin1'));
    const { files } = JSON.parse(cli(['check', 'a.edi', '--format', 'json']).stdout);
    assert.deepEqual(files[0].findings[0].range, at);
  });

  it('reads every beginning of a file', () => {
    const { text } = marked(interchange(FAULTY));
    const names = Array.from({ length: 40 }, (_, i) => `${String(i).padStart(2, '0')}.edi`);
    names.forEach((name, i) => {
      write(name, text.slice(0, Math.floor((text.length * i) / 40)));
    });
    for (const format of ['pretty', 'json', 'sarif']) {
      const run = cli(['check', '.', '--format', format]);
      // Those cut before their first claim were not checked.
      assert.equal(run.status, 2);
      noTrace(run);
      assert.match(run.stderr, /00\.edi is empty/);
      assert.doesNotMatch(run.stderr, /39\.edi|internal error/);
    }
  });

  const HEAD =
    'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *250305*0900*^*00501*000000001*0*T*:~';
  const GROUP = `${HEAD}GS*HC*S*R*20250305*0900*1*X*005010X222A1~`;

  it('never says that a file is clean of which it read nothing', () => {
    const cut = interchange(CLEAN).split('CLM*')[0]!;
    for (const [name, content, message] of [
      ['empty.edi', '', /is empty: there is nothing to check/],
      ['blank.837', ' \r\n\r\n', /is empty/],
      ['mark.edi', '\ufeff', /is empty/],
      ['head.edi', HEAD, /ends before its first transaction set \(ST\)/],
      ['group.edi', GROUP, /ends before its first transaction set \(ST\)/],
      ['hollow.edi', `${HEAD}IEA*0*000000001~`, /interchange \(ISA to IEA\) has no group \(GS\)/],
      ['idle.edi', `${GROUP}GE*0*1~IEA*1*000000001~`, /its group has no transaction set \(ST\)/],
      ['cut.edi', cut, /837 has no CLM segment: it was cut short/],
      ['bare.edi', 'ST*837*0001~BHT*0019*00*1*20250305*0900*CH~', /837 has no CLM segment/],
      ['edifact.edi', "UNA:+.? 'UNB+UNOC:3+SENDER+RECEIVER+250305:0900+1'", /no X12 interchange .*--as hl7v2/],
      ['other.csv', 'NAME,TOWN\nA,B\n', /no header with a column of procedure codes .*csv\.columns/],
      ['other.hl7', 'hello\n', /does not begin with an HL7 v2 segment/],
      ['other.claim', 'hello there\n', /no line in it names a procedure code/],
      ['cut.json', '{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Claim","id":"1"', /JSON breaks off/],
      ['cut.ndjson', '{"resourceType":"Patient","id":"1"}\n{"resourceType":"Claim","it', /JSON breaks off/],
      ['batch.hl7', 'FHS|^~\\&|A\rBHS|^~\\&|A\r', /ends before its first message \(MSH\)/],
      ['cut.hl7', 'MSH|^~\\&|A|B|C|D|20250304||DFT^P03|1|T|2.5\rPID|1||1', /was cut short, before anything that it/],
      [
        'headless.txt',
        'PID|1||1^^^A||TEST^PAT\rPV1|1|O\rFT1|1|||20250304||CG|99213^^C4\r',
        /no message header \(MSH\).* Put MSH/,
      ],
      ['head.hl7', 'MSH|^~\\&|A|B', /was cut short/],
    ] as const) {
      write(name, content);
      const run = cli(['check', name]);
      assert.equal(run.status, 2, name);
      assert.match(run.stderr, message, name);
      assert.match(run.stderr, new RegExp(`${name} `));
      assert.doesNotMatch(run.stdout, /no findings/, name);
      const { files, unreadable, summary } = JSON.parse(cli(['check', name, '--format', 'json']).stdout);
      assert.match(unreadable[0].message, message, name);
      assert.equal(summary.unreadable, 1);
      assert.equal(summary.claims, 0);
      assert.ok(files.length === 0 || files[0].findings.length > 0, name);
      assert.equal(cli(['lines', name]).status, 2, name);
    }
  });

  it('says what a file without claims is that rightly has none', () => {
    for (const [name, content, message] of [
      [
        'ack.edi',
        `${HEAD}GS*FA*S*R*20250305*0900*1*X*005010X231A1~ST*999*0001~SE*2*0001~GE*1*1~IEA*1*000000001~`,
        /999/,
      ],
      [
        'wrapped.edi',
        `${HEAD}GS*HB*S*R*20250305*0900*1*X*005010X279A1~S\r\nT*271*0001~SE*2*0001~GE*1*1~IEA*1*000000001~`,
        /no procedure is answered in its 271/,
      ],
      ['ta1.edi', `${HEAD}TA1*000000001*250305*0900*A*000~IEA*0*000000001~`, /acknowledgment \(TA1\)/],
      [
        'pay.edi',
        `${HEAD}GS*HP*S*R*20250305*0900*1*X*005010X221A1~ST*835*0001~BPR*I*0*C*NON************20250305~SE*3*0001~GE*1*1~IEA*1*000000001~`,
        /no claim payment \(CLP\)/,
      ],
      ['header.csv', 'CLAIM_ID,HCPCS_CD,UNITS,SRVC_DT\n', /no row below its header/],
      ['adt.hl7', 'MSH|^~\\&|A|B|C|D|20250305||ADT^A01|1|T|2.5\rPID|1||1^^^A||TEST^PAT\r', /no message in it charges/],
      ['none.json', '{"resourceType":"Bundle","type":"collection","entry":[]}', /no Claim or ExplanationOfBenefit/],
    ] as const) {
      write(name, content);
      const run = cli(['check', name]);
      assert.equal(run.status, 0, `${name} ${run.stderr}`);
      assert.match(run.stdout, message, name);
      assert.doesNotMatch(run.stdout, /no findings/, name);
      const { files } = JSON.parse(cli(['check', name, '--format', 'json']).stdout);
      assert.match(files[0].noClaims, message, name);
      const sarif = JSON.parse(cli(['check', name, '--format', 'sarif']).stdout);
      const [note] = sarif.runs[0].invocations[0].toolExecutionNotifications;
      assert.equal(note.level, 'note');
      assert.match(note.message.text.replaceAll('\\', ''), message, name);
      assert.equal(sarif.runs[0].invocations[0].executionSuccessful, true);
    }
  });

  it('counts a claim without a code, and says that there was nothing to look up', () => {
    const uncoded = (id: string) => ({ resourceType: 'Claim', id, item: [{ productOrService: { text: 'visit' } }] });
    write('one.json', JSON.stringify(uncoded('c1')));
    write('two.ndjson', [uncoded('c1'), uncoded('c2')].map((one) => `${JSON.stringify(one)}\n`).join(''));
    write('no-lines.edi', interchange([]));
    for (const [name, claims] of [
      ['one.json', '1 claim'],
      ['two.ndjson', '2 claims'],
      ['no-lines.edi', '1 claim'],
    ] as const) {
      const told = `${claims} and no service line with a procedure code to check`;
      const run = cli(['check', name, '--preset', 'structure-only']);
      assert.ok(run.stdout.includes(`${name} has ${told}`), run.stdout);
      assert.ok(run.stdout.includes(`1 file, ${claims}, 0 service lines: `), run.stdout);
      const given = cli(['check', '-', '--preset', 'structure-only'], { input: readFileSync(join(folder.path, name)) });
      assert.equal(given.stdout.replaceAll('standard input', name), run.stdout);
      assert.equal(given.status, run.status);
      const [file] = JSON.parse(cli(['check', name, '--format', 'json']).stdout).files;
      assert.equal(file.noLines, `has ${told}`);
      assert.ok(JSON.stringify(JSON.parse(cli(['check', name, '--format', 'sarif']).stdout)).includes(told));
    }
  });

  it('skips in a directory what only a name took for claims, and complains where nothing else is there', () => {
    write('a.edi', interchange(CLEAN));
    write('towns.csv', 'NAME,TOWN\nA,B\n');
    const { summary } = JSON.parse(cli(['check', '.', '--format', 'json']).stdout);
    assert.deepEqual([summary.files, summary.skipped, summary.unreadable], [1, 1, 0]);
    mkdirSync(join(folder.path, 'tables'));
    write('tables/towns.csv', 'NAME,TOWN\nA,B\n');
    const none = cli(['check', 'tables']);
    assert.equal(none.status, 2);
    assert.match(none.stderr, /holds no claim file/);
  });

  it('takes no program for claims that quotes an interchange', () => {
    write('make.mjs', `// Writes an 837.\nexport const head = \`${interchange(CLEAN)}\`;\n`);
    const run = cli(['check', 'make.mjs']);
    assert.equal(run.status, 2);
    assert.match(run.stderr, /is not a claim file/);
    write('mail.txt', `From: clearing house\nSubject: your file\n\n${interchange(CLEAN)}`);
    assert.equal(cli(['check', 'mail.txt']).status, 0);
  });

  it('reads claim text', () => {
    const { text, at } = place('Claim: 2025-0042   Patient: TEST, PAT\nDOS: 2025-03-04  Dx: C43.59\n1. «0709T» x1\n');
    write('a.claim', text);
    const { files } = JSON.parse(cli(['check', 'a.claim', '--format', 'json']).stdout);
    assert.equal(files[0].format, 'claim-text');
    assert.deepEqual(files[0].findings[0].range, at);
    write('a.log', text.replace('Claim: ', ''));
    assert.equal(cli(['check', 'a.log', '--as', 'claim-text']).status, 1);
  });

  it('reads a large file in pieces and finds the same', () => {
    const [faulty, clean] = [[...FAULTY, ...CLEAN], CLEAN].map((services) => {
      return marked(interchange(services).replace('TEST*PAT', 'TÉST*PAT').replaceAll('~', '~\r\n')).text;
    });
    // The faulty ones are three claims a patient: judged together, wherever they stand.
    const all = Array.from({ length: 30_000 }, (_, i) => {
      return i % 20 ? clean!.replace('TEST001', `TEST${i}`) : faulty!.replace('TEST001', `TEST${i % 10_000}`);
    });
    const bytes = Buffer.from(`\ufeff${all.join('')}`);
    assert.ok(bytes.length > 16 * 1024 * 1024);
    write('large.edi', bytes);
    const inPieces = cli(['check', 'large.edi', '--format', 'json']);
    const atOnce = cli(['check', '-', '--as', 'x12', '--format', 'json'], { input: bytes });
    assert.equal(inPieces.stdout, atOnce.stdout.replace('"path":"-"', '"path":"large.edi"'));
    assert.equal(inPieces.status, 1);
    const pretty = cli(['check', 'large.edi', '--max', '1']).stdout;
    assert.equal(
      pretty,
      cli(['check', '-', '--max', '1'], { input: bytes }).stdout.replaceAll('standard input', 'large.edi'),
    );
    assert.match(pretty, /^ {4}SV1\*HC:0708T/m);
    assert.equal(cli(['lines', 'large.edi']).stdout, cli(['lines', '-'], { input: bytes }).stdout);
  });
});

describe('claim-lens check of what is large', () => {
  const folder = temporaryFolder();
  const { cli, write } = folder;
  const bundle = (text: string) => `{"resourceType":"Bundle","entry":[\n{"resource":${text}}\n]}`;

  it('names what to do about the format where a file does not fit into memory', () => {
    const env = { NODE_OPTIONS: '--max-old-space-size=100' };
    const pad = 'x'.repeat(5 * 1024 * 1024);
    for (const [name, text, remedy] of [
      ['one.json', bundle(`{"resourceType":"Claim","id":"${pad}"}`), /write one resource a line \(NDJSON\)/],
      [
        'one.hl7',
        `MSH|^~\\&|A|B|C|D|20250304||DFT^P03|1|T|2.5\rNTE|1||${pad}${pad}\r`,
        /split it between two messages/,
      ],
      [
        'one.csv',
        `CLAIM_ID,CPT,UNITS,NOTE\n${`A,99213,1,${'note '.repeat(20)}\n`.repeat(60_000)}`,
        /split it between two claims/,
      ],
    ] as const) {
      write(name, text);
      const run = cli(['check', name], { env });
      assert.equal(run.status, 2, `${name} ${run.stdout}`);
      assert.match(run.stderr, remedy);
      assert.match(run.stderr, /too much for the \d+ MB of memory .* NODE_OPTIONS=--max-old-space-size=\d+/);
      assert.doesNotMatch(run.stderr, /interchange/);
      assert.match(cli(['lines', name], { env }).stderr, remedy);
    }
  });

  it('reads a Bundle at once without a tree of all its values', () => {
    const patient = (id: number) =>
      `{"resource":{"resourceType":"Patient","id":"p${id}","name":[{"family":"TEST","given":["PAT"]}],"x":[1,2,3,4,5,6,7,8,9]}}`;
    const claim = (id: number) =>
      `{"resource":{"resourceType":"Claim","id":"c${id}","patient":{"reference":"Patient/p${id}"},"item":[{"productOrService":{"coding":[{"system":"CPT","code":"O709T"}]},"servicedDate":"2025-03-04"}]}}`;
    const entries = Array.from({ length: 40_000 }, (_, id) => (id % 100 ? patient(id) : claim(id)));
    write('bundle.json', `{"resourceType":"Bundle","entry":[${entries.join(',')}]}`);
    const run = cli(['check', 'bundle.json', '--format', 'json'], {
      env: { NODE_OPTIONS: '--max-old-space-size=160' },
    });
    assert.equal(run.status, 1, run.stderr);
    const { files } = JSON.parse(run.stdout);
    assert.equal(files[0].claims, 400);
    assert.equal(files[0].findings.filter(({ rule }: { rule: string }) => rule === 'malformed-code').length, 400);
  });

  it('reads in pieces what has pieces, in little memory and from standard input', () => {
    const env = { NODE_OPTIONS: '--max-old-space-size=100' };
    const item = (code: string) =>
      `{"servicedDate":"2025-03-04","productOrService":{"coding":[{"system":"http://www.ama-assn.org/go/cpt","code":"${code}"}]}}`;
    const claim = (index: number) =>
      `{"resourceType":"Claim","id":"C${index}é","item":[${item(index % 1000 ? '99213' : 'O709T')},${`${item('36415')},`.repeat(9)}${item('36416')}]}\n`;
    const text = Array.from({ length: 6_000 }, (_, index) => claim(index)).join('');
    write('many.ndjson', text);
    const file = cli(['check', 'many.ndjson', '--format', 'json'], { env });
    assert.equal(file.status, 1, file.stderr);
    const { files } = JSON.parse(file.stdout);
    assert.equal(files[0].claims, 6_000);
    assert.deepEqual(
      files[0].findings
        .filter((one: { rule: string }) => one.rule === 'malformed-code')
        .map((one: { range: { start: { line: number } } }) => one.range.start.line),
      Array.from({ length: 6 }, (_, index) => index * 1000),
    );
    const piped = cli(['check', '-', '--format', 'json'], { env, input: text });
    assert.equal(piped.stdout.replace('"path":"-"', '"path":"many.ndjson"'), file.stdout);
  });
});

describe('claim-lens check with a settings file', () => {
  const folder = temporaryFolder();

  it('takes the nearest one, with globs that count from its folder', () => {
    folder.write('a.837', interchange(FAULTY).replace(/[«»]/g, ''));
    folder.write(
      '.claim-lens.json',
      '{ "overrides": [{ "files": "*.837", "rules": { "missing-primary-code": "off" } }] }',
    );
    const { status, stdout } = folder.cli(['check', 'a.837', '--format', 'json']);
    assert.equal(status, 0);
    const { files } = JSON.parse(stdout);
    assert.deepEqual(
      files[0].findings.map(({ rule }: { rule: string }) => rule),
      ['excess-units'],
    );
  });

  it('is named by --config, and flags go before it', () => {
    folder.write('a.837', interchange(FAULTY).replace(/[«»]/g, ''));
    folder.write('other.json', '{ "preset": "structure-only" }');
    assert.equal(folder.cli(['check', 'a.837', '--config', 'other.json']).status, 0);
    assert.equal(folder.cli(['check', 'a.837', '--config', 'other.json', '--preset', 'medicare']).status, 1);
    const flagged = folder.cli(['check', 'a.837', '--config', 'other.json', '--rule', 'missing-primary-code=error']);
    assert.equal(flagged.status, 1);
  });

  it('is refused with place and remedy when it is wrong', () => {
    folder.write('a.837', interchange(FAULTY).replace(/[«»]/g, ''));
    folder.write('.claim-lens.json', '{ "rules": { "no-such-rule": "off" } }');
    const { status, stderr } = folder.cli(['check', 'a.837']);
    assert.equal(status, 2);
    assert.match(stderr, /\.claim-lens\.json.*"no-such-rule", which is no rule/);
    assert.match(folder.cli(['check', 'a.837', '--config', 'absent.json']).stderr, /not found/);
  });
});
