import assert from 'node:assert/strict';
import { foldedSpans } from '../../server/src/service/features/folding';
import { open } from '../support/check';
import { X12_DOCUMENTS } from '../support/documents';
import { Random } from '../support/random';
import { claim837, remittance835 } from '../support/x12';

const x12 = { format: 'x12' } as const;

/** `first segment id … last segment id` of each. */
function folded(text: string, limit?: number): string[] {
  return foldedSpans(open(text, x12), limit).map(({ start, end }) => {
    const segments = text.slice(start, end).split(/~\s*/);
    assert.equal(segments.pop(), '', 'ends behind a terminator');
    return `${/^\w+/.exec(segments[0]!)} … ${/^\w+/.exec(segments.at(-1)!)}`;
  });
}

describe('folding', () => {
  const text = claim837([{ lines: [{}, {}] }, { dependent: {}, lines: [{}] }]);
  const ALL = [
    'ISA … IEA',
    'GS … GE',
    'ST … SE',
    'HL … DTP',
    'HL … DTP',
    'CLM … DTP',
    'LX … DTP',
    'LX … DTP',
    'HL … DTP',
    'HL … DTP',
    'HL … DTP',
    'CLM … DTP',
    'LX … DTP',
  ];

  it('goes by interchange, group, transaction, level, claim and line', () => {
    assert.deepEqual(folded(text), ALL);
    assert.deepEqual(folded(remittance835(['LX*1', 'CLP*A*1*1*1', 'SVC*HC:99213*1*1', 'DTM*472*20250304', 'PLB*1'])), [
      'ISA … IEA',
      'GS … GE',
      'ST … SE',
      'CLP … DTM',
      'SVC … DTM',
    ]);
  });

  it('leaves the inner ones out where there are too many', () => {
    assert.deepEqual(folded(text, ALL.length), ALL);
    assert.deepEqual(folded(text, 8), [
      'ISA … IEA',
      'GS … GE',
      'ST … SE',
      'HL … DTP',
      'HL … DTP',
      'HL … DTP',
      'HL … DTP',
    ]);
    assert.deepEqual(folded(text, 3), ['ISA … IEA', 'GS … GE', 'ST … SE']);
    assert.deepEqual(folded(text, 0), []);
  });

  it('goes by claim in claim text', () => {
    const claims = 'Claim: 1\n1. 99213\n\nClaim: 2\n1. 99214\n2. 99215\n\n';
    const spans = foldedSpans(open(claims));
    assert.deepEqual(
      spans.map(({ start, end }) => claims.slice(start, end)),
      ['Claim: 1\n1. 99213', 'Claim: 2\n1. 99214\n2. 99215'],
    );
  });

  it('bears every prefix; one lies in the other or behind it', () => {
    const random = new Random(5);
    for (const whole of Object.values(X12_DOCUMENTS)) {
      for (let end = 0; end < whole.length; end += 1 + random.below(200)) {
        const part = whole.slice(0, end);
        const open_: { start: number; end: number }[] = [];
        let last = 0;
        for (const span of foldedSpans(open(part, x12))) {
          assert.ok(span.start >= last && span.end >= span.start && span.end <= part.length);
          while (open_.length && open_.at(-1)!.end <= span.start) open_.pop();
          const outer = open_.at(-1);
          assert.ok(!outer || span.end <= outer.end);
          open_.push(span);
          last = span.start;
        }
      }
    }
  });
});
