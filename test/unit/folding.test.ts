import assert from 'node:assert/strict';
import { foldedSpans } from '../../server/src/service/features/folding';
import { open } from '../support/check';
import { X12_DOCUMENTS } from '../support/documents';
import { Random } from '../support/random';
import { claim837, interchange, remittance835 } from '../support/x12';

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
    'NM1 … PER',
    'HL … DTP',
    'NM1 … REF',
    'HL … DTP',
    'NM1 … DMG',
    'CLM … DTP',
    'LX … DTP',
    'LX … DTP',
    'HL … DTP',
    'NM1 … REF',
    'HL … DTP',
    'NM1 … DMG',
    'HL … DTP',
    'NM1 … DMG',
    'CLM … DTP',
    'LX … DTP',
  ];

  it('goes by interchange, group, transaction, level, claim, line, and the loops in these', () => {
    assert.deepEqual(folded(text), ALL);
    assert.deepEqual(folded(remittance835(['LX*1', 'CLP*A*1*1*1', 'SVC*HC:99213*1*1', 'DTM*472*20250304', 'PLB*1'])), [
      'ISA … IEA',
      'GS … GE',
      'ST … SE',
      'CLP … DTM',
      'SVC … DTM',
    ]);
  });

  it('has another payer with its parties, and the benefits of a 271 with what they name', () => {
    const other = [
      'SBR*S*18*******CI',
      'OI***Y***Y',
      'NM1*IL*1*A*B****MI*M1',
      'N3*1 ST',
      'NM1*PR*2*B*****PI*2',
      'N3*1 ST',
    ];
    const claims = claim837({ more: other, lines: [{ more: ['SVD*2*1*HC:99213**1', 'DTP*573*D8*20250304'] }] });
    assert.deepEqual(folded(claims).slice(-6), [
      'CLM … DTP',
      'SBR … N3',
      'NM1 … N3',
      'NM1 … N3',
      'LX … DTP',
      'SVD … DTP',
    ]);
    const benefits = [
      'HL*1**20*0',
      'NM1*PR*2*B*****PI*2',
      'EB*1',
      'MSG*A',
      'LS*2120',
      'NM1*P3*1*A',
      'N3*1 ST',
      'LE*2120',
    ];
    const found = folded(interchange(['ST*271*0001', ...benefits, 'EB*C', 'MSG*B', 'SE*11*0001']));
    assert.deepEqual(found.slice(3), ['HL … MSG', 'NM1 … MSG', 'EB … LE', 'NM1 … N3', 'EB … MSG']);
  });

  it('leaves the inner ones out where there are too many', () => {
    assert.deepEqual(folded(text, ALL.length), ALL);
    assert.deepEqual(
      folded(text, ALL.length - 1),
      ALL.filter((one) => !one.startsWith('NM1')),
    );
    assert.deepEqual(folded(text, 8), [
      'ISA … IEA',
      'GS … GE',
      'ST … SE',
      'HL … DTP',
      'HL … DTP',
      'HL … DTP',
      'HL … DTP',
    ]);
    // With lines left out, no loop of less weight takes their place.
    const long = claim837({ lines: Array.from({ length: 20 }, () => ({})) });
    assert.deepEqual(folded(long, 20), ['ISA … IEA', 'GS … GE', 'ST … SE', 'HL … DTP', 'HL … DTP', 'CLM … DTP']);
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
