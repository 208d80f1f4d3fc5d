import { checkRule } from '../support/check';
import { claim837 } from '../support/x12';

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

  it('of each claim by itself', () => {
    const half = Array.from({ length: 30 }, () => ({}));
    checkRule(ID, claim837([{ lines: half }, { lines: half }]));
  });
});
