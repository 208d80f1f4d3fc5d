import { deepEqual, equal, ok } from 'node:assert/strict';
import { briefFindings, checkFix, checkRule, open, type RuleOptions } from '../support/check';
import { addOns, feeSchedule } from '../support/tables';
import { type ClaimOptions, claim837, type FileOptions, remittance835 } from '../support/x12';

const RULE = 'missing-primary-code';

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
  describe('type 1, closed list', () => {
    it('reports the add-on alone as an error that a new coder can act on', () => {
      const [found] = check('DOS: 2025-03-04\n«0709T» x1', [
        /^0709T is an add-on code and is paid only beside 0708T, same patient, same practitioner, same day\. .*add the primary/,
      ]);
      equal(found!.finding.severity, 'error');
      equal(found!.finding.code, '0709T');
      deepEqual(found!.finding.citation, { table: 'NCCI AOC', edition: '2026Q2', effective: '2022-01-01' });
    });

    it('is content with the primary before or behind the add-on', () => {
      check('DOS: 2025-03-04\n0708T x1\n0709T x1', [], { notChecked: [] });
      check('DOS: 2025-03-04\n0709T x1\n0708T x1');
    });

    it('takes any of several primaries: 11103 beside 11102, 11104 or 11106', () => {
      for (const primary of ['11102', '11104', '11106']) check(`DOS: 2025-03-04\n${primary}\n11103`);
      check('DOS: 2025-03-04\n11000\n«11103»', ['one of 11102, 11104 or 11106']);
    });

    it('does not take a code that is a primary of another add-on', () => {
      check('DOS: 2025-03-04\n0708T\n«11001»', ['beside 11000']);
    });

    it('does not take the add-on itself, nor a code outside its list', () => {
      check('DOS: 2025-03-04\n«0709T»\n«0709T»', [/0708T/, /0708T/]);
      check('DOS: 2025-03-04\n99213\n20610\n«0709T»', [/0708T/]);
    });

    it('takes an add-on that is listed as a primary: 96366 beside 96367', () => {
      check('DOS: 2025-03-04\n96365\n96367\n96366');
      check('DOS: 2025-03-04\n«96367»\n96366', [/96365/]);
    });

    it('offers no add-on as the primary to insert: it would lack one itself', () => {
      const [found] = check('DOS: 2025-03-04\n«96366»', [/96367/]);
      const titles = found!.finding.fixes?.map(({ title }) => title) ?? [];
      ok(titles.includes('Insert primary 96365 before 96366'));
      ok(!titles.some((title) => title.includes('primary 96367')), titles.join());
    });

    it('reports a primary that stands on the line with a slip as missing only once the slip is corrected', () => {
      check('DOS: 2025-03-04\nO708T x1\n0709T x1');
      check('DOS: 2025-03-04\n708T x1\n0709T x1');
    });

    it('leaves a slipped add-on to the rule for slips', () => {
      check('DOS: 2025-03-04\nO709T x1');
    });
  });

  describe('dates of a row', () => {
    const rows = addOns([
      ['99415', '99213', 1, 20160101],
      ['99415', '99211', 1, 20160101, 20201231],
      ['0709T', '0708T', 1, 20220101],
    ]);

    it('counts the effective day', () => {
      check('DOS: 2022-01-01\n«0709T»', [/0708T/]);
    });

    it('does not judge by a row that is not in force yet', () => {
      check('DOS: 2021-12-31\n0709T');
    });

    it('counts the deletion day, and the day behind it no more: 99415 beside 99211 until 2020-12-31', () => {
      for (const codes of [undefined, { addOns: rows }]) {
        check('DOS: 2020-12-31\n99211\n99415', [], { codes });
        check('DOS: 2021-01-01\n99211\n«99415»', [/99213/], { codes });
      }
    });

    it('counts the day before the effective day of one row when another holds', () => {
      // 90833 beside 98000 from 2026-01-01 on.
      check('DOS: 2025-12-31\n98000\n«90833»', [/add-on/]);
      check('DOS: 2026-01-01\n98000\n90833');
    });

    it('does not judge when every row has ended', () => {
      const codes = { addOns: addOns([['0709T', '0708T', 1, 20220101, 20241231]]) };
      check('DOS: 2024-12-31\n«0709T»', [/0708T/], { codes });
      check('DOS: 2025-01-01\n0709T', [], { codes });
    });

    it('says that a date before the first edition of the table is not checked', () => {
      check('DOS: 2012-05-01\n11001', [], { notChecked: [/add-on/] });
    });

    it('judges a line without a date by the rows in force', () => {
      check('«0709T» x1', [/0708T/]);
      check('0708T x1\n0709T x1');
    });

    it('cites the deletion date of a row that had one', () => {
      const codes = { addOns: addOns([['0709T', '0708T', 1, 20220101, 20251231]]) };
      const [found] = check('DOS: 2025-03-04\n«0709T»', [/0708T/], { codes });
      deepEqual(found!.finding.citation, {
        table: 'NCCI AOC',
        edition: '2026Q2',
        effective: '2022-01-01',
        deleted: '2025-12-31',
      });
    });
  });

  describe('type 2, the contractor decides', () => {
    it('informs when nothing else of the day could be a primary', () => {
      check('DOS: 2025-03-04\n«77001»', [/contractor decides/], { severity: 'info' });
    });

    it('is silent beside a code that may be one', () => {
      check('DOS: 2025-03-04\n99213\n77001');
      check('DOS: 2025-03-04\n36558\n77001');
    });

    it('does not take another add-on, the code itself, or a service of another day for one', () => {
      check('DOS: 2025-03-04\n«77001»\n«77001»', [/contractor/, /contractor/]);
      check('DOS: 2025-03-04\n«77001»\n«0709T»', [/contractor/, /0708T/]);
      check('36558 2025-03-03\n«77001» 2025-03-04', [/contractor/]);
    });

    it('is silent when a code of the day stands on another claim of the patient', () => {
      const patient = { id: 'SAME1' };
      checkClaims([
        { patient, lines: [{ code: '77001' }] },
        { patient, lines: [{ code: '36558' }] },
      ]);
    });
  });

  describe('type 3, open list', () => {
    // 88311 lists eight primaries; the list is not closed.
    const codes = {
      addOns: addOns([88302, 88304, 88305, 88307].map((one) => ['88311', `${one}`, 3, 20130401] as const)),
    };

    it('warns', () => {
      check('DOS: 2025-03-04\n«88311»', [/88305.*or another primary that the contractor accepts/], {
        codes,
        severity: 'warning',
      });
    });

    it('is content with a listed primary', () => {
      check('DOS: 2025-03-04\n88305\n88311', [], { codes });
    });

    it('warns of a code with rows of types 1 and 3, since its list is open', () => {
      const mixed = {
        addOns: addOns([
          ['20701', '11011', 1, 20190101],
          ['20701', '11043', 3, 20190101],
        ]),
      };
      check('DOS: 2025-03-04\n«20701»', [/11011/], { codes: mixed, severity: 'warning' });
    });

    it('does not call a line with rows of types 2 and 3 certain', () => {
      const mixed = {
        addOns: addOns([
          ['49327', 'CCCCC', 2, 20130401],
          ['49327', '38120', 3, 20130401],
        ]),
      };
      const [found] = check('DOS: 2025-03-04\n«49327»', [/38120/], { codes: mixed });
      ok(found!.finding.severity !== 'error');
      ok(!found!.finding.message.includes('CCCCC'), 'no code of the file that is none');
    });
  });

  describe('add-on by global days ZZZ alone', () => {
    // G0559 is ZZZ in the October 2025 fee schedule and not in the add-on file.
    const codes = {
      addOns: addOns([['0709T', '0708T', 1, 20220101]]),
      feeSchedule: feeSchedule({ G0559: { globalDays: 'ZZZ' }, G2213: { globalDays: 'ZZZ' }, '99213': {} }),
    };

    it('informs, and says that the fee schedule says so', () => {
      const [found] = check('DOS: 2025-03-04\n«G0559»', [/ZZZ/], { codes, severity: 'info' });
      equal(found!.finding.citation?.table, 'MPFS');
    });

    it('is silent beside another service', () => {
      check('DOS: 2025-03-04\n99213\nG0559', [], { codes });
    });

    it('does not take another ZZZ code for a primary', () => {
      check('DOS: 2025-03-04\n«G0559»\n«G2213»', [/ZZZ/, /ZZZ/], { codes });
    });

    it('is silent for other global days', () => {
      check('DOS: 2025-03-04\n99213', [], { codes, notChecked: [] });
    });
  });

  describe('the primary stands elsewhere', () => {
    it('on another day of the claim: says the day and points at it', () => {
      check('0708T 2025-03-03\n«0709T» 2025-03-04', [/0708T.*2025-03-03.*2025-03-04/], {
        severity: 'error',
        related: [['0708T']],
      });
      checkClaims({ lines: [{ code: '0708T', date: '20250303' }, { code: '«0709T»' }] }, [/0708T.*2025-03-03/], {
        severity: 'error',
        related: [['0708T']],
      });
    });

    it('shares a day with a range', () => {
      checkClaims({
        lines: [
          { code: '0708T', date: '20250303-20250305' },
          { code: '0709T', date: '20250304' },
        ],
      });
      checkClaims({
        lines: [
          { code: '0708T', date: '20250303' },
          { code: '0709T', date: '20250303-20250304' },
        ],
      });
      checkClaims(
        {
          lines: [
            { code: '0708T', date: '20250301-20250303' },
            { code: '«0709T»', date: '20250304-20250305' },
          ],
        },
        [/0708T/],
      );
    });

    it('on another claim of the patient: told, not denied, with the claim named', () => {
      const patient = { id: 'SAME1' };
      checkClaims(
        [
          { id: 'ACCT-A', patient, lines: [{ code: '0708T' }] },
          { id: 'ACCT-B', patient, lines: [{ code: '«0709T»' }] },
        ],
        [/0708T of that day is on claim ACCT-A of the same patient/],
        { severity: 'info', related: [['0708T']] },
      );
    });

    it('whatever the order of the claims', () => {
      const patient = { id: 'SAME1' };
      checkClaims(
        [
          { id: 'ACCT-A', patient, lines: [{ code: '«0709T»' }] },
          { id: 'ACCT-B', patient, lines: [{ code: '0708T' }] },
        ],
        [/claim ACCT-B/],
        { severity: 'info', related: [['0708T']] },
      );
    });

    it('on another claim and another day: an error that says so', () => {
      const patient = { id: 'SAME1' };
      checkClaims(
        [
          { id: 'ACCT-A', patient, lines: [{ code: '0708T', date: '20250301' }] },
          { id: 'ACCT-B', patient, lines: [{ code: '«0709T»' }] },
        ],
        [/claim ACCT-A.*2025-03-01/],
        { severity: 'error', related: [['0708T']] },
      );
    });

    it('not on a claim of another patient, nor of a dependent of the same subscriber', () => {
      checkClaims(
        [
          { id: 'ACCT-A', patient: { id: 'ONE' }, lines: [{ code: '0708T' }] },
          { id: 'ACCT-B', patient: { id: 'TWO' }, lines: [{ code: '«0709T»' }] },
        ],
        [/None is on this claim/],
        { related: [[]] },
      );
      const patient = { id: 'FAMILY1' };
      checkClaims(
        [
          { patient, dependent: { first: 'ANN', birth: '20100101' }, lines: [{ code: '0708T' }] },
          { patient, dependent: { first: 'BEN', birth: '20100101' }, lines: [{ code: '«0709T»' }] },
        ],
        [/None is on this claim/],
      );
    });

    it('by another rendering provider on the claim: an error that points at it', () => {
      checkClaims(
        {
          lines: [
            { code: '0708T', rendering: '1000000012' },
            { code: '«0709T»', rendering: '1000000020' },
          ],
        },
        [/0708T.*another rendering provider/],
        { severity: 'error', related: [['0708T']] },
      );
    });

    it('by the same practitioner, named on the claim once and on the line once', () => {
      checkClaims({
        rendering: '1000000012',
        lines: [{ code: '0708T' }, { code: '0709T', rendering: '1000000012' }],
      });
    });

    it('by another practitioner on another claim', () => {
      const patient = { id: 'SAME1' };
      checkClaims(
        [
          { id: 'ACCT-A', patient, rendering: '1000000012', lines: [{ code: '0708T' }] },
          { id: 'ACCT-B', patient, rendering: '1000000020', lines: [{ code: '«0709T»' }] },
        ],
        [/0708T.*claim ACCT-A.*another rendering provider/],
        { severity: 'error', related: [['0708T']] },
      );
    });

    it('not on a void, which takes a claim back', () => {
      const patient = { id: 'SAME1' };
      checkClaims(
        [
          { patient, frequency: '8', lines: [{ code: '0708T' }] },
          { patient, lines: [{ code: '«0709T»' }] },
        ],
        [/None is on this claim/],
      );
    });
  });

  describe('critical care: 99292 may be of another practitioner than 99291', () => {
    it('on the same claim', () => {
      checkClaims({
        lines: [
          { code: '99291', rendering: '1000000012' },
          { code: '99292', rendering: '1000000020' },
        ],
      });
    });

    it('on another claim of the patient it is no error', () => {
      const patient = { id: 'SAME1' };
      const text = claim837([
        { patient, rendering: '1000000012', lines: [{ code: '99291' }] },
        { patient, rendering: '1000000020', lines: [{ code: '99292' }] },
      ]);
      const errors = open(text)
        .findings()
        .filter(({ finding }) => finding.rule === RULE && finding.severity === 'error');
      equal(errors.length, 0);
    });

    it('is told so', () => {
      check('DOS: 2025-03-04\n«99292»', [
        /beside 99291, same patient, same day, by the same practitioner or one of the same group\./,
      ]);
    });

    it('still on the same day', () => {
      check('99291 2025-03-03\n«99292» 2025-03-04', [/2025-03-03/], { severity: 'error' });
      check('DOS: 2025-03-04\n«99292»', [/99291/], { severity: 'error' });
    });
  });

  describe('kinds of claims', () => {
    it('judges a hospital outpatient claim', () => {
      const file = { kind: 'I' } as const;
      // Outpatient payment does not know the code at all, and says so first.
      const settings = { rules: { 'not-paid-under-opps': 'off' } };
      for (const billType of ['12', '13', '14', '76', '85']) {
        checkClaims({ billType, lines: [{ code: '«0709T»' }] }, [/0708T/], { file, settings });
      }
    });

    it('does not judge inpatient, nursing, home health and hospice bills', () => {
      const file = { kind: 'I' } as const;
      for (const billType of ['11', '18', '21', '32', '81'])
        checkClaims({ billType, lines: [{ code: '0709T' }] }, [], { file });
    });

    it('takes a hospital for one provider, whoever rendered a line', () => {
      checkClaims(
        {
          lines: [
            { code: '0708T', rendering: '1000000012' },
            { code: '0709T', rendering: '1000000020' },
          ],
        },
        [],
        { file: { kind: 'I' } },
      );
    });

    it('judges a replacement and not a void', () => {
      checkClaims({ frequency: '7', lines: [{ code: '«0709T»' }] }, [/0708T/]);
      checkClaims({ frequency: '8', lines: [{ code: '0709T' }] });
    });

    it('does not judge what a payer answered', () => {
      check(
        remittance835([
          'BPR*I*100*C*NON************20250310',
          'TRN*1*1*1999999999',
          'LX*1',
          'CLP*ACCT-A*1*100*80**12*ICN1*11*1',
          'NM1*QC*1*TESTPERSON*PAT****MI*M100',
          'SVC*HC:0709T*100*80**1',
          'DTM*472*20250304',
        ]),
      );
    });

    it('does not judge a code under another qualifier than HC', () => {
      checkClaims({ lines: [{ code: '0709T', qualifier: 'ER' }] });
      checkClaims({ lines: [{ code: '0708T', qualifier: 'HP' }, { code: '«0709T»' }] }, [/0708T/]);
    });
  });

  describe('settings', () => {
    it('off, or of another severity', () => {
      check('DOS: 2025-03-04\n0709T', [], { settings: { rules: { [RULE]: 'off' } } });
      check('DOS: 2025-03-04\n«0709T»', [/0708T/], { settings: { rules: { [RULE]: 'hint' } }, severity: 'hint' });
      check('DOS: 2025-03-04\n«0709T»', [/0708T/], { settings: { rules: { [RULE]: 'default' } }, severity: 'error' });
      check('DOS: 2025-03-04\n«0709T»', [/0708T/], { settings: { rules: { [RULE]: 'loud' } }, severity: 'error' });
    });

    it("judges only Medicare's and Medicaid's claims when asked to, by SBR09", () => {
      const settings = { payers: 'medicare' };
      for (const filing of ['MA', 'MB', 'MC', '16']) {
        checkClaims({ filing, lines: [{ code: '«0709T»' }] }, [/0708T/], { settings });
      }
      for (const filing of ['CI', 'BL', 'HM', '12'])
        checkClaims({ filing, lines: [{ code: '0709T' }] }, [], { settings });
      for (const filing of ['CI', 'MB']) checkClaims({ filing, lines: [{ code: '«0709T»' }] }, [/0708T/]);
    });
  });

  it('says that it could not judge a code whose add-on rows are not loaded', () => {
    check('DOS: 2025-03-04\n22633', [], { notChecked: ['add-on table'] });
    check('DOS: 2025-03-04\n99213', [], { notChecked: [] });
  });

  it('says the same of the same claim in claim text and in X12', () => {
    const text =
      'Claim: CLAIM1  Patient: TESTPERSON, PAT\n0708T 2025-03-03\n0709T x3 2025-03-04 dx A\n11103 2025-03-04\n';
    const x12 = claim837({
      lines: [{ code: '0708T', date: '20250303' }, { code: '0709T', units: 3 }, { code: '11103' }],
    });
    const rules = [RULE, 'excess-units'];
    deepEqual(briefFindings(x12, rules), briefFindings(text, rules));
    equal(briefFindings(text, rules).length, 3);
  });

  describe('fix', () => {
    it('inserts the primary before the add-on in claim text', () => {
      checkFix(RULE, 'DOS: 2025-03-04\n1. 0709T x1 dx A\n', 'DOS: 2025-03-04\n1. 0708T x1 dx A\n2. 0709T x1 dx A\n');
    });

    it('inserts it in X12', () => {
      checkFix(
        RULE,
        claim837({ lines: [{ code: '0709T', units: 2 }] }),
        claim837({
          lines: [
            { code: '0708T', charge: '0' },
            { code: '0709T', units: 2 },
          ],
        }),
      );
    });

    it('offers none that would not be paid', () => {
      const offered = (filing: string) => {
        const [found] = check(claim837({ filing, lines: [{ code: '«G2212»', date: '20250304' }] }), [/G2212/]);
        return found!.finding.fixes?.map((fix) => fix.kind === 'insertLine' && fix.code);
      };
      // NCCI MUE practitioner 2024Q3: G0463, a hospital's visit, has a limit of 0 units; other payers may see it otherwise.
      deepEqual(offered('MB'), ['99205', '99215', '99483']);
      deepEqual(offered('CI'), ['99205', '99215', '99483', 'G0463']);
    });

    it('offers each of a few primaries', () => {
      checkFix(RULE, 'DOS: 2025-03-04\n11103', 'DOS: 2025-03-04\n11106\n11103', {
        title: 'Insert primary 11106 before 11103',
      });
    });
  });
});
