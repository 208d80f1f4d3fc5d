import { checkRule, type RuleOptions } from '../support/check';
import { claim837, remittance835 } from '../support/x12';

const RULE = 'missing-diagnosis-pointer';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

describe(RULE, () => {
  it('reports a professional line without a pointer', () => {
    check(
      claim837({ lines: [{ pointers: [1] }, { code: '«20610»', pointers: [] }] }),
      [/^The line of 20610 points at/],
      {
        severity: 'error',
      },
    );
  });

  it('not where the claim has no diagnosis to point at', () => {
    check(claim837({ lines: [{ pointers: [] }] }).replace(/HI[^~]*~\n/, ''));
    check(claim837({ lines: [{ pointers: [] }] }).replace('HI*ABK:', 'HI*ABN:'));
  });

  it('not on hospital, dental and void claims, remittances, and in claim text', () => {
    check(claim837({ lines: [{}] }, { kind: 'I' }));
    check(claim837({ lines: [{ code: 'D0120', qualifier: 'AD' }] }, { kind: 'D' }));
    check(claim837({ frequency: '8', lines: [{ pointers: [] }] }));
    check(remittance835(['CLP*A*1*100*80**12*ICN*11*1', 'SVC*HC:99213*100*80**1']));
    check('DOS: 2025-03-04  Dx: C43.59\n99213 x1');
  });
});
