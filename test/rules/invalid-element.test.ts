import { checkFix, checkRule } from '../support/check';
import { claim837, remittance835, transaction } from '../support/x12';

const ID = 'invalid-element';
const ONE = claim837({ lines: [{ code: '99213', date: '20250304', charge: '120' }] });

/** The text with `before` written as `after`, which may hold marks. */
function changed(before: string | RegExp, after: string, text = ONE): string {
  const found = text.replace(before, after);
  if (found === text) throw new Error(`nothing like ${before}`);
  return found;
}

describe(ID, () => {
  it('is silent on what the standard allows', () => {
    checkRule(ID, ONE);
    checkRule(ID, claim837({ lines: [{}] }, { kind: 'I' }));
    checkRule(ID, claim837({ lines: [{ qualifier: 'AD', code: 'D0120' }] }, { kind: 'D' }));
    checkRule(ID, claim837({ lines: [{}] }, { version: '4010' }));
    for (const amount of ['120.', '.5', '-120.00', '0', '00120.10']) checkRule(ID, changed('*120*UN', `*${amount}*UN`));
  });

  it('a day that the calendar lacks, as an error', () => {
    const dated = (day: string) => changed('D8*20250304', `D8*${day}`);
    for (const day of ['20250230', '20251301', '20250431', '20250300', '20230229']) {
      checkRule(ID, dated(`«${day}»`), [/^DTP03 .*no day of the calendar.*999 IK403 8/], { severity: 'error' });
    }
    checkRule(ID, dated('20240229'));
    checkRule(ID, dated('«250304»'), [/but D8 before it wants a day written CCYYMMDD/]);
    checkRule(ID, changed(/\*D8\*19\d+/, '*D8*«19461301»'), [/^DMG02/]);
    checkRule(ID, changed(/(GS\*HC\*[^*]*\*[^*]*\*)\d+/, '$1«20250230»'), [/^GS04/]);
    checkRule(ID, changed(/(BHT\*0019\*00\*[^*]*\*)\d+/, '$1«20251131»'), [/^BHT04/]);
  });

  it('a date written otherwise is turned where it has one reading', () => {
    for (const written of ['2025-03-04', '2025/03/04', '03/04/2025']) {
      checkFix(ID, changed('D8*20250304', `D8*${written}`), ONE);
    }
    checkFix(ID, changed('D8*20250304', 'RD8*20250304'), ONE);
    const range = changed('D8*20250304', 'RD8*20250304-20250306');
    checkRule(ID, range);
    checkFix(ID, range.replace('RD8', 'D8'), range);
    checkRule(ID, range.replace('20250306', '20250230').replace(/(RD8\*)([^~]*)/, '$1«$2»'), [/two days/]);
  });

  it('times', () => {
    const admitted = (format: string, value: string) =>
      changed(
        /(?=LX\*1~)/,
        `DTP*${format === 'TM' ? '096' : '435'}*${format}*${value}~\n`,
        claim837({ lines: [{}] }, { kind: 'I' }),
      );
    checkRule(ID, admitted('DT', '202503041630'));
    checkRule(ID, admitted('DT', '«202503042460»'), [/CCYYMMDDHHMM/]);
    checkRule(ID, admitted('DT', '«20250304»'), [/CCYYMMDDHHMM/]);
    checkRule(ID, admitted('TM', '«2460»'), [/written HHMM/]);
    checkRule(ID, changed(/(BHT\*0019\*00\*[^*]*\*\d+\*)\d+/, '$1«0932CH»'), [/^BHT05 .*999 IK403 9/]);
  });

  it('dates and times of nines, as files without persons have them, are not checked', () => {
    checkRule(ID, changed('D8*20250304', 'D8*99999999'));
    checkRule(ID, changed(/(BHT\*0019\*00\*[^*]*\*\d+\*)\d+/, '$1999999'));
  });

  it('an amount that is no number', () => {
    const charged = (amount: string) => changed('*120*UN', `*${amount}*UN`);
    for (const amount of ['$120', '1,200.00', '120.00.1', 'FREE', '-', '.', '+120', '1 20']) {
      checkRule(ID, charged(`«${amount}»`), [/^SV102 .*which is no number.*999 IK403 6/], { severity: 'error' });
    }
    for (const amount of ['$120', '+120', ' $ 120 ']) checkFix(ID, charged(amount), ONE);
    checkFix(ID, charged('$1,200.50'), charged('1200.50'));
    checkRule(ID, changed(/(CLP\*[^*]*\*1\*)[^*]*/, '$1«12O»', remittance()), [/^CLP03/]);
  });

  it('blanks behind a value are taken off, as receivers do', () => {
    checkRule(ID, changed('D8*20250304', 'D8*20250304  '));
  });

  it('too long and too short, as a warning', () => {
    const noted = (text: string) => changed('HI*', `NTE*ADD*${text}~\nHI*`);
    checkRule(ID, noted('A'.repeat(80)));
    checkRule(ID, noted(`«${'A'.repeat(81)}»`), [/^NTE02 .* has 81 characters; at most 80 fit.*999 IK403 5/], {
      severity: 'warning',
    });
    checkRule(ID, changed('*IL*1*', '*IL*«12»*'), [/^NM102 .* 2 characters; at most 1/]);
    checkRule(ID, changed('D8*20250304', 'D8*20250304~\nREF*«6»*ABC'), [/^REF01 .* 1 character; at least 2/]);
    checkRule(ID, changed('*120*UN', `*«${'1'.repeat(19)}»*UN`), [/19 digits; at most 18/]);
    checkRule(ID, changed('*120*UN', `*-${'1'.repeat(16)}.10*UN`));
  });

  it('more elements than the segment has', () => {
    checkRule(ID, changed('D8*20250304', 'D8*20250304*«MORE»*STILL'), [/^DTP has at most 3 elements.*IK403 3/]);
    checkRule(ID, changed('D8*20250304', 'D8*20250304**'));
  });

  it('date and time of the interchange', () => {
    checkRule(ID, changed('*250310*1200*', '*«250230»*1200*'), [/^ISA09 .*YYMMDD.*TA1 note 014/]);
    checkRule(ID, changed('*250310*1200*', '*250310*«2510»*'), [/^ISA10 .*HHMM.*TA1 note 015/]);
    checkRule(ID, changed('*250310*1200*', '*999999*9999*'));
    checkRule(ID, changed('*250310*1200*', '*«      »*1200*'), [/^ISA09/]);
  });

  it('a code that the closed list of the guide lacks, as a warning', () => {
    checkRule(
      ID,
      changed('*UN*1*', '*«EA»*1*'),
      [/^SV103 .*"EA", which is not in list 355 of 005010X222A1: MJ, UN\..*999 IK403 7/],
      { severity: 'warning' },
    );
    checkRule(ID, changed('*UN*1*', '*MJ*15*'));
    checkRule(ID, changed(/(DMG\*D8\*\d+\*)./, '$1«X1»'), [/^DMG03/]);
    checkRule(ID, changed('*18*******MB', '*18*******«XY»'), [
      /^SBR09 .* list 1032 of 005010X222A1, which has 23 codes/,
    ]);
    checkRule(ID, changed('*IL*1*', '*«ZB»*1*'), [/^NM101 .* list 98 /]);
    checkRule(ID, changed('BHT*0019*00*', 'BHT*«0018»*«01»*'), [/^BHT01 /, /^BHT02 /]);
    checkRule(ID, changed(/CLP\*A\*1\*/, 'CLP*A*«6»*', remittance()), [/^CLP02 .* list 1029 of 005010X221A1/]);
  });

  it('components of a composite', () => {
    checkRule(ID, changed('*11:B:1*', '*11:«A»:1*'), [/^CLM05-2 .* list 1332 .*: B\./]);
    checkRule(ID, changed('HI*ABK:', 'HI*«AB»:'), [/^HI01-1 .* list 1270 /]);
    // The qualifier of a line's code is that of wrong-code-kind.
    checkRule(ID, changed('SV1*HC:', 'SV1*N4:'));
    checkRule(ID, changed('D8*20250304', 'D8*20250304~\nSVD*PAYER1*10*«N4»:99213**1'), [
      /^SVD03-1 .*: ER, HC, IV, WK\./,
    ]);
    checkRule(ID, changed('HI*ABK:', 'HI*:'));
    // Divided by another character than ISA16 says: that is one finding of another rule.
    checkRule(ID, changed('HI*ABK:', 'HI*ABK>'));
    checkRule(ID, claim837({ lines: [{}] }, { declared: '^' }));
  });

  it('a diagnosis list that does not begin with the principal diagnosis', () => {
    checkRule(ID, changed('HI*ABK:', 'HI*«ABF»:'), [/^HI01-1 .* list 1270 .*: ABK, BG, BK, BP\./]);
    checkRule(ID, changed(/HI\*ABK:C4359/, 'HI*ABK:C4359*«ABK»:Z5111'), [/^HI02-1 .*: ABF, BF, BG, BO\./]);
    checkRule(ID, changed('HI*', 'HI*BP:00100~\nHI*'));
  });

  it('more than four pointers', () => {
    const pointing = (pointers: string) => changed('*UN*1***1', `*UN*1***${pointers}`);
    checkRule(ID, pointing('1:2:3:4'));
    checkRule(ID, pointing('1:2:3:4:«5:6»'), [/^SV107 has at most 4 pointers.*IK403 13/], { severity: 'error' });
    checkRule(ID, pointing('10:11:12:1'));
    checkRule(ID, pointing('10:11:12:1:«2»'), [/^SV107/]);
  });

  it('what the first element says decides the list', () => {
    checkRule(ID, changed(/(NM1\*85\*2\*[^*]*\*\*\*\*\*)XX/, '$1«24»'), [/^NM108 .* list 66 .*: XX\./]);
    checkRule(ID, changed(/(NM1\*PR\*2\*[^*]*\*\*\*\*\*)PI/, '$1XV'));
    checkRule(ID, changed('HI*', 'CRC*07*Y*01*«IH»~\nHI*'), [/^CRC04 .*: 01, 04, 05/]);
    checkRule(ID, changed('HI*', 'CRC*75*Y*IH~\nHI*'));
  });

  it('what single loops of a guide allow', () => {
    checkRule(
      ID,
      claim837({ dependent: { last: 'TESTCHILD' }, lines: [{}] }).replace(/(NM1\*QC[^~]*~\n)/, '$1REF*1W*P1~\n'),
    );
    const dental = claim837(
      { lines: [{ qualifier: 'AD', code: 'D0120' }], more: ['NM1*DN*1*A', 'PRV*RF*PXC*122300000X'] },
      { kind: 'D' },
    );
    checkRule(ID, dental);
  });

  it('lists follow the guide that GS08 names', () => {
    const minutes = (version: '4010' | '5010') =>
      changed('*UN*1*', '*F2*1*', claim837({ lines: [{}] }, { version })).replace(/(?<=\*)F2(?=\*1\*)/, '«F2»');
    checkRule(ID, minutes('5010'), [/list 355 of 005010X222A1/]);
    checkRule(ID, minutes('4010').replace(/[«»]/g, ''));
    checkRule(ID, changed(/005010X222A1/g, '005010X299'));
    // The lines are those of an 837I: what GS08 says of the claim does not hold.
    const institutional = claim837({ lines: [{}] }, { kind: 'I' });
    checkRule(ID, institutional.replace(/005010X223A2/g, '005010X222A1'));
  });

  it('a small letter is made large, and nothing else is guessed', () => {
    checkFix(ID, changed('*UN*1*', '*un*1*'), ONE);
    checkFix(ID, changed('HI*ABK:', 'HI*abk:'), ONE);
  });

  it('codes that were masked are not checked; XX as a qualifier of numbers is none', () => {
    checkRule(ID, changed('*UN*1*', '*XX*1*'));
    checkRule(ID, changed('BHT*0019*', 'BHT*9999*'));
    checkRule(ID, changed(/(NM1\*PR\*2\*[^*]*\*\*\*\*\*)PI/, '$1«XX»'), [/^NM108/]);
  });

  it('a list can be switched off or be added to', () => {
    const text = changed('*UN*1*', '*EA*1*');
    checkRule(ID, text, [], { settings: { x12: { codeLists: { 355: false } } } });
    checkRule(ID, text, [], { settings: { x12: { codeLists: { 355: ['DA', 'EA'] } } } });
    const marked = changed('*UN*1*', '*«EA»*1*');
    for (const own of [true, ['DA'], [], 'EA', null]) {
      checkRule(ID, marked, [/list 355/], { settings: { x12: { codeLists: { 355: own } } } });
    }
    checkRule(ID, marked, [/list 355/], { settings: { x12: { codeLists: { 1032: false } } } });
  });

  it('one finding where a value is of the wrong length, too', () => {
    checkRule(ID, changed('*UN*1*', '*«UNIT»*1*'), [/^SV103 .* has 4 characters; at most 2/]);
  });

  it('codes of the ISA', () => {
    checkRule(ID, changed('*0*T*:', '*1*P*:'));
    checkRule(ID, changed('*0*T*:', '*«2»*«Q»*:'), [
      /^ISA14 .* list I13: 0, 1\..*TA1 note 019/,
      /^ISA15 .*TA1 note 020/,
    ]);
    checkFix(ID, changed('*0*T*:', '*0*t*:'), ONE);
    checkRule(ID, changed('*0*T*:', '*0*Q*:'), [], { settings: { x12: { codeLists: { I14: ['Q'] } } } });
    checkRule(ID, changed('*0*T*:', '*0*X*:'));
  });

  it('GS01 that is not the group of its transactions, as an error', () => {
    const SETS = { '837': 'HC', '835': 'HP', '270': 'HS', '271': 'HB', '276': 'HR', '277': 'HN', '278': 'HI' };
    for (const [set, group] of Object.entries({ ...SETS, '997': 'FA', '999': 'FA' })) {
      const text = transaction(set, ['BHT*0019*00*A*20250310*1200'], { guide: '005010' });
      checkRule(ID, text);
      const other = group === 'HC' ? 'HP' : 'HC';
      checkRule(ID, text.replace(`GS*${group}`, `GS*«${other}»`), [new RegExp(`ST01 .* is "${set}".*"${group}"`)], {
        severity: 'error',
        related: [[set]],
      });
      checkFix(ID, text.replace(`GS*${group}`, `GS*${other}`), text);
    }
    // GS08 says so, too: the transaction is another.
    checkRule(ID, ONE.replace('ST*837', 'ST*«835»'), [/Correct ST01/], { related: [['HC']] });
    // Sets of other groups, and codes that were masked.
    checkRule(ID, transaction('850', ['BEG*00*NE*A**20250310']));
    checkRule(ID, ONE.replace('GS*HC', 'GS*XX'));
    // Once a group.
    const twice = ONE.replace(/(ST\*.*SE[^~]*~\n)/s, '$1$1').replace('GS*HC', 'GS*«HP»');
    checkRule(ID, twice, [/HC/]);
  });

  it('ST03 that is not GS08', () => {
    const other = changed(/(ST\*837\*0001\*)[^~]*/, '$1«005010X223A2»');
    checkRule(ID, other, [/^ST03 .* GS08 of its group is "005010X222A1"/], {
      severity: 'error',
      related: [['005010X222A1']],
    });
    const older = changed(/(ST\*837\*0001\*)[^~]*/, '$1005010X222');
    checkRule(ID, older.replace('837*0001*005010X222', '837*0001*«005010X222»'), [/Write 005010X222A1/], {
      severity: 'warning',
    });
    checkFix(ID, older, ONE);
    checkRule(ID, changed(/(ST\*837\*0001)[^~]*/, '$1'));
    checkRule(ID, changed(/(ST\*837\*0001\*)[^~]*/, '$1999999X999'));
    // The lines follow ST03: nothing else is said of them.
    const hospital = claim837({ lines: [{}] }, { kind: 'I' }).replace(/(GS\*.*)005010X223A2/, '$1005010X222A1');
    for (const rule of ['unexpected-segment', 'missing-segment']) checkRule(rule, hospital);
    checkRule(ID, hospital.replace(/(ST\*837\*0001\*)([^~]*)/, '$1«$2»'), [/^ST03/]);
  });

  it('what other rules look at is left to them', () => {
    checkRule(ID, changed('*UN*1*', '*UN*TWO*'));
    checkRule(ID, changed('LX*1', 'LX*ONE'));
    checkRule(ID, changed(/SE\*\d+/, 'SE*MANY'));
  });

  it('a value that a line end breaks is read whole', () => {
    checkRule(ID, changed('20250304', '2025\n0304'));
    checkRule(ID, changed('20250304', '«2025\n0230»'), [/"20250230", no day/]);
    checkRule(ID, changed('HI*', `NTE*ADD*${'A'.repeat(40)}\n${'A'.repeat(40)}~\nHI*`));
    checkRule(ID, changed('*MI*M100', '*MI*\n«M»'), [/^NM109 .* has 1 character; at least 2/]);
    checkRule(ID, changed('*UN*1*', '*U\nN*1*'));
    checkRule(ID, changed('*UN*1*', '*«E\nA»*1*'), [/^SV103 .*"EA"/]);
  });

  it('other sets, older versions and segments that are cut off are not looked at', () => {
    checkRule(ID, transaction('850', ['BEG*00*NE*A*B*C*D*E*F*G', 'DTM*002*250304'], { guide: '004010' }));
    checkRule(ID, changed(/005010X222A1/g, '003051', changed('D8*20250304', 'D8*250304')));
    checkRule(ID, ONE.slice(0, ONE.indexOf('20250304~') + 5));
  });

  it('dates have the format that their kind has in the guide', () => {
    const hospital = (dtp: string) => claim837({ statement: '', more: [dtp], lines: [{}] }, { kind: 'I' });
    checkRule(ID, claim837({ lines: [{}] }, { kind: 'I' }));
    checkRule(ID, hospital('DTP*434*«D8»*20250304'), [/^DTP02 .* list 1250 of 005010X223A2: RD8/], {
      severity: 'warning',
    });
    checkRule(ID, hospital('DTP*096*«D8»*20250304'), [/: TM\./]);
    checkRule(ID, hospital('DTP*435*«RD8»*20250304-20250305'), [/: D8, DT\./]);
    const practice = (dtp: string) => claim837({ more: [dtp], lines: [{}] });
    checkRule(ID, practice('DTP*439*«RD8»*20250304-20250305'), [/^DTP02 .* of 005010X222A1: D8\./]);
    checkRule(ID, practice('DTP*314*RD8*20250304-20250305'));
    checkRule(ID, claim837({ more: ['DTP*434*D8*20250304'], lines: [{}] }, { kind: 'I', version: '4010' }));
  });
});

function remittance(): string {
  return remittance835(['BPR*I*80*C*CHK************20250320', 'LX*1', 'CLP*A*1*100*80**12*1000']);
}
