import { deepEqual } from 'node:assert/strict';
import { checkFix, checkRule, open, type RuleOptions } from '../support/check';
import { marked } from '../support/marks';
import { snapshot } from '../support/snapshot';
import { claim837 } from '../support/x12';

const RULE = 'unbalanced-claim';

function check(fixture: string, messages: readonly (string | RegExp)[] = [], options: RuleOptions = {}) {
  return checkRule(RULE, fixture, messages, options);
}

describe(RULE, () => {
  const claim = (charge: string, ...charges: readonly string[]) =>
    claim837({ charge, lines: charges.map((one) => ({ charge: one })) });

  it('reports a total that is not the sum', () => {
    check(claim('«200»', '145', '130'), [/total is 200\.00, but its 2 lines add up to 275\.00/], { severity: 'error' });
    check(claim('«100»', '100.01'), [/its line has 100\.01/]);
  });

  it('adds in cents', () => {
    check(claim('0.3', '0.1', '0.2'));
    check(claim('1102.33', '33.11', '33.11', '1036.11'));
    check(claim('275.00', '145', '130.0'));
  });

  it('of hospital and dental claims, too', () => {
    check(claim837({ charge: '«100»', lines: [{}, { code: '', revenue: '0250' }] }, { kind: 'I' }), [/200\.00/]);
    check(claim837({ charge: '200', lines: [{}, { code: '', revenue: '0250' }] }, { kind: 'I' }));
    check(claim837({ charge: '«100»', lines: [{ code: 'D0120', qualifier: 'AD', charge: '50' }] }, { kind: 'D' }), [
      /50\.00/,
    ]);
  });

  it('takes revenue code 0001 for the total, no service', () => {
    const lines = [{ charge: '100' }, { charge: '200' }, { code: '', revenue: '0001', charge: '300' }];
    check(claim837({ charge: '300', lines }, { kind: 'I' }));
    check(claim837({ charge: '«600»', lines }, { kind: 'I' }), [/add up to 300\.00/]);
    check(claim837({ charge: '300', lines: [{ code: '', revenue: '0001', charge: '250' }] }, { kind: 'I' }));
  });

  it('not where a charge can not be read or is missing', () => {
    check(claim('200', '145', '1O0'));
    check(claim('200', '145', ''));
    check(claim('', '145'));
  });

  it('a table whose rows leave out codes has lines that are not read: no sum of theirs', () => {
    const table = (...rows: readonly string[]) =>
      ['CLM_ID,CLM_TOT_CHRG_AMT,HCPCS_CD,SRVC_DT,LINE_SBMTD_CHRG_AMT', ...rows].join('\n');
    const rows = ['A,230.00,99213,2025-03-04,100.00', 'A,230.00,,2025-03-04,130.00'];
    check(table(...rows));
    check(table(rows[1]!, rows[0]!));
    check(table('A,«230.00»,99213,2025-03-04,100.00', 'A,230.00,,2025-03-04,', 'A,230.00,36415,2025-03-04,10'), [
      /2 lines add up to 110\.00/,
    ]);
  });

  it('amounts of nines only may be masked: not checked', () => {
    const notChecked = ['all nines'];
    check(claim('9999', '145', '130'), [], { notChecked });
    check(claim('250.00', '99.99', '130'), [], { notChecked });
    check(claim('250', '999.9', '999.90'), [], { notChecked });
    // What adds up is right, and two digits are a price.
    check(claim('229.99', '99.99', '130'), [], { notChecked: [] });
    check(claim('«250»', '99', '130'), [/229\.00/], { notChecked: [] });
  });

  it('not a void, not claim text', () => {
    check(claim837({ charge: '1', frequency: '8', lines: [{}] }));
    check('DOS: 2025-03-04\n99213 $100.00\nTotal: $200.00');
  });

  describe('where the text breaks off', () => {
    const notChecked = [/breaks off/];
    const two = claim837([
      { charge: '«200»', lines: [{ charge: '100' }] },
      { charge: '400', lines: [{ charge: '100' }, { charge: '100' }, { charge: '100' }] },
    ]);
    const upTo = (what: string, more = 0) => two.slice(0, two.lastIndexOf(what) + more);

    it('the last claim may go on: not checked; the others are', () => {
      const firstOnly = [/200\.00, but its line has 100\.00/];
      // Behind a complete segment, within one, and within the id of the SE.
      for (const text of [
        upTo('LX*3'),
        upTo('*100*UN', 2),
        upTo('*100*UN', 7),
        upTo('DTP*'),
        upTo('SE*'),
        upTo('SE*', 1),
      ]) {
        check(text, firstOnly, { notChecked });
      }
      check(`${upTo('SE*')}\n  \n// to be continued\n`, firstOnly, { notChecked });
      check(upTo('LX*1'), firstOnly, { notChecked: [] });
      check(upTo('SE*').replace('*400*', '*300*'), firstOnly, { notChecked: [] });
    });

    it('a new interchange or group closes nothing; a trailer or a transaction ends the claim', () => {
      const whole = claim837({ charge: '100', lines: [{ charge: '100' }] });
      const body = whole.slice(0, whole.indexOf('SE*')).replace('*100***', '*«200»***');
      const cut = body.replace(/[«»]/g, '');
      const from = (what: string) => whole.slice(whole.indexOf(what));
      check(cut + whole, [], { notChecked });
      check(cut + from('GS*'), [], { notChecked });
      for (const rest of [from('ST*'), from('SE*'), from('GE*'), from('IEA*'), 'SE']) {
        check(body + rest, [/200\.00/], { notChecked: [] });
      }
    });

    it('the same while it is typed', () => {
      const { text } = marked(two);
      const start = text.lastIndexOf('LX*2');
      let now = text.slice(0, start);
      const checked = open(now);
      for (const typed of text.slice(start)) {
        const at = now.length;
        now += typed;
        checked.change([{ change: { start: at, end: at, text: typed }, text: now }]);
        deepEqual(snapshot(checked), snapshot(open(now)));
      }
      for (const back of ['IEA', 'GE', 'SE', 'LX*3']) {
        const start = now.lastIndexOf(back);
        const change = { start, end: now.length, text: '' };
        now = now.slice(0, start);
        checked.change([{ change, text: now }]);
        deepEqual(snapshot(checked), snapshot(open(now)));
      }
    });
  });

  it('changes the total', () => {
    checkFix(RULE, claim('200', '145', '130'), claim('275', '145', '130'));
    checkFix(RULE, claim('200', '145.5', '130'), claim('275.50', '145.5', '130'));
  });
});
