import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { CheckedText } from '../../server/src/service/checkedText';
import { x12 } from '../../server/src/service/formats/x12';
import { type CheckOptions, checkCompletion, checkHover, open, serviceFor } from '../support/check';
import { cursor } from '../support/marks';
import { feeSchedule } from '../support/tables';
import { claim837, remittance835, transaction } from '../support/x12';

const service = serviceFor();

describe('hover', () => {
  it('on a code of a line: what it is, and the verdicts of this line', () => {
    checkHover('DOS: 2025-03-04\n0708T x1\n«0709T» x3', [
      /\*\*0709T\*\*.*Category III.*add-on/,
      /add-on to 0708T/i,
      /contractor \(carrier\) priced/,
      /practitioner 2 a day/,
      /✗ `excess-units` fail/,
      /✓ `missing-primary-code` pass/,
    ]);
  });

  it('says what is not checked, and why', () => {
    checkHover('DOS: 2020-03-04\n«99213» x99', [/– `excess-units` not checked: .*MUE/]);
  });

  it('has the range of the code, whatever stands around it, at every place of it', () => {
    for (const word of ['«0708T»', '«0709T»']) {
      checkHover(`DOS: 2025-03-04\n1. ${word}-59 x1 $100`, [/Category III/]);
      checkHover(claim837({ lines: [{ code: word, modifiers: ['59'] }] }), [/Category III/]);
    }
    for (const at of ['«»0708T', '07«»08T', '0708T«»'])
      checkHover(claim837({ lines: [{ code: at }] }), [/\*\*0708T\*\*/]);
  });

  it('on each kind of line in X12', () => {
    checkHover(claim837({ lines: [{ code: '«0708T»' }] }, { kind: 'I' }), [/Category III/]);
    checkHover(remittance835(['CLP*A*1*1*1', 'SVC*HC:«0708T»*1*1']), [/Category III/]);
    checkHover(remittance835(['CLP*A*1*1*1', 'SVC*HC:0708T*1*1**1*HC:«99213»']), [/office/i]);
    checkHover(transaction('271', ['EB*1************HC:«0708T»']), [/Category III/]);
    checkHover(claim837({ lines: [{ more: ['SVD*P1*80*HC:«0709T»**1'] }] }), [/Category III/]);
  });

  it('on a modifier: what it means and whether it applies to the code', () => {
    checkHover('DOS: 2025-03-04\n0708T-«26»', [/Modifier 26/, /✗ Does not apply to 0708T: .*0/]);
    checkHover('DOS: 2025-03-04\n71046-«26»', [/✓ Applies to 71046/]);
    checkHover(claim837({ lines: [{ code: '99213', modifiers: ['25', '«59»'] }] }), [/Modifier 59/, /NCCI-associated/]);
    checkHover('DOS: 2025-03-04\n99213-«xu»', [/Modifier XU/]);
  });

  it('on an ambulance modifier: from where to where, also where it has another meaning elsewhere', () => {
    checkHover(claim837({ lines: [{ code: 'A0425', modifiers: ['«RH»'] }] }), [/from R.*to H/i]);
    checkHover(claim837({ lines: [{ code: 'A0425', modifiers: ['«SH»'] }] }), [/from S.*to H/i]);
    checkHover(claim837({ lines: [{ code: 'S9338', modifiers: ['«SH»'] }] }), [/infus/i]);
  });

  it('on a place of service, of the line and of the claim', () => {
    checkHover(claim837({ lines: [{ place: '«22»' }] }), [/Place of service 22/, /facility/]);
    checkHover(claim837({ place: '«11»', lines: [{}] }), [/Place of service 11/, /Office/]);
    checkHover('DOS: 2025-03-04\n99213 POS «11»', [/Office/]);
    checkHover('POS: «11»\n99213', [/Office/]);
  });

  it('on a qualifier', () => {
    checkHover(claim837({ lines: [{ unit: '«MJ»' }] }), [/MJ/, /minute/i]);
    checkHover(claim837({ lines: [{ qualifier: '«HC»' }] }), [/HCPCS/]);
    checkHover(claim837({ filing: '«MB»', lines: [{}] }), [/Medicare/]);
  });

  it('on a code outside the sample: its class and section, and what to do', () => {
    checkHover('DOS: 2025-03-04\n«33361»', [/Category I/, /heart/i, /licensed/]);
  });

  it('on a code that imported tables lack: no word of the sample', () => {
    checkHover(
      'DOS: 2025-03-04\n«99998»',
      [/Medicine: medication review/, /Not in the loaded tables\..*Import Code Files/, /^(?!.*built-in)/s],
      { codes: { feeSchedule: feeSchedule({ '99213': {} }) } },
    );
  });

  it('on a slip: the code that is meant', () => {
    checkHover('DOS: 2025-03-04\n«O709T»', [/\*\*0709T\*\*/, /malformed-code/]);
  });

  it('on a mention in prose', () => {
    checkHover('DOS: 2025-03-04\n99213\nNote: see «0709T» given last week', [/\*\*0709T\*\*/]);
  });

  it('on what is no code: nothing', () => {
    checkHover('DOS: 2025-03-04\n0708T x«1»', []);
    checkHover('«»', []);
  });

  it('on what is no code in X12: the element', () => {
    checkHover(claim837({ id: '«ACCT»', lines: [{}] }), [/CLM01/]);
    checkHover(claim837({ lines: [{ charge: '«100»' }] }), [/SV102/]);
  });
});

