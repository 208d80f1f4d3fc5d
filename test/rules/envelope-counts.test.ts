import { checkFix, checkRule } from '../support/check';
import { claim837, interchange, transaction } from '../support/x12';

const ID = 'envelope-counts';
/** ST, three segments, SE. */
const TEXT = transaction('276', [
  'BHT*0010*13*REF1*20250310*1200',
  'HL*1**20*1',
  'NM1*PR*2*INVENTED PAYER*****PI*PAYER1',
]);

describe(ID, () => {
  it('counts segments with ST and SE, transactions and groups', () => {
    checkRule(ID, TEXT);
    checkRule(ID, TEXT.replace('SE*5*', 'SE*«6»*'), [/SE01 says 6, but the transaction has 5 segments/], {
      severity: 'error',
    });
    checkRule(ID, TEXT.replace('GE*1*', 'GE*«2»*'), [/GE01 says 2, but the group has 1 transaction\b/]);
    checkRule(ID, TEXT.replace('IEA*1*', 'IEA*«0»*'), [/IEA01 says 0, but the interchange has 1 group\b/]);
  });

  it('a count that is left out', () => {
    checkRule(ID, TEXT.replace('SE*5*0001', '«SE**0001»'), [/^SE01 is missing; the transaction has 5 segments/]);
    checkFix(ID, TEXT.replace('SE*5*', 'SE**'), TEXT);
    checkRule(ID, TEXT.replace('GE*1*1', '«GE**1»'), [/^GE01 is missing; the group has 1 transaction\b/]);
    checkRule(ID, TEXT.replace('IEA*1*', '«IEA**').replace(/(IEA\*\*\d+)/, '$1»'), [
      /^IEA01 is missing; the interchange has 1 group\b/,
    ]);
  });

  it('a TA1 stands outside of groups and is none', () => {
    const bare = interchange([]).replace(/GS\*[^~]*~\n?GE\*[^~]*~\n?/, '');
    const answer = bare.replace('IEA*1', 'TA1*000000905*250310*1200*A*000~\nIEA*0');
    checkRule(ID, answer);
    checkRule(ID, answer.replace('IEA*0', 'IEA*«1»'), [
      /^IEA01 says 1, but the interchange has 0 groups; a TA1 stands in none\./,
    ]);
    checkFix(ID, answer.replace('IEA*0', 'IEA*1'), answer);
    checkRule('missing-segment', answer.replace('IEA*0', 'IEA*1'));
    const both = interchange(['ST*999*0001', 'AK1*HC*1', 'SE*3*0001']).replace(
      'GS*',
      'TA1*000000905*250310*1200*A*000~\nGS*',
    );
    checkRule(ID, both);
    checkRule(ID, both.replace('IEA*1', 'IEA*«2»'), [/has 1 group\. /]);
  });

  it('counts over several transactions, groups and interchanges', () => {
    const two = interchange([
      'ST*999*0001',
      'AK1*HC*1',
      'SE*3*0001',
      'ST*999*0002',
      'AK1*HC*2',
      'AK9*A*1*1*1',
      'SE*4*0002',
    ]);
    checkRule(ID, two.replace('GE*1', 'GE*«1»'), [/has 2 transactions/]);
    const good = two.replace('GE*1', 'GE*2');
    checkRule(ID, good);
    checkRule(ID, good + TEXT.replace('SE*5', 'SE*«4»') + good, [/has 5 segments/]);
    const groups = good.replace('IEA*1', 'GS*HC*A*B*20250310*1200*2*X*005010X231A1~\nGE*0*2~\nIEA*2');
    checkRule(ID, groups);
    checkRule(ID, groups.replace('IEA*2', 'IEA*«3»'), [/has 2 groups/]);
  });

  it('counts a hundred claims', () => {
    const long = claim837(Array.from({ length: 100 }, () => ({ lines: [{}, {}] })));
    checkRule(ID, long);
    checkRule(
      ID,
      long.replace(/SE\*(\d+)\*/, (_, count: string) => `SE*«${Number(count) + 1}»*`),
      [/segments/],
    );
  });

  it('takes leading zeros for what they are, and no empty segment for a segment', () => {
    checkRule(ID, TEXT.replace('SE*5', 'SE*005'));
    checkRule(ID, TEXT.replace('HL*1', '~\nHL*1'));
  });

  it('corrects the number', () => {
    checkFix(ID, TEXT.replace('SE*5', 'SE*17'), TEXT);
    checkFix(ID, TEXT.replace('GE*1', 'GE*4'), TEXT);
  });

  it('is silent where the count is not known', () => {
    checkRule(ID, TEXT.replace('HL*1**20*1~', 'HL*1**20*1').replace('SE*5', 'SE*9'));
    checkRule(ID, TEXT.replace('SE*5', 'SE*X'));
    checkRule(
      ID,
      TEXT.replace(/ST\*276.*\n/, '')
        .replace('SE*5', 'SE*9')
        .replace('GE*1', 'GE*0'),
    );
    for (let end = 0; end < TEXT.length; end += 5) checkRule(ID, TEXT.slice(0, end));
  });
});
