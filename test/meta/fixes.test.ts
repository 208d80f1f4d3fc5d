import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { CheckedText } from '../../server/src/service/checkedText';
import { CATALOGUE } from '../../server/src/service/index';
import { open, replaced, serviceFor } from '../support/check';
import { BAD, type BadExample, differences, FIXED_ELSEWHERE, readingOf, WITHOUT_FIX } from '../support/fixable';

function offersFor(checked: CheckedText, { rule, span }: BadExample) {
  return serviceFor()
    .fixes(checked, span.start, span.end)
    .filter(({ finding }) => finding.finding.rule === rule);
}

/** How many errors each rule has. */
function errorsOf(checked: CheckedText): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { finding } of checked.findings()) {
    if (finding.severity === 'error') counts.set(finding.rule, (counts.get(finding.rule) ?? 0) + 1);
  }
  return counts;
}

describe('fixes of every rule', () => {
  const fixed = new Set<string>();

  for (const example of BAD) {
    const checked = open(example.text);
    for (const offer of offersFor(checked, example)) {
      fixed.add(example.rule);
      it(`${example.name}: ${offer.title}`, () => {
        const text = replaced(example.text, offer.edits);
        const after = open(text);
        deepEqual(
          after.findings().filter(({ finding }) => finding.rule === example.rule),
          [],
          `is still there in\n${text}`,
        );
        const before = errorsOf(checked);
        for (const [rule, count] of errorsOf(after)) ok(count <= (before.get(rule) ?? 0), `${rule} is new in\n${text}`);
        const changed = differences(readingOf(checked.document.claims), readingOf(after.document.claims));
        ok(changed.length <= 1, `changes ${changed.join(', ')} in\n${text}`);
        ok(!changed.includes('lines') && !changed.includes('claims'), changed.join());
      });
    }
  }

  it('each rule has one, or a reason why not', () => {
    const known = new Set([...Object.keys(WITHOUT_FIX), ...FIXED_ELSEWHERE]);
    for (const { id } of CATALOGUE) {
      equal(known.has(id), !fixed.has(id), `${id}: ${fixed.has(id) ? 'is fixed' : 'no fix, and no reason'}`);
    }
    equal(known.size, CATALOGUE.length - fixed.size, 'every name is a rule’s');
    for (const rule of FIXED_ELSEWHERE)
      ok(readFileSync(`test/rules/${rule}.test.ts`, 'utf8').includes('checkFix('), rule);
  });
});
