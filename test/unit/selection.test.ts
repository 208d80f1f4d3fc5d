import assert from 'node:assert/strict';
import { selectionsAt } from '../../server/src/service/features/selection';
import { open } from '../support/check';
import { X12_DOCUMENTS } from '../support/documents';
import { cursor } from '../support/marks';
import { Random } from '../support/random';
import { claim837, interchange, type LineOptions, remittance835 } from '../support/x12';

const x12 = { format: 'x12' } as const;

/** What is selected, the smallest first; long ones by their first and last segment. */
function selected(fixture: string, format: 'x12' | 'claim-text' = 'x12'): string[] {
  const { text, offset } = cursor(fixture);
  return selectionsAt(open(text, { format }), offset).map(({ start, end }) => {
    const segments = text.slice(start, end).split(/~\s*/).filter(Boolean);
    return segments.length > 1 ? `${/^\w+/.exec(segments[0]!)} … ${/^\w+/.exec(segments.at(-1)!)}` : segments[0]!;
  });
}

const claim = (line: LineOptions) => claim837({ id: 'A', lines: [line] });
const OUTER = ['CLM … DTP', 'HL … DTP', 'HL … DTP', 'ST … SE', 'GS … GE', 'ISA … IEA'];

describe('selection', () => {
  it('grows from the component to the interchange', () => {
    assert.deepEqual(selected(claim({ code: '07«»08T', modifiers: ['59'] })), [
      '0708T',
      'HC:0708T:59',
      'SV1*HC:0708T:59*100*UN*1***1',
      'LX … DTP',
      ...OUTER,
    ]);
  });

  it('has the loop of a party, of another payer and of its decision on the line', () => {
    const provider = claim({}).replace('INVENTED STREET', 'INVENTED «»STREET');
    assert.deepEqual(selected(provider).slice(1, 4), ['N3*1 INVENTED STREET', 'NM1 … REF', 'HL … DTP']);
    const other = ['SBR*S*18*******CI', 'OI***Y***Y', 'NM1*IL*1*A*B****MI*M1', 'N3*2 «»ST', 'NM1*PR*2*B*****PI*2'];
    const claims = (more: string[], judged = 'SVD*2*1*HC:99213**1') =>
      claim837({ more, lines: [{ more: [judged, 'DTP*573*D8*20250304'] }] });
    assert.deepEqual(selected(claims(other)).slice(1, 5), ['N3*2 ST', 'NM1 … N3', 'SBR … NM1', 'CLM … DTP']);
    assert.deepEqual(selected(claims([], 'SVD*2*«»1*HC:99213**1')).slice(1, 5), [
      'SVD*2*1*HC:99213**1',
      'SVD … DTP',
      'LX … DTP',
      'CLM … DTP',
    ]);
  });

  it('begins with the element where there are no components, and with the id', () => {
    assert.deepEqual(selected(claim({ charge: '1«»00' })).slice(0, 2), ['100', 'SV1*HC:99213*100*UN*1***1']);
    assert.deepEqual(selected(claim({}).replace('SV1', 'S«»V1')).slice(0, 2), ['SV1', 'SV1*HC:99213*100*UN*1***1']);
  });

  it('knows repetitions, and other separators than declared', () => {
    const repeated = interchange(['ST*271*0001', 'EB*1*IND*30^«»98*MC', 'SE*3*0001']);
    assert.deepEqual(selected(repeated).slice(0, 3), ['98', '30^98', 'EB*1*IND*30^98*MC']);
    const undeclared = claim837({ lines: [{ code: '99«»213' }] }, { delimiters: { component: '>' }, declared: ':' });
    assert.deepEqual(selected(undeclared).slice(0, 2), ['99213', 'HC>99213']);
  });

  it('takes an ISA by its elements', () => {
    const isa = interchange([]).replace('SENDER1', 'SEN«»DER1');
    assert.deepEqual(
      selected(isa).map((one) => one.slice(0, 10).trim()),
      ['SENDER1', 'ISA*00*', 'ISA … IEA'],
    );
  });

  it('has the claim outside of lines, and between segments what is around', () => {
    assert.deepEqual(selected(claim({}).replace('CLM*A', 'CLM*«»A')).slice(0, 3), [
      'A',
      'CLM*A*100***11:B:1*Y*A*Y*Y',
      OUTER[0],
    ]);
    assert.deepEqual(selected(remittance835(['CLP*A*1*1*1', 'SVC*HC:99213*1*«»1'])).slice(0, 4), [
      '1',
      'SVC*HC:99213*1*1',
      // The line, with its terminator.
      'SVC*HC:99213*1*1',
      'CLP … SVC',
    ]);
    assert.deepEqual(selected(`${claim({})}\n\n«»`), []);
  });

  it('grows from the code to the claim in claim text', () => {
    assert.deepEqual(selected('Claim: 1\n1. 99«»213 x2\n2. 99214\n', 'claim-text'), [
      '99213',
      '1. 99213 x2',
      'Claim: 1\n1. 99213 x2\n2. 99214',
    ]);
  });

  it('holds the offset and what it grew from, anywhere in anything', () => {
    const random = new Random(11);
    for (const text of Object.values(X12_DOCUMENTS)) {
      for (const part of [text, text.slice(0, random.below(text.length))]) {
        const checked = open(part, x12);
        for (let offset = 0; offset <= part.length; offset += 1 + random.below(7)) {
          let inner = { start: offset, end: offset };
          for (const span of selectionsAt(checked, offset)) {
            assert.ok(span.start <= inner.start && inner.end <= span.end && span.end <= part.length);
            inner = span;
          }
        }
      }
    }
  });
});
