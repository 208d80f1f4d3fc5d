import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { applyEdits, spliceText } from '../../server/src/edits';
import { spliceText as spliceLargeText } from '../../server/src/node/largeText';
import { LineStarts } from '../../server/src/positions';

const LINES = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '~', 'é', '\u{1F600}'), maxLength: 60 });

const EDIT = fc.record({ start: fc.nat(60), length: fc.nat(8), text: LINES });

describe('edits of an open document', () => {
  it('give the text and the lines that reading it afresh gives', () => {
    fc.assert(
      fc.property(LINES, fc.array(EDIT, { maxLength: 12 }), (text, edits) => {
        let lines = new LineStarts(text);
        for (const { start, length, text: inserted } of edits) {
          const range = lines.range(Math.min(start, text.length), Math.min(start + length, text.length));
          const expected = replaced(text, lines, range, inserted);
          ({ text, lines } = applyEdits(text, lines, [{ range, text: inserted }], spliceText));
          assert.equal(text, expected);
          assertLines(lines, text);
        }
      }),
    );
  });

  it('are the same taken one by one or as one', () => {
    fc.assert(
      fc.property(
        LINES,
        fc.uniqueArray(fc.nat(60), { minLength: 9, maxLength: 20 }),
        LINES,
        (text, places, inserted) => {
          const lines = new LineStarts(text);
          const changes = places
            .map((place) => Math.min(place, text.length))
            .sort((a, b) => b - a)
            .map((place) => ({ range: lines.range(place, place), text: inserted }));
          const together = applyEdits(text, new LineStarts(text), changes, spliceText);
          let one = { text, lines };
          for (const change of changes) one = applyEdits(one.text, one.lines, [change], spliceText);
          assert.equal(together.text, one.text);
          assertLines(together.lines, together.text);
        },
      ),
    );
  });

  it('of a thousand cursors are taken as one', () => {
    const text = 'SV1*HC:99213\n'.repeat(1000);
    const changes = Array.from({ length: 1000 }, (_, i) => {
      const line = 999 - i;
      return { range: { start: { line, character: 7 }, end: { line, character: 12 } }, text: '99214' };
    });
    const edited = applyEdits(text, new LineStarts(text), changes, spliceText);
    assert.equal(edited.text, text.replaceAll('99213', '99214'));
    assert.equal(edited.steps.length, 1);
  });

  it('may be in any order, each relative to the one before', () => {
    const at = (line: number, character: number) => ({ start: { line, character }, end: { line, character } });
    const changes = [...'abcdefghij'].map((text, character) => ({ range: at(0, character), text }));
    assert.equal(applyEdits('', new LineStarts(''), changes, spliceText).text, 'abcdefghij');
    const whole = [{ text: 'new\ntext' }, { range: at(1, 4), text: '!' }];
    assert.equal(applyEdits('old', new LineStarts('old'), whole, spliceText).text, 'new\ntext!');
  });
});

describe('positions', () => {
  it('are kept within the text and its lines', () => {
    const text = 'ab\r\ncd\n\re';
    const lines = new LineStarts(text);
    assert.equal(lines.lineCount, 4);
    assert.equal(lines.offsetAt({ line: 0, character: 99 }, text), 2);
    assert.equal(lines.offsetAt({ line: 1, character: 99 }, text), 6);
    assert.equal(lines.offsetAt({ line: 99, character: 0 }, text), text.length);
    assert.deepEqual(lines.positionAt(99), { line: 3, character: 1 });
    assert.deepEqual(lines.positionAt(-1), { line: 0, character: 0 });
  });
});

describe('splices of large texts in Node', () => {
  it('equal those of small ones', () => {
    let text = 'SV1*HC:99213*100*UN*1***1~\n'.repeat(50_000);
    const other = 'é'.repeat(1_200_000);
    for (let i = 0; i < 40; i++) {
      const start = (i * 7919) % text.length;
      const change = { start, end: start + (i % 3), text: ['', 'x', 'é', '€', 'long '.repeat(300_000)][i % 5]! };
      const expected = spliceText(text, change);
      assert.ok(spliceLargeText(text, change) === expected);
      // Another document in between, and an edit that is undone.
      assert.ok(spliceLargeText(other, change) === spliceText(other, change));
      assert.ok(spliceLargeText(text, change) === expected);
      if (i % 5 < 3) text = expected;
    }
  });
});

function replaced(text: string, lines: LineStarts, range: ReturnType<LineStarts['range']>, inserted: string): string {
  const start = lines.offsetAt(range.start, text);
  return text.slice(0, start) + inserted + text.slice(Math.max(start, lines.offsetAt(range.end, text)));
}

function assertLines(lines: LineStarts, text: string): void {
  const fresh = new LineStarts(text);
  assert.equal(lines.lineCount, fresh.lineCount);
  assert.equal(lines.lineCount, text.split(/\r\n|\r|\n/).length);
  for (let i = 0; i <= text.length; i++) assert.deepEqual(lines.positionAt(i), fresh.positionAt(i));
}
