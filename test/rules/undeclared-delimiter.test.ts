import { checkFix, checkRule } from '../support/check';
import { claim837 } from '../support/x12';

const ID = 'undeclared-delimiter';
const CLAIM = { lines: [{ code: '0708T', modifiers: ['59'] }] };
const OTHER = { delimiters: { component: '>' } };

describe(ID, () => {
  it('finds a composite that is written with another separator', () => {
    checkRule(ID, claim837(CLAIM));
    const text = claim837([CLAIM, CLAIM], { ...OTHER, declared: ':' });
    checkRule(ID, text.replace('SV1*HC>0708T>59*100*UN*1***1', '«$&»'), [/ISA16 declares ":".*uses ">"/], {
      severity: 'warning',
    });
  });

  it('declares what is used', () => {
    checkFix(ID, claim837([CLAIM, CLAIM], { ...OTHER, declared: ':' }), claim837([CLAIM, CLAIM], OTHER));
  });

  it('changes the ISA of the same interchange', () => {
    const good = claim837(CLAIM);
    const wrong = claim837(CLAIM, { ...OTHER, declared: ':' });
    checkFix(ID, good + wrong + good, good + claim837(CLAIM, OTHER) + good);
  });

  it('can be switched off', () => {
    checkRule(ID, claim837(CLAIM, { ...OTHER, declared: ':' }), [], { settings: { rules: { [ID]: 'off' } } });
  });
});
