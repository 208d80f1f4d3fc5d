import assert from 'node:assert/strict';
import fc from 'fast-check';
import { layoutX12 } from '../../server/src/service/formats/x12/layout';
import { inLayoutOf, segmentedView } from '../../server/src/service/formats/x12/segmentedView';
import { claim837, type FileOptions } from '../support/x12';

const LINES = [{ code: '0708T' }, { code: '0709T', units: 2 }];
const ONE = claim837({ lines: LINES }, { eol: '' });

function shown(text: string): string {
  const view = segmentedView(text);
  return 'text' in view ? view.text : assert.fail(view.refused);
}

function saved(original: string, edited: string): string {
  const layout = inLayoutOf(original, edited);
  return 'text' in layout ? layout.text : assert.fail(layout.refused);
}

function refusal(original: string, edited: string): { readonly refused: string; readonly at?: number } {
  const layout = inLayoutOf(original, edited);
  return 'refused' in layout ? layout : assert.fail('it was not refused');
}

function wrapped(text: string, width: number, eol: string): string {
  const layout = layoutX12(text, { lines: { width }, eol });
  return 'text' in layout ? layout.text : assert.fail(layout.refused);
}

/** Cut at every `width` characters, wherever that is. */
function cut(text: string, width: number, eol: string): string {
  return text.replace(new RegExp(`.{${width}}(?=.)`, 'gs'), `$&${eol}`);
}

describe('the segmented view', () => {
  it('has one segment a line', () => {
    const view = shown(ONE);
    assert.equal(view.replaceAll('~\n', '~'), ONE);
    for (const line of view.split('\n')) assert.match(line, /^[A-Z][A-Z0-9]{1,2}\*[^~]*~$/);
  });

  it('gives a one-line file its one line back, with what was edited', () => {
    const view = shown(ONE);
    assert.equal(saved(ONE, view), ONE);
    const edited = view.replace('0709T', '0708T').replace(/^LX\*2~\n/m, 'LX*2~\n  NTE*ADD*SEEN TWICE~\n');
    assert.equal(saved(ONE, edited), ONE.replace('0709T', '0708T').replace('LX*2~', 'LX*2~NTE*ADD*SEEN TWICE~'));
    const without = view.replace(/^LX\*2~\n.*\n/m, '');
    assert.equal(saved(ONE, without), ONE.replace(/LX\*2~[^~]*~/, ''));
  });

  it('takes whatever line ends the editor writes, and a blank line at the end for none', () => {
    const view = shown(ONE);
    assert.equal(saved(ONE, view.replaceAll('\n', '\r\n')), ONE);
    assert.equal(saved(ONE, `${view}\n\n`), ONE);
    assert.equal(saved(`${ONE}\r\n`, view), `${ONE}\r\n`);
  });

  it('breaks lines of a width anew, cut with care or without', () => {
    for (const wrap of [wrapped, cut]) {
      for (const eol of ['\n', '\r\n']) {
        const original = wrap(ONE, 80, eol);
        const view = shown(original);
        assert.equal(view, shown(ONE));
        assert.equal(saved(original, view), original);
        const change = (text: string) => text.replace('TESTPERSON', 'TESTPERSONNEL').replace('0709T', '99213');
        assert.equal(saved(original, change(view)), wrap(change(ONE), 80, eol));
      }
    }
  });

  it('leaves every unchanged gap of an uneven file as it is, and sets new segments apart as most are', () => {
    const original = ONE.replaceAll('~', '~\r\n').replace('~\r\nLX*2', '~LX*2').replace('~\r\nSE*', '~\r\n\r\nSE*');
    const view = shown(original);
    assert.equal(saved(original, view), original);
    const edited = view.replace('LX*2~\n', 'LX*2~\nREF*6R*TEST~\n');
    assert.equal(saved(original, edited), original.replace('LX*2~\r\n', 'LX*2~\r\nREF*6R*TEST~\r\n'));
  });

  it('keeps text between and around interchanges', () => {
    const original = `from the clearinghouse\n${ONE}\nsecond file\n${ONE}\n-- end`;
    const view = shown(original);
    assert.match(view, /~\nsecond file\nISA/);
    const edited = view.replace('0709T', '99213');
    assert.equal(saved(original, edited), original.replace('0709T', '99213'));
  });

  it('does not write a segment without its terminator, and says where', () => {
    const view = shown(ONE);
    const edited = view.replace('LX*2~\n', 'LX*2\n');
    const { refused, at } = refusal(ONE, edited);
    assert.match(refused, /terminator is missing/);
    assert.equal(at, edited.indexOf('LX*2'));
    assert.match(refusal(ONE, '').refused, /no interchange is left/);
    assert.match(refusal(ONE, 'a note').refused, /no interchange is left/);
  });

  it('keeps line ends that are data', () => {
    const original = ONE.replace('TEST CLINIC', 'TEST\nCLINIC');
    const view = shown(original);
    assert.equal(saved(original, view), original);
    assert.equal(saved(original, view.replace('0709T', '99213')), original.replace('0709T', '99213'));
  });

  it('is refused where the layout could not be given back', () => {
    const view = (text: string) => segmentedView(text);
    for (const text of ['', 'no claim\n', '\u0000\u0001', 'ISA*00*']) assert.ok('refused' in view(text), text);
    // Returns end the segments: an editor would turn them into line feeds.
    assert.ok('refused' in view(ONE.replaceAll('~', '\r')));
  });

  it('any file, unchanged or with one segment changed, is the same but for that', () => {
    const file = fc.record({
      kind: fc.constantFrom<FileOptions['kind']>('P', 'I', 'D'),
      eol: fc.constantFrom('', '\n', '\r\n'),
      delimiters: fc.constantFrom({}, { element: '|', component: '>', segment: '!' }, { segment: '\x1c' }),
      lines: fc.array(fc.constantFrom('0708T', '99213', 'J1885'), { minLength: 1, maxLength: 5 }),
      width: fc.option(fc.integer({ min: 60, max: 120 })),
    });
    fc.assert(
      fc.property(file, ({ lines, width, ...options }) => {
        const plain = claim837({ lines: lines.map((code) => ({ code })) }, width ? { ...options, eol: '' } : options);
        const original = width ? wrapped(plain, width, '\r\n') : plain;
        const view = segmentedView(original);
        // A text that is broken only once tells no width.
        if ('refused' in view) return assert.ok(width, view.refused);
        assert.equal(saved(original, view.text), original);
        const change = (text: string) => text.replace('TESTPERSON', 'TESTPERSONNEL');
        const changed = width ? wrapped(change(plain), width, '\r\n') : change(plain);
        assert.notEqual(changed, original);
        assert.equal(saved(original, change(view.text)), changed);
      }),
      { numRuns: 200 },
    );
  });
});
