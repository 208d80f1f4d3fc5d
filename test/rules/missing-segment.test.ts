import { deepEqual, equal } from 'node:assert/strict';
import { checkFix, checkRule, open } from '../support/check';
import { claim837, remittance835 } from '../support/x12';

const ID = 'missing-segment';
const TWO = claim837([{ lines: [{}, {}] }, { lines: [{}] }]);

function without(text: string, segment: RegExp): string {
  return text.replace(new RegExp(`(?<=\\n)${segment.source}[^~]*~\\n`), '');
}

/** The first segment that matches in marks. */
function at(text: string, segment: RegExp): string {
  return text.replace(new RegExp(`(?<=\\n)${segment.source}[^~]*`), '«$&»');
}

describe(ID, () => {
  it('is silent where everything stands', () => {
    checkRule(ID, TWO);
    checkRule(ID, claim837({ lines: [{}] }, { kind: 'I' }));
    checkRule(ID, claim837({ lines: [{}] }, { kind: 'D' }));
    checkRule(ID, claim837({ lines: [{}], dependent: { last: 'TESTCHILD' } }, { version: '4010' }));
    checkRule(ID, remittance835(REMITTANCE));
  });

  it('the address of the billing provider and of the patient, and who answers for the submitter', () => {
    for (const kind of ['P', 'I', 'D'] as const) {
      for (const version of ['5010', '4010'] as const) {
        const text = claim837({ lines: [{}], dependent: { last: 'TESTCHILD' } }, { kind, version });
        checkRule(ID, text);
        checkRule(ID, at(without(text, /PER\*/), /ST\*/), [/^PER\*IC \(the submitter's contact\) is missing/]);
        const bare = without(without(text, /N3\*1/), /N4\*/);
        checkRule(ID, at(bare, /NM1\*85/), [/^N3 \(the street of the billing provider\) and N4 /], {
          severity: 'warning',
        });
        const child = text.search(/HL\*3\*/);
        const [head, rest] = [text.slice(0, child), text.slice(child)];
        checkRule(ID, head + at(without(rest, /N4\*/), /NM1\*QC/), [/^N4 \(the city of the patient\) is missing/]);
        checkRule(ID, head + at(without(rest, /DMG\*/), /NM1\*QC/), [/^DMG \(the patient's day of birth\)/]);
      }
    }
    // A subscriber who is no patient, and a payer, need none.
    checkRule(ID, without(claim837({ lines: [{}], dependent: {} }), /DMG\*D8\*\d+\*F(?=~\nNM1\*PR)/));
  });

  it('the tax number of the billing provider in 5010: of a person or practice under either qualifier, of a hospital under EI', () => {
    for (const kind of ['P', 'I', 'D'] as const) {
      const text = claim837([{ lines: [{}] }, { lines: [{}] }], { kind });
      const missing =
        kind === 'I'
          ? /^REF\*EI \(the tax number of the billing provider\) is missing/
          : /^REF\*EI or REF\*SY \(the tax number of the billing provider\) is missing/;
      if (kind === 'I') checkRule(ID, at(text.replace('REF*EI*', 'REF*SY*'), /NM1\*85/), [missing]);
      else checkRule(ID, text.replaceAll('REF*EI', 'REF*SY'));
      checkRule(ID, at(without(text, /REF\*EI/), /NM1\*85/), [missing]);
      checkRule(ID, at(text.replace('REF*EI*', 'REF*0B*'), /NM1\*85/), [missing]);
      checkRule(ID, without(claim837({ lines: [{}] }, { kind, version: '4010' }), /REF\*EI/));
    }
  });

  it('the address of each party that has to have one, behind its own name', () => {
    const behind = (level: string, ...more: string[]) => level.replace('REF*EI*990000001', `$&~\n${more.join('~\n')}`);
    const provider = claim837({ lines: [{}] });
    const address = ['N3*9 INVENTED STREET', 'N4*ANYTOWN*NY*10001'];
    checkRule(ID, behind(provider, 'NM1*87*2', ...address, 'NM1*PE*2*B*****PI*B', ...address, 'REF*EI*990000002'));
    checkRule(ID, behind(provider, '«NM1*87*2»', address[1]!), [/^N3 \(the street of the pay-to address\) is missing/]);
    checkRule(ID, behind(provider, '«NM1*PE*2*B*****PI*B»', ...address), [
      /^REF\*EI \(the tax number of the pay-to plan/,
    ]);
    // What the pay-to address has is not the billing provider's.
    const bare = without(without(provider, /N3\*1/), /N4\*/);
    checkRule(ID, at(behind(bare, 'NM1*87*2', ...address), /NM1\*85/), [/^N3 .* of the billing provider\) and N4/]);
    const other = ['SBR*S*18*******CI', 'OI***Y***Y', 'NM1*IL*1*A*B****MI*M1', 'NM1*PR*2*B*****PI*B'];
    for (const kind of ['P', 'I', 'D'] as const) {
      const claim = (more: readonly string[], line: readonly string[] = []) =>
        claim837({ more, lines: [{ more: line }, {}] }, { kind });
      checkRule(ID, claim(['NM1*77*2*PLACE', ...address]));
      checkRule(ID, claim(['«NM1*77*2*PLACE»']), [/^N3 \(the street of the service facility\) and N4/]);
      checkRule(ID, claim(['«NM1*77*2*PLACE»', address[0]!, 'NM1*82*1*A', address[1]!]), [/^N4/]);
      checkRule(ID, claim(['«NM1*77*2*PLACE»', ...other]), [/^N3 .* and N4/]);
      checkRule(ID, claim([...other, 'NM1*77*2', 'REF*G2*1', 'NM1*85*2', 'REF*G2*1']));
    }
    const line = (...more: string[]) => claim837({ lines: [{ more }, {}] });
    checkRule(ID, line('«NM1*77*2*PLACE»', address[0]!), [/^N4/]);
    checkRule(ID, line('NM1*PW*2', ...address, '«NM1*45*2»'), [/^N3 .* drops off\) and N4/]);
    checkRule(ID, line('«NM1*PW*2»', 'SVD*P1*50*HC:99213**1', 'DTP*573*D8*20250401'), [/^N3 .* picks up\) and N4/]);
    const old = (kind: 'P' | 'I' | 'D', ...more: string[]) =>
      claim837({ more, lines: [{}] }, { version: '4010', kind });
    checkRule(ID, old('P', 'NM1*77*2*PLACE', ...address));
    checkRule(ID, old('P', '«NM1*77*2*PLACE»'), [/^N3 \(the street of the service facility\) and N4 .* 004010X098A1/]);
    const payTo = behind(old('P'), '«NM1*87*2*PLACE*****24*990000003»', address[0]!);
    checkRule(ID, payTo, [/^N4 \(the city of the pay-to provider\) is missing/]);
    for (const kind of ['I', 'D'] as const) checkRule(ID, old(kind, 'NM1*77*2*PLACE'));
    // Cut off behind the name, nobody knows.
    checkRule(ID, at(line('NM1*PW*2').slice(0, line('NM1*PW*2').indexOf('LX*2')), /ST\*/), [/^SE/]);
  });

  it("the payer's number of a claim that is replaced or voided", () => {
    for (const kind of ['P', 'I', 'D'] as const) {
      for (const frequency of ['7', '8']) {
        checkRule(ID, claim837({ frequency, lines: [{}] }, { kind }));
        const bare = claim837({ frequency, original: null, lines: [{}] }, { kind });
        checkRule(ID, at(bare, /CLM\*/), [/^REF\*F8 \(the payer's number.*or make CLM05-3 a 1/], {
          severity: 'warning',
        });
      }
    }
    // Place of service 17 is no frequency; 4010 asks for it only in some cases.
    checkRule(ID, claim837({ place: '17', lines: [{}] }));
    checkRule(ID, claim837({ frequency: '7', original: null, lines: [{}] }, { version: '4010' }));
  });

  it('the quantity of a drug', () => {
    const drug = (...more: string[]) => ({ more, lines: [{ more: ['LIN**N4*00000000000'] }, {}] });
    for (const kind of ['P', 'I'] as const) {
      const line = (...more: string[]) => claim837({ lines: [{ more }, {}] }, { kind });
      checkRule(ID, line('LIN**N4*00000000000', 'CTP****5*ML'));
      checkRule(ID, line('LIN**N4*00000000000', 'REF*XZ*1', 'CTP****5*ML', 'NM1*DN*1*A'));
      for (const more of [[], ['REF*XZ*1'], ['NM1*DN*1*A'], ['SVD*P1*50*HC:99213**1', 'DTP*573*D8*20250401']]) {
        checkRule(ID, line('«LIN**N4*00000000000»', ...more), [/^CTP \(the quantity of the drug\) is missing/]);
      }
    }
    checkRule(ID, claim837(drug(), { version: '4010' }));
  });

  it('a trailer at the end of the file, as an error', () => {
    const cut = (from: RegExp) => TWO.slice(0, TWO.search(from));
    checkRule(ID, at(cut(/SE\*/), /ST\*/), [/^SE, GE and IEA are missing: the file ends before this ST is closed/], {
      severity: 'error',
    });
    checkRule(ID, at(cut(/GE\*/), /GS\*/), [/^GE and IEA are missing/]);
    checkRule(ID, cut(/IEA\*/).replace(/^ISA[^~]*/, '«$&»'), [/^IEA is missing/]);
  });

  it('a trailer between, with what closes it', () => {
    for (const trailer of [/SE\*/, /GE\*/]) {
      const open = without(TWO, trailer);
      checkFix(ID, open, TWO);
    }
    const files = TWO + TWO;
    checkRule(ID, (without(TWO, /IEA\*/) + TWO).replace(/^ISA[^~]*/, '«$&»'), [/the next ISA begins before this ISA/]);
    checkFix(ID, without(TWO, /IEA\*/) + TWO, files);
    checkRule(ID, at(TWO.slice(0, TWO.search(/SE\*/)), /ST\*/) + TWO, [/^SE, GE and IEA are missing: the next ISA/]);
  });

  it('a header of the envelope, as an error, and no count that follows from it', () => {
    const told = (text: string, message: RegExp) => {
      checkRule(ID, text, [message], { severity: 'error' });
      checkRule('envelope-counts', text.replace(/[«»]/g, ''));
      checkRule('envelope-control-numbers', text.replace(/[«»]/g, ''));
    };
    told(at(without(TWO, /GS\*/), /ST\*/), /^GS \(the group header\) is missing: this ST stands in no group/);
    told(at(without(without(TWO, /GS\*/), /GE\*/), /ST\*/), /^GS .* is missing/);
    told(at(without(TWO, /ST\*/), /SE\*/), /^ST \(the transaction header\) is missing: no transaction is open/);
    told(at(without(without(TWO, /ST\*/), /SE\*/), /GS\*/), /^ST .*: no transaction begins in this group/);
    told(at(without(without(TWO, /ST\*/), /GS\*/), /SE\*/), /^GS .* and ST .* are missing/);
    const bare = TWO.replace(/(?<=\n)GS\*.*(?=IEA)/s, '');
    told(bare.replace(/^[^~]*/, '«$&»'), /^GS .*: no group begins in this interchange/);
    checkRule(ID, bare.replace('IEA*1', 'TA1*000000001*250310*1200*A*000~\nIEA*0'));
    // What does have its header counts as before.
    checkRule(ID, at(without(TWO, /GS\*/), /ST\*/) + TWO, [/^GS/]);
    checkRule('envelope-counts', without(TWO, /GS\*/) + TWO.replace('GE*1', 'GE*«2»'), [/has 1 transaction/]);
  });

  it('the ISA where an IEA ends nothing, as an error', () => {
    const error = { severity: 'error' } as const;
    const message = /^ISA \(the interchange header\) is missing: no interchange is open that this IEA could end/;
    checkRule(ID, at(TWO.slice(TWO.indexOf('GS*')), /IEA\*/), [message], error);
    const unread =
      /^ISA \(the interchange header\) is missing: the interchange before this has ended \(IEA\), and .* not read/;
    checkRule(ID, `${TWO}«IEA»*1*000000001~\n`, [unread], error);
    for (const rest of [TWO.slice(TWO.indexOf('GS*')), TWO.slice(TWO.indexOf('ST*'))]) {
      checkRule(ID, TWO + rest.replace(/^[A-Z]+/, '«$&»') + TWO, [unread], error);
    }
    for (const text of ['\n\n', 'STATEMENT OF ACCOUNT', 'GS: none', 'ST*ILL', 'STC*A6:200*20120424*U*800~']) {
      checkRule(ID, `${TWO}${text}`);
    }
    // The end of a file that someone pasted shows nothing of what it began with.
    checkRule(ID, TWO.slice(TWO.indexOf('ST*')));
  });

  it('of a part that someone pasted, no trailer', () => {
    checkRule(ID, TWO.slice(TWO.indexOf('ST*'), TWO.indexOf('SE*')));
    checkRule(ID, TWO.slice(TWO.indexOf('GS*'), TWO.indexOf('GE*')));
  });

  it('what a claim needs, by its guide', () => {
    const bare = without(TWO, /HI\*/).replaceAll('***1~', '~');
    checkRule(ID, at(bare, /CLM\*/), [/^HI \(the diagnoses\) is missing .* 005010X222A1/], {
      severity: 'warning',
    });
    checkRule(ID, without(claim837({ lines: [{}] }, { version: '4010' }), /HI\*/));
    checkRule(ID, without(claim837({ lines: [{}] }, { kind: 'D' }), /HI\*/));
    checkRule(ID, at(claim837({ lines: [] }), /CLM\*/), [/^LX \(a service line\)/]);
    const inpatient = claim837({ lines: [{}] }, { kind: 'I' });
    checkRule(ID, at(without(inpatient, /CL1\*/), /CLM\*/), [/^CL1/]);
    checkRule(ID, at(without(inpatient, /DTP\*434/), /CLM\*/), [/^DTP\*434/]);
  });

  it('one finding for a claim without its HI: an error where lines point at diagnoses', () => {
    const bare = without(claim837({ lines: [{ pointers: [1] }, { pointers: [1, 2] }] }), /HI\*/);
    const [found] = checkRule(ID, at(bare, /CLM\*/), [/^HI .* Its lines point at diagnoses that are not there\./], {
      severity: 'error',
    });
    equal(found!.finding.line, undefined);
    checkRule('invalid-diagnosis-pointer', bare);
    // A claim that is cut off in its lines has had its place for the HI.
    const cut = bare.slice(0, bare.search(/LX\*2/));
    checkRule(ID, at(at(cut, /CLM\*/), /ST\*/), [/^SE/, /^HI/]);
    checkRule('invalid-diagnosis-pointer', cut);
    checkRule(ID, at(bare.slice(0, bare.search(/LX\*1/)), /ST\*/), [/^SE/]);
    // Lines of another guide: what GS08 names is not asked for.
    const other = bare.replace(/SV1\*[^~]*/g, 'SV3*AD:D0120*100**10**1****1');
    checkRule(ID, other);
  });

  it('what a line needs', () => {
    checkRule(ID, at(without(TWO, /SV1\*/), /LX\*/), [/^SV1 \(the service\)/]);
    checkRule(ID, at(without(TWO, /DTP\*472/), /LX\*/), [/^DTP\*472/]);
    // A hospital's line may do with the statement dates.
    checkRule(ID, without(claim837({ lines: [{}], statement: '20250304' }, { kind: 'I' }), /DTP\*472/));
    // A rendering provider's or a payer's segments belong to the line as well.
    checkRule(ID, claim837({ lines: [{ more: ['SVD*P1*50*HC:99213**1', 'DTP*573*D8*20250401'] }] }));
  });

  it('the parties of each level', () => {
    for (const [segment, level] of [
      [/NM1\*85/, /HL\*1\*/],
      [/SBR\*/, /HL\*2\*/],
      [/NM1\*IL/, /HL\*2\*/],
      [/NM1\*PR/, /HL\*2\*/],
      [/NM1\*41/, /ST\*/],
      [/NM1\*40/, /ST\*/],
      [/BHT\*/, /ST\*/],
    ] as const) {
      const found = checkRule(ID, at(without(TWO, segment), level), [/is missing in the loop that begins here/]);
      equal(found.length, 1);
    }
    const child = claim837({ lines: [{}], dependent: { last: 'TESTCHILD' } });
    checkRule(ID, at(without(child, /PAT\*/), /HL\*3\*/), [/^PAT/]);
    checkRule(ID, at(without(child, /NM1\*QC/), /HL\*3\*/), [/^NM1\*QC/]);
  });

  it('what another payer needs', () => {
    const parties = ['NM1*IL*1*TESTPERSON*A****MI*M1', 'NM1*PR*2*B*****PI*B'];
    const paid = (...more: string[]) => claim837({ more, lines: [{}] });
    checkRule(ID, paid('SBR*S*18*******CI', 'OI***Y***Y', ...parties));
    checkRule(ID, paid('«SBR*S*18*******CI»', ...parties), [/^OI \(the coverage\) is missing .* 005010X222A1/]);
    checkRule(ID, paid('«SBR*S*18*******CI»', 'OI***Y***Y', parties[0]!), [/^NM1\*PR \(the other payer\)/]);
    checkRule(ID, paid('«SBR*S*18*******CI»', 'OI***Y***Y', 'SBR*T*18*******CI', 'OI***Y***Y', ...parties), [
      /^NM1\*IL \(the other payer's subscriber\) and NM1\*PR/,
    ]);
    const old = claim837({ more: ['«SBR*S*18*******CI»', ...parties], lines: [{}] }, { version: '4010' });
    checkRule(ID, old, [/^OI .* 004010X098A1/]);
    const hospital = claim837({ more: ['«SBR*S*18*******CI»', ...parties], lines: [{}] }, { kind: 'I' });
    checkRule(ID, hospital, [/^OI .* 005010X223A2/]);
  });

  it('what an adjudication of a line needs', () => {
    const decided = (...more: string[]) => claim837({ lines: [{ more }, {}] });
    const date = 'DTP*573*D8*20250401';
    checkRule(ID, decided('SVD*P1*50*HC:99213**1', date, 'SVD*P2*20*HC:99213**1', 'CAS*PR*1*30', date));
    checkRule(ID, decided('«SVD*P1*50*HC:99213**1»', 'SVD*P2*20*HC:99213**1', date), [/^DTP\*573 \(.*\) is missing/]);
    checkRule(ID, decided('«SVD*P1*50*HC:99213**1»'), [/^DTP\*573/]);
  });

  it('not where a qualifier that is no code stands for what is missing', () => {
    checkRule(ID, TWO.replace(/DTP\*472/g, 'DTP*150'));
    checkRule(ID, TWO.replace('NM1*PR', 'NM1*ZB'));
    checkRule(ID, at(TWO.replace('DTP*472', 'DTP*471'), /LX\*/), [/^DTP\*472/]);
  });

  it('once for all that one loop lacks', () => {
    const empty = [/BPR\*/, /TRN\*/, /N1\*PR/, /N1\*PE/].reduce(without, remittance835(REMITTANCE));
    checkRule(ID, at(empty, /ST\*/), [
      /^BPR \(the payment\), TRN \(.*\), N1\*PR \(the payer\) and N1\*PE \(the payee\) are missing .* requires them\. Add them/,
    ]);
    const bare = [/HI\*/, /LX\*/, /SV1\*/, /DTP\*/].reduce(without, claim837({ lines: [{}] }));
    checkRule(ID, at(bare, /CLM\*/), [/^HI \(the diagnoses\) and LX \(a service line\) are missing/]);
    checkRule(ID, at([/SV1\*/, /DTP\*472/].reduce(without, TWO), /LX\*/), [/^SV1 .* and DTP\*472 .* are missing/]);
  });

  it('of a remittance', () => {
    const text = remittance835(REMITTANCE);
    for (const segment of [/BPR\*/, /TRN\*/, /N1\*PR/, /N1\*PE/]) {
      checkRule(ID, at(without(text, segment), /ST\*/), [/005010X221A1/]);
    }
    checkRule(ID, at(without(text, /NM1\*QC/), /CLP\*/), [/^NM1\*QC/]);
  });

  it('the address of the payer of a remittance, its technical contact, and the LX before its claims', () => {
    const text = remittance835(REMITTANCE);
    checkRule(ID, at(without(text, /N3\*/), /N1\*PR/), [/^N3 \(the street of the payer\)/], { severity: 'warning' });
    checkRule(ID, at(without(text, /PER\*BL/), /N1\*PR/), [/^PER\*BL \(the payer's technical contact\)/]);
    checkRule(ID, at(text.replace('PER*BL', 'PER*CX'), /N1\*PR/), [/^PER\*BL/]);
    checkRule(ID, text.replace('PER*BL', 'PER*CX*DESK*TE*5550100~\nPER*BL'));
    const old = text.replaceAll('005010X221A1', '004010X091A1');
    checkRule(ID, without(old, /PER\*BL/));
    checkRule(ID, at(without(old, /N4\*/), /N1\*PR/), [/^N4 \(the city of the payer\)/]);
    checkRule(ID, at(without(text, /LX\*/), /ST\*/), [/^LX \(the number before its first CLP\) is missing/]);
    checkRule(ID, text.replace(/LX.*(?=SE\*)/s, ''));
    checkRule(ID, text.replace(/LX.*(?=SE\*)/s, 'PLB*1000000004*20251231*FB:1*-80~\n'));
  });

  it('nothing of a guide that is not known, or that the lines do not follow', () => {
    checkRule(ID, without(TWO, /HI\*/).replaceAll('005010X222A1', '005010X999'));
    checkRule(ID, claim837({ lines: [{}] }).replaceAll('005010X222A1', '005010X223A2'));
  });

  it('what an edit takes off and brings back', () => {
    const checked = open(TWO);
    const found = () => checked.findings().filter(({ finding }) => finding.rule === ID);
    const start = TWO.indexOf('HI*');
    const end = TWO.indexOf('~', start) + 2;
    const less = TWO.slice(0, start) + TWO.slice(end);
    checked.change([{ change: { start, end, text: '' }, text: less }]);
    equal(found().length, 1);
    checked.change([{ change: { start, end: start, text: TWO.slice(start, end) }, text: TWO }]);
    deepEqual(found(), []);
  });
});

const REMITTANCE = [
  'BPR*I*80*C*CHK************20250320',
  'TRN*1*1000*1990000001',
  'N1*PR*INVENTED PAYER',
  'N3*3 INVENTED STREET',
  'N4*ANYTOWN*NY*10001',
  'PER*BL*DESK*TE*5550100',
  'N1*PE*INVENTED CLINIC*XX*1000000004',
  'LX*1',
  'CLP*A*1*100*80**12*1000',
  'CAS*CO*45*20',
  'NM1*QC*1*TESTPERSON*PAT****MI*M1',
];
