import { deepEqual, equal } from 'node:assert/strict';
import type { Codes } from '../../server/src/service/codes/tables';
import { briefFindings, checkFix, checkRule, type RuleOptions, serviceFor } from '../support/check';
import { addOns, edition, procedures } from '../support/tables';
import { claim837 } from '../support/x12';

const RULE = 'deleted-code';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

function ours(text: string, options: RuleOptions = {}): string[] {
  return briefFindings(text, [RULE], options);
}

// HCPCS 2019 file: J0833 ended 2018-12-31, C9741 2018-12-31 with 33289 in its place.
const ROWS = [
  { code: 'J0833', deleted: 20181231 },
  { code: 'C9741', added: 20161001, deleted: 20181231, replacement: '33289' },
  { code: 'J9999', deleted: 20181231, replacement: 'J1111 J2222' },
  { code: 'J1885' },
];
const codes: Partial<Codes> = { procedures: procedures(ROWS) };

describe(RULE, () => {
  it('reports a code after its last day, and takes the last day itself', () => {
    const [found] = check('DOS: 2019-01-01\n«J0833»', [/^J0833 ended on 2018-12-31.*2019-01-01/], { codes });
    deepEqual(found!.finding.severity, 'error');
    deepEqual(found!.finding.citation?.deleted, '2018-12-31');
    check('DOS: 2018-12-31\nJ0833', [], { codes, notChecked: [] });
  });

  it("judges by the line's own day and points at it", () => {
    check('DOS: 2018-03-01\nJ0833\n«J0833» 2019-02-03', [/2019-02-03/], { codes, related: [['2019-02-03']] });
  });

  it('names the code that took its place, and puts it there', () => {
    check('DOS: 2019-01-01\n«C9741»', [/names 33289 in its place/], { codes });
    checkFix(RULE, 'DOS: 2019-01-01\nC9741 x1', 'DOS: 2019-01-01\n33289 x1', { codes });
    const [found] = check('DOS: 2019-01-01\n«J9999»', [/names J1111 J2222/], { codes });
    deepEqual(found!.finding.fixes, undefined);
  });

  it('leaves a code alone that another table lists on the day', () => {
    const listed = { procedures: { ...procedures(ROWS), isListed: () => true } };
    check('DOS: 2019-01-01\nJ0833', [], { codes: listed });
  });

  it('asks those tables only that are newer than the end', () => {
    // A fee schedule of 2019 (it begins on 2019-01-01) lists the code: it says more than an end in 2018, and nothing of one in 2019.
    const isListed = (_code: string, _on: number | undefined, ended = 0) => 20190101 > ended;
    check('DOS: 2019-08-01\nJ0833', [], { codes: { procedures: { ...procedures(ROWS), isListed } } });
    const later = procedures([{ code: 'J0833', deleted: 20190331 }]);
    check('DOS: 2019-08-01\n«J0833»', [/ended on 2019-03-31/], { codes: { procedures: { ...later, isListed } } });
  });

  it('knows from the add-on file when an add-on or a primary ended', () => {
    // AOC_V2026Q2: 37222 (add-on) and 37220 (primary) ended on 2025-12-31.
    const lastDayOf = (code: string) =>
      /^3722[02]$/.test(code) ? { day: 20251231, edition: edition('NCCI AOC', '2026Q2', 20260401) } : undefined;
    const ended: Partial<Codes> = { addOns: { ...addOns([]), lastDayOf } };
    const [found] = check('DOS: 2026-01-01\n«37220»\n«37222»', [/^37220 ended on 2025-12-31/, /^37222 ended/], {
      codes: ended,
      severity: 'error',
    });
    deepEqual(found!.finding.citation, { table: 'NCCI AOC', edition: '2026Q2', deleted: '2025-12-31' });
    check('DOS: 2025-12-31\n37220\n37222', [], { codes: ended, notChecked: [] });
    // Another table is asked first, and one that is newer than the end overrules it.
    check('DOS: 2026-01-01\n37220', [], {
      codes: { ...ended, procedures: { ...procedures([]), isListed: () => true } },
    });
  });

  it('the hover says the same end for the same day, and none where the rule knows of none', () => {
    const fee = edition('MPFS', '2026A', 20260101);
    // The fee schedule of January 2026 lists 37220 still, the one of April 2026 no more.
    const isListed = (_code: string, on: number | undefined, last = 0) =>
      fee.effectiveFrom > last && on !== undefined && on < 20260401;
    const codes: Partial<Codes> = {
      procedures: { ...procedures([{ code: '37220' }]), isListed },
      addOns: { ...addOns([]), lastDayOf: () => ({ day: 20251231, edition: edition('NCCI AOC', '2026Q2', 20260401) }) },
    };
    check('DOS: 2026-02-01\n37220', [], { codes });
    equal(serviceFor({ codes }).code('37220', 20260201)?.deleted, undefined);
    check('DOS: 2026-05-01\n«37220»', [/ended on 2025-12-31/], { codes });
    equal(serviceFor({ codes }).code('37220', 20260501)?.deleted, '2025-12-31');
    equal(serviceFor({ codes }).code('37220')?.deleted, '2025-12-31');
    // The end that the table of codes gives is overruled in the same way.
    const dated = { procedures: { ...procedures([{ code: '37220', deleted: 20251231 }]), isListed } };
    check('DOS: 2026-02-01\n37220', [], { codes: dated });
    equal(serviceFor({ codes: dated }).code('37220', 20260201)?.deleted, undefined);
    equal(serviceFor({ codes: dated }).code('37220', 20260501)?.deleted, '2025-12-31');
  });

  it('can not tell without a day or a table', () => {
    check('J0833 x1', [], { codes, notChecked: ['no date of service'] });
    check('DOS: 2019-01-01\nJ1885\nJ7777', [], { codes, notChecked: ['last day'] });
    check('DOS: 2025-03-04\n99213', [], { notChecked: ['last day'] });
  });

  it('passes a code without an end where the table of its class is complete', () => {
    const covers = () => edition('HCPCS', '2019', 20190101);
    check('DOS: 2019-01-01\nJ1885', [], { codes: { procedures: { ...procedures(ROWS), covers } }, notChecked: [] });
  });

  it('says the same of claim text and X12', () => {
    const options = { codes };
    const lines = [{ code: 'J0833', date: '20190101' }];
    deepEqual(ours(claim837({ lines }), options), ours('DOS: 2019-01-01\nJ0833', options));
  });
});
