import { deepEqual, equal, match } from 'node:assert/strict';
import { claimLenses } from '../../server/src/service/features/codeLens';
import { DEFAULT_SETTINGS, parseSettings } from '../../server/src/service/settings';
import { open } from '../support/check';
import { samples, X12_DOCUMENTS } from '../support/documents';
import { claim837 } from '../support/x12';

describe('code lens', () => {
  it('total, lines and findings of each claim, at its id', () => {
    const text = claim837([
      { id: 'GOOD', lines: [{}, {}] },
      { id: 'BAD', lines: [{ code: '0709T' }] },
    ]);
    const checked = open(text, { format: 'x12' });
    const [good, bad] = claimLenses(checked);
    equal(text.slice(good!.span.start, good!.span.end), 'GOOD');
    match(good!.title, /^\d+\.00 · 2 lines · /);
    equal(text.slice(bad!.span.start, bad!.span.end), 'BAD');
    const count = checked.findingsOf(checked.document.claims[1]!).length;
    match(bad!.title, new RegExp(`^\\d+\\.00 · 1 line · ${count} findings?`));
  });

  it('counts errors', () => {
    const text = claim837({ lines: [{ code: '708T' }] });
    const checked = open(text, { format: 'x12', settings: { rules: { 'malformed-code': 'error' } } });
    match(claimLenses(checked)[0]!.title, /1 error$/);
  });

  it('of claim text: what its lines come to', () => {
    const [lens] = claimLenses(open('Claim: T-1\nDOS: 2025-03-04\n1. 99213 x1 $1,100.50\n2. 36415 x1 $20.00\n'));
    match(lens!.title, /^1,120\.50 · 2 lines/);
    match(claimLenses(open('DOS: 2025-03-04\n99213 x1'))[0]!.title, /^no total · 1 line/);
  });

  it('on any text and prefix', () => {
    for (const text of Object.values({ ...samples(), ...X12_DOCUMENTS })) {
      for (let end = 0; end <= text.length; end += 131) {
        for (const { span } of claimLenses(open(text.slice(0, end)))) {
          equal(span.start >= 0 && span.end <= end, true);
        }
      }
    }
  });

  it('is off unless the user asks for it', () => {
    equal(DEFAULT_SETTINGS.codeLens, false);
    equal(parseSettings({ codeLens: true }).codeLens, true);
    deepEqual(
      [1, 'yes', null].map((codeLens) => parseSettings({ codeLens }).codeLens),
      [false, false, false],
    );
  });
});
