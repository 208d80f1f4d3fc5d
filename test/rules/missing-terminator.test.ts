import { checkFix, checkRule } from '../support/check';
import { claim837 } from '../support/x12';

const ID = 'missing-terminator';
const ONE = claim837({ lines: [{}, {}] });

describe(ID, () => {
  it('a segment that only its line ends, as an error, with the terminator to add', () => {
    for (const segment of ['HI*ABK:C4359', 'LX*2', 'PER*IC*DESK*TE*5550100', 'SBR*P*18*******MB', 'LX*1']) {
      checkRule(ID, ONE.replace(`${segment}~`, `«${segment}»`), [/ends with its line, but without "~"/], {
        severity: 'error',
      });
      checkFix(ID, ONE.replace(`${segment}~`, segment), ONE);
      const returns = claim837({ lines: [{}, {}] }, { eol: '\r\n' });
      checkRule(ID, returns.replace(`${segment}~`, `«${segment}»`), [/"~"/]);
    }
    checkFix(ID, ONE.replace('LX*2~', 'LX*2  '), ONE.replace('LX*2~', 'LX*2~  '));
  });

  it('once a block', () => {
    checkRule(ID, ONE.replace('LX*1~', '«LX*1»').replace('LX*2~', 'LX*2'), [/^LX ends/]);
  });

  it('is silent where terminators stand, whatever the layout, and at the end of the file', () => {
    for (const eol of ['\n', '\r\n', '', '\n\n']) checkRule(ID, claim837({ lines: [{}] }, { eol }));
    checkRule(ID, claim837({ lines: [{}] }, { delimiters: { segment: '\n' }, eol: '' }));
    checkRule(ID, ONE.trimEnd().slice(0, -1));
    checkRule(ID, `${ONE.trimEnd().slice(0, -1)}\n\n`);
    checkRule(ID, ONE.slice(0, ONE.indexOf('LX*2') + 4));
    // A line end inside of a segment is another matter.
    checkRule(ID, ONE.replace('HI*ABK:C4359', 'HI*ABK:\nC4359'));
  });
});
