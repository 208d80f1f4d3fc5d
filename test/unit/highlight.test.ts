import assert from 'node:assert/strict';
import { highlightsAt, MOST_HIGHLIGHTS } from '../../server/src/service/features/highlight';
import { open } from '../support/check';
import { X12_DOCUMENTS } from '../support/documents';
import { cursor, marked } from '../support/marks';
import { Random } from '../support/random';
import { claim837, transaction } from '../support/x12';

/** Highlighted are exactly the marked places, asked for at any of them; `near` of each. */
function checkHighlights(fixture: string, near: readonly boolean[], format: 'x12' | 'claim-text' = 'x12'): void {
  const { text, ranges } = marked(fixture);
  const checked = open(text, { format });
  const found = highlightsAt(checked, ranges[0]!.start);
  assert.deepEqual(
    found.map(({ start, end }) => ({ start, end })),
    ranges.map(({ start, end }) => ({ start, end })),
  );
  assert.deepEqual(
    found.map((one) => one.near),
    near,
  );
  for (const { start, end } of ranges) {
    for (const offset of [start, end]) assert.equal(highlightsAt(checked, offset).length, ranges.length);
  }
}

describe('highlights', () => {
  it('are the same code, first in its own claim', () => {
    const claims = claim837([
      { lines: [{ code: '«0708T»' }, { code: '0709T' }, { code: '«0708t»' }] },
      { lines: [{ code: '99213' }, { code: '«0708T»' }] },
    ]);
    checkHighlights(claims, [true, true, false]);
    checkHighlights('Claim: 1\n1. «99213»\n2. 99214\n\nClaim: 2\n1. «99213»\n', [true, false], 'claim-text');
  });

  it('are the same diagnosis, modifier or revenue code, each among its own kind', () => {
    const claims = claim837([
      { lines: [{ code: '99213', modifiers: ['25', '59'] }] },
      { lines: [{ code: '99214', modifiers: ['59', '25'] }, { modifiers: ['25'] }] },
    ]);
    const diagnosis = claims.replace(/HI\*ABK:(\w+)/g, 'HI*ABK:«$1»');
    assert.equal(diagnosis.split('«').length, 3);
    checkHighlights(diagnosis, [true, false]);
    checkHighlights(claims.replace(/(:)25\b/g, '$1«25»'), [true, false, false]);
    const hospital = claim837([{ lines: [{}, {}] }], { kind: 'I' });
    checkHighlights(hospital.replace(/SV2\*(\d+)/g, 'SV2*«$1»'), [true, true]);
    checkHighlights(
      'Claim: 1\nDX: «C43.59»\n1. 99213-25\n\nClaim: 2\nDX: «C4359»\n1. 99214-25\n',
      [true, false],
      'claim-text',
    );
  });

  it('are the same claim id', () => {
    const text = claim837([
      { id: '«A1»', lines: [{}] },
      { id: 'A10', lines: [{}] },
      { id: '«A1»', lines: [{}] },
    ]);
    checkHighlights(text, [true, false]);
  });

  it('are the two halves of a control number, same or not', () => {
    const text = claim837({ lines: [{}] });
    checkHighlights(
      text.replace('*000000001*0*T', '*«000000001»*0*T').replace('IEA*1*000000001', 'IEA*1*«000000001»'),
      [true, true],
    );
    checkHighlights(text.replace('*1200*1*X', '*1200*«1»*X').replace('GE*1*1', 'GE*1*«1»'), [true, true]);
    checkHighlights(text.replace('ST*837*0001', 'ST*837*«0001»').replace(/(SE\*\d+)\*0001/, '$1*«0009»'), [true, true]);
    checkHighlights(text.replace('ST*837*0001', 'ST*837*«0001»').replace(/SE\*[^~]*~\n/, ''), [true]);
  });

  it('are none elsewhere', () => {
    for (const [from, to] of [
      ['BHT*0019', 'BHT*«»0019'],
      ['*100*UN', '*1«»00*UN'],
      ['GE*1*', 'GE*«»1*'],
    ] as const) {
      const { text, offset } = cursor(claim837({ lines: [{}] }).replace(from, to));
      assert.deepEqual(highlightsAt(open(text, { format: 'x12' }), offset), []);
    }
  });

  it('have a bound, within which the own claim comes first', () => {
    const claims = Array.from({ length: MOST_HIGHLIGHTS + 50 }, () => [
      'CLM*A*1***11:B:1',
      'LX*1',
      'SV1*HC:99213*1*UN*1***1',
    ]);
    const text = transaction('837', claims.flat());
    const last = text.lastIndexOf('99213');
    const found = highlightsAt(open(text, { format: 'x12' }), last);
    assert.equal(found.length, MOST_HIGHLIGHTS);
    assert.ok(found.some(({ start, near }) => start === last && near));
  });

  it('lie in the text, anywhere in anything', () => {
    const random = new Random(13);
    for (const text of Object.values(X12_DOCUMENTS)) {
      for (const part of [text, text.slice(0, random.below(text.length))]) {
        const checked = open(part, { format: 'x12' });
        for (let offset = 0; offset <= part.length; offset += 1 + random.below(9)) {
          for (const { start, end } of highlightsAt(checked, offset))
            assert.ok(0 <= start && start < end && end <= part.length);
        }
      }
    }
  });
});
