import { deepEqual } from 'node:assert/strict';
import { briefFindings, checkRule, type RuleOptions } from '../support/check';
import { feeSchedule } from '../support/tables';
import { claim837 } from '../support/x12';

const RULE = 'zero-charge';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

function ours(text: string, options: RuleOptions = {}): string[] {
  return briefFindings(text, [RULE], options);
}

describe(RULE, () => {
  const claim = (code: string, modifiers: readonly string[] = [], filing = 'CI') =>
    claim837({ filing, lines: [{ charge: '145' }, { code, modifiers, charge: '0' }] });
  const marked = (text: string) => text.replace(/\*0\*UN/, '*«0»*UN');

  it('reports a service for nothing beside one that is billed', () => {
    check(marked(claim('20610')), [/20610 is billed with a charge of zero/], { severity: 'info' });
    check(marked(claim('0708T')), [/0708T/]);
    check(marked(claim('20610', [], 'MB')), [/20610/], { severity: 'warning' });
  });

  it('not measures, vaccines, drugs and what is not paid by itself', () => {
    for (const code of ['3074F', '90656', '90371', '91320', 'J1885', 'G8427', '99024']) check(claim(code));
    check(claim('99000'), [], { codes: { feeSchedule: feeSchedule({ '99000': { status: 'B' } }) } });
  });

  it('not what was free or is not expected to be paid', () => {
    for (const modifier of ['SL', 'FB', 'Q0', 'Q1', 'GY', 'GZ', 'GX']) check(claim('20610', [modifier]));
  });

  it('not a report of an encounter, in which nothing has a charge', () => {
    check(claim837({ lines: [{ charge: '0' }, { code: '20610', charge: '0' }] }));
  });

  it('not a hospital bill', () => {
    check(claim837({ lines: [{ charge: '100' }, { code: '20610', charge: '0' }] }, { kind: 'I' }));
  });

  it('says the same of claim text and X12', () => {
    const text = 'DOS: 2025-03-04\n99213 x1 $145.00\n20610 x1 $0.00';
    deepEqual(ours(claim('20610')), ours(text));
    deepEqual(ours(text).length, 1);
  });
});
