import { checkFix, checkRule } from '../support/check';
import { claim837, transaction } from '../support/x12';

const ID = 'envelope-control-numbers';
const TEXT = claim837({ lines: [{}] });

describe(ID, () => {
  it('compares each trailer with its header', () => {
    checkRule(ID, TEXT);
    checkRule(ID, TEXT.replace(/(SE\*\d+\*)0001/, '$1«0002»'), [/SE02 is "0002".*ST02 .* is "0001"/], {
      severity: 'error',
      related: [['0001']],
    });
    checkRule(ID, TEXT.replace('GE*1*1', 'GE*1*«7»'), [/GE02.*GS06/]);
    checkRule(ID, TEXT.replace('IEA*1*000000001', 'IEA*1*«000000002»'), [/IEA02.*ISA13/]);
  });

  it('a transaction without a number, whose trailer has one', () => {
    const bare = TEXT.replace(/ST\*(\w+)\*0001/, 'ST*$1*');
    checkRule(
      ID,
      TEXT.replace(/ST\*(\w+)\*0001([^~]*)/, '«ST*$1*$2»'),
      [/^ST02 is missing, but SE02 of this transaction is "0001"/],
      {
        severity: 'error',
      },
    );
    checkFix(ID, bare, TEXT);
  });

  it('is milder where only zeros are missing', () => {
    checkRule(ID, TEXT.replace('IEA*1*000000001', 'IEA*1*«1»'), [/same number written otherwise/], {
      severity: 'warning',
    });
  });

  it('tells of a trailer without a number', () => {
    checkRule(ID, TEXT.replace('GE*1*1', '«GE*1»'), [/GE02 is missing/]);
  });

  it('has nothing to say of numbers that were made nines in one of the two places', () => {
    checkRule(ID, TEXT.replace('*000000001*0*T', '*999999999*0*T'));
    checkRule(ID, TEXT.replace('IEA*1*000000001', 'IEA*1*999999999'));
    checkRule(ID, TEXT.replace(/(SE\*\d+\*)0001/, '$19999999'));
    checkRule(ID, TEXT.replace('GE*1*1', 'GE*1*«99»'), [/GE02/]);
  });

  it('writes the header’s number into the trailer', () => {
    checkFix(ID, TEXT.replace('GE*1*1', 'GE*1*7'), TEXT);
    checkFix(ID, TEXT.replace('IEA*1*000000001', 'IEA*1*1'), TEXT);
  });

  it('looks at each interchange by itself, with the separators of its own', () => {
    const other = claim837({ lines: [{}] }, { delimiters: { element: '|', segment: '!', component: '>' }, eol: '' });
    checkRule(ID, TEXT + other.replace('IEA|1|000000001', 'IEA|1|«000000009»') + TEXT, [/IEA02/]);
  });

  it('has nothing to say of a file that is cut off, or of a trailer without a header', () => {
    for (let end = 0; end < TEXT.length; end += 7) checkRule(ID, TEXT.slice(0, end));
    checkRule(ID, `${TEXT.slice(0, TEXT.indexOf('ST*'))}SE*4*0009~\nGE*0*1~\nIEA*1*000000001~\n`);
  });

  it('holds for every transaction set', () => {
    const ack = transaction('999', ['AK1*HC*1*005010X222A1', 'AK9*A*1*1*1'], { guide: '005010X231A1' });
    checkRule(ID, ack);
    checkRule(ID, ack.replace(/(SE\*4\*)0001/, '$1«0003»'), [/SE02/]);
  });
});
