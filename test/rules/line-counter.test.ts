import { checkFix, checkRule } from '../support/check';
import { claim837, remittance835 } from '../support/x12';

const ID = 'line-counter';

function numbered(...numbers: readonly (number | null)[]): string {
  return claim837({ lines: numbers.map((number) => ({ number })) });
}

describe(ID, () => {
  it('wants lines numbered from 1, one by one, in each claim anew', () => {
    checkRule(ID, numbered(1, 2, 3));
    checkRule(ID, claim837([{ lines: [{}, {}] }, { lines: [{}] }, { lines: [{}, {}, {}] }]));
    checkRule(ID, claim837({ lines: [{}, {}] }, { kind: 'I' }));
    checkRule(ID, claim837({ lines: [{}, {}] }, { kind: 'D', version: '4010' }));
  });

  it('reports the first line of a claim that is not numbered by its place', () => {
    const told = [/LX01 is "3", but this is line 2 of its claim/];
    checkRule(ID, numbered(1, 3, 4).replace('LX*3', 'LX*«3»'), told, { severity: 'error' });
    checkRule(ID, numbered(1, 1).replace(/LX\*1(?!.*LX)/s, 'LX*«1»'), [/"1", but this is line 2/]);
    checkRule(ID, numbered(0, 1).replace('LX*0', 'LX*«0»'), [/"0", but this is line 1 .* begin with 1/]);
    checkRule(ID, numbered(2, 1).replace('LX*2', 'LX*«2»'), [/"2", but this is line 1 /]);
    checkRule(ID, claim837([{ lines: [{}, {}] }, { lines: [{ number: 3 }] }]).replace('LX*3', 'LX*«3»'), [/line 1/]);
  });

  it('reports what is no number, and none at all', () => {
    checkRule(ID, numbered(1, 2).replace('LX*2', 'LX*«B»'), [/LX01 is "B"/]);
    checkRule(ID, numbered(1, 2).replace('LX*2', '«LX*»'), [/LX01 is missing/]);
    checkRule(ID, numbered(1, 2).replace('LX*2', '«LX»'), [/LX01 is missing/]);
  });

  it('takes a number with zeros before it for what it is', () => {
    checkRule(ID, numbered(1, 2).replace('LX*1', 'LX*01').replace('LX*2', 'LX*002'));
  });

  it('numbers all lines of the claim anew, and of no other', () => {
    checkFix(ID, numbered(1, 3, 3, 9), numbered(1, 2, 3, 4));
    checkFix(ID, numbered(0, 1, 2), numbered(1, 2, 3));
    checkFix(ID, numbered(1, 2).replace('LX*2', 'LX'), numbered(1, 2));
    const others = (number: number) => claim837([{ lines: [{ number }] }, { lines: [{}, {}] }]);
    checkFix(ID, others(5), others(1));
  });

  it('is silent about a remittance, whose LX counts payments as the payer likes', () => {
    checkRule(ID, remittance835(['LX*7', 'CLP*A*1*100*80', 'SVC*HC:0708T*100*80**1', 'LX*7']));
  });

  it('is silent about a number that is cut off, or a text that is', () => {
    const text = numbered(1, 2, 3);
    for (let end = 0; end < text.length; end++) checkRule(ID, text.slice(0, end));
    const twelve = claim837({ lines: Array.from({ length: 12 }, () => ({})) });
    checkRule(ID, twelve.slice(0, twelve.indexOf('LX*12') + 'LX*1'.length));
  });
});
