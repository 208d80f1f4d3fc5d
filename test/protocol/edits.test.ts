import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { applyEdits } from '../../server/src/edits';
import { LineStarts } from '../../server/src/positions';
import { PieceText } from '../../server/src/service';

const LINES = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '~', 'é', '\u{1F600}'), maxLength: 60 });

const EDIT = fc.record({ start: fc.nat(60), length: fc.nat(8), text: LINES });

/** Pieces of a few characters: lines, CRLF and surrogate pairs lie across them. */
const PIECE = 4;

describe('edits of an open document', () => {
  it('give the text and the lines that reading it afresh gives', () => {
    fc.assert(
      fc.property(LINES, fc.array(EDIT, { maxLength: 12 }), (initial, edits) => {
        let text = PieceText.of(initial, PIECE);
        let lines = new LineStarts(initial);
        for (const { start, length, text: inserted } of edits) {
          const before = String(text);
          const range = lines.range(Math.min(start, text.length), Math.min(start + length, text.length));
          const expected = replaced(before, lines, range, inserted);
          ({ text, lines } = applyEdits(text, lines, [{ range, text: inserted }]));
          assert.equal(String(text), expected);
          assertLines(lines, expected);
        }
      }),
    );
  });

  it("give what the protocol's own text document gives, wherever the places lie", () => {
    const place = fc.record({ line: fc.nat(12), character: fc.nat(12) });
    const change = fc.record({ one: place, other: place, text: LINES });
    const notification = fc.array(change, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(LINES, fc.array(notification, { maxLength: 6 }), (initial, notifications) => {
        const expected = TextDocument.create('file:///a', 'x12', 1, initial);
        let text = PieceText.of(initial, PIECE);
        let lines = new LineStarts(initial);
        for (const [index, all] of notifications.entries()) {
          const changes = all.map(({ one, other, text: inserted }) => {
            // A line that is not there has no place in it; a character beyond the end of its line does.
            const [start, end] = [one, other]
              .map(({ line, character }) => ({ line: Math.min(line, expected.lineCount - 1), character }))
              .sort((a, b) => a.line - b.line || a.character - b.character);
            const made = { range: { start: start!, end: end! }, text: inserted };
            TextDocument.update(expected, [made], index + 2);
            return made;
          });
          ({ text, lines } = applyEdits(text, lines, changes));
          assert.equal(String(text), expected.getText());
          assertLines(lines, expected.getText());
        }
      }),
      { numRuns: 1000 },
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
          const together = applyEdits(PieceText.of(text, PIECE), new LineStarts(text), changes);
          let one = { text: PieceText.of(text, PIECE), lines };
          for (const change of changes) one = applyEdits(one.text, one.lines, [change]);
          assert.equal(String(together.text), String(one.text));
          assertLines(together.lines, String(together.text));
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
    const edited = applyEdits(PieceText.of(text), new LineStarts(text), changes);
    assert.equal(String(edited.text), text.replaceAll('99213', '99214'));
    assert.equal(edited.steps.length, 1);
  });

  it('may be in any order, each relative to the one before', () => {
    const at = (line: number, character: number) => ({ start: { line, character }, end: { line, character } });
    const changes = [...'abcdefghij'].map((text, character) => ({ range: at(0, character), text }));
    assert.equal(String(applyEdits(PieceText.of(''), new LineStarts(''), changes).text), 'abcdefghij');
    const whole = [{ text: 'new\ntext' }, { range: at(1, 4), text: '!' }];
    assert.equal(String(applyEdits(PieceText.of('old'), new LineStarts('old'), whole).text), 'new\ntext!');
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
