import { equal, ok } from 'node:assert/strict';
import { LinesIndex } from '../../server/src/service/rules/support/linesIndex';
import { open } from '../support/check';

/** Lines that rules were handed while `act` ran. */
function linesLookedAt(act: () => void): number {
  const { sharing } = LinesIndex.prototype;
  let count = 0;
  LinesIndex.prototype.sharing = function* (code, line) {
    for (const one of sharing.call(this, code, line)) {
      count++;
      yield one;
    }
  };
  try {
    act();
  } finally {
    LinesIndex.prototype.sharing = sharing;
  }
  return count;
}

describe('missing-primary-code in a claim of many lines', () => {
  // MUE of 11042, practitioner 2024Q3: one a day; so all of its lines are denied, and none serves as the primary.
  const DENIED = '1. 11042 x1\n2. 11045 x1\n3. 11042 x1\n';
  const claim = (times: number) => `Claim: T-1\nDOS: 2025-03-04\n${DENIED.repeat(times)}`;

  it('goes through primaries that are all denied once, not for each add-on', () => {
    const of = (times: number) => linesLookedAt(() => void open(claim(times)).findings());
    const few = of(50);
    const many = of(400);
    ok(few > 0);
    ok(many <= few * 10, `${many} lines looked at of eight times as many as ${few}`);
  });

  it('tells of each add-on that its primary is denied', () => {
    const found = open(claim(50))
      .findings()
      .filter(({ finding }) => finding.rule === 'missing-primary-code');
    equal(found.length, 50);
  });
});
