import { deepEqual } from 'node:assert/strict';
import { x12 } from '../../server/src/service/formats/x12';
import { checkRule, open, type RuleOptions } from '../support/check';
import { claim837, transaction } from '../support/x12';

const RULE = 'future-service-date';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

// The files of claim837 were written on 2025-03-10.
describe(RULE, () => {
  it('reports a service after the day of the file, not on it', () => {
    check(claim837({ lines: [{ date: '«20250311»' }] }), [/dated 2025-03-11.*written on 2025-03-10/], {
      severity: 'error',
    });
    check(claim837({ lines: [{ date: '20250310' }, { date: '20250304' }] }));
  });

  it('judges the first day only: supplies last', () => {
    check(claim837({ lines: [{ code: 'A4253', date: '20250310-20250408' }] }));
    check(claim837({ lines: [{ date: '«20250311»-20250312' }] }), [/2025-03-11/]);
  });

  it("judges the claim's own day and statement period", () => {
    check(claim837({ date: '«20260304»', lines: [{ date: null }] }), [/2026-03-04/]);
    check(claim837({ statement: '«20260301»-20260304', lines: [{ date: null }] }, { kind: 'I' }), [/2026-03-01/]);
  });

  it('is silent without the day of the file, and in claim text', () => {
    check(claim837({ lines: [{ date: '20990311' }] }).replace(/BHT[^~]*~\n/, ''));
    check(claim837({ lines: [{ date: '20990311' }] }).replace('*20250310*1200*CH', '*20251310*1200*CH'));
    check('DOS: 2099-03-11\n99213');
  });

  it('judges by the day of an HL7 v2 message that charges, and by Claim.created', () => {
    const message = (type: string, written: string, day: string) =>
      `MSH|^~\\&|A|B|C|D|${written}||${type}|1|P|2.5.1\rPID|1||P100\rPV1|1|O\rFT1|1|||${day}||CG||||1|100||||||||||||||99213^^C4\r`;
    check(message('DFT^P03', '20250310120000-0500', '«20250311»'), [/dated 2025-03-11.*written on 2025-03-10/], {
      severity: 'error',
    });
    check(message('DFT^P03', '20250310120000', '20250310'));
    check(message('DFT^P03', '', '20250311'));
    // An order is for a day to come.
    check(message('ORM^O01', '20250310', '20250311'));
    const claim = (written: string, day: string) =>
      `{"resourceType":"Claim","id":"C1",${written}"item":[{"sequence":1,"productOrService":{"coding":[{"system":"http://www.ama-assn.org/go/cpt","code":"99213"}]},"servicedDate":"${day}"}]}`;
    check(claim('"created":"2025-03-10T12:00:00-05:00",', '«2025-03-11»'), [/written on 2025-03-10/]);
    check(claim('"created":"2025-03-10",', '2025-03-10'));
    check(claim('', '2025-03-11'));
  });

  it('takes the day of its own transaction', () => {
    const claim = ['HL*1**22*0', 'CLM*A*100***11:B:1', 'LX*1', 'SV1*HC:99213*100*UN*1***1'];
    const body = (day: string, date: string) => [`BHT*0019*00*1*${day}*1200*CH`, ...claim, `DTP*472*D8*${date}`];
    const first = transaction('837', body('20250310', '20250301')).split('\n');
    const second = transaction('837', body('20250210', '«20250301»')).split('\n');
    check([...first.slice(0, -3), ...second.slice(2)].join('\n'), [/2025-02-10/]);
  });

  it('an edit of BHT04 judges the claims behind it again', () => {
    const text = claim837([{ lines: [{ date: '20250304' }] }, { lines: [{ date: '20250305' }] }]);
    const checked = open(text);
    const start = text.indexOf('20250310*1200*CH');
    const edited = `${text.slice(0, start)}20240310${text.slice(start + 8)}`;
    checked.change([{ change: { start, end: start + 8, text: '20240310' }, text: edited }]);
    deepEqual(
      checked.findings().map(({ finding }) => finding.rule),
      [RULE, RULE],
    );
    deepEqual(checked.document.claims, x12.read(edited).claims);
  });
});
