import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { starterCodes } from '../../server/src/service/codes/starter';
import { elementHelp } from '../../server/src/service/features/elementHelp';
import { hover } from '../../server/src/service/features/hover';
import { open } from '../support/check';
import { samples, X12_DOCUMENTS } from '../support/documents';
import { checkHelp, helpAt } from '../support/help';
import { marked } from '../support/marks';
import { Random } from '../support/random';
import { claim837, type FileOptions, interchange, remittance835, transaction } from '../support/x12';

const codes = starterCodes();
const X12 = { format: 'x12' };

const more = (...segments: string[]) => claim837({ lines: [{}], more: segments });
const onLine = (...segments: string[]) => claim837({ lines: [{ more: segments }] });

describe('element help', () => {
  it('names the element, its format, what the guide asks for and the loop', () => {
    checkHelp(more('REF*«EA»*MRN1'), [
      /^\*\*REF01\*\* · Reference Identification Qualifier/,
      '`EA` Medical record number',
      'element 128 · ID 2–3 · mandatory in the standard',
      'required in the 837P guide here',
      'loop 2300, claim',
    ]);
    checkHelp(claim837({ id: '«A1»', lines: [{}] }), [/^\*\*CLM01\*\*/, 'AN 1–38', 'CLP01']);
  });

  it('names a component, and the composite that it is of', () => {
    checkHelp(claim837({ frequency: '«7»', lines: [{}] }), [
      /^\*\*CLM05-3\*\* · Claim Frequency Type Code/,
      '`7` Replacement of a claim sent before',
      'C023 Health Care Service Location Information',
    ]);
  });

  it('an element without components of its own is one place', () => {
    checkHelp(more('NTE*ADD*«A:B»'), [/^\*\*NTE02\*\*/]);
  });

  it('says what the qualifier before a value makes of it', () => {
    checkHelp(more('REF*G1*«AUTH1»'), ['REF01 `G1` Prior authorization number']);
    checkHelp(more('AMT*F5*«1234.5»'), ['`1234.5` 1,234.50', 'AMT01 `F5` Patient amount paid']);
    checkHelp(onLine('NM1*82*1*A*B****XX*«1234567893»'), ['check digit is right', 'NM108 `XX`', 'loop 2420A']);
    checkHelp(onLine('NM1*82*1*A*B****XX*«1234567890»'), ['check digit is wrong']);
    checkHelp(more('PER*IC*DESK*TE*5550100*EM*«A@B.C»'), ['PER05 `EM` Electronic mail address']);
    checkHelp(onLine('LIN**N4*«00002741301»'), ['LIN02 `N4`', 'loop 2410']);
  });

  it('dates, periods and times in plain words', () => {
    checkHelp(onLine('DTP*471*D8*«20250304»'), ['Tuesday, March 4, 2025', 'DTP01 `471` Prescription']);
    checkHelp(onLine('DTP*472*RD8*«20250304-20250305»'), ['Tuesday, March 4, 2025 to Wednesday, March 5, 2025']);
    checkHelp(more('DTP*435*DT*«202503041530»'), ['Tuesday, March 4, 2025, 15:30']);
    checkHelp(more('DTP*096*TM*«1530»'), ['`1530` 15:30']);
    checkHelp(onLine('DTP*472*D8*«20250230»'), ['no date of the calendar']);
    ok(!helpAt(onLine('DTP*472*D8*«2025»')).includes('`2025`'));
  });

  it('bill type, place of service, diagnosis pointer', () => {
    checkHelp(claim837({ billType: '«13»', lines: [{ code: '' }] }, { kind: 'I' }), ['hospital, outpatient', '837I']);
    checkHelp(claim837({ billType: '«81»', lines: [{ code: '' }] }, { kind: 'I' }), ['hospice outside of a hospital']);
    checkHelp(claim837({ place: '«11»', lines: [{}] }), ['`11` Office']);
    const { text, ranges } = marked(
      claim837({ diagnoses: ['J029', 'Z23'], lines: [{ pointers: [1, 2] }] }).replace('1:2', '1:«2»'),
    );
    match(elementHelp(open(text, X12), codes, ranges[0]!.start)!.markdown, /SV107-2[\s\S]*`2` diagnosis Z23/);
  });

  it('the segment itself: its purpose and all that is written in it', () => {
    checkHelp(more('«CAS»*CO*45*12.5*1*97*3'), [
      /^\*\*CAS\*\* · Claims Adjustment/,
      'CAS01 Claim Adjustment Group Code: `CO` Contractual obligation',
      'CAS02 Claim Adjustment Reason Code: `45` The charge is above the fee schedule',
      'CAS03 Monetary Amount: `12.5` 12.50',
      'CAS05 Claim Adjustment Reason Code: `97` Paid as a part',
    ]);
    checkHelp(claim837({ lines: [{ code: '99213', modifiers: ['25'] }] }).replace('SV1', '«SV1»'), [
      'SV101-1 Product/Service ID Qualifier: `HC`',
      'SV101-3 Procedure Modifier: `25`',
      'loop 2400, service line',
    ]);
  });

  it('a remittance', () => {
    checkHelp(remittance835(['CLP*A*«22»*1*1']), [
      '`22` A payment made before is taken back',
      'loop 2100',
      'the 835 guide',
    ]);
    checkHelp(remittance835(['CLP*A*1*1*1', 'SVC*HC:99213*1*1', 'CAS*«PR»*1*5']), [
      'Patient responsibility',
      'loop 2110',
    ]);
    checkHelp(remittance835(['N1*PE*INVENTED CLINIC*XX*«1000000004»']), ['loop 1000B, payee']);
    checkHelp(remittance835(['PLB*1*20251231*«WO»:9*5']), [/PLB03-1[\s\S]*Overpayment recovery/]);
    ok(!helpAt(remittance835(['CLP*A*1*1*1', 'PLB*1*20251231*«WO»:9*5'])).includes('loop'));
  });

  it('the envelope', () => {
    const text = interchange(['ST*837*0001', 'SE*2*0001']);
    checkHelp(text.replace('ISA', '«ISA»'), [
      'ISA06 Interchange Sender ID: `SENDER1`',
      'ISA15 Interchange Usage Indicator: `T` Test data',
    ]);
    checkHelp(text.replace('*00501*', '*«00501»*'), [/^\*\*ISA12\*\*/, 'the 5010 guides']);
    checkHelp(text.replace('*250310*1200*^', '*«250310»*1200*^'), ['Monday, March 10, 2025']);
    checkHelp(text.replace('*T*:', '*T*«:»'), [/^\*\*ISA16\*\*/]);
    checkHelp(text.replace('GS*HC', 'GS*«HC»'), ['Health care claim (837)']);
    checkHelp(text.replace('*X*005010X222A1', '*X*«005010X222A1»'), ['837 professional claim, 5010']);
    checkHelp(text.replace('IEA*1', 'IEA*«1»'), ['How many groups']);
    checkHelp(text.replace('SE*2', 'SE*«2»'), ['ST and SE included']);
  });

  it('acknowledgments, eligibility, status and review', () => {
    checkHelp(
      transaction('999', ['AK1*HC*1', 'AK2*837*0001', 'IK3*NM1*8*2010*8', 'IK4*9*«67»*1', 'IK5*R', 'AK9*R*1*1*0']),
      ['`67` Identification Code', 'loop 2110, element in error'],
    );
    checkHelp(transaction('999', ['AK1*HC*1', 'AK9*«P»*1*1*0']), ['Partly accepted']);
    checkHelp(transaction('271', ['HL*1**20*1', 'HL*2*1*21*1', 'HL*3*2*22*0', 'EB*«1»*IND*30']), [
      'Active coverage',
      'loop 2110C',
    ]);
    checkHelp(transaction('271', ['HL*3*2*22*0', 'EB*1*IND*30^«33»^47']), ['`33` Chiropractic', /^\*\*EB03\*\*/]);
    checkHelp(transaction('277', ['HL*4*3*22*0', 'TRN*2*1', 'STC*«F1»:65*20250101']), [
      /STC01-1[\s\S]*Finalized: paid/,
      'loop 2200D',
    ]);
    checkHelp(transaction('278', ['HL*3*2*EV*0', 'UM*«HS»*I*3']), ['Health services review', 'loop 2000E']);
  });

  it('the loops of claims, parties and other payers', () => {
    for (const [segment, loop] of [
      ['NM1*DN*1*«A»', '2310A'],
      ['NM1*82*1*«A»', '2310B'],
      ['NM1*77*2*«A»', '2310C'],
    ]) {
      checkHelp(more(segment!), [`loop ${loop}, provider of the claim`]);
    }
    checkHelp(more('SBR*S*«18»'), ['loop 2320']);
    checkHelp(more('SBR*S*18', 'NM1*IL*1*«A»'), ['loop 2330A, other subscriber']);
    checkHelp(more('SBR*S*18', 'NM1*PR*2*«A»'), ['loop 2330B, other payer']);
    checkHelp(more('SBR*S*18', 'NM1*82*1*«A»'), ['loop 2330D']);
    checkHelp(onLine('NM1*DK*1*«A»'), ['loop 2420E']);
    checkHelp(onLine('SVD*P1*«80»*HC:99213**1'), ['loop 2430']);
    checkHelp(claim837({ dependent: { first: '«ANN»' }, lines: [{}] }), ['loop 2010CA, patient']);
    checkHelp(claim837({ lines: [{}] }).replace('NM1*40*2*', 'NM1*40*«2»*'), [
      'loop 1000B, receiver',
      'An organization',
    ]);
    checkHelp(claim837({ lines: [{}] }, { kind: 'I' }).replace('HI*', 'NM1*71*1*«A»~\nHI*'), ['loop 2310A', '837I']);
  });

  it('the loops of 4010 have letters of their own', () => {
    const claim = (kind: 'P' | 'I' | 'D', ...parties: string[]) =>
      claim837({ lines: [{}], more: parties }, { kind, version: '4010' });
    for (const [kind, party, loop] of [
      ['P', 'NM1*DN*1*«A»', '2310A'],
      ['P', 'NM1*QB*1*«A»', '2310C'],
      ['P', 'NM1*77*2*«A»', '2310D'],
      ['P', 'NM1*DQ*1*«A»', '2310E'],
      ['I', 'NM1*71*1*«A»', '2310A'],
      ['I', 'NM1*73*1*«A»', '2310C'],
      ['I', 'NM1*FA*2*«A»', '2310E'],
      ['D', 'NM1*DD*1*«A»', '2310D'],
    ] as const) {
      checkHelp(claim(kind, party), [`loop ${loop}, provider of the claim`]);
    }
    checkHelp(claim('P', 'SBR*S*18', 'NM1*QC*1*«A»'), ['loop 2330C']);
    checkHelp(claim('P', 'SBR*S*18', 'NM1*82*1*«A»'), ['loop 2330E']);
    checkHelp(claim837({ lines: [{ more: ['NM1*PR*2*«A»'] }] }, { version: '4010' }), ['loop 2420G']);
    // A dental claim has a facility and no other place, and of the level no responsible party.
    checkHelp(claim('D', 'NM1*FA*2*«A»'), ['loop 2310C, provider of the claim']);
    checkHelp(claim('D', 'NM1*77*2*«A»'), ['loop 2300, claim']);
    const onLevel = (kind: 'P' | 'I' | 'D', party: string) => claim(kind).replace('CLM*', `${party}~\nCLM*`);
    checkHelp(onLevel('D', 'NM1*AO*1*«A»'), ['loop 2010BC, holder of the credit card']);
    checkHelp(onLevel('P', 'NM1*AO*1*«A»'), ['loop 2010BD, holder of the credit card']);
    checkHelp(onLevel('P', 'NM1*QD*1*«A»'), ['loop 2010BC, responsible party']);
    checkHelp(onLevel('I', 'NM1*AO*1*«A»'), ['loop 2010BB, holder of the credit card']);
    checkHelp(onLevel('I', 'NM1*QD*1*«A»'), ['loop 2010BD, responsible party']);
    checkHelp(onLevel('D', 'NM1*QD*1*«A»'), ['loop 2000B']);
    checkHelp(claim('I', 'CR7*«PT»*4*12'), [
      'required in the 4010 837I guide here',
      'loop 2305, home health plan of care',
    ]);
    checkHelp(claim('P', 'CR7*PT*4*12', 'HSD*«VS»*1'), ['situational in the 4010 837P guide here', 'loop 2305']);
    // A hospital's 4010 has its payer behind the holder of a credit card.
    checkHelp(claim('I').replace('NM1*PR*2*INVENTED', 'NM1*PR*2*«»INVENTED'), ['loop 2010BC, payer']);
    checkHelp(claim('P').replace('NM1*PR*2*INVENTED', 'NM1*PR*2*«»INVENTED'), ['loop 2010BB, payer']);
  });

  it('a party that the guide has not there stands in no loop of another', () => {
    checkHelp(more('NM1*82*1*A', 'NM1*ZZ*1*«B»'), ['loop 2300, claim']);
    checkHelp(onLine('NM1*82*1*A', 'NM1*71*1*«B»'), ['loop 2400, service line']);
    checkHelp(more('SBR*S*18', 'NM1*IL*1*A', 'NM1*ZZ*1*«B»'), ['loop 2320']);
  });

  it('a 4010 file is told what its own guide is known to ask for, and nothing of the 5010 guide', () => {
    const old = { version: '4010' } as const;
    checkHelp(claim837({ id: '«A1»', lines: [{}] }, old), ['required in the 4010 837P guide here', 'loop 2300']);
    // A diagnosis pointer became required with 5010.
    const pointed = (options?: FileOptions) => claim837({ lines: [{}] }, options).replace(/(SV1\*.*\*)1~/, '$1«1»~');
    checkHelp(pointed(old), ['situational as a whole in the 4010 837P guide here']);
    checkHelp(pointed(), ['required as a whole in the 837P guide here']);
    checkHelp(claim837({ charge: '«100»', lines: [{ charge: '100' }] }, old), ['required in the 4010 837P guide here']);
    checkHelp(claim837({ lines: [{}] }, old).replace('NM1*40*2*INVENTED', 'NM1*40*2*«»INVENTED'), [
      'required in the 4010 837P guide here',
    ]);
    const paid = (text: string) => text.replaceAll('005010X221A1', '004010X091A1');
    checkHelp(paid(remittance835(['CLP*A*1*1*1**12*«1»'])), ['situational in the 4010 835 guide here']);
    checkHelp(remittance835(['CLP*A*1*1*1**12*«1»']), ['required in the 835 guide here']);
    checkHelp(paid(remittance835(['CLP*A*1*1*1', 'NM1*QC*1*«A»'])), ['required in the 4010 835 guide here']);
  });

  it('4010 has guides of eligibility, claim status, review and the acknowledgment', () => {
    const set = (type: string, guide: string, ...segments: string[]) =>
      interchange([`ST*${type}*0001`, ...segments, `SE*${segments.length + 2}*0001`]).replace(/005010X\w+/g, guide);
    const patient = ['HL*1**20*1', 'NM1*PR*2*A*****PI*1', 'HL*2*1*21*1', 'NM1*1P*2*B*****XX*1', 'HL*3*2*22*0'];
    checkHelp(set('270', '004010X092A1', ...patient, 'NM1*«IL»*1*A*B'), ['required in the 4010 270 guide here']);
    checkHelp(set('271', '004010X092A1', ...patient, 'NM1*IL*1*A*B', 'EB*«1»'), [
      'required in the 4010 271 guide here',
    ]);
    checkHelp(set('276', '004010X093A1', ...patient, 'NM1*IL*1*A', 'TRN*1*«A»'), [
      'required in the 4010 276 guide here',
    ]);
    checkHelp(set('277', '004010X093A1', ...patient, 'NM1*IL*1*A', 'TRN*2*«A»'), [
      'required in the 4010 277 guide here',
    ]);
    checkHelp(set('278', '004010X094A1', 'HL*«1»**20*1'), ['required in the 4010 278 guide here', 'loop 2000A']);
    checkHelp(set('997', '004010X098A1', 'AK1*«HC»*1'), ['required in the 4010 997 guide']);
  });

  it('the guides of the 277 are told apart', () => {
    const answer = (guide: string, levels: readonly string[], ...more: string[]) =>
      interchange([`ST*277*0001*${guide}`, ...levels, ...more, 'SE*1*0001']).replaceAll('005010X222A1', guide);
    const levels = ['HL*1**20*1', 'NM1*PR*2*A*****46*1', 'HL*2*1*21*1', 'NM1*41*2*B*****46*1'];
    // In an acknowledgment the receiver's level has totals; in a response it has none.
    checkHelp(answer('005010X214', levels, 'TRN*2*«A»'), ['required in the 277 guide here', 'loop 2200B']);
  });

  it('what a guide asks of a party goes by who it is', () => {
    const paid = (party: string) => remittance835(['CLP*A*1*1*1', party]);
    checkHelp(paid('NM1*QC*1*A*B****«MI»*1'), ['situational in the 835 guide here']);
    checkHelp(paid('NM1*IL*1*A*B****«MI»*1'), ['required in the 835 guide here']);
    checkHelp(paid('NM1*TT*2*A*«B»'), ['not used in the 835 guide here']);
    ok(!helpAt(paid('NM1*ZZ*1*«A»')).includes('guide'));
  });

  it('eligibility, claim status and acknowledgments have guides too', () => {
    const set = (type: string, ...segments: string[]) =>
      interchange([`ST*${type}*0001`, ...segments, `SE*${segments.length + 2}*0001`]);
    const patient = ['HL*1**20*1', 'NM1*PR*2*A*****PI*1', 'HL*2*1*21*1', 'NM1*1P*2*B*****XX*1', 'HL*3*2*22*0'];
    checkHelp(set('270', ...patient, 'NM1*IL*1*«A»*B'), ['situational in the 270 guide here', 'loop 2100C']);
    checkHelp(set('270', ...patient, 'EQ*«30»'), ['situational in the 270 guide here', 'loop 2110C']);
    checkHelp(set('271', ...patient, 'EB*«1»*IND*30'), ['required in the 271 guide here', 'loop 2110C']);
    checkHelp(set('271', ...patient, 'EB*1*IND*30', 'III*ZZ*«11»'), [
      'situational in the 271 guide here',
      'loop 2115C',
    ]);
    checkHelp(set('271', ...patient, 'EB*1', 'LS*2120', 'NM1*P3*1*«A»'), [
      'situational in the 271 guide here',
      'loop 2120C',
    ]);
    const status = [...patient, 'TRN*1*A', 'SVC*HC:99213*1'];
    checkHelp(set('276', ...status.slice(0, -2), 'TRN*1*«A»'), ['required in the 276 guide here', 'loop 2200D']);
    // The request and its answer number the loop of a service line otherwise.
    checkHelp(set('276', ...status.slice(0, -1), 'SVC*HC:99213*«1»'), ['required in the 276 guide here', 'loop 2210D']);
    checkHelp(set('277', ...status.slice(0, -1), 'SVC*HC:99213*«1»'), ['loop 2220D']);
    checkHelp(set('999', 'AK1*HC*1*005010X222A1', 'AK2*837*1', 'IK3*CLM*5*2300*«8»'), [
      'required in the 999 guide here',
    ]);
  });

  for (const [name, options] of Object.entries<FileOptions>({
    'other characters': { delimiters: { element: '|', component: '>', segment: '!' } },
    'control characters': { delimiters: { element: '\u001c', segment: '\u001d' }, eol: '' },
    'line ends as terminators': { delimiters: { segment: '\n' }, eol: '' },
    'one line': { eol: '' },
    'CRLF and indents': { eol: '\r\n', indent: '  ' },
  })) {
    it(`with ${name}`, () => {
      checkHelp(claim837({ frequency: '«8»', lines: [{}] }, options), [/^\*\*CLM05-3\*\*/, 'Void of a claim']);
      checkHelp(claim837({ lines: [{ unit: '«MJ»' }] }, options), [/^\*\*SV103\*\*/, 'loop 2400']);
    });
  }

  it('with a component separator that ISA16 does not declare', () => {
    const options = { delimiters: { component: '>' }, declared: ':' };
    checkHelp(claim837({ frequency: '«8»', lines: [{}] }, options), [/^\*\*CLM05-3\*\*/]);
  });

  it('without an envelope', () => {
    const text = claim837({ frequency: '«8»', lines: [{}] });
    checkHelp(text.slice(text.indexOf('ST*')), [/^\*\*CLM05-3\*\*/, 'loop 2300']);
    checkHelp('ST*835*«0001»~\nBPR*I*1*C*CHK~\n', [/^\*\*ST02\*\*/]);
  });

  it('in an unfinished segment, and at an empty element', () => {
    const head = interchange([]).split('GE*')[0]!;
    checkHelp(`${head}ST*837*0001~\nCLM*A*100***11:B:«»`, [/^\*\*CLM05-3\*\*/]);
    checkHelp(`${head}ST*837*0001~\nCLM*A*«»`, [/^\*\*CLM02\*\*/]);
    checkHelp(`${head}ST*837*0001~\n«»CL`.replace('CL', 'CLM'), [/^\*\*CLM\*\*/]);
    checkHelp(more('REF*EA*MRN1').replace('CLM*CLAIM1*100*', 'CLM*CLAIM1*100*«»'), [/^\*\*CLM03\*\* · Claim Filing/]);
  });

  it('in a wrapped file values are whole', () => {
    const text = claim837({ lines: [{ more: ['DTP*471*D8*2025\n0304'] }] });
    const help = elementHelp(open(text, X12), codes, text.indexOf('2025\n0304'));
    match(help!.markdown, /`20250304` Tuesday/);
  });

  it('sets that are none of ours have their segments named', () => {
    checkHelp(transaction('850', ['«BEG»*00*SA*1**20250101']), ['Beginning Segment for Purchase Order']);
    checkHelp(transaction('850', ['BEG*«00»*SA*1**20250101']), [/^\*\*BEG01\*\*/, 'Begins a purchase order']);
  });

  it('nothing on segments that nobody knows, between segments, or in other formats', () => {
    const at = (fixture: string) => {
      const { text, ranges } = marked(fixture);
      return elementHelp(open(text, X12), codes, ranges[0]!.start);
    };
    equal(at(more('QQQ*«A»')), undefined);
    const spaced = claim837({ lines: [{}] }, { eol: '\n\n\n' });
    equal(elementHelp(open(spaced, X12), codes, spaced.indexOf('CLM*') - 1), undefined);
    equal(elementHelp(open('DOS: 2025-03-04\n99213 x1'), codes, 18), undefined);
  });

  it('document text never becomes markup', () => {
    const markdown = helpAt(more('«NTE»*ADD*A`B _C_ [D](command_e)'));
    ok(markdown.includes('`A B _C_ [D](command_e)`'), markdown);
  });

  it('stands below the hover of a code, which comes first', () => {
    const { text, ranges } = marked(claim837({ lines: [{ code: '«99213»' }] }));
    const found = hover(open(text, X12), codes, ranges[0]!.start)!;
    match(found.markdown, /^\*\*99213\*\*[\s\S]*\n\n---\n\n\*\*SV101-2\*\*/);
    deepEqual({ ...found.span }, { ...ranges[0] });
    ok(!hover(open('DOS: 2025-03-04\n99213 x1'), codes, 18)!.markdown.includes('---\n\n**'));
  });

  it('never throws: any offset of any prefix, and garbage', () => {
    for (const text of Object.values({ ...samples(), ...X12_DOCUMENTS })) {
      for (let end = 0; end <= text.length; end += 97) {
        const checked = open(text.slice(0, end), X12);
        for (let offset = Math.max(0, end - 110); offset <= end; offset += 7) elementHelp(checked, codes, offset);
      }
      const whole = open(text, X12);
      for (let offset = 0; offset <= text.length; offset++) elementHelp(whole, codes, offset);
    }
    const random = new Random(5);
    const alphabet = [...'*:~^\n\r >|AISTCLMHI0189'];
    const head = interchange([]).split('GE*')[0]!;
    for (let run = 0; run < 300; run++) {
      const text = head + Array.from({ length: 60 }, () => random.pick(alphabet)).join('');
      const checked = open(text, X12);
      for (let offset = head.length - 20; offset <= text.length; offset += 3) elementHelp(checked, codes, offset);
    }
  });
});
