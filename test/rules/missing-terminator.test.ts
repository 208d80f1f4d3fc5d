import { deepEqual } from 'node:assert/strict';
import { checkFix, checkRule, open } from '../support/check';
import { claim837 } from '../support/x12';

const ID = 'missing-terminator';
const ONE = claim837({ lines: [{}, {}] });

describe(ID, () => {
  it('a segment that only its line ends, as an error, with the terminator to add', () => {
    for (const segment of ['HI*ABK:C4359', 'LX*2', 'PER*IC*DESK*TE*5550100', 'SBR*P*18*******MB', 'LX*1']) {
      checkRule(ID, ONE.replace(`${segment}~`, `«${segment}»`), [/ends with its line, but without "~"/], {
        severity: 'error',
      });
      checkFix(ID, ONE.replace(`${segment}~`, segment), ONE);
      const returns = claim837({ lines: [{}, {}] }, { eol: '\r\n' });
      checkRule(ID, returns.replace(`${segment}~`, `«${segment}»`), [/"~"/]);
    }
    checkFix(ID, ONE.replace('LX*2~', 'LX*2  '), ONE.replace('LX*2~', 'LX*2~  '));
  });

  it('an ISA that lacks what ends the others', () => {
    const isa = ONE.slice(0, ONE.indexOf('~'));
    const rest = ONE.slice(isa.length + 1);
    checkRule(ID, `«${isa}»${rest}`, [/^ISA ends with its line, but without "~"/], { severity: 'error' });
    checkFix(ID, isa + rest, ONE);
    const line = ONE.replace(/\n/g, '').slice(isa.length + 1);
    checkRule(ID, `«${isa}»${line}`, [
      /^ISA stands without "~", which ends segments here. A receiver reads the next segment/,
    ]);
    checkRule(ID, `«${isa}»${rest.trimStart().replace(/~/g, '')}`, [/^ISA stands without a line end/]);
  });

  it('once a block', () => {
    checkRule(ID, ONE.replace('LX*1~', '«LX*1»').replace('LX*2~', 'LX*2'), [/^LX ends/]);
  });

  it('is silent where terminators stand, whatever the layout, and at the end of the file', () => {
    for (const eol of ['\n', '\r\n', '', '\n\n']) checkRule(ID, claim837({ lines: [{}] }, { eol }));
    checkRule(ID, claim837({ lines: [{}] }, { delimiters: { segment: '\n' }, eol: '' }));
    checkRule(ID, ONE.trimEnd().slice(0, -1));
    checkRule(ID, `${ONE.trimEnd().slice(0, -1)}\n\n`);
    checkRule(ID, ONE.slice(0, ONE.indexOf('LX*2') + 4));
    // A line end inside of a segment is another matter.
    checkRule(ID, ONE.replace('HI*ABK:C4359', 'HI*ABK:\nC4359'));
  });

  it('a line of comment is no segment: nothing is missing behind it, and it is not counted', () => {
    const commented = (text: string, before: RegExp) => text.replace(before, '// a comment * of a sample\n//\n$&');
    for (const before of [/GS\*/, /ST\*/, /BHT\*/, /HL\*2/, /CLM\*/, /HI\*/, /LX\*1/, /SV1\*/, /SE\*/, /IEA\*/]) {
      for (const eol of ['\n', '\r\n']) {
        const text = commented(claim837({ lines: [{}, {}] }, { eol }), before);
        deepEqual(open(text).document.problems, [], String(before));
        deepEqual(open(text.replace('//\n', '//\n\n\t')).document.problems, []);
      }
      const wrong = commented(ONE, before).replace('SE*', 'SE*1');
      checkRule('envelope-counts', wrong.replace(/SE\*(\d+)/, 'SE*«$1»'), [
        /^SE01 says 124, but the transaction has 24 segments/,
      ]);
    }
    checkRule(ID, ONE.replace('LX*2~', '«LX*2 // the second»'), [/^LX/]);
    checkRule(ID, ONE.replace('LX*2~', 'LX*2~ // the second'));
  });
});
