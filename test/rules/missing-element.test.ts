import { equal } from 'node:assert/strict';
import { checkRule, open } from '../support/check';
import { claim837, remittance835, transaction } from '../support/x12';

const ID = 'missing-element';
const ONE = claim837({ lines: [{ code: '99213', date: '20250304', charge: '120' }] });

/** The text with the first segment that matches written as `after`, marks and all. */
function segmentAs(before: RegExp, after: string, text = ONE): string {
  const found = text.replace(new RegExp(`(?<=\\n)${before.source}[^~]*`), after);
  if (found === text) throw new Error(`nothing like ${before}`);
  return found;
}

describe(ID, () => {
  it('is silent where everything is there', () => {
    for (const version of ['5010', '4010'] as const) {
      for (const kind of ['P', 'I', 'D'] as const) {
        const dental = { qualifier: 'AD', code: 'D0120' };
        const lines = [kind === 'D' ? dental : {}];
        checkRule(ID, claim837({ lines, dependent: { last: 'TESTCHILD' } }, { kind, version }));
      }
    }
    checkRule(ID, remittance835(REMITTANCE));
  });

  it('what the standard requires, as an error at the segment', () => {
    for (const segment of ['DTP*472*D8', 'DTP*472**20250304', 'DTP**D8*20250304']) {
      checkRule(
        ID,
        segmentAs(/DTP\*472/, `«${segment}»`),
        [/^DTP0\d \(.*\) is missing; X12 requires it here\..*999 IK403 1/],
        {
          severity: 'error',
        },
      );
    }
    checkRule(ID, segmentAs(/SV1/, '«SV1**120*UN*1***1»'), [/^SV101/]);
    checkRule(ID, segmentAs(/HI/, '«HI»'), [/^HI01/]);
    checkRule(ID, segmentAs(/N3/, '«N3**SUITE 1»'), [/^N301/]);
    checkRule(ID, segmentAs(/SBR/, '«SBR**18*******CI»'), [/^SBR01/]);
    checkRule(ID, segmentAs(/HL\*2/, '«HL**1*22*0»'), [/^HL01/]);
    checkRule(ID, segmentAs(/HL\*2/, '«HL*2*1**0»'), [/^HL03/]);
    checkRule(ID, ONE.replace(/(?<=\n)GS[^~]*/, '«GS*HC*SENDER1*RECEIVER1*20250310*1200**X*005010X222A1»'), [/^GS06/]);
    // A set without a guide that is known, too.
    checkRule(ID, transaction('276', ['«HL*1**20»~\nHL**1*21'.replace('~\nHL**1*21', '')]).replace('*20»', '»'), [
      /HL03/,
    ]);
  });

  it('what the guide requires in every loop, as a warning', () => {
    for (const [segment, place] of [
      ['SV1*HC:99213**UN*1***1', 'SV102'],
      ['SV1*HC:99213*120**1***1', 'SV103'],
      ['SV1*HC:99213*120*UN****1', 'SV104'],
    ] as const) {
      checkRule(ID, segmentAs(/SV1/, `«${segment}»`), [`${place} (`], { severity: 'warning' });
    }
    checkRule(ID, segmentAs(/CLM/, '«CLM*A****11:B:1*Y*A*Y*Y»'), [/^CLM02 .* 005010X222A1 requires it here/]);
    checkRule(ID, segmentAs(/CLM/, '«CLM*A*120****Y*A*Y*Y»'), [/^CLM05/]);
    checkRule(ID, segmentAs(/REF\*EI/, '«REF*EI»'), [/^REF02/]);
    checkRule(ID, segmentAs(/N4/, '«N4**NY*10001»'), [/^N401/]);
    checkRule(ID, segmentAs(/SV1/, '«SV1*HC:99213*****1**1»'.replace('**1»', '»')), [
      /^SV102 .*, SV103 .* and SV104 .* are missing/,
    ]);
    const old = claim837({ lines: [{}] }, { version: '4010' });
    checkRule(ID, segmentAs(/SV1/, '«SV1*HC:99213**UN*1***1»', old), [/^SV102 .* 004010X098A1/]);
    // 004010X098A1, loop 2330A: the city of another payer's insured may be left out.
    const insured = ['SBR*S*18*******CI', 'NM1*IL*1*TESTPERSON*SAM****MI*M200', 'N3*1 INVENTED STREET', 'N4**NY*10001'];
    checkRule(ID, segmentAs(/LX\*1/, `${insured.join('~\n')}~\nLX*1`, old));
    const hospital = claim837({ lines: [{}] }, { kind: 'I' });
    checkRule(ID, segmentAs(/SV2/, '«SV2**HC:99213*100*UN*1»', hospital), [/^SV201 .* 005010X223A2/]);
    checkRule(ID, remittance835(REMITTANCE).replace(/CLP[^~]*/, '«CLP*A*1*100*80**12»'), [/^CLP07 .* 005010X221A1/]);
    // An error where one of them is the standard's.
    checkRule(ID, segmentAs(/CLM/, '«CLM**120***11:B:1*Y*A*Y»'), [/^CLM01 .* and CLM09/], { severity: 'error' });
  });

  it('names of parties by their loop', () => {
    checkRule(ID, segmentAs(/NM1\*IL/, '«NM1*IL*1**PAT****MI*M100»'), [/^NM103/], { severity: 'warning' });
    checkRule(ID, segmentAs(/NM1\*85/, '«NM1*85*2******XX*1000000004»'), [/^NM103/]);
    checkRule(ID, segmentAs(/NM1\*PR/, '«NM1*PR*2*INVENTED PAYER»'), [/^NM108 .* and NM109/]);
    checkRule(ID, segmentAs(/NM1\*41/, '«NM1*41*2»'), [/^NM103 .*, NM108 .* and NM109/]);
    // The subscriber's number may be left out where the patient is another.
    checkRule(ID, segmentAs(/NM1\*IL/, 'NM1*IL*1*TESTPERSON*PAT'));
    checkRule(ID, segmentAs(/DTP\*472/, 'DTP*472*D8*20250304~\nNM1*QB*1******XX*1000000004'));
    // Parties of another payer have no names, but for its subscriber and itself.
    const paid = (...more: string[]) => claim837({ more: ['SBR*S*18*******CI', 'OI***Y***Y', ...more], lines: [{}] });
    const parties = ['NM1*IL*1*TESTPERSON*A****MI*M1', 'NM1*PR*2*B*****PI*B'];
    checkRule(ID, paid(...parties, 'NM1*82*1~\nREF*G2*1', 'NM1*85*2~\nREF*G2*1'));
    checkRule(ID, paid('«NM1*IL*1*TESTPERSON»', parties[1]!), [/^NM108 .* and NM109/]);
    const payee = REMITTANCE.map((one) => (one.startsWith('N1*PE') ? '«N1*PE*INVENTED CLINIC»' : one));
    checkRule(ID, remittance835(payee), [/^N103 .* and N104/]);
  });

  it('what a 4010 remittance may leave out: names beside a number, the number of the payer', () => {
    const body = REMITTANCE.map((one) =>
      one.replace(/^N1\*PE\*[^*]*/, 'N1*PE*').replace(/^N1\*PR\*.*/, 'N1*PR**XV*12345'),
    );
    const text = transaction('835', body, { guide: '004010X091A1', version: '4010' });
    checkRule(ID, text.replace(/CLP[^~]*/, 'CLP*A*1*100*80**12'));
    checkRule(ID, text.replace(/N1\*PE[^~]*/, '«N1*PE*INVENTED CLINIC»'), [/^N103 .* and N104/]);
  });

  it('components: a code behind its qualifier, the place and the frequency of a claim', () => {
    const error = { severity: 'error' } as const;
    for (const bare of ['HC', 'HC:', 'HC::25']) {
      checkRule(ID, ONE.replace('HC:99213', `«${bare}»`), [/^SV101-2 \(Product\/Service ID\) is missing; X12/], error);
    }
    checkRule(
      ID,
      ONE.replace('HC:99213', '«99213»'),
      [/^SV101-2 .* is missing; "99213" stands where its qualifier belongs/],
      error,
    );
    checkRule(ID, ONE.replace('ABK:C4359', '«ABK»'), [/^HI01-2 \(Industry Code\) is missing/], error);
    checkRule(ID, ONE.replace('ABK:C4359', '«:C4359»'), [/^HI01-1 \(Code List Qualifier Code\) is missing/], error);
    checkRule(ID, ONE.replace('ABK:C4359', 'ABK:C4359*«ABF:»'), [/^HI02-2/], error);
    checkRule(
      ID,
      ONE.replace('11:B:1', '«11:B»'),
      [/^CLM05-3 \(Claim Frequency Type Code\) is missing; 005010X222A1/],
      {
        severity: 'warning',
      },
    );
    checkRule(ID, ONE.replace('11:B:1', '«::1»'), [/^CLM05-1 .* and CLM05-2 .* are missing/], error);
    checkRule(ID, ONE.replace('11:B:1', '«11»'), [/^CLM05-2 .* and CLM05-3/]);
    const old = claim837({ lines: [{}] }, { version: '4010' });
    checkRule(ID, old.replace('11:B:1', '11::1'));
    checkRule(ID, old.replace('11:B:1', '«11::»'), [/^CLM05-3 .* 004010X098A1/]);
    const hospital = claim837({ lines: [{}] }, { kind: 'I' });
    checkRule(ID, hospital.replace('HC:99213', '«HC»'), [/^SV202-2/], error);
    checkRule(ID, hospital.replace('HC:99213', ''));
    checkRule(ID, remittance835(REMITTANCE).replace(/SVC\*[^*]*/, 'SVC*«HC»'), [/^SVC01-2/], error);
    // Told by other rules: a code without a qualifier, a qualifier that is none, a separator that is undeclared.
    checkRule(ID, ONE.replace('HC:99213', ':99213'));
    checkRule(ID, ONE.replace('ABK:C4359', 'C4359'));
    checkRule(ID, claim837({ lines: [{}, {}] }, { declared: '<' }));
    // Blanks alone are nothing, what slid in is told by its neighbours, and an unknown guide asks for nothing.
    checkRule(ID, hospital.replace('HC:99213', '  :'));
    checkRule(ID, hospital.replace('HC:99213', '104.00'));
    checkRule(ID, ONE.replaceAll('005010X222A1', '999999X999A9').replace('11:B:1', '99::9'));
  });

  it('the heads of groups and transactions', () => {
    const text = claim837({ lines: [{}] });
    checkRule(ID, text.replace('BHT*0019*00*REF1*20250310*1200*CH', '«BHT*0019*00»'), [
      /^BHT03 .*, BHT04 .*, BHT05 .* and BHT06 .* are missing; 005010X222A1/,
    ]);
    checkRule(ID, text.replace(/GS\*HC([^~]*)/, '«GS*$1»'), [/^GS01 .* is missing; X12 requires it/], {
      severity: 'error',
    });
    checkRule(
      ID,
      text.replace(/ST\*837\*0001[^~]*/, '«ST*837*0001»'),
      [/^ST03 .* is missing; 005010X222A1 requires it/],
      {
        severity: 'warning',
      },
    );
    // 4010 has no ST03, and the guide of the 835 doesn't use it.
    checkRule(ID, claim837({ lines: [{}] }, { version: '4010' }));
    checkRule(ID, remittance835(REMITTANCE).replace(/ST\*835[^~]*/, 'ST*835*0001'));
  });

  it('what goes with another element, as an error', () => {
    checkRule(
      ID,
      segmentAs(/NM1\*IL/, '«NM1*IL*1*TESTPERSON*PAT****MI»'),
      [/^NM109 .* but NM108 is there and goes with it.*IK403 2/],
      {
        severity: 'error',
      },
    );
    checkRule(ID, segmentAs(/NM1\*PR/, '«NM1*PR*2*INVENTED PAYER******PAYER1»'), [/^NM108 .* or take NM109 off/]);
    checkRule(ID, segmentAs(/PER/, '«PER*IC*DESK*TE*5550100*EM»'), [/^PER06/]);
    const adjusted = (cas: string) => REMITTANCE.map((one) => one.replace(/^CAS.*/, cas));
    checkRule(ID, remittance835(adjusted('«CAS*CO*45*20*1**5»')), [/^CAS05 .* but CAS06 is there/]);
    checkRule(ID, remittance835(adjusted('«CAS*CO*45*20*1*97»')), [/^CAS06 .* or CAS07 .* is missing, but CAS05/]);
    checkRule(ID, remittance835(adjusted('CAS*CO*45*20**97*5**253*1')));
    checkRule('invalid-element', segmentAs(/N4/, 'N4*ANYTOWN*NY*10001****«ON»'), [
      /^N407 is there beside N402.*IK403 10/,
    ]);
  });

  it('one finding for one gap, and none where another rule tells of it', () => {
    for (const text of [
      segmentAs(/DTP\*472/, 'DTP*472*D8'),
      segmentAs(/SV1/, 'SV1*HC:99213**UN*1***1').replace('*120***11', '*0***11'),
      segmentAs(/SV1/, 'SV1*HC:99213*120*UN*1'),
      ONE.replace('LX*1', 'LX'),
    ]) {
      equal(
        open(text)
          .findings()
          .filter(({ finding }) => finding.rule !== 'unbalanced-claim').length,
        1,
        text,
      );
    }
  });

  it('nothing of a guide that the lines do not follow, and of what is cut off', () => {
    const hospital = claim837({ lines: [{}] }, { kind: 'I' }).replace('*Y*A*Y*Y', '**A*Y*Y');
    checkRule(ID, hospital.replaceAll('005010X223A2', '005010X222A1'));
    checkRule(ID, ONE.slice(0, ONE.indexOf('DTP*472') + 10));
  });

  it('elements that a line end breaks', () => {
    checkRule(ID, segmentAs(/SV1/, '«SV1*HC:99213*\n*UN*1***1»'), [/^SV102/]);
    checkRule(ID, segmentAs(/SV1/, 'SV1*HC:99213*1\n20*UN*1***1'));
  });
});

const REMITTANCE = [
  'BPR*I*80*C*CHK************20250320',
  'TRN*1*CHECK1*1999999999',
  'N1*PR*INVENTED PAYER',
  'N1*PE*INVENTED CLINIC*XX*1000000004',
  'LX*1',
  'CLP*A*1*100*80**12*1000',
  'CAS*CO*45*20',
  'NM1*QC*1*TESTPERSON',
  'SVC*HC:99213*100*80**1',
];
