import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { CLEAN, CLI, FAULTY, interchange, many, temporaryFolder } from '../support/cli';

describe('claim-lens', () => {
  const folder = temporaryFolder();
  const { cli, write } = folder;

  it('tells its version and its commands', () => {
    assert.match(cli(['--version']).stdout, /^\d+\.\d+\.\d+\n$/);
    const help = cli(['--help']);
    assert.equal(help.status, 0);
    for (const command of ['check', 'lines', 'code', 'rules', 'server']) {
      assert.match(help.stdout, new RegExp(`^ {2}${command} `, 'm'));
      const own = cli([command, '--help']);
      assert.equal(own.status, 0);
      assert.match(own.stdout, new RegExp(`^Usage: claim-lens ${command}`));
      assert.equal(cli(['help', command]).stdout, own.stdout);
    }
  });

  it('answers what it does not know with usage and 2', () => {
    for (const argv of [[], ['polish'], ['--polish'], ['toString'], ['help', 'polish'], ['claim.edi']]) {
      const run = cli(argv);
      assert.equal(run.status, 2, argv.join(' '));
      assert.equal(run.stdout, '');
      assert.match(run.stderr, /Usage: claim-lens COMMAND/);
    }
    assert.match(cli(['claim.edi']).stderr, /did you mean: claim-lens check claim\.edi/);
  });

  // The one device that is always full.
  if (existsSync('/dev/full')) {
    it('tells when its answer could not be written', () => {
      const full = openSync('/dev/full', 'w');
      const argv = [CLI, 'code', '99213'];
      const run = spawnSync(process.execPath, argv, { stdio: ['ignore', full, 'pipe'], encoding: 'utf8' });
      closeSync(full);
      assert.equal(run.status, 2);
      assert.match(run.stderr, /^claim-lens: the output could not be written \(ENOSPC\)\n$/);
    });
  }

  it('is silent when the reader goes away', async () => {
    write('a.edi', interchange(many(CLEAN, 4000)));
    const child = spawn(process.execPath, [CLI, 'lines', 'a.edi'], {
      cwd: folder.path,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (piece) => {
      stderr += piece;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((done) => child.once('close', done));
    assert.equal(stderr, '');
    assert.equal(code, 141);
  });
});

describe('claim-lens lines', () => {
  const { cli, write } = temporaryFolder();

  const HEADER = 'claim\tline\tqualifier\tcode\tmodifiers\tunits\tfrom\tto\tcharge\trevenue';

  it('lists service lines as a table', () => {
    write('a.edi', interchange(['SV1*HC:71046:26:59*150.00*UN*1***1', 'SV1*HC:0709T*2100*UN*3***1']));
    const run = cli(['lines', 'a.edi']);
    assert.equal(run.status, 0);
    assert.deepEqual(run.stdout.split('\n'), [
      HEADER,
      '2025-0042\t1\tHC\t71046\t26:59\t1\t20250304\t\t150.00\t',
      '2025-0042\t2\tHC\t0709T\t\t3\t20250304\t\t2100\t',
      '',
    ]);
  });

  it('lists several files behind one header', () => {
    write('a.edi', interchange(CLEAN));
    write('b.edi', interchange(FAULTY));
    const run = cli(['lines', 'a.edi', 'absent.edi', 'b.edi']);
    assert.equal(run.status, 2);
    assert.match(run.stderr, /absent\.edi not found/);
    assert.deepEqual(
      run.stdout.split('\n').map((line) => line.split('\t')[3]),
      ['code', '0708T', '0709T', '0709T', undefined],
    );
  });

  it('gives JSON that names the file', () => {
    write('a.edi', interchange(['SV1*HC:71046:26:59*150.00*UN*1***1']));
    assert.deepEqual(JSON.parse(cli(['lines', 'a.edi', '--format', 'json']).stdout), [
      {
        file: 'a.edi',
        claim: '2025-0042',
        line: 1,
        qualifier: 'HC',
        code: '71046',
        modifiers: '26:59',
        units: '1',
        from: '20250304',
        charge: '150.00',
      },
    ]);
  });

  it('reads standard input, and files without lines', () => {
    assert.equal(cli(['lines', '-'], { input: interchange(CLEAN) }).stdout.split('\n').length, 4);
    write('empty.edi', '');
    const run = cli(['lines', 'empty.edi']);
    assert.equal(run.status, 2);
    assert.match(run.stderr, /empty\.edi is empty/);
    assert.equal(run.stdout, `${HEADER}\n`);
    assert.deepEqual(JSON.parse(cli(['lines', 'empty.edi', '--format', 'json']).stdout), []);
    assert.equal(cli(['lines']).status, 2);
    assert.equal(cli(['lines', 'empty.edi', '--format', 'csv']).status, 2);
  });
});

describe('claim-lens code', () => {
  const { cli } = temporaryFolder();

  it('tells what the tables say', () => {
    const run = cli(['code', '0708T']);
    assert.equal(run.status, 0);
    assert.match(run.stdout, /0708T/);
    assert.doesNotMatch(run.stdout, /\*\*|^\s*\|/m);
    assert.equal(cli(['code', '0708t']).stdout, run.stdout);
    assert.equal(cli(['code', '0708T', '--on', '2025-03-04']).status, 0);
    assert.equal(cli(['code', '0708T', '--on', '20250304']).status, 0);
  });

  it('gives an object, or an array of several', () => {
    assert.equal(JSON.parse(cli(['code', '0708t', '--format', 'json']).stdout).code, '0708T');
    const several = JSON.parse(cli(['code', '0708T', '0709T', '--format', 'json']).stdout);
    assert.deepEqual(
      several.map((one: { code: string }) => one.code),
      ['0708T', '0709T'],
    );
  });

  it('exits with 2 on what is no code, no day or nothing at all', () => {
    const wrong = cli(['code', 'ABC', '0708T']);
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /‘ABC’ is no procedure code; a code has five characters/);
    assert.match(wrong.stdout, /0708T/);
    const dental = cli(['code', 'd0120']);
    assert.equal(dental.status, 2);
    assert.match(dental.stderr, /‘D0120’ is a dental code \(CDT\)/);
    for (const day of ['2025-02-30', '2025', 'today', '03/04/2025']) {
      const run = cli(['code', '0708T', '--on', day]);
      assert.equal(run.status, 2);
      assert.match(run.stderr, /--on is a day, such as 2025-03-04/);
    }
    assert.equal(cli(['code']).status, 2);
  });
});

describe('claim-lens rules', () => {
  const { cli } = temporaryFolder();

  it('lists the rules', () => {
    const { stdout } = cli(['rules']);
    assert.match(stdout, /^missing-primary-code +error +\S/m);
    const all = JSON.parse(cli(['rules', '--format', 'json']).stdout);
    assert.equal(all.length, stdout.trim().split('\n').length);
    for (const rule of all) assert.ok(rule.id && rule.severity && rule.summary && rule.why && rule.advice);
  });

  it('tells all about one', () => {
    const { stdout } = cli(['rules', 'missing-primary-code']);
    for (const caption of ['Why', 'What to do', 'Needs', 'Sources', 'Reported', 'Fine']) {
      assert.match(stdout, new RegExp(`^${caption}$`, 'm'));
    }
    assert.doesNotMatch(stdout, /[«»]/);
    const one = JSON.parse(cli(['rules', 'excess-units', '--format', 'json']).stdout);
    assert.equal(one.id, 'excess-units');
    assert.match(one.docs, /\/server\/rules\.md#excess-units$/);
    const unknown = cli(['rules', 'no-such-rule']);
    assert.equal(unknown.status, 2);
    assert.match(unknown.stderr, /the rules are .*excess-units/);
  });
});

describe('claim-lens server', () => {
  const folder = temporaryFolder();
  const { cli } = folder;

  it('speaks the protocol over stdio', async () => {
    assert.equal(cli(['server']).status, 2);
    const child = spawn(process.execPath, [CLI, 'server', '--stdio'], { cwd: folder.path });
    let stdout = '';
    const answered = new Promise<void>((done, failed) => {
      child.stdout.on('data', (piece) => {
        stdout += piece;
        if (stdout.includes('"capabilities"')) done();
      });
      child.once('exit', (code) => failed(new Error(`exited with ${code}`)));
    });
    const send = (message: object) => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message });
      child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    };
    send({ id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } });
    await answered;
    assert.match(stdout, /"hoverProvider"/);
    const ended = new Promise((done) => child.once('close', done));
    send({ method: 'initialized', params: {} });
    send({ id: 2, method: 'shutdown' });
    send({ method: 'exit' });
    assert.equal(await ended, 0);
  });
});
