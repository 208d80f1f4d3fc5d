import { deepEqual, equal, ok } from 'node:assert/strict';
import { pairTable } from '../../server/src/service/codes/pairs';
import type { PairRow } from '../../server/src/service/codes/tables';
import { briefFindings, checkRule, type RuleOptions } from '../support/check';
import { edition, feeSchedule } from '../support/tables';
import { type ClaimOptions, claim837, type FileOptions, remittance835 } from '../support/x12';

const RULE = 'bundled-pair';
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

type Given = Partial<PairRow> & Pick<PairRow, 'column1' | 'column2' | 'indicator'>;

function pairs(rows: readonly Given[], setting: 'practitioner' | 'outpatient' = 'practitioner') {
  const table = pairTable(
    'complete',
    rows.map((row) => ({ edition: edition(`NCCI PTP ${setting}`, '2025Q1', 20250101), ...row })),
  );
  const none = pairTable('none', []);
  return {
    pairs:
      setting === 'practitioner'
        ? { practitioner: table, outpatient: none }
        : { practitioner: none, outpatient: table },
  };
}

describe(RULE, () => {
  describe('indicator 0: never together', () => {
    it('0708T with 69990: the microscope is bundled, an error', () => {
      const [found] = check(
        'DOS: 2025-03-04\n0708T\n«69990»',
        [
          /69990 is bundled into 0708T on 2025-03-04 \(NCCI PTP, modifier indicator 0.*0708T is paid, 69990 is not, whatever the modifier/,
        ],
        { severity: 'error', related: [['0708T']] },
      );
      equal(found!.finding.citation?.table, 'NCCI PTP practitioner');
      equal(found!.finding.citation?.edition, '2024Q3');
      deepEqual(found!.finding.fixes ?? [], [], 'no modifier is offered');
    });
    it('no modifier lifts it', () => {
      for (const modifier of ['59', 'XS', 'LT', '25']) {
        check(`DOS: 2025-03-04\n0708T-${modifier}\n«69990»-${modifier}`, [/indicator 0/]);
      }
    });
    it('the order of the lines makes no difference', () => {
      check('DOS: 2025-03-04\n«69990»\n0708T', [/69990 is bundled into 0708T/]);
    });
  });

  describe('indicator 1: a modifier may separate', () => {
    it('0708T with 11900 and 96372 without one: warnings', () => {
      check('DOS: 2025-03-04\n0708T\n«11900»', [/11900 is bundled into 0708T.*59, XE, XP, XS, XU/], {
        severity: 'warning',
      });
      check('DOS: 2025-03-04\n0708T\n«96372»', [/96372 is bundled into 0708T/], { severity: 'warning' });
    });
    it('an NCCI-associated modifier on either line lifts it', () => {
      for (const modifier of ['59', 'XE', 'XP', 'XS', 'XU', 'LT', 'RT', 'T5', 'E1', 'LC', '58', '78', '79', '91']) {
        check(`DOS: 2025-03-04\n0708T\n11900-${modifier}`);
        check(`DOS: 2025-03-04\n0708T-${modifier}\n11900`);
      }
    });
    it('22, 76 and 77 are not among them', () => {
      for (const modifier of ['22', '76', '77', '51', '26']) {
        check(`DOS: 2025-03-04\n0708T\n«11900»-${modifier}`, [/indicator 1/]);
      }
    });
    it('a visit beside 0708T (global XXX) is told of 25', () => {
      check('DOS: 2025-03-04\n0708T\n«99213»', [/99213 is bundled into 0708T.*\(25\)/]);
      check('DOS: 2025-03-04\n0708T\n99213-25');
    });
  });

  it('leaves a visit within a global period to the rule that knows its modifier, unless that rule is off', () => {
    check('DOS: 2025-03-04\n11900\n99213');
    checkRule('missing-em-modifier', 'DOS: 2025-03-04\n11900\n«99213»', [/25/]);
    check('DOS: 2025-03-04\n11900\n«99213»', [/indicator 1/], {
      settings: { rules: { 'missing-em-modifier': 'off' } },
    });
  });

  it('nor tells of a second reason for the same modifier', () => {
    check('DOS: 2025-03-04\n0708T\n20610-59\n99213');
    check('DOS: 2025-03-04\n00100\n20610\n«99213»', [/into 00100.*indicator 0/]);
  });

  it('has no pair between 0708T and 0709T, nor of a code with itself', () => {
    check('DOS: 2025-03-04\n0708T\n0709T x2', [], { notChecked: [] });
    check('DOS: 2025-03-04\n11900\n11900');
  });

  it('tells once of a line that several others bundle, the strictest first', () => {
    const codes = pairs([
      { column1: '11042', column2: '97597', indicator: 1 },
      { column1: '11043', column2: '97597', indicator: 0 },
    ]);
    check('DOS: 2025-03-04\n11042\n11043\n«97597»', [/into 11043.*indicator 0/], {
      codes,
      related: [['11042', '11043']],
    });
  });

  describe('same day, same practitioner, same patient', () => {
    it('another day is another matter', () => {
      check('0708T 2025-03-04\n69990 2025-03-05');
      check('0708T 2025-03-04\n«69990» 2025-03-04', [/2025-03-04/]);
    });
    it('another rendering provider too', () => {
      const lines = (second: string) => [
        { code: '0708T', rendering: '1000000012' },
        { code: '«69990»', rendering: second },
      ];
      checkClaims({ lines: lines('1000000012') }, [/69990/]);
      checkClaims({
        lines: [
          { code: '0708T', rendering: '1000000012' },
          { code: '69990', rendering: '1000000020' },
        ],
      });
    });
    it('a line over several days counts where it has a unit for each day', () => {
      const codes = pairs([{ column1: '11042', column2: '99232', indicator: 1 }]);
      const settings = { rules: { 'missing-em-modifier': 'off' } };
      const visits = { code: '«99232»', date: '20250303-20250305', units: 3 };
      checkClaims({ lines: [{ code: '11042', date: '20250304' }, visits] }, [/99232 is bundled into 11042/], {
        codes,
        settings,
      });
      checkClaims(
        {
          lines: [
            { code: '11042', date: '20250304' },
            { ...visits, code: '99232', units: 1 },
          ],
        },
        [],
        {
          codes,
          settings,
          notChecked: ['several days'],
        },
      );
    });
    it("finds the partner on the patient's other claim, on the claim whose line is bundled", () => {
      checkClaims(
        [
          { id: 'A1', patient: PATIENT, lines: [{ code: '0708T' }] },
          { id: 'A2', patient: PATIENT, lines: [{ code: '«69990»' }] },
        ],
        [/into 0708T of claim A1/],
        { related: [['0708T']] },
      );
    });
    it('but not on a copy of the claim, a replacement, a void or another patient', () => {
      const first: ClaimOptions = { id: 'A1', patient: PATIENT, lines: [{ code: '0708T' }] };
      const second: ClaimOptions = { id: 'A2', patient: PATIENT, lines: [{ code: '69990' }] };
      checkClaims([first, { ...second, id: 'A1' }]);
      checkClaims([first, { ...second, frequency: '7' }]);
      checkClaims([{ ...first, frequency: '8' }, second]);
      checkClaims([first, { ...second, patient: { id: 'M2', last: 'OTHER' } }]);
    });
  });

  describe('dates and tables', () => {
    it('judges by the dates of the row, both ends included', () => {
      const codes = pairs([
        { column1: '11042', column2: '97597', indicator: 1, effective: 20250101, deleted: 20250331 },
        { column1: '11042', column2: '97597', indicator: 0, effective: 20250701 },
      ]);
      check('DOS: 2025-01-01\n11042\n«97597»', [/indicator 1/], { codes });
      check('DOS: 2025-03-31\n11042\n«97597»', [/indicator 1/], { codes });
      check('DOS: 2025-04-01\n11042\n97597', [], { codes, notChecked: [] });
      check('DOS: 2025-07-01\n11042\n«97597»', [/indicator 0/], { codes });
      check('DOS: 2024-12-31\n11042\n97597', [], { codes });
    });
    it('does not judge a day before the sample, nor a code that it lacks, and says so', () => {
      check('DOS: 2024-06-30\n0708T\n69990', [], { notChecked: ['PTP table begins after the date of service'] });
      check('DOS: 2024-07-01\n0708T\n«69990»', [/indicator 0/]);
      check('DOS: 2025-03-04\n0708T\n33361', [], { notChecked: ['PTP table'] });
    });
    it('a line alone is not "not checked"', () => {
      check('DOS: 2025-03-04\n33361', [], { notChecked: [] });
    });
    it('hospital claims are judged by the hospital table, where one is loaded', () => {
      const lines = [{ code: '11042' }, { code: '97597' }];
      checkClaims({ lines }, [], { file: { kind: 'I' }, notChecked: ['no PTP table'] });
      const codes = pairs([{ column1: '11042', column2: '97597', indicator: 0 }], 'outpatient');
      checkClaims({ lines: [{ code: '11042' }, { code: '«97597»' }] }, [/indicator 0/], { file: { kind: 'I' }, codes });
      checkClaims({ billType: '11', lines }, [], { file: { kind: 'I' }, codes });
      checkClaims({ lines }, [], { codes });
    });
  });

  it('leaves supplies to the suppliers’ table', () => {
    const codes = pairs([{ column1: 'E0601', column2: 'A7034', indicator: 0 }]);
    check('DOS: 2025-03-04\nE0601-NU\nA7034-NU', [], { codes });
  });

  it('leaves voids and remittances alone, and other payers when asked to', () => {
    checkClaims({ frequency: '8', lines: [{ code: '0708T' }, { code: '69990' }] });
    check(
      remittance835([
        'CLP*A*1*100*80**12*ICN*11*1',
        'SVC*HC:0708T*100*80**1',
        'DTM*472*20250304',
        'SVC*HC:69990*100*80**1',
        'DTM*472*20250304',
      ]),
    );
    const settings = { payers: 'medicare' };
    checkClaims({ filing: 'CI', lines: [{ code: '0708T' }, { code: '69990' }] }, [], { settings });
    checkClaims({ filing: 'MB', lines: [{ code: '0708T' }, { code: '«69990»' }] }, [/0/], { settings });
  });

  it('asks the table of each kind of lines once, however long the claim', () => {
    const codes = pairs([{ column1: '11042', column2: '97597', indicator: 1 }]);
    const { practitioner } = codes.pairs;
    let asked = 0;
    const counting = {
      ...codes.pairs,
      practitioner: {
        ...practitioner,
        get: (...args: Parameters<typeof practitioner.get>) => {
          asked++;
          return practitioner.get(...args);
        },
      },
    };
    const lines = Array.from({ length: 1500 }, (_, i) => [
      { code: '11042' },
      { code: i === 700 ? '«97597»' : '97597', modifiers: i === 700 ? [] : ['59'] },
    ]).flat();
    checkClaims({ lines }, [/97597 is bundled into 11042/], { codes: { pairs: counting } });
    // Three kinds, and so three pairs at most; what else is counted is other rules' asking.
    equal(asked <= 3, true, String(asked));
  });

  describe('status T in column 1: paid only where nothing else is (RVU25D, attachment A)', () => {
    const fees = (status: string) => ({
      feeSchedule: feeSchedule({ '94760': { status }, '99213': { status: 'A' } }),
    });
    const codes = { ...pairs([{ column1: '94760', column2: '99213', indicator: 1 }]), ...fees('T') };
    const lines = [{ code: '94760' }, { code: '«99213»' }];

    it('is not said to be paid', () => {
      const [found] = checkClaims({ filing: 'MB', lines }, [/take 94760 off, which has status T/], { codes });
      ok(!/94760 is paid/.test(found!.finding.message));
    });

    it('is, where it is no status T, or the payer is another', () => {
      checkClaims({ filing: 'MB', lines }, [/94760 is paid, 99213 is not/], { codes: { ...codes, ...fees('A') } });
      checkClaims({ filing: 'CI', lines }, [/94760 is paid, 99213 is not/], { codes });
    });

    it('in column 2 of a pair that never stands together: told once', () => {
      const never = { ...pairs([{ column1: '99213', column2: '94760', indicator: 0 }]), ...fees('T') };
      const text = claim837({ filing: 'MB', lines: [{ code: '99213' }, { code: '94760' }] });
      deepEqual(
        briefFindings(text, [RULE, 'noncovered-status'], { codes: never }).map((one) => /status T/.test(one)),
        [false],
      );
    });
  });

  it('says the same of the same claim in claim text and in X12', () => {
    const mine = (text: string) => briefFindings(text, [RULE]);
    const text = 'Claim: CLAIM1\nDOS: 2025-03-04\n0708T\n69990\n11900\n96372-59';
    const x12 = claim837({
      lines: [{ code: '0708T' }, { code: '69990' }, { code: '11900' }, { code: '96372', modifiers: ['59'] }],
    });
    deepEqual(mine(x12), mine(text));
    equal(mine(text).length, 2);
  });
});
