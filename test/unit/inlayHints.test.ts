import { deepEqual, equal, ok } from 'node:assert/strict';
import { elementNames } from '../../server/src/service/features/inlayHints';
import { DEFAULT_SETTINGS, parseSettings } from '../../server/src/service/settings';
import { open } from '../support/check';
import { X12_DOCUMENTS } from '../support/documents';
import { claim837 } from '../support/x12';

describe('inlay hints', () => {
  const text = claim837({ id: 'A1', lines: [{}] });

  it('the names of the elements that have a value, before it', () => {
    const start = text.indexOf('HL*1');
    const hints = elementNames(open(text, { format: 'x12' }), start, start + 'HL*1**20*1'.length);
    deepEqual(
      hints.map(({ offset, label }) => `${label} ${text.slice(offset, offset + 2)}`),
      ['Hierarchical ID Number: 1*', 'Hierarchical Level Code: 20', 'Hierarchical Child Code: 1~'],
    );
  });

  it('only in the range, and never without end', () => {
    const checked = open(text, { format: 'x12' });
    const start = text.indexOf('CLM*');
    ok(elementNames(checked, start, start + 10).every(({ offset }) => offset >= start && offset <= start + 10));
    equal(elementNames(checked, start, start).length, 0);
    const long = claim837({ lines: Array.from({ length: 400 }, () => ({})) }, { eol: '' });
    equal(elementNames(open(long, { format: 'x12' }), 0, long.length).length, 2000);
  });

  it('none in other formats; on any text and prefix', () => {
    deepEqual(elementNames(open('DOS: 2025-03-04\n99213 x1'), 0, 30), []);
    for (const one of Object.values(X12_DOCUMENTS)) {
      for (let end = 0; end <= one.length; end += 83) {
        elementNames(open(one.slice(0, end), { format: 'x12' }), 0, end);
      }
    }
  });

  it('are off unless the user asks for them', () => {
    equal(DEFAULT_SETTINGS.inlayHints.elementNames, false);
    equal(parseSettings({ inlayHints: { elementNames: true } }).inlayHints.elementNames, true);
    for (const inlayHints of [null, 1, [], { elementNames: 'yes' }]) {
      equal(parseSettings({ inlayHints }).inlayHints.elementNames, false);
    }
  });
});
