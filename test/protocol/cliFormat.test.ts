import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { CLEAN, CLI, interchange, noTrace, temporaryFolder } from '../support/cli';
import { claim837 } from '../support/x12';

const ONE = interchange(CLEAN);

describe('claim-lens format', () => {
  const folder = temporaryFolder();
  const { cli, write } = folder;

  /** What is written of a file; nothing is said beside it. */
  function formatted(content: string | Buffer, ...argv: string[]): string {
    write('claim.edi', content);
    const run = cli(['format', 'claim.edi', ...argv]);
    assert.equal(run.stderr, '');
    assert.equal(run.status, 0);
    return run.stdout;
  }

  it('writes one segment a line and back', () => {
    const lines = formatted(ONE, '--segments');
    assert.deepEqual(lines.trimEnd().split('\n'), ONE.trimEnd().split(/(?<=~)/));
    assert.equal(formatted(lines, '--one-line'), ONE);
    assert.match(formatted(ONE, '--segments', '--indent'), /\n {4}ST\*837.*\n {6}BHT/);
    assert.match(formatted(ONE, '--segments', '--eol', 'crlf'), /~\r\nGS/);
    assert.equal(cli(['format', '-', '--segments'], { input: ONE }).stdout, lines);
  });

  it('wraps at a width', () => {
    const wrapped = formatted(ONE, '--wrap', '80').split('\n');
    assert.ok(wrapped.slice(0, -2).every(({ length }) => length > 71 && length <= 80));
    assert.equal(formatted(wrapped.join('\n'), '--one-line'), ONE);
  });

  it('changes delimiters, and says where it can’t', () => {
    assert.match(formatted(ONE, '--delimiters', '|>!'), /\|T\|>!GS\|.*SV1\|HC>0708T>/);
    assert.match(formatted(ONE, '--delimiters', '|>;!', '--segments'), /\|;\|00501.*!\nGS\|/);
    write('claim.edi', claim837({ lines: [{ charge: '9.50' }] }));
    const run = cli(['format', 'claim.edi', '--segments', '--delimiters', '*.~']);
    assert.equal(run.status, 2);
    assert.equal(run.stdout, '');
    assert.match(run.stderr, /claim\.edi can't be laid out: ‘\.’ occurs in data .*\(line \d+, column \d+\)/);
  });

  it('changes nothing but the line ends', () => {
    const lines = formatted(ONE, '--segments');
    assert.equal(formatted(lines, '--eol', 'crlf'), lines.replaceAll('\n', '\r\n'));
    assert.equal(formatted(lines.replaceAll('\n', '\r\n'), '--eol', 'lf'), lines);
  });

  it('refuses to put comment lines on a line with segments, and says where', () => {
    write('claim.edi', ONE.replace('~BHT', '~\n// a comment\nBHT'));
    for (const layout of [['--one-line'], ['--wrap', '80']]) {
      const run = cli(['format', 'claim.edi', ...layout]);
      assert.equal(run.status, 2);
      assert.equal(run.stdout, '');
      assert.match(run.stderr, /can't be laid out: a comment line .*remove .*\(line 2, column 1\)/);
    }
  });

  it('keeps every byte: marks, and text in whatever encoding', () => {
    const named = (bytes: Buffer) => {
      const at = ONE.indexOf('SV1');
      return Buffer.concat([Buffer.from(`${ONE.slice(0, at)}NTE*ADD*`), bytes, Buffer.from(`~${ONE.slice(at)}`)]);
    };
    for (const bytes of [Buffer.from('José'), Buffer.from([0x4a, 0xe9, 0x80]), Buffer.from('😀 é')]) {
      for (const mark of [Buffer.alloc(0), Buffer.from([0xef, 0xbb, 0xbf])]) {
        const content = Buffer.concat([mark, named(bytes)]);
        write('claim.edi', content);
        const { status, stdout } = spawnSync(process.execPath, [CLI, 'format', 'claim.edi', '--one-line'], {
          cwd: folder.path,
        });
        assert.equal(status, 0);
        assert.ok(stdout.equals(content), `${bytes.toString('hex')} came out as it went in`);
      }
    }
  });

  it('is told how, and of one file', () => {
    write('claim.edi', ONE);
    write('note.txt', 'no claims here');
    for (const [argv, expected] of [
      [['claim.edi'], /say how/],
      [['--segments'], /name one file/],
      [['claim.edi', 'claim.edi', '--segments'], /name one file/],
      [['claim.edi', '--segments', '--one-line'], /choose one/],
      [['claim.edi', '--wrap', '10'], /--wrap is a number of columns from 20 on/],
      [['claim.edi', '--wrap', 'x'], /--wrap is a number/],
      [['claim.edi', '--one-line', '--indent'], /--indent goes with --segments/],
      [['claim.edi', '--delimiters', '*'], /--delimiters are/],
      [['claim.edi', '--delimiters', 'A:~'], /no letter/],
      [['claim.edi', '--segments', '--eol', 'cr'], /--eol is lf or crlf/],
      [['none.edi', '--segments'], /none\.edi not found/],
      [['note.txt', '--segments'], /note\.txt can't be laid out: no interchange was found/],
      [['.', '--segments'], /is a directory/],
    ] as const) {
      const run = cli(['format', ...argv]);
      assert.equal(run.status, 2, argv.join(' '));
      assert.match(run.stderr, expected);
      assert.equal(run.stdout, '');
      noTrace(run);
    }
  });

  it('has help of its own', () => {
    assert.match(cli(['format', '--help']).stdout, /^Usage: claim-lens format/);
    assert.match(cli(['--help']).stdout, /^ {2}format FILE/m);
  });
});
