import { checkFix, checkRule, type RuleOptions } from '../support/check';
import { claim837 } from '../support/x12';

const RULE = 'malformed-diagnosis';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

describe(RULE, () => {
  const claim = (hi: string) => claim837({ lines: [{}] }).replace('HI*ABK:C4359', `HI*${hi}`);

  it('a dot', () => {
    check(claim('ABK:«C43.59»'), [/without it.*write C4359/], { severity: 'error' });
    check(claim('BK:«401.9»'), [/write 4019/]);
    checkFix(RULE, claim('ABK:C43.59*ABF:Z5111'), claim('ABK:C4359*ABF:Z5111'));
  });

  it('ICD-10-CM: a letter, a digit, one to five more', () => {
    for (const code of ['I10', 'C4359', 'S72001A', 'Z3A20', 'C4A0', 'U071', 'O9A211', 'M1A00X0', 'W19XXXA', 'c4359']) {
      check(claim(`ABK:${code}`));
    }
    for (const code of ['C4', 'C', 'CA359', '99213X', 'S72001AA', 'C4359-'])
      check(claim(`ABK:«${code}»`), [/ICD-10-CM/]);
  });

  it('ICD-9-CM: three digits, V and two or E and three', () => {
    for (const code of ['401', '4019', '64303', 'V30', 'V3001', 'E9860', 'E986']) check(claim(`BK:${code}`));
    for (const code of ['40', '401999', 'V3', 'V30012', 'E98600', 'X999']) check(claim(`BK:«${code}»`), [/ICD-9-CM/]);
  });

  it('says where the code is of the other set', () => {
    check(claim('ABK:«4019»'), [/is of ICD-9-CM, but the qualifier ABK says ICD-10-CM/]);
    check(claim('BK:«S72001A»'), [/is of ICD-10-CM, but the qualifier BK/]);
  });

  it('reasons, admitting diagnoses and causes too, but no other codes of an HI', () => {
    check(claim('ABK:C4359*APR:«R0.5»*ABN:«W19.XXXA»*ABJ:R05'), [/R05/, /W19XXXA/]);
    check(claim('ABK:C4359*BE:80:D8*BH:11:D8:20250301*BG:09*DR:470*XX:99.99*BBR:0DTJ4ZZ:D8:20250301'));
  });

  it('not in claim text, which has the dot', () => {
    check('DOS: 2025-03-04  Dx: C43.59, I10, 401.9\n99213');
  });
});
