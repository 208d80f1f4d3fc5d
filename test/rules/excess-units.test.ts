import { deepEqual, equal, ok } from 'node:assert/strict';
import { briefFindings, checkFix, checkRule, open, type RuleOptions } from '../support/check';
import { feeSchedule, practitionerMue } from '../support/tables';
import { type ClaimOptions, claim837, type FileOptions, type LineOptions, remittance835 } from '../support/x12';

const RULE = 'excess-units';

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

/** The lines of one professional claim of one practitioner. */
function checkLines(
  lines: readonly LineOptions[],
  messages: readonly (string | RegExp)[] = [],
  options: RuleOptions & { readonly file?: FileOptions } = {},
) {
  return checkClaims({ lines }, messages, options);
}

/** Another rule is closer to the cause and would speak instead. */
function without(rule: string): RuleOptions {
  return { settings: { rules: { [rule]: 'off' } } };
}

describe(RULE, () => {
  describe('MAI 2, absolute: 0708T, 1 a day', () => {
    it('reports two units as an error', () => {
      const [found] = check('DOS: 2025-03-04\n0708T x«2»', [
        /2 units of 0708T on 2025-03-04; the limit is 1 a day \(MUE, MAI 2: absolute\)/,
      ]);
      equal(found!.finding.severity, 'error');
      equal(found!.finding.citation?.table, 'NCCI MUE practitioner');
      equal(found!.finding.citation?.edition, '2024Q3');
    });

    it('takes the limit itself', () => {
      check('DOS: 2025-03-04\n0708T x1', [], { notChecked: [] });
      check('DOS: 2025-03-04\n0708T', [], { notChecked: [] });
    });

    it('adds the lines of the day, whatever their modifiers, and names every line', () => {
      check('DOS: 2025-03-04\n0708T x1\n0708T-59 x«1»', ['2 units of 0708T'], { related: [['1']] });
      check('DOS: 2025-03-04\n0708T\n«0708T»-76', ['2 units of 0708T'], { related: [['0708T']] });
      checkLines(
        [{ code: '0708T', units: 1 }, { code: '99213' }, { code: '0708T', units: '«1»' }, { code: '0708T' }],
        [/3 units/],
        {
          related: [['1', '1']],
        },
      );
    });

    it('reports once a day and code', () => {
      check('0708T x1 $1 2025-03-03\n0708T x«1» $1 2025-03-03\n0708T x1 $1 2025-03-04\n0708T x«1» $1 2025-03-04', [
        '2025-03-03',
        '2025-03-04',
      ]);
    });

    it('does not add lines of different days', () => {
      check('0708T x1 $1 2025-03-03\n0708T x1 $1 2025-03-04');
    });

    it('takes a fraction for what it is', () => {
      check('DOS: 2025-03-04\n0708T x«1.5»', ['1.5 units'], without('invalid-units'));
      check('DOS: 2025-03-04\n0708T x0.5\n0708T x0.5');
    });
  });

  describe('MAI 3, clinical: 0709T, 2 a day', () => {
    it('warns', () => {
      check(
        'DOS: 2025-03-04\n0708T\n0709T x«3»',
        [/3 units of 0709T.*limit is 2 a day \(MUE, MAI 3: clinical\).*appeal/],
        {
          severity: 'warning',
        },
      );
    });

    it('adds the lines of the day', () => {
      check('DOS: 2025-03-04\n0708T\n0709T x2\n0709T x«1»', [/3 units/], { severity: 'warning', related: [['2']] });
      check('DOS: 2025-03-04\n0708T\n0709T x1\n0709T x1');
    });
  });

  describe('MAI 1, each line: A0425, 250', () => {
    it('judges each line by itself', () => {
      check('DOS: 2025-03-04\nA0425 x250\nA0425 x250');
      check(
        'DOS: 2025-03-04\nA0425 x«251»\nA0425 x250',
        [/251 units of A0425 on one line; the limit is 250 a line \(MUE, MAI 1\)/],
        {
          severity: 'error',
          related: [[]],
        },
      );
      check('DOS: 2025-03-04\nA0425 x«251»\nA0425 x«300»', [/251/, /300/]);
    });
  });

  describe('two sides on two lines', () => {
    // NCCI Policy Manual, chapter I, section V: a bilateral procedure of indicator 1 is one line with 50 and one unit.
    const limits = { '2024Q3': { from: 20240701, rows: { '64493': [1, 2], '92250': [1, 2] } } } as const;
    const codes = {
      ...practitionerMue(limits),
      feeSchedule: feeSchedule({ '64493': { bilateral: '1' }, '92250': { bilateral: '2' } }),
    };
    const sides = (code: string) => [
      { code, modifiers: ['RT'] },
      { code, modifiers: ['LT'], units: '«1»' },
    ];

    it('says how both are billed where 50 applies', () => {
      checkLines(sides('64493'), [/MAI 2.*bill one line of 64493 with modifier 50 and 1 unit/], { codes });
      check('DOS: 2025-03-04\n64493-RT x1\n64493-LT x«1»', [/one line of 64493 with modifier 50 and 1 unit/], {
        codes,
      });
    });

    it('not where 50 does not apply, where it is there, and on one side', () => {
      const plain = /correct the units\.(?: Judged|$)/;
      checkLines(sides('92250'), [plain], { codes });
      checkLines(
        [
          { code: '64493', modifiers: ['50'] },
          { code: '64493', units: '«1»' },
        ],
        [plain],
        { codes },
      );
      checkLines([{ code: '64493', modifiers: ['RT'], units: '«2»' }], [plain], { codes });
      checkLines([...sides('64493').slice(0, 1), { code: '64493', modifiers: ['RT'], units: '«1»' }], [plain], {
        codes,
      });
    });
  });

  describe('a limit of 0', () => {
    const unbundled = without('noncovered-status');

    it('says that the code is not payable, whatever the units', () => {
      check('DOS: 2025-03-04\n36416 x«1»', [/36416 has an MUE of 0: it is not payable/], unbundled);
      check('DOS: 2025-03-04\n«36416»', [/MUE of 0/], unbundled);
    });

    it('is what Medicare pays: another payer’s claim is not checked for it', () => {
      const notChecked = ['the payer is another'];
      for (const filing of ['LM', 'WC', 'CI', 'MC']) {
        checkClaims({ filing, lines: [{ code: 'G0463' }] }, [], { notChecked });
      }
      checkClaims({ filing: 'MB', lines: [{ code: 'G0463', units: '«1»' }] }, [/MUE of 0/]);
      // A limit above zero is clinical, and payers take it over.
      checkClaims({ filing: 'CI', lines: [{ code: '0708T', units: '«2»' }] }, [/limit is 1/]);
    });

    it('is the practitioners’: a claim of supplies only may be an equipment supplier’s', () => {
      // L1832 is 0 for practitioners (MUE practitioner 2024-07-01); suppliers bill it without RR or NU.
      const rows = { L1832: [0, 3], A4253: [0, 3], A0422: [0, 3] } as const;
      const codes = practitionerMue({ '2024Q3': { from: 20240701, rows } }, 'complete');
      const notChecked = ['supplier'];
      const two = [{ code: 'L1832', modifiers: ['LT', 'KX'] }, { code: 'A4253' }];
      checkClaims({ filing: 'MB', lines: two }, [], { codes, notChecked });
      checkClaims({ filing: 'MB', lines: [{ code: 'L1832', units: '«1»' }, { code: '11042' }] }, [/MUE of 0/], {
        codes,
      });
      checkClaims({ filing: 'MB', lines: [{ code: 'A0422', units: '«1»' }] }, [/MUE of 0/], { codes });
    });

    it('is wanted where the line asks for the denial: GY and the like', () => {
      for (const modifier of ['GY', 'GX', 'GA', 'GZ']) {
        checkLines([{ code: 'G0463', modifiers: [modifier] }], [], { notChecked: [] });
        // A limit above zero is a count, whatever is expected of the payment.
        checkLines(
          [{ code: '0708T', modifiers: [modifier], units: '«2»' }],
          [/limit is 1/],
          without('noncovered-status'),
        );
      }
    });

    it('offers no fix, as no number of units is right', () => {
      const [found] = check('DOS: 2025-03-04\n36416 x«2»', [/MUE of 0/], unbundled);
      deepEqual(found!.finding.fixes, []);
    });
  });

  describe('claims of one patient', () => {
    const patient = { id: 'SAME1' };

    it('are added up for the day; each claim is told and points at the other', () => {
      checkClaims(
        [
          { id: 'ACCT-A', patient, lines: [{ code: '0708T', units: '«1»' }] },
          { id: 'ACCT-B', patient, lines: [{ code: '0708T', units: '«1»' }] },
        ],
        [/2 units/, /2 units/],
        { related: [['1'], ['1']] },
      );
    });

    it('over the limit on several days are explained once, and every day is named', () => {
      const days = ['20250303', '20250304', '20250306'];
      const lines = days.map((date) => ({ code: '0708T', units: '«2»', date }));
      const found = check(
        claim837({ lines }),
        days.map(() => /It is so on 3 days: 2025-03-03, 2025-03-04, 2025-03-06\./),
      );
      equal(found.filter(({ finding }) => !finding.first).length, 1);
      check(claim837({ lines: lines.slice(0, 1) }), [/^(?!.*It is so on)/]);
    });

    it('are not added up over days, patients or practitioners', () => {
      const other = { id: 'SAME2' };
      checkClaims([
        { patient, lines: [{ code: '0708T', date: '20250303' }] },
        { patient, lines: [{ code: '0708T', date: '20250304' }] },
      ]);
      checkClaims([
        { patient, lines: [{ code: '0708T' }] },
        { patient: other, lines: [{ code: '0708T' }] },
      ]);
      checkClaims([
        { patient, rendering: '1000000012', lines: [{ code: '0708T' }] },
        { patient, rendering: '1000000020', lines: [{ code: '0708T' }] },
      ]);
    });

    it('are not added up with a void, nor a replacement with what it replaces', () => {
      for (const frequency of ['8', '7']) {
        checkClaims([
          { patient, lines: [{ code: '0708T' }] },
          { patient, frequency, lines: [{ code: '0708T' }] },
        ]);
      }
    });

    it('are not added up across settings', () => {
      const professional = claim837({ patient, lines: [{ code: '0708T' }] });
      const outpatient = claim837({ patient, lines: [{ code: '0708T' }] }, { kind: 'I' });
      check(professional + outpatient);
    });

    it('by one hospital are, whoever rendered the lines', () => {
      checkClaims(
        {
          lines: [
            { code: '0708T', rendering: '1000000012' },
            { code: '0708T', units: '«1»', rendering: '1000000020' },
          ],
        },
        [/2 units/],
        { file: { kind: 'I' }, ...without('not-paid-under-opps') },
      );
    });

    it('of two practitioners on one claim are not', () => {
      checkLines([
        { code: '0708T', rendering: '1000000012' },
        { code: '0708T', rendering: '1000000020' },
      ]);
    });
  });

  describe('ranges of days', () => {
    it('spreads the units of a line over its days', () => {
      checkLines([{ code: '0709T', units: 6, date: '20250303-20250305' }]);
      checkLines([{ code: '0709T', units: '«9»', date: '20250303-20250305' }], [/3 units/]);
    });

    it('offers no fix for a range, as it does not know which day is wrong', () => {
      const [found] = checkLines([{ code: '0709T', units: '«9»', date: '20250303-20250305' }], [/3 units/]);
      deepEqual(found!.finding.fixes, []);
    });

    it('judges each day by itself: two days of 2 around a range of 1 a day', () => {
      // Three days: 1+1, 1, 1+1. No day has more than two.
      checkLines([
        { code: '0709T', units: 3, date: '20250303-20250305' },
        { code: '0709T', units: 1, date: '20250303' },
        { code: '0709T', units: 1, date: '20250305' },
      ]);
    });

    it('finds the day that is over when the range comes second', () => {
      // 3rd: 1+1; 5th: 1+2.
      checkLines(
        [
          { code: '0709T', units: 1, date: '20250303' },
          { code: '0709T', units: 3, date: '20250303-20250305' },
          { code: '0709T', units: '«2»', date: '20250305' },
        ],
        [/3 units/],
      );
    });

    it('takes a range of one day for that day', () => {
      checkLines([{ code: '0709T', units: '«3»', date: '20250304-20250304' }], [/3 units of 0709T on 2025-03-04/]);
    });

    it("takes the claim's date where the line has none", () => {
      checkClaims({ date: '20250304', lines: [{ code: '0709T', units: '«3»', date: null }] }, [/2025-03-04/]);
    });
  });

  describe('units', () => {
    it('does not judge minutes, nor anything that does not count services', () => {
      checkLines([{ code: '0708T', units: 45, unit: 'MJ' }]);
      checkLines([{ code: '00100', units: 90, unit: 'MJ' }]);
    });

    it('does not guess units that X12 leaves out, nor judge what is no number, zero or less', () => {
      for (const units of [null, '0', '-2', 'TWO']) checkLines([{ code: '0708T', units }]);
      checkLines(
        [
          { code: '0708T', units: null },
          { code: '0708T', units: '«2»' },
        ],
        [/2 units/],
      );
    });

    it('reads decimals and leading zeros', () => {
      checkLines([{ code: '0708T', units: '«2.0»' }], [/2 units/]);
      checkLines([{ code: '0708T', units: '01' }]);
    });

    it('leaves a slipped code to the rule for slips', () => {
      check('DOS: 2025-03-04\nO708T x5');
    });
  });

  describe('the table of the claim', () => {
    // 97110: 6 for practitioners, 8 for outpatient hospitals (edition of 2026-10-01).
    const lines = [{ code: '97110', units: 7, date: '20261104' }];
    const marked = [{ code: '97110', units: '«7»', date: '20261104' }];

    it("is the practitioner's for a professional claim and for text that does not say", () => {
      checkLines(marked, [/limit is 6/], { severity: 'warning' });
      check('DOS: 2026-11-04\n97110 x«7»', [/limit is 6/]);
    });

    it("is the hospital's for an outpatient bill", () => {
      for (const billType of ['12', '13', '14', '76']) checkClaims({ billType, lines }, [], { file: { kind: 'I' } });
      const [found] = checkClaims({ lines: [{ code: '97110', units: '«9»', date: '20261104' }] }, [/limit is 8/], {
        file: { kind: 'I' },
      });
      equal(found!.finding.citation?.table, 'NCCI MUE outpatient hospital');
      equal(found!.finding.citation?.edition, '2026Q4');
    });

    it('is none for inpatient, nursing, home health, hospice and dental bills', () => {
      const many = [{ code: '97110', units: 99, date: '20261104' }];
      for (const billType of ['11', '21', '32', '81'])
        checkClaims({ billType, lines: many }, [], { file: { kind: 'I' } });
      checkLines([{ code: '0708T', units: 9 }], [], { file: { kind: 'D' } });
    });

    it('is chosen by the segments where ST says otherwise', () => {
      const asProfessional = claim837({ lines }, { kind: 'I' }).replaceAll('005010X223A2', '005010X222A1');
      check(asProfessional);
      const asInstitutional = claim837({ lines: marked }).replaceAll('005010X222A1', '005010X223A2');
      check(asInstitutional, [/limit is 6/]);
    });

    it('is taken from the type of bill of claim text', () => {
      check('Bill type: 0111\nDOS: 2026-11-04\n0450 97110 x99');
    });

    it("is not the practitioner's for rented equipment, which a supplier bills", () => {
      // E0601 is 0 for practitioners; suppliers have a table of their own, which is not loaded.
      checkLines([{ code: 'E0601', modifiers: ['RR', 'KX'], place: '12' }], [], { notChecked: [/MUE/] });
    });

    it('holds a code of one setting only: G0463 is a hospital code', () => {
      checkLines([{ code: 'G0463', units: '«1»' }], [/MUE of 0/]);
      checkLines([{ code: 'G0463', units: 1, date: '20261104' }], [], { file: { kind: 'I' } });
    });
  });

  describe('dates and editions', () => {
    it('does not judge a day before the first edition, and says so', () => {
      check('DOS: 2024-06-30\n99213 x99', [], { notChecked: ['no MUE table for the date of service'] });
      check('DOS: 2024-07-01\n99213 x«99»', [/limit is 2/], { notChecked: [] });
    });

    it('says how old the table is when the quarter is over', () => {
      check('DOS: 2024-09-30\n0708T x«2»', [/^((?!2024Q3).)*$/]);
      check('DOS: 2024-10-01\n0708T x«2»', [/2024Q3/]);
    });

    it('says so too where a newer edition is loaded that begins after the day', () => {
      checkClaims({ lines: [{ code: '0708T', units: '«2»', date: '20250304' }] }, [/2024Q3/], {
        file: { kind: 'I' },
        ...without('not-paid-under-opps'),
      });
    });

    it('takes the newest edition that is not after the day', () => {
      const codes = practitionerMue({
        '2025Q1': { from: 20250101, rows: { '99213': [1, 2] } },
        '2025Q2': { from: 20250401, rows: { '99213': [3, 2] } },
      });
      check('DOS: 2025-03-31\n99213 x«2»', [/limit is 1/], { codes });
      check('DOS: 2025-04-01\n99213 x3', [], { codes });
      check('DOS: 2025-04-01\n99213 x«4»', [/limit is 3/], { codes });
      check('DOS: 2024-12-31\n99213 x9', [], { codes, notChecked: ['date of service'] });
    });

    it('takes the newest edition where there is no date', () => {
      check('0708T x«2»', [/2 units of 0708T.*limit is 1 a day/]);
    });

    it('does not take a missing row for no limit', () => {
      check('DOS: 2025-03-04\n33361 x99', [], { notChecked: ['does not list the code'] });
      const codes = practitionerMue({ '2025Q1': { from: 20250101, rows: {} } });
      check('DOS: 2025-03-04\n99213 x99', [], { codes, notChecked: ['no limit'] });
    });
  });

  describe('claims that are not judged', () => {
    it('void yes, replacement no', () => {
      checkClaims({ frequency: '8', lines: [{ code: '0708T', units: 5 }] });
      checkClaims({ frequency: '7', lines: [{ code: '0708T', units: '«5»' }] }, [/5 units/]);
    });

    it('a remittance', () => {
      check(remittance835(['CLP*ACCT-A*1*100*80**12*ICN1*11*1', 'SVC*HC:0708T*100*80**5', 'DTM*472*20250304']));
    });

    it("an assistant's line is not added to the surgeon's", () => {
      // Claims Processing Manual, chapter 12, section 20.4.3: 80, 81, 82 and AS are another practitioner's share.
      for (const assistant of ['80', '81', '82', 'AS']) {
        check(`DOS: 2025-03-04\n0708T\n0708T-${assistant}`);
        checkClaims([
          { patient: { id: 'P' }, lines: [{ code: '0708T' }] },
          { patient: { id: 'P' }, lines: [{ code: '0708T', modifiers: [assistant] }] },
        ]);
      }
      check('DOS: 2025-03-04\n0708T-80 x1\n0708T-80 x«1»', [/2 units/]);
      check('DOS: 2025-03-04\n0708T-80 x«2»', [/2 units/]);
    });

    it('those of other payers when asked for Medicare only', () => {
      const settings = { payers: 'medicare' };
      checkClaims({ filing: 'CI', lines: [{ code: '0708T', units: 5 }] }, [], { settings });
      checkClaims({ filing: 'MB', lines: [{ code: '0708T', units: '«5»' }] }, [/5 units/], { settings });
    });
  });

  it('takes another severity or none', () => {
    check('DOS: 2025-03-04\n0708T x2', [], { settings: { rules: { [RULE]: 'off' } } });
    check('DOS: 2025-03-04\n0708T x«2»', [/limit/], { settings: { rules: { [RULE]: 'info' } }, severity: 'info' });
  });

  it('says the same of the same claim in claim text and in X12', () => {
    const text =
      'Claim: CLAIM1  Patient: TESTPERSON, PAT\nDOS: 2025-03-04\n0708T x1\n0708T-59 x1\n0709T x3\nA0425 x300';
    const lines = [
      { code: '0708T' },
      { code: '0708T', modifiers: ['59'] },
      { code: '0709T', units: 3 },
      { code: 'A0425', units: 300 },
    ];
    deepEqual(briefFindings(claim837({ lines }), [RULE]), briefFindings(text, [RULE]));
    equal(briefFindings(text, [RULE]).length, 3);
  });

  it('keeps its mind for a thousand lines of one day', () => {
    const found = open(claim837({ lines: Array.from({ length: 1000 }, () => ({ code: '0708T' })) })).findings();
    const own = found.filter(({ finding }) => finding.rule === RULE);
    equal(own.length, 1);
    ok(own[0]!.finding.message.includes('1000 units'));
  });

  describe('several surgeons report a code once each', () => {
    const WHY = ['several surgeons report the code'];
    for (const modifier of ['62', '66']) {
      const line = { code: '22551', modifiers: [modifier] };
      const patient = { id: 'P' };

      it(`${modifier} under one billing provider: who did which is not known`, () => {
        checkLines([line, line], [], { notChecked: WHY });
        checkClaims(
          [
            { patient, lines: [line] },
            { patient, lines: [line] },
          ],
          [],
          { notChecked: WHY },
        );
        equal(briefFindings(claim837({ lines: [line, { ...line, units: 2 }] }), [RULE]).length, 1);
      });

      it(`${modifier} of one named surgeon is added up, of two is not`, () => {
        const own = (rendering: string) => ({ patient, rendering, lines: [line] });
        equal(briefFindings(claim837([own('1000000012'), own('1000000012')]), [RULE]).length > 0, true);
        checkClaims([own('1000000012'), own('1000000020')], [], { notChecked: [] });
      });
    }

    it('lines without such a modifier are added up as ever', () => {
      equal(briefFindings(claim837({ lines: [{ code: '22551' }, { code: '22551' }] }), [RULE]).length, 1);
    });
  });

  describe('fix', () => {
    it('reduces the units to the limit', () => {
      checkFix(RULE, 'DOS: 2025-03-04\n0708T x1\n0709T x3', 'DOS: 2025-03-04\n0708T x1\n0709T x2');
      checkFix(
        RULE,
        claim837({ lines: [{ code: 'A0425', units: 300 }] }),
        claim837({ lines: [{ code: 'A0425', units: 250 }] }),
      );
    });

    it('leaves what the other lines of the day have used', () => {
      checkFix(RULE, 'DOS: 2025-03-04\n0708T\n0709T x1\n0709T x4', 'DOS: 2025-03-04\n0708T\n0709T x1\n0709T x1');
    });

    it('is not offered where nothing is left', () => {
      const [found] = check('DOS: 2025-03-04\n0708T x1\n0708T x«1»', [/2 units/]);
      deepEqual(found!.finding.fixes, []);
    });
  });
});
