import { deepEqual, equal, ok } from 'node:assert/strict';
import { CheckedText } from '../../server/src/service/checkedText';
import { x12 } from '../../server/src/service/formats/x12';
import { replaceItems } from '../../server/src/service/model/list';
import { PieceText } from '../../server/src/service/model/text';
import { serviceFor } from '../support/check';
import { X12_DOCUMENTS } from '../support/documents';
import { changed, randomChange } from '../support/edits';
import { Random } from '../support/random';
import { snapshot } from '../support/snapshot';

describe('a text in pieces', () => {
  it('is the text, and so is every part of it, edit after edit', () => {
    const random = new Random(1);
    for (const usual of [1, 4, 64, 32_768]) {
      let text = X12_DOCUMENTS.professional!;
      let pieces = PieceText.of(text, usual);
      for (let edit = 0; edit < 500; edit++) {
        const change = randomChange(text, random);
        text = changed(text, change);
        pieces = pieces.replace(change.start, change.end, change.text);
        equal(pieces.length, text.length);
        for (let part = 0; part < 5; part++) {
          const [start, end] = [random.below(text.length + 2), random.below(text.length + 2)];
          equal(pieces.slice(start, end), text.slice(start, end));
          equal(pieces.slice(start), text.slice(start));
        }
        equal(pieces.slice(-3), text.slice(-3));
        // The whole is asked for now and then only: parts come from pieces between.
        if (edit % 7 === 0) equal(String(pieces), text);
        if (text.length > 20_000) {
          text = text.slice(0, 2000);
          pieces = pieces.replace(2000, pieces.length, '');
        }
      }
      equal(String(pieces), text);
    }
  });

  it('an edit leaves the text that it was made in as it is', () => {
    const before = PieceText.of('abcdefgh', 2);
    const after = before.replace(3, 5, 'XYZ');
    equal(String(before), 'abcdefgh');
    equal(String(after), 'abcXYZfgh');
    equal(String(before.replace(0, 8, '')), '');
    equal(String(before.replace(0, 8, '').replace(0, 0, 'x')), 'x');
  });
});

describe('items of a list', () => {
  it('are replaced in the list itself, by fewer or more', () => {
    const items = (count: number) => Array.from({ length: count }, (_, index) => `new ${index}`);
    for (const count of [0, 1, 2, 7]) {
      for (const put of [0, 1, 2, 5, 3000]) {
        for (const at of [0, 3, 7 - count]) {
          if (at + count > 7) continue;
          const list = [1, 2, 3, 4, 5, 6, 7].map(String);
          const expected = [...list.slice(0, at), ...items(put), ...list.slice(at + count)];
          replaceItems(list, at, count, items(put));
          deepEqual(list, expected);
        }
      }
    }
  });
});

describe('an x12 text in pieces', () => {
  const context = serviceFor().contextFor({});

  it('gives after every edit what the whole gives', () => {
    const random = new Random(2);
    // Long enough that an edit looks at a part of it.
    const long = (name: string, times: number) => X12_DOCUMENTS[name]!.repeat(times);
    for (const start of [long('professional', 30), long('remittance', 30), X12_DOCUMENTS.professional!]) {
      let text = start;
      let checked = new CheckedText(x12, PieceText.of(text, 512), context);
      let pieces = PieceText.of(text, 512);
      for (let edit = 0; edit < 120; edit++) {
        const change = randomChange(text, random);
        text = changed(text, change);
        pieces = pieces.replace(change.start, change.end, change.text);
        checked.change([{ change, text: pieces }]);
        equal(checked.text, text);
        const fresh = new CheckedText(x12, text, context);
        const what = `edit ${edit}: ${JSON.stringify(change)}`;
        equal(JSON.stringify(snapshot(checked)), JSON.stringify(snapshot(fresh)), what);
        equal(checked.lineCount, fresh.document.claims.flatMap(({ lines }) => lines).length, what);
        const at = Math.min(text.length, change.start + random.below(200));
        const slots = [x12.slotAt(checked.document, pieces, at), x12.slotAt(fresh.document, text, at)];
        equal(JSON.stringify(slots[0]), JSON.stringify(slots[1]), what);
        if (edit % 20 === 19) {
          text = start;
          pieces = PieceText.of(text, 512);
          checked = new CheckedText(x12, pieces, context);
        }
      }
    }
  });

  it('is looked at near the edit only', () => {
    const text = X12_DOCUMENTS.professional!.repeat(200);
    const checked = new CheckedText(x12, text, context);
    const at = text.indexOf('CLM*', text.length >> 1) + 5;
    const after = PieceText.of(text).replace(at, at, 'X');
    let seen = 0;
    const watched = {
      length: after.length,
      slice: (start: number, end: number = after.length) => {
        seen += end - start;
        return after.slice(start, end);
      },
      toString: (): string => {
        throw new Error('the whole text was asked for');
      },
    };
    checked.change([{ change: { start: at, end: at, text: 'X' }, text: watched }]);
    serviceFor().hover(checked, at);
    serviceFor().complete(checked, at);
    serviceFor().semanticTokens(checked, at - 1000, at + 1000);
    ok(seen > 0 && seen < text.length / 4, `${seen} of ${text.length}`);
  });
});
