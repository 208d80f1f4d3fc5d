import { deepEqual, equal } from 'node:assert/strict';
import { streamX12 } from '../../server/src/service/formats/x12/stream';
import { checkFix, checkRule, open } from '../support/check';
import { claim837 } from '../support/x12';

const ID = 'invalid-element';
const CHILD = claim837([{ lines: [{}], dependent: { last: 'TESTCHILD' } }, { lines: [{}] }]);
const TWO = claim837([{ lines: [{}] }, { lines: [{}] }]);

function changed(text: string, before: string, after: string): string {
  const found = text.replace(before, after);
  if (found === text) throw new Error(`nothing like ${before}`);
  return found;
}

describe('levels of an 837', () => {
  it('count from 1 and name what they stand in', () => {
    for (const kind of ['P', 'I', 'D'] as const) {
      for (const version of ['5010', '4010'] as const) {
        const claims = [{ lines: [{}], dependent: { last: 'TESTCHILD' } }, { lines: [{}] }];
        checkRule(ID, claim837(claims, { kind, version }));
      }
    }
    // Each transaction has its own.
    checkRule(ID, TWO + TWO);
    // A subscriber with claims of its own and of a dependent, and two dependents.
    const head = CHILD.slice(CHILD.indexOf('CLM*'), CHILD.indexOf('HL*4'));
    checkRule(ID, changed(CHILD, 'HL*3*2*23*0', `${head}HL*3*2*23*0`));
  });

  it('HL01 that is not one more than that before', () => {
    checkRule(
      ID,
      changed(TWO, 'HL*1*', 'HL*«2»*')
        .replace('HL*2*1', 'HL*3*2')
        .replace('HL*3**20', 'HL*4**20')
        .replace('HL*4*3', 'HL*5*4'),
      [/^HL01 is "2", but this is the first HL: .* 1, 2, 3/],
      { severity: 'error' },
    );
    const gap = changed(TWO, 'HL*3**20', 'HL*«5»**20').replace('HL*4*3', 'HL*6*5');
    checkRule(ID, gap, [/^HL01 is "5", but the HL before it is 2/]);
    checkRule(ID, changed(TWO, 'HL*3**20', 'HL*«2»**20').replace('HL*4*3', 'HL*3*2'), [/^HL01 is "2"/]);
    // What is no number says nothing of the next.
    checkRule('invalid-element', changed(TWO, 'HL*2*1', 'HL*A*1'));
  });

  it('HL02 that names another level than it stands in', () => {
    checkRule(
      ID,
      changed(TWO, 'HL*2*1*', 'HL*2*«7»*'),
      [/^HL02 is "7", but no HL before it has that number; .* is HL 1/],
      {
        severity: 'error',
      },
    );
    checkFix(ID, changed(TWO, 'HL*2*1*', 'HL*2*7*'), TWO);
    checkRule(ID, changed(TWO, 'HL*4*3*', 'HL*4*«1»*'), [/^HL02 is "1", but the billing provider .* is HL 3/]);
    checkFix(ID, changed(TWO, 'HL*4*3*', 'HL*4*1*'), TWO);
    checkRule(ID, changed(CHILD, 'HL*3*2*', 'HL*3*«1»*'), [
      /the subscriber \(HL 22\) before this patient \(HL 23\) is HL 2/,
    ]);
    checkRule(ID, changed(TWO, 'HL*2*1*22*0', '«HL*2**22*0»'), [/^HL02 is missing, .* Write 1 into HL02/]);
    const orphan = CHILD.replace(/HL\*2\*1.*?(?=HL\*3)/s, '')
      .replace('HL*3*2', 'HL*2*«1»')
      .replace('HL*4**', 'HL*3**')
      .replace('HL*5*4', 'HL*4*3');
    checkRule(ID, orphan, [/no subscriber \(HL 22\) stands before this patient/]);
  });

  it('HL04 against what follows, told at HL04', () => {
    checkRule(ID, changed(TWO, 'HL*2*1*22*0', 'HL*2*1*22*«1»'), [/^HL04 of HL 2, the subscriber .* none does/], {
      severity: 'error',
    });
    checkFix(ID, changed(TWO, 'HL*2*1*22*0', 'HL*2*1*22*1'), TWO);
    // The last of all, several claims before the end.
    const last = TWO.lastIndexOf('CLM*');
    const claim = TWO.slice(last, TWO.indexOf('SE*'));
    const many = TWO.slice(0, last) + claim + claim + TWO.slice(last);
    checkRule(ID, changed(many, 'HL*4*3*22*0', 'HL*4*3*22*«1»'), [/^HL04 of HL 4/]);
    checkFix(ID, changed(many, 'HL*4*3*22*0', 'HL*4*3*22*1'), many);
    checkRule(ID, changed(CHILD, 'HL*2*1*22*1', 'HL*2*1*22*«0»'), [/^HL04 of HL 2, .* but the next HL is one/]);
    checkFix(ID, changed(CHILD, 'HL*2*1*22*1', 'HL*2*1*22*0'), CHILD);
    checkRule(ID, changed(TWO, 'HL*1**20*1', 'HL*1**20*«0»'), [/^HL04 of HL 1, the billing provider/]);
  });

  it('HL03 that is no level of a claim is told once', () => {
    const text = changed(TWO, 'HL*2*1*22*0', 'HL*2*1*24*0');
    equal(open(text).findings().length, 1);
    checkRule(ID, changed(TWO, '*1*22*0', '*1*«24»*0'), [/^HL03/]);
    const bare = changed(TWO, 'HL*2*1*22*0', 'HL*2*1**0');
    deepEqual(
      open(bare)
        .findings()
        .map(({ finding }) => finding.rule),
      ['missing-element'],
    );
  });

  it('the same while it is edited, and in pieces', () => {
    const wrong = changed(TWO, 'HL*2*1*22*0', 'HL*2*1*22*1');
    const checked = open(TWO);
    const at = TWO.indexOf('HL*2*1*22*0') + 'HL*2*1*22*'.length;
    const found = () => checked.findings().map(({ span }) => span);
    checked.change([{ change: { start: at, end: at + 1, text: '1' }, text: wrong }]);
    deepEqual(found(), [{ start: at, end: at + 1 }]);
    // An edit before moves it.
    const moved = changed(wrong, 'REF1*', 'REFERENCE1*');
    const start = wrong.indexOf('REF1*');
    checked.change([{ change: { start, end: start + 4, text: 'REFERENCE1' }, text: moved }]);
    deepEqual(found(), [{ start: at + 6, end: at + 7 }]);
    for (const size of [1, 100, 1000]) {
      const stream = streamX12();
      for (let i = 0; i < wrong.length; i += size) stream.push(wrong.slice(i, i + size), () => undefined);
      stream.end(() => undefined);
      deepEqual(
        stream.problems.map(({ span }) => span),
        [{ start: at, end: at + 1 }],
      );
    }
  });
});
