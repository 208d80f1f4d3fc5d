import { deepEqual } from 'node:assert/strict';
import { briefFindings, checkFix, checkRule, type RuleOptions } from '../support/check';
import { claim837, remittance835 } from '../support/x12';

const RULE = 'wrong-code-kind';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

function ours(text: string, options: RuleOptions = {}): string[] {
  return briefFindings(text, [RULE], options);
}

describe(RULE, () => {
  it('a diagnosis in the procedure slot', () => {
    check(claim837({ lines: [{ code: '«M54.5»' }] }), [/diagnosis code/], { severity: 'error' });
    check(claim837({ lines: [{ code: '«S0990XA»' }] }), [/diagnosis code/]);
    check(claim837({ diagnoses: ['J029'], lines: [{ code: '«J029»' }] }), [/^J029 is a diagnosis code/]);
  });

  it('and only one finding of it', () => {
    deepEqual(briefFindings(claim837({ lines: [{ code: 'S0990XA' }] }), ['malformed-code']), []);
  });

  it('what the claim names as a diagnosis and no table as a procedure', () => {
    const diagnoses = ['E1165'];
    check(claim837({ diagnoses, lines: [{ code: '«E1165»' }] }), [/^E1165 is a diagnosis/], { severity: 'warning' });
    check(claim837({ diagnoses: ['J1885'], lines: [{ code: 'J1885' }] }));
    check(claim837({ lines: [{ code: 'E1165' }] }));
  });

  it('a HCPCS code that lost a digit is misspelt, not a diagnosis', () => {
    check(claim837({ lines: [{ code: 'J188' }] }));
  });

  it('a qualifier of another code set', () => {
    check(claim837({ lines: [{ code: '«99213»', qualifier: 'CJ' }] }), [/the qualifier before it is CJ.*HC belongs/]);
    check(claim837({ lines: [{ code: '«J1885»', qualifier: 'N4' }] }), [/N4/]);
    check(claim837({ lines: [{ code: '«99213»', qualifier: 'AD' }] }), [/AD/]);
    check(claim837({ lines: [{ code: '«0708T»', qualifier: '' }] }), [/no qualifier/]);
  });

  it('not one under which such a code may stand, nor a masked one', () => {
    for (const qualifier of ['HC', 'ER', 'IV', 'WK', 'HP', 'ZZ', 'XX']) {
      check(claim837({ lines: [{ code: '99213', qualifier }] }));
    }
    check(claim837({ lines: [{ code: '12345678901', qualifier: 'N4' }] }));
  });

  it('dental codes', () => {
    check(claim837({ lines: [{ code: '«D0120»', qualifier: 'HC' }] }, { kind: 'D' }), [/AD belongs there/]);
    check(claim837({ lines: [{ code: '«99213»', qualifier: 'AD' }] }, { kind: 'D' }), [/CPT or HCPCS/]);
    check(claim837({ lines: [{ code: 'D0120', qualifier: 'AD' }] }, { kind: 'D' }));
    // HCPCS holds the D codes for medical claims: fluoride varnish by a physician.
    check(claim837({ lines: [{ code: 'D1206', qualifier: 'HC' }] }));
    check(claim837({ lines: [{ code: 'D0120', qualifier: 'HC' }] }, { kind: 'I' }));
  });

  it('a procedure in a modifier slot', () => {
    check(claim837({ lines: [{ code: '20610', modifiers: ['RT', '«99213»'] }] }), [/^99213 has the shape/]);
    check(claim837({ lines: [{ code: '20610', modifiers: ['RT', '59'] }] }));
  });

  it('in claim text behind a label that says what stands there', () => {
    check('DOS: 2025-03-04\nDx: I10\nCPT: «M54.50» x1\n99213 mod «99214»\n99213 modifier: «93000», $10', [
      /M54\.50 is a diagnosis code/,
      /99214 has the shape of a procedure code/,
      /93000 has the shape/,
    ]);
    // A list of any codes, a diagnosis behind the service, a note.
    check('DOS: 2025-03-04\nCodes: M54.50\n99213 x1 dx M54.50\nProcedure: M54.50 injection\n99213 mod 25, 93000');
  });

  it('judges neither a remittance nor a void', () => {
    check(remittance835(['CLP*A*1*100*80**12*ICN*11*1', 'SVC*CJ:99213*100*80**1']));
    check(claim837({ frequency: '8', lines: [{ qualifier: 'CJ' }] }));
  });

  it('puts the right qualifier', () => {
    const made = (qualifier: string) => claim837({ lines: [{ code: '99213', qualifier, modifiers: ['25'] }] });
    checkFix(RULE, made('CJ'), made('HC'));
    checkFix(RULE, made(''), made('HC'));
    const dental = (qualifier: string) => claim837({ lines: [{ code: 'D0120', qualifier }] }, { kind: 'D' });
    checkFix(RULE, dental('HC'), dental('AD'));
  });

  it('says the same of claim text and X12', () => {
    const x12 = claim837({ diagnoses: ['J029'], lines: [{ code: 'J029' }] });
    deepEqual(ours(x12), ours('DOS: 2025-03-04\nDx: J02.9\nCPT: J029 x1'));
    deepEqual(ours(x12).length, 1);
  });
});
