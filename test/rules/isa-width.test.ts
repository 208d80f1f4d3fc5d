import { checkFix, checkRule } from '../support/check';
import { claim837 } from '../support/x12';

const ID = 'isa-width';
const TEXT = claim837({ lines: [{}] });
const BLANKS = ' '.repeat(10);

describe(ID, () => {
  it('knows the 16 widths', () => {
    checkRule(ID, TEXT);
    checkRule(ID, TEXT.replace('SENDER1        *', '«SENDER1»*'), [/ISA06 has 7 of 15/], { severity: 'error' });
    checkRule(ID, TEXT.replace('*000000001*0*', '*«1»*0*'), [/ISA13 has 1 of 9/]);
    checkRule(ID, TEXT.replace('*250310*', '*«20250310»*'), [/ISA09 has 8 of 6/]);
  });

  it('tells all of one ISA at once', () => {
    const collapsed = TEXT.replaceAll(BLANKS, '')
      .replace('ISA*00**00*', 'ISA*00*«*00*')
      .replace('RECEIVER1      *', 'RECEIVER1»*');
    checkRule(ID, collapsed.replace('SENDER1     ', 'SENDER1').replace('SENDER1   *', 'SENDER1*'), [
      /ISA02 has 0 of 10, ISA04 .*ISA06 .*ISA08/,
    ]);
  });

  it('fills up what can be filled', () => {
    checkFix(ID, TEXT.replace('SENDER1        *', 'SENDER1*').replace('000000001*0*', '1*0*'), TEXT);
    checkFix(ID, TEXT.replace('RECEIVER1      *', 'RECEIVER1         *'), TEXT);
  });

  it('looks at every interchange, and at nothing but the ISA', () => {
    checkRule(ID, TEXT + TEXT.replace('SENDER1        *', '«SENDER1  »*') + TEXT, [/ISA06/]);
    checkRule(ID, TEXT.slice(TEXT.indexOf('GS*')));
  });
});
