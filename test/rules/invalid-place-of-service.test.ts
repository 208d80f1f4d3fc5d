import { deepEqual, equal } from 'node:assert/strict';
import { starterCodes } from '../../server/src/service';
import { briefFindings, checkFix, checkRule, type RuleOptions } from '../support/check';
import { claim837 } from '../support/x12';

const RULE = 'invalid-place-of-service';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

function ours(text: string, options: RuleOptions = {}): string[] {
  return briefFindings(text, [RULE], options);
}

describe(RULE, () => {
  it('reports a code that is not assigned', () => {
    check(claim837({ place: '«29»', lines: [{}] }), [/^29 is not an assigned place of service \(set of 2024\)/], {
      severity: 'error',
    });
    check(claim837({ lines: [{ place: '«00»' }] }), [/^00/]);
    check('DOS: 2025-03-04  POS: «1»\n99213', [/two digits/]);
  });

  it('takes all that are', () => {
    for (const { code } of starterCodes().placesOfService.all()) check(claim837({ place: code, lines: [{}] }));
  });

  it('explains itself once where lines repeat it', () => {
    const found = check(claim837({ place: '«29»', lines: [{ place: '«29»' }, { place: '«29»' }] }), [/29/, /29/, /29/]);
    const [first, ...others] = found.map(({ finding }) => finding);
    equal(first!.repeats?.length, 2);
    for (const one of others) equal(one.first, first);
    check(claim837({ lines: [{ place: '«30»' }, { place: '«30»' }, { place: '11' }] }), [/30/, /30/]);
  });

  it('not the type of a hospital bill', () => {
    check(claim837({ billType: '83', lines: [{}] }, { kind: 'I' }));
  });

  it('puts the zero that is missing', () => {
    checkFix(RULE, claim837({ place: '2', lines: [{}] }), claim837({ place: '02', lines: [{}] }));
    checkFix(RULE, 'DOS: 2025-03-04  POS: 1\n99213', 'DOS: 2025-03-04  POS: 01\n99213');
  });

  it('says the same of claim text and X12', () => {
    deepEqual(ours(claim837({ place: '29', lines: [{}] })), ours('DOS: 2025-03-04  POS: 29\n99213'));
  });
});
