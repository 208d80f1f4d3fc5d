import { deepEqual, equal } from 'node:assert/strict';
import { briefFindings, checkRule, type RuleOptions } from '../support/check';
import { feeSchedule } from '../support/tables';
import { claim837 } from '../support/x12';

const RULE = 'noncovered-status';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

describe(RULE, () => {
  it('N, I, B and P, each with what follows', () => {
    const codes = {
      feeSchedule: feeSchedule({
        '12345': { status: 'N' },
        '12346': { status: 'I' },
        A4550: { status: 'B' },
        '12348': { status: 'P' },
      }),
    };
    check(
      'DOS: 2025-03-04\n«12345»',
      [/status N \(not covered\).*GY, with GX where the patient signed a voluntary notice/],
      { codes, severity: 'warning' },
    );
    check('DOS: 2025-03-04\n«12346»', [/status I.*bill the code that it uses/], { codes, severity: 'warning' });
    check(claim837({ filing: 'MB', lines: [{ code: '«12346»' }] }), [/status I/], { codes, severity: 'error' });
    check('DOS: 2025-03-04\n«A4550»', [/status B.*never pays it by itself/], { codes, severity: 'warning' });
    check('DOS: 2025-03-04\n«12348»', [/status P/], { codes, severity: 'info' });
  });

  it('all other statuses pass', () => {
    for (const status of ['A', 'C', 'E', 'J', 'M', 'R', 'T', 'X']) {
      check('DOS: 2025-03-04\n12345', [], {
        codes: { feeSchedule: feeSchedule({ '12345': { status } }) },
        notChecked: [],
      });
    }
  });

  it('starter codes: 80050 (N), 99417 and S0580 (I), 36416 (B); 80053, J1885, 3074F silent', () => {
    const [found] = check('DOS: 2025-03-04\n«80050»', [/80050/]);
    deepEqual(found!.finding.citation, { table: 'MPFS', edition: '2025D' });
    check('DOS: 2025-03-04\n«99417»\n«S0580»\n«36416»', [/99417/, /S0580/, /36416/]);
    check('DOS: 2025-03-04\n80053\n36415\nJ1885\n3074F\n0708T\n11719', [], { notChecked: [] });
  });

  it('a denial that is expected, a measure or a line without a charge is no finding', () => {
    for (const modifier of ['GY', 'GX', 'GZ', 'GA']) check(`DOS: 2025-03-04\n80050-${modifier}`);
    check(claim837({ lines: [{ code: '80050', charge: '0' }] }));
    check(claim837({ lines: [{ code: '80050', charge: '0.01' }] }));
    check(claim837({ lines: [{ code: '«80050»', charge: '5' }] }), [/80050/]);
  });

  it("only Medicare's claims", () => {
    for (const filing of ['MA', 'MB', '16']) check(claim837({ filing, lines: [{ code: '«80050»' }] }), [/N/]);
    for (const filing of ['MC', 'CI', 'BL', 'HM', 'ZZ']) check(claim837({ filing, lines: [{ code: '80050' }] }));
    check('Payer: INVENTED HEALTH PLAN\nDOS: 2025-03-04\n80050');
    check('Payer: Medicare Part B\nDOS: 2025-03-04\n«80050»', [/80050/]);
  });

  it('leaves hospital bills, suppliers and voids alone', () => {
    check(claim837({ lines: [{ code: '80050' }] }, { kind: 'I' }));
    check('DOS: 2025-03-04\nA4550-NU', [], { codes: { feeSchedule: feeSchedule({ A4550: { status: 'P' } }) } });
    check(claim837({ frequency: '8', lines: [{ code: '80050' }] }));
  });

  it('on and off dates', () => {
    check('DOS: 2024-12-31\n80050', [], { notChecked: ['no fee schedule for the date'] });
    check('DOS: 2025-01-01\n«80050»', [/N/]);
    check('DOS: 2025-03-04\n33361', [], { notChecked: ['does not list'] });
  });

  it('says the same of the same claim in claim text and in X12', () => {
    const text = briefFindings('DOS: 2025-03-04\n80050\n99213\n36416', [RULE]);
    deepEqual(
      briefFindings(claim837({ lines: [{ code: '80050' }, { code: '99213' }, { code: '36416' }] }), [RULE]),
      text,
    );
    equal(text.length, 2);
  });
});
