import { checkRule } from '../support/check';
import { claim837, remittance835 } from '../support/x12';

const ID = 'too-many';

function lines(count: number, kind: 'P' | 'I' | 'D' = 'P'): string {
  return claim837({ lines: Array.from({ length: count }, () => ({})) }, { kind });
}

describe(ID, () => {
  it('more than 50 lines in a professional or dental claim', () => {
    checkRule(ID, lines(50));
    checkRule(ID, lines(52).replace('LX*51', '«LX*51»'), [/more than 50 times in its claim; 005010X222A1 allows 50/], {
      severity: 'warning',
    });
    checkRule(ID, lines(51, 'D').replace('LX*51', '«LX*51»'), [/005010X224A2 allows 50/]);
  });

  it('more than 999 lines in an institutional claim', () => {
    checkRule(ID, lines(999, 'I'));
    checkRule(ID, lines(1000, 'I').replace('LX*1000', '«LX*1000»'), [/allows 999/]);
  });

  it('a party twice in its loop', () => {
    const rendering = (npi: string) => `NM1*82*1*TESTDOCTOR*ANN****XX*${npi}`;
    const twice = (...more: string[]) => claim837({ more, lines: [{}] });
    checkRule(ID, twice(rendering('1000000004'), 'NM1*77*2*INVENTED PLACE', 'NM1*DN*1*A', 'NM1*P3*1*B'));
    checkRule(ID, twice(rendering('1000000004'), `«${rendering('1000000012')}»`), [
      /^NM1\*82 comes more than once in its claim; 005010X222A1 allows 1/,
    ]);
    // Of another payer, of the line and of another line they are others.
    const payer = ['SBR*S*18*******CI', 'OI***Y***Y', 'NM1*IL*1*TESTPERSON*A****MI*M1', 'NM1*PR*2*B*****PI*B'];
    checkRule(ID, twice(rendering('1000000004'), ...payer, 'NM1*82*1', 'REF*G2*1'));
    checkRule(
      ID,
      claim837({ rendering: '1000000004', lines: [{ rendering: '1000000012' }, { rendering: '1000000012' }] }),
    );
    checkRule(ID, twice(...payer, '«NM1*PR*2*C*****PI*C»'), [/in the loop of its payer \(SBR\)/]);
    const person = 'NM1*IL*1*TESTPERSON*PAT****MI*M100';
    checkRule(ID, claim837({ lines: [{}] }).replace(person, `${person}~\n«${person}»`), [/in its HL loop/]);
  });

  it('other payers, adjudications, adjustments and attachments over their number', () => {
    const repeated = (count: number, ...segments: string[]) => Array.from({ length: count }, () => segments).flat();
    const claim = (...more: string[]) => claim837({ more, lines: [{}] });
    const payer = ['SBR*S*18*******CI', 'OI***Y***Y'];
    checkRule(ID, claim(...repeated(10, ...payer)));
    checkRule(ID, claim(...repeated(10, ...payer), '«SBR*S*18*******CI»'), [
      /^SBR comes more than 10 times in its claim/,
    ]);
    const adjusted = repeated(5, 'CAS*CO*45*1');
    checkRule(ID, claim(...payer, ...adjusted, ...payer, ...adjusted));
    checkRule(ID, claim(...payer, ...adjusted, '«CAS*PR*1*1»'), [/^CAS comes more than 5 times/]);
    checkRule(ID, claim(...repeated(10, 'PWK*OZ*AA'), '«PWK*OZ*AA»'), [/^PWK comes more than 10 times/]);
    const line = (...more: string[]) => claim837({ lines: [{ more }, { more: ['K3*X'] }] });
    const judged = ['SVD*PAYER1*10*HC:99213**1', ...adjusted, 'DTP*573*D8*20250401'];
    checkRule(ID, line(...repeated(15, ...judged)));
    checkRule(ID, line(...repeated(15, ...judged), '«SVD*PAYER1*10*HC:99213**1»'), [/^SVD .* 15 times in its line/]);
    checkRule(ID, line(...repeated(10, 'K3*X'), '«K3*X»'), [/^K3 comes more than 10 times in its line/]);
  });

  it('what a line, a claim or a level has once', () => {
    const one = claim837({ lines: [{}] });
    const again = (segment: RegExp, text = one) =>
      text.replace(new RegExp(`(?<=\\n)(${segment.source}[^~]*)~\\n`), '$1~\n«$1»~\n');
    checkRule(ID, again(/SV1\*/), [/^SV1 comes more than once in its line/]);
    checkRule(ID, again(/DTP\*472/), [/^DTP\*472 comes more than once in its line/]);
    checkRule(ID, again(/SBR\*/), [/^SBR comes more than once in its HL loop/]);
    checkRule(ID, again(/HI\*/), [/^HI comes more than once in its claim/]);
    const other = ['HI*BG:17', 'HI*BG:18', 'DTP*431*D8*20250301', 'DTP*439*D8*20250301'];
    checkRule(ID, claim837({ more: other, lines: [{ more: ['DTP*471*D8*20250301', 'DTP*738*D8*20250301'] }] }));
    const many = ['HI*ABF:E119', 'HI*ABF:I10', 'HI*BE:01:::100', 'HI*BE:02:::100'];
    checkRule(ID, claim837({ more: many, lines: [{}] }, { kind: 'I' }));
  });

  it('guides that are not known are not counted by', () => {
    const twice = Array.from({ length: 2 }, () => 'NM1*82*1*TESTDOCTOR*ANN');
    checkRule(ID, claim837({ more: twice, lines: [{}] }, { version: '4010' }));
  });

  it('services of a claim payment', () => {
    const paid = (count: number) =>
      remittance835([
        'BPR*I*80*C*CHK************20250320',
        'LX*1',
        'CLP*A*1*100*80**12*1000',
        ...Array.from({ length: count }, (_, index) =>
          index === 999 ? '«SVC*HC:99213*1*1**1»' : 'SVC*HC:99213*1*1**1',
        ),
      ]);
    checkRule(ID, paid(999));
    checkRule(ID, paid(1000), [/^SVC comes more than 999 times in its claim payment/]);
  });

  it('of each claim by itself', () => {
    const half = Array.from({ length: 30 }, () => ({}));
    checkRule(ID, claim837([{ lines: half }, { lines: half }]));
  });
});
