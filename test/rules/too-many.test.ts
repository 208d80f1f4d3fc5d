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
    // A line has a PWK of another kind: that the certificate of medical necessity is at hand (PWK02).
    checkRule(ID, line(...repeated(10, 'PWK*OZ*AA'), 'PWK*CT*AD'));
    checkRule(ID, line('PWK*CT*NS', ...repeated(10, 'PWK*CT*BM'), '«PWK*OZ*AA»'), [/^PWK comes more than 10 times/]);
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
    // Care that is taken over and given up, and the days of two tests: two of their kinds together.
    const care = ['DTP*090*D8*20250301', 'DTP*090*D8*20250302'];
    const tests = ['DTP*739*D8*20250301', 'DTP*739*D8*20250302'];
    checkRule(ID, claim837({ more: care, lines: [{ more: tests }] }));
    checkRule(ID, claim837({ more: [...care, '«DTP*090*D8*20250303»'], lines: [{}] }), [/^DTP\*090 .* 2 times/]);
    checkRule(ID, claim837({ lines: [{ more: [...tests, '«DTP*739*D8*20250303»'] }] }), [/^DTP\*739 .* 2 times/]);
    const many = ['HI*ABF:E119', 'HI*ABF:I10', 'HI*BE:01:::100', 'HI*BE:02:::100'];
    checkRule(ID, claim837({ more: many, lines: [{}] }, { kind: 'I' }));
  });

  it('guides that are not known are not counted by', () => {
    const twice = Array.from({ length: 2 }, () => 'NM1*82*1*TESTDOCTOR*ANN');
    checkRule(ID, claim837({ more: twice, lines: [{}] }, { version: '4010' }));
  });

  it('what the 4010 guides have once as well', () => {
    const text = claim837({ lines: [{}, {}] }, { version: '4010' });
    const twice = (segment: RegExp) => text.replace(segment, '$&~\n«$&»');
    for (const once of [
      'BHT',
      'NM1\\*41',
      'NM1\\*85',
      'N3',
      'N4',
      'SBR',
      'NM1\\*IL',
      'DMG',
      'HI',
      'SV1',
      'DTP\\*472',
    ]) {
      const segment = new RegExp(`(?<=\\n)${once}[^~]*`);
      checkRule(ID, twice(segment), [new RegExp(`^${once} comes more than once .*004010X098A1`)]);
    }
    const hospital = claim837({ lines: [{}] }, { kind: 'I', version: '4010' });
    checkRule(ID, hospital.replace(/SV2[^~]*/, '$&~\n«$&»'), [/^SV2 .*004010X096A1/]);
    // Similar illnesses, adjustments, decisions and authorizations come oftener there than in 5010, or nobody knows.
    const dates = ['DTP*438*D8*20250301', 'DTP*438*D8*20250302'];
    const judged = [
      'SVD*PAYER1*10*HC:99213**1',
      ...Array.from({ length: 6 }, () => 'CAS*PR*1*5'),
      'DTP*573*D8*20250401',
    ];
    const decisions = Array.from({ length: 16 }, () => judged).flat();
    checkRule(ID, claim837({ more: dates, lines: [{ more: decisions }] }, { version: '4010' }));
    const head = ['BPR*I*80*C*CHK************20250320', 'TRN*1*1000*1990000001', 'N1*PR*INVENTED PAYER'];
    const paid = remittance835([...head, '«N1*PR*INVENTED PAYER»', 'N1*PE*CLINIC*XX*1000000004']);
    checkRule(ID, paid.replaceAll('005010X221A1', '004010X091A1'), [/^N1\*PR .*004010X091A1/]);
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

  it('segments that stand once in their loop', () => {
    const claim = (...more: string[]) => claim837({ more, lines: [{}] });
    const line = (...more: string[]) => claim837({ lines: [{ more }, {}] });
    const text = claim();
    const twice = (segment: RegExp) => text.replace(segment, '$&~\n«$&»');
    checkRule(ID, twice(/BHT[^~]*/), [/^BHT comes more than once in its transaction/]);
    checkRule(ID, twice(/NM1\*41[^~]*/), [/^NM1\*41 .* in its transaction/]);
    checkRule(ID, twice(/N3[^~]*/), [/^N3 comes more than once in the loop of its party; 005010X222A1 allows 1/]);
    checkRule(ID, twice(/N4[^~]*/), [/^N4/]);
    checkRule(ID, twice(/DMG[^~]*/), [/^DMG/]);
    checkRule(ID, twice(/REF\*EI[^~]*/), [/^REF\*EI comes more than once in its HL loop/]);
    checkRule(ID, text.replace(/REF\*EI[^~]*/, '$&~\nNM1*87*2~\nN3*4 STREET~\nN4*ANYTOWN*NY*10001'));
    const ambulance = 'CR1***A*DH*12';
    checkRule(ID, claim(ambulance, `«${ambulance}»`), [/^CR1/]);
    checkRule(ID, line(ambulance, `«${ambulance}»`), [/^CR1 .* in its line/]);
    checkRule(ID, claim837({ more: [ambulance], lines: [{ more: [ambulance] }, { more: [ambulance] }] }));
    const payer = (id: string, ...more: string[]) => [
      ...['SBR*S*18*******CI', 'OI***Y***Y', ...more],
      ...['NM1*IL*1*A*B****MI*M1', `NM1*PR*2*B*****PI*${id}`],
    ];
    checkRule(ID, claim(...payer('B'), ...payer('C')));
    checkRule(ID, claim(...payer('B', '«OI***N***Y»')), [/^OI .* \(SBR\)/]);
  });

  it('numbers of a claim and of a line, by their qualifier', () => {
    const claim = (...more: string[]) => claim837({ more, lines: [{}] });
    const line = (...more: string[]) => claim837({ lines: [{ more }, {}] });
    checkRule(ID, claim('REF*G1*1', '«REF*G1*2»', 'REF*9F*1', 'REF*EA*1'), [
      /^REF\*G1 comes more than once in its claim/,
    ]);
    checkRule(ID, claim('REF*EA*1', '«REF*EA*2»'), [/^REF\*EA/]);
    // A line may have five authorizations and referrals, a hospital's claim five devices, a provider several numbers.
    checkRule(ID, line('REF*G1*1', 'REF*G1*2', 'REF*9F*1', 'REF*9F*2', 'REF*6R*1'));
    checkRule(ID, line('REF*6R*1', '«REF*6R*2»'), [/^REF\*6R .* in its line/]);
    checkRule(ID, claim837({ more: ['REF*LX*1', 'REF*LX*2'], lines: [{}] }, { kind: 'I' }));
    checkRule(ID, claim('NM1*82*1*A*B', 'REF*G2*1', 'REF*G2*2', 'NM1*DN*1*A*B', 'REF*G2*1'));
    checkRule(ID, claim837({ more: ['REF*G1*1', 'REF*G1*2'], lines: [{}] }, { version: '4010' }));
  });

  it('the payment, payer and payee of a remittance', () => {
    const head = ['BPR*I*0*C*NON************20250320', 'TRN*1*1000*1990000001'];
    const parties = [
      'N1*PR*A',
      'N3*1 STREET',
      'N4*ANYTOWN*NY*10001',
      'PER*BL*DESK*TE*5550100',
      'N1*PE*B*XX*1000000004',
    ];
    checkRule(ID, remittance835([...head, ...parties]));
    checkRule(ID, remittance835([...head, `«${head[1]}»`, ...parties]), [
      /^TRN comes more than once in its transaction/,
    ]);
    checkRule(ID, remittance835([...head, ...parties, `«${parties[4]}»`]), [/^N1\*PE/]);
    checkRule(ID, remittance835([...head, ...parties.slice(0, 2), '«N3*2 STREET»', ...parties.slice(2)]), [/^N3/]);
  });
});
