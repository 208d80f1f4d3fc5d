import { deepEqual, equal, match, ok } from 'node:assert/strict';
import type { PlacedFinding } from '../../server/src/service/checkedText';
import { open, replaced, serviceFor } from '../support/check';
import { claim837 } from '../support/x12';

function of(rule: string, text: string): PlacedFinding[] {
  return open(text)
    .findings()
    .filter(({ finding }) => finding.rule === rule);
}

const FIFTY = `DOS: 2025-03-04\n${Array.from({ length: 50 }, (_, i) => `9921${2 + (i % 2)}-TC`).join('\n')}`;

describe('grouping of findings', () => {
  it('fifty lines of one wrong modifier are fifty places and one explanation', () => {
    const found = of('invalid-component-modifier', FIFTY);
    equal(found.length, 50);
    const [first, ...others] = found.map(({ finding }) => finding);
    equal(first!.first, undefined);
    equal(first!.repeats?.length, 49);
    for (const one of others) {
      equal(one.first, first);
      equal(one.repeats, undefined);
      // In short what is wrong with this place; why and what to do stands at the first.
      match(one.brief!, new RegExp(`^Modifier TC .* cannot apply to ${one.code}`));
      ok(one.brief!.length < one.message.length && !/would be denied/.test(one.brief!), one.brief);
    }
    deepEqual(
      first!.repeats,
      others.map(({ span }) => span),
    );
  });

  it('claims are explained one by one', () => {
    const lines = [{ code: '99213', modifiers: ['TC'] }];
    const found = of('invalid-component-modifier', claim837([{ lines }, { lines }]));
    equal(found.length, 2);
    for (const { finding } of found) equal(finding.first ?? finding.repeats, undefined);
  });

  it('another cause of the same rule is another explanation', () => {
    // 99213 has PC/TC 0, 93010 has 2.
    const found = of('invalid-component-modifier', 'DOS: 2025-03-04\n99213-TC\n93010-TC\n99212-TC');
    deepEqual(
      found.map(({ finding }) => [finding.repeats?.length ?? 0, finding.first !== undefined]),
      [
        [1, false],
        [0, false],
        [0, true],
      ],
    );
  });

  it('the first in the text explains, also where a rule finds it later', () => {
    const found = of('excess-units', 'DOS: 2025-03-04\n0708T x2 2025-03-06\n0708T x2 2025-03-05');
    equal(found.length, 2);
    equal(found[1]!.finding.first, found[0]!.finding);
  });

  it('each place may differ in its numbers', () => {
    const found = of('excess-units', '0708T x2 2025-03-05\n0708T x3 2025-03-06');
    match(found[1]!.finding.brief!, /^3 units of 0708T on 2025-03-06; the limit is 1 a day/);
  });

  it('of the worst few findings each cause comes before the further places of another', () => {
    const text = `${FIFTY}\n0709T`;
    const found = open(text).findings(2);
    deepEqual(found.map(({ finding }) => finding.rule).sort(), ['invalid-component-modifier', 'missing-primary-code']);
  });

  it('one fix cures all places', () => {
    for (const text of [
      'DOS: 2025-03-04\n99213-TC x1\n99212-25-TC x1\n71046 x1\n99214-TC x1',
      claim837({
        lines: [
          { code: '99213', modifiers: ['TC'] },
          { code: '99212', modifiers: ['25', 'TC'] },
          { code: '71046' },
          { code: '99214', modifiers: ['TC'] },
        ],
      }),
    ]) {
      const checked = open(text);
      const [first] = of('invalid-component-modifier', text);
      const offers = serviceFor().fixes(checked, first!.span.start, first!.span.end);
      const all = offers.find(({ title }) => title === 'Remove modifier TC (all 3 places)');
      ok(all, offers.map(({ title }) => title).join(', '));
      equal(all.preferred, false);
      const fixed = replaced(text, all.edits);
      equal(of('invalid-component-modifier', fixed).length, 0);
      ok(!fixed.includes('TC'), fixed);
      match(fixed, /71046/);
    }
  });
});