describe('completion', () => {
  it('of a code by its digits', () => {
    checkCompletion('DOS: 2025-03-04\n070«»', { first: ['0708T', '0709T'], excludes: ['99213'] });
    checkCompletion(claim837({ lines: [{ code: '070«»' }] }), { first: ['0708T', '0709T'], excludes: ['99213'] });
    checkCompletion(claim837({ lines: [{ code: '9921«»' }] }), { includes: ['99213', '99214'], excludes: ['0708T'] });
  });

  it('of a code by words of its description', () => {
    checkCompletion('DOS: 2025-03-04\nCPT: immunotherapy«»', { includes: ['0708T', '0709T'] });
    checkCompletion(claim837({ lines: [{ code: 'IMMUNO«»' }] }), { includes: ['0708T', '0709T'] });
  });

  it('the add-on of a code on the claim first, and the primary of an add-on first', () => {
    checkCompletion(claim837({ lines: [{ code: '0708T' }, { code: '«»' }] }), { first: ['0709T'] });
    checkCompletion(claim837({ lines: [{ code: '«»' }, { code: '0709T' }] }), { first: ['0708T'] });
    checkCompletion('DOS: 2025-03-04\n11102\n1110«»', { first: ['11103'] });
  });

  it('says why it is first, and documents each', () => {
    const { text, offset } = cursor(claim837({ lines: [{ code: '0708T' }, { code: '07«»' }] }));
    const items = service.complete(open(text), offset);
    match(items[0]!.detail!, /add-on to 0708T/);
    for (const item of items) match(item.documentation!()!, /\*\*07/);
  });

  it('offers no dental code, and none twice', () => {
    const { text, offset } = cursor(claim837({ lines: [{ code: '«»' }] }));
    const labels = service.complete(open(text), offset).map(({ label }) => label);
    equal(new Set(labels).size, labels.length);
    ok(labels.every((label) => !label.startsWith('D')));
  });

  it('of modifiers: those that apply first, those that can’t last and marked', () => {
    checkCompletion(claim837({ lines: [{ code: '71046', modifiers: ['«»'] }] }), {
      includes: ['26', 'TC', '59'],
      deprecated: ['50', '62'],
    });
    checkCompletion(claim837({ lines: [{ code: '0708T', modifiers: ['2«»'] }] }), {
      includes: ['25'],
      deprecated: ['26'],
    });
    const { text, offset } = cursor(claim837({ lines: [{ code: '71046', modifiers: ['«»'] }] }));
    const items = [...service.complete(open(text), offset)].sort((a, b) => (a.sort < b.sort ? -1 : 1));
    const last = items.findIndex(({ deprecated }) => deprecated);
    ok(
      items.slice(last).every(({ deprecated }) => deprecated),
      'marked ones are last',
    );
    ok(items.findIndex(({ label }) => label === '26') < items.findIndex(({ label }) => label === '22'));
  });

  it('of modifiers keeps those of measures for measures', () => {
    // CPT, Category II modifiers: 1P, 2P, 3P and 8P belong to Category II codes alone.
    checkCompletion('DOS: 2025-03-04\n99213-«»', { includes: ['25', '1P'], deprecated: ['1P', '2P', '3P', '8P'] });
    checkCompletion('DOS: 2025-03-04\n3074F-«»', { first: ['1P', '2P', '3P', '8P'] });
    checkHover('DOS: 2025-03-04\n99213-«1P»', [/Does not apply to 99213: .*measures/]);
  });

  it('of modifiers leaves out those of the line, and marks what contradicts them', () => {
    checkCompletion(claim837({ lines: [{ code: '71046', modifiers: ['26', '«»'] }] }), {
      excludes: ['26'],
      includes: ['59'],
      deprecated: ['TC'],
    });
    checkCompletion('DOS: 2025-03-04\n20610-LT-«»', { excludes: ['LT'], deprecated: ['50'] });
  });

  it('of places of service', () => {
    checkCompletion(claim837({ lines: [{ place: '«»' }] }), { includes: ['11', '22', '23'] });
    checkCompletion(claim837({ lines: [{ place: '2«»' }] }), { includes: ['21', '22'], excludes: ['11'] });
    checkCompletion('DOS: 2025-03-04\n99213 POS «»', { includes: ['11'] });
  });

  it('of qualifiers, each by its own list', () => {
    checkCompletion(claim837({ lines: [{ unit: '«»' }] }), { includes: ['UN', 'MJ'], excludes: ['HC', '472'] });
    checkCompletion(claim837({ lines: [{ qualifier: '«»' }] }), { includes: ['HC'], excludes: ['UN'] });
    checkCompletion(claim837({ filing: '«»', lines: [{}] }), { includes: ['MB', 'MC'] });
  });

  it('replaces what is typed, also behind the cursor', () => {
    const { text, offset } = cursor(claim837({ lines: [{ code: '07«»08T' }] }));
    const [item] = service.complete(open(text), offset);
    equal(text.slice(item!.span.start, item!.span.end), '0708T');
  });

  it('on unfinished lines', () => {
    const [head, tail] = claim837({ lines: [{ code: '0708T' }] }).split('SE*');
    checkCompletion(`${head}LX*2~\nSV1*HC:07«»\nSE*${tail}`, { first: ['0709T'] });
    checkCompletion(`${head}LX*2~\nSV1*HC:71046:«»\nSE*${tail}`, { includes: ['26'] });
    checkCompletion(`${head}LX*2~\nSV1*HC:«»`, { first: ['0709T'] });
  });

  it('only where a code belongs', () => {
    for (const line of [
      { charge: '1«»' },
      { units: '«»1' },
      { date: '2025«»0304' },
      { number: 1, more: ['REF*«»6R*1'] },
    ]) {
      checkCompletion(claim837({ lines: [line] }), { none: true });
    }
    checkCompletion(claim837({ id: 'A«»', lines: [{}] }), { none: true });
    checkCompletion(claim837({ patient: { last: 'TEST«»' }, lines: [{}] }), { none: true });
  });
});

