import { deepEqual, equal } from 'node:assert/strict';
import { pairTable } from '../../server/src/service/codes/pairs';
import { briefFindings, checkRule, type RuleOptions } from '../support/check';
import { edition, feeSchedule } from '../support/tables';
import { type ClaimOptions, claim837, type FileOptions } from '../support/x12';

const RULE = 'missing-em-modifier';
const PATIENT = { id: 'M1', last: 'TESTPERSON' };

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

function checkClaims(
  claims: ClaimOptions | readonly ClaimOptions[],
  messages: readonly (string | RegExp)[] = [],
  options: RuleOptions & { readonly file?: FileOptions } = {},
) {
  return check(claim837(claims, options.file), messages, options);
}

describe(RULE, () => {
  describe('minor procedures, global 000 and 010', () => {
    it('20610 (000) and 17000 (010): 25 is missing', () => {
      const [found] = check(
        'DOS: 2025-03-04\n«99213»\n20610',
        [/99213 is a visit on the day of 20610.*global days are 000.*modifier 25/],
        {
          severity: 'warning',
          related: [['20610']],
        },
      );
      deepEqual(found!.finding.citation, { table: 'MPFS', edition: '2025D' });
      check('DOS: 2025-03-04\n17000\n«99214»', [/global days are 010/]);
    });
    it('25 lifts it, 24 and FT set the visit apart', () => {
      for (const modifier of ['25', '24', 'FT']) check(`DOS: 2025-03-04\n99213-${modifier}\n20610`);
    });
    it('57 is for major surgery: information', () => {
      check('DOS: 2025-03-04\n«99213»-57\n20610', [/57 speaks of major surgery.*25/], { severity: 'info' });
    });
    it('the day before is not included', () => {
      check('99213 2025-03-03\n20610 2025-03-04');
    });
  });

  describe('major procedures, global 090', () => {
    it('27447: 57 on the day and on the day before, not two days before or after', () => {
      check('DOS: 2025-03-04\n«99223»\n27447', [/on the day of 27447.*global days are 090.*modifier 57/]);
      check('«99223» 2025-03-03\n27447 2025-03-04', [/the day before 27447 on 2025-03-04.*57/]);
      check('99223 2025-03-02\n27447 2025-03-04');
      check('99223 2025-03-05\n27447 2025-03-04');
      check('«99223» 2025-02-28\n27447 2025-03-01', [/57/]);
    });
    it('57 lifts it; 25 alone is information', () => {
      check('DOS: 2025-03-04\n99223-57\n27447');
      check('DOS: 2025-03-04\n«99223»-25\n27447', [/25 sets a visit apart from a minor procedure.*57/], {
        severity: 'info',
      });
    });
    it('beside a minor and a major procedure the major one speaks', () => {
      check('DOS: 2025-03-04\n20610\n«99223»\n27447', [/27447/]);
    });
  });

  it('leaves other global days alone: XXX, ZZZ, MMM, YYY', () => {
    check('DOS: 2025-03-04\n99213\n71046');
    for (const globalDays of ['XXX', 'ZZZ', 'MMM', 'YYY']) {
      check('DOS: 2025-03-04\n99213\n59400', [], {
        codes: { feeSchedule: feeSchedule({ '99213': {}, '59400': { globalDays } }) },
      });
    }
  });

  it('knows which codes are visits', () => {
    const codes = (code: string) => ({ feeSchedule: feeSchedule({ [code]: {}, '20610': { globalDays: '000' } }) });
    for (const code of [
      '92002',
      '92014',
      '99202',
      '99211',
      '99221',
      '99233',
      '99239',
      '99245',
      '99253',
      '99285',
      '99291',
      '99305',
      '99350',
    ]) {
      check(`DOS: 2025-03-04\n«${code}»\n20610`, [/25/], { codes: codes(code) });
    }
    for (const code of ['99292', '99417', '99495', '99490', '99408', 'G2211', '97110', '90834', '71046']) {
      check(`DOS: 2025-03-04\n${code}\n20610`, [], { codes: codes(code) });
    }
  });

  it('leaves procedures alone that are not the operation itself', () => {
    for (const modifier of ['80', '81', '82', 'AS', '55', '56', '78'])
      check(`DOS: 2025-03-04\n99213\n27447-${modifier}`);
  });

  it('the same practitioner only, of every claim of the patient', () => {
    checkClaims(
      {
        lines: [
          { code: '«99213»', rendering: '1000000012' },
          { code: '20610', rendering: '1000000012' },
        ],
      },
      [/25/],
    );
    checkClaims({
      lines: [
        { code: '99213', rendering: '1000000012' },
        { code: '20610', rendering: '1000000020' },
      ],
    });
    checkClaims(
      [
        { id: 'A1', patient: PATIENT, lines: [{ code: '«99213»' }] },
        { id: 'A2', patient: PATIENT, lines: [{ code: '20610' }] },
      ],
      [/20610 on claim A2/],
      { related: [['20610']] },
    );
  });

  it('leaves a visit to the pair edit that never pays it', () => {
    const practitioner = pairTable('complete', [
      {
        column1: '20610',
        column2: '99213',
        indicator: 0,
        edition: edition('NCCI PTP practitioner', '2025Q1', 20250101),
      },
    ]);
    const codes = { pairs: { practitioner, outpatient: pairTable('none', []) } };
    check('DOS: 2025-03-04\n99213\n20610', [], { codes });
    checkRule('bundled-pair', 'DOS: 2025-03-04\n«99213»\n20610', [/indicator 0/], { codes });
  });

  it('does not judge hospital bills, undated lines, and days before the schedule', () => {
    checkClaims({ lines: [{ code: '99213' }, { code: '20610' }] }, [], { file: { kind: 'I' } });
    check('99213\n20610');
    check('DOS: 2024-12-31\n99213\n20610', [], { notChecked: ['fee schedule'] });
    check('DOS: 2025-01-01\n«99213»\n20610', [/25/]);
  });

  it('says the same of the same claim in claim text and in X12', () => {
    const mine = (text: string) => briefFindings(text, [RULE]);
    const text = 'Claim: CLAIM1\nDOS: 2025-03-04\n99213\n20610-RT';
    deepEqual(mine(claim837({ lines: [{ code: '99213' }, { code: '20610', modifiers: ['RT'] }] })), mine(text));
    equal(mine(text).length, 1);
  });
});
