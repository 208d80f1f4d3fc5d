import { checkFix, checkRule } from '../support/check';
import { claim837 } from '../support/x12';

const ID = 'conflicting-delimiters';
const LINES = { lines: [{}] };
const of = (repetition: string, version: '5010' | '4010' = '5010') =>
  claim837(LINES, { version, delimiters: { repetition } });

describe(ID, () => {
  it('wants four different characters', () => {
    for (const repetition of ['^', '!', '{']) checkRule(ID, of(repetition));
    checkRule(ID, of('«:»'), [/ISA11 declares ":".*ISA16/], { severity: 'error' });
    checkRule(ID, of('«~»'), [/segment terminator/]);
    checkRule(ID, claim837(LINES, { declared: '«~»' }).replace('«~»~', '«~»~'), [/ISA16 declares "~"/]);
  });

  it('knows that ISA11 was the letter U up to 00401', () => {
    checkRule(ID, of('U', '4010'));
    checkRule(ID, of('«U»'), [/"U" was the id of 00401/], { severity: 'warning' });
  });

  it('takes no other number for a version', () => {
    for (const version of ['99999', '04010', '00410']) checkRule(ID, of('U').replace('*00501*', `*${version}*`));
    for (const version of ['00402', '00503', '00801']) {
      checkRule(ID, of('«U»').replace('*00501*', `*${version}*`), [/repetition separator/]);
    }
  });

  it('doubts letters, digits and blanks', () => {
    checkRule(ID, of('«1»'), [/occurs in values/], { severity: 'warning' });
    checkRule(ID, claim837(LINES, { declared: '«A»' }), [/ISA16 declares "A"/], { severity: 'warning' });
  });

  it('declares a free character', () => {
    checkFix(ID, of('U'), of('^'));
    checkFix(ID, of(':'), of('^'));
    checkFix(
      ID,
      claim837(LINES, { delimiters: { repetition: 'U', component: '^' } }),
      claim837(LINES, { delimiters: { repetition: '|', component: '^' } }),
    );
  });
});