describe('fixes offered', () => {
  it('for the findings that touch a range, the preferred first', () => {
    const text = 'DOS: 2025-03-04\n11103\n0709T x3\n';
    const checked = open(text);
    const at = text.indexOf('11103');
    const offers = service
      .fixes(checked, at + 2, at + 2)
      .filter(({ finding }) => finding.finding.rule === 'missing-primary-code');
    deepEqual(
      offers.map(({ title, preferred }) => [title, preferred]),
      [
        ['Insert primary 11102 before 11103', true],
        ['Insert primary 11104 before 11103', false],
        ['Insert primary 11106 before 11103', false],
      ],
    );
    deepEqual(service.fixes(checked, 0, 3), []);
    const rules = new Set(service.fixes(checked, 0, text.length).map(({ finding }) => finding.finding.rule));
    ok(rules.has('missing-primary-code') && rules.has('excess-units'));
  });
});

describe('the findings of a text', () => {
  const twoRules = (options: CheckOptions = {}) => {
    const context = serviceFor(options).contextFor({});
    return {
      ...context,
      rules: context.rules.filter(({ id }) => id === 'missing-primary-code' || id === 'excess-units'),
    };
  };
  const many = claim837(
    Array.from({ length: 30 }, (_, index) => ({ id: `C${index}`, lines: [{ code: '0709T', units: 3 }] })),
  );

  it('are counted, and the worst come first where there are too many', () => {
    const checked = new CheckedText(x12, many, twoRules());
    deepEqual(checked.counts, { error: 30, warning: 30, info: 0, hint: 0 });
    const worst = checked.findings(35);
    equal(worst.length, 35);
    equal(worst.filter(({ finding }) => finding.severity === 'error').length, 30);
    ok(worst.every(({ span }, index) => index === 0 || worst[index - 1]!.span.start <= span.start));
    equal(checked.findings().length, 60);
    equal(checked.findings(0).length, 0);
  });

  it('change with the settings of an open text', () => {
    const checked = new CheckedText(x12, many, twoRules());
    checked.setContext(twoRules({ settings: { rules: { 'excess-units': 'off' } } }));
    deepEqual(checked.counts, { error: 30, warning: 0, info: 0, hint: 0 });
    checked.setContext(twoRules());
    deepEqual(checked.counts, { error: 30, warning: 30, info: 0, hint: 0 });
  });

  it('one failing rule loses its own findings, not the others’', () => {
    const context = twoRules();
    const broken = {
      ...context,
      rules: context.rules.map((rule) =>
        rule.id === 'excess-units'
          ? {
              ...rule,
              check() {
                throw new Error('broken');
              },
            }
          : rule,
      ),
    };
    const checked = open(many);
    checked.setContext(broken);
    deepEqual(checked.counts, { error: 30, warning: 0, info: 0, hint: 0 });
    deepEqual(
      checked.notChecked.filter(({ rule }) => rule === 'excess-units').map(({ reason, lines }) => [reason, lines]),
      [['the check itself failed', 30]],
    );
  });
});

describe('the format of a text', () => {
  const edi = claim837({ lines: [{}] });
  const text = 'DOS: 2025-03-04\n0709T x1\n';

  it('is what is asked for, then what the content shows, then what the name says', () => {
    equal(service.formatOf(edi, { fileName: 'a.clm' }), 'x12');
    equal(service.formatOf(edi, { languageId: 'claim-text' }), 'x12');
    equal(service.formatOf(text, { fileName: 'a.clm' }), 'claim-text');
    equal(service.formatOf(text, { format: 'x12' }), 'x12');
    equal(service.formatOf('', { fileName: 'a.837' }), 'x12');
    equal(service.formatOf('', { fileName: 'A.SUPERBILL' }), 'claim-text');
    equal(service.formatOf('', { fileName: 'b.837P' }), 'x12');
    equal(service.formatOf('', { languageId: 'x12' }), 'x12');
    equal(service.formatOf('hello world', { fileName: 'a.txt' }), undefined);
    equal(service.formatOf('', {}), undefined);
    equal(service.formatOf(edi, { format: 'pdf' }), undefined);
  });
});
