import { deepEqual, equal } from 'node:assert/strict';
import { briefFindings, checkRule, type RuleOptions } from '../support/check';
import { feeSchedule } from '../support/tables';
import { type ClaimOptions, claim837, type LineOptions } from '../support/x12';

const RULE = 'not-paid-in-setting';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

function claim(place: string, line: LineOptions = {}, more: Partial<ClaimOptions> = {}) {
  return claim837({ filing: 'MB', place, ...more, lines: [{ code: '96372', ...line }] });
}

describe(RULE, () => {
  it('PC/TC 5 is not paid in the four places of a hospital (RVU25D, PC/TC indicator 5)', () => {
    for (const place of ['19', '21', '22', '23']) {
      check(
        claim(place, { code: '«96372»' }),
        [/^96372 is not paid to a practitioner at place \d\d: .*indicator is 5/],
        {
          severity: 'error',
          related: [[place]],
        },
      );
    }
    for (const place of ['11', '12', '24', '31', '32', '49', '50', '72', '99']) check(claim(place));
  });

  it('asks the place of the line first', () => {
    check(claim('11', { code: '«96372»', place: '22' }), [/place 22/]);
    check(claim('22', { place: '11' }));
  });

  it('PC/TC 8 is paid for admitted patients only (RVU25D, PC/TC indicator 8)', () => {
    // 85060 is the only code with it (PPRRVU2025_Oct).
    const codes = { feeSchedule: feeSchedule({ '85060': { status: 'A', pctc: '8' } }) };
    for (const place of ['11', '22', '81']) check(claim(place, { code: '«85060»' }), [/admitted patients/], { codes });
    for (const place of ['21', '51', '61', '99']) check(claim(place, { code: '85060' }), [], { codes });
  });

  it('other indicators are paid everywhere, 7 where no table says who did it', () => {
    const codes = { feeSchedule: feeSchedule({ '97110': { status: 'A', pctc: '7' } }) };
    check(claim('22', { code: '97110' }), [], { codes });
    check(claim('22', { code: '99213' }), [], { notChecked: [] });
    check(claim('21', { code: '93010' }));
  });

  it('not where the bill is the hospital’s, another payer’s, or a denial is wanted', () => {
    check(claim837({ filing: 'MA', lines: [{ code: '96372' }] }, { kind: 'I' }));
    check(claim('22', {}, { filing: 'CI' }));
    check(claim('22', { modifiers: ['GY'] }));
    check(claim('22', {}, { frequency: '8' }));
    check('DOS: 2025-03-04\n96372');
  });

  it('a warning where the payer is not said', () => {
    check('DOS: 2025-03-04   POS: 22\n«96372»', [/PC\/TC indicator is 5/], { severity: 'warning' });
  });

  it('says what no table covers', () => {
    check('DOS: 2024-12-31   POS: 22\n96372', [], { notChecked: ['no fee schedule for the date'] });
    check('DOS: 2025-03-04   POS: 22\n33361', [], { notChecked: ['does not list'] });
    check('DOS: 2024-12-31   POS: 11\n96372', [], { notChecked: [] });
  });

  it('tells one cause once, and the limit of units not as well', () => {
    const lines = [{ code: '96372', units: 50 }, { code: '96360' }, { code: '96365' }];
    const text = claim837({ filing: 'MB', place: '22', lines });
    equal(briefFindings(text, [RULE]).length, 3);
    deepEqual(briefFindings(text, ['excess-units']), []);
  });

  it('says the same of claim text and X12', () => {
    const text = briefFindings('DOS: 2025-03-04\nPayer: Medicare\nPOS: 22\n96372', [RULE]);
    equal(text.length, 1);
    deepEqual(briefFindings(claim('22'), [RULE]), text);
  });
});
