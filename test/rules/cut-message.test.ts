import { deepEqual } from 'node:assert/strict';
import { hl7v2 } from '../../server/src/service/formats/hl7v2';
import { checkRule } from '../support/check';
import { changed } from '../support/edits';

const ID = 'cut-message';
const MSH = 'MSH|^~\\&|A|B|C|D|20250304||DFT^P03|1|T|2.5\r';
const PID = 'PID|1||1^^^A||TEST^PAT\r';
const FT1 = 'FT1|1|||20250304||CG|99213^^C4\r';
const ADT = MSH.replace('DFT^P03', 'ADT^A01');

describe(ID, () => {
  it('a batch or a file without its trailer', () => {
    checkRule(ID, `FHS|^~\\&|A\rBHS|^~\\&|A\r${MSH}${FT1}BTS|1\rFTS|1\r`);
    checkRule(ID, `«BHS|^~\\&|A»\r${MSH}${FT1}`, [/no BTS ends it/], { severity: 'warning' });
    checkRule(ID, `«FHS|^~\\&|A»\rBHS|^~\\&|A\r${MSH}${FT1}${MSH}${FT1}`, [/no FTS ends it/]);
    checkRule(ID, `FHS|^~\\&|A\r«BHS|^~\\&|A»\r${MSH}${FT1}BHS|^~\\&|A\r${MSH}${FT1}BTS|1\rFTS|1\r`, [/no BTS/]);
    checkRule(ID, `BHS|^~\\&|A\r${MSH}${FT1}BTS|1\r`.repeat(2));
  });

  it('a segment, a message or a block that breaks off', () => {
    checkRule(ID, `${MSH}${PID}${FT1}`);
    checkRule(ID, `${MSH}${PID}${FT1.trim()}`);
    checkRule(ID, `${MSH}${FT1}«FT1|2|||2025»`, [/last segment breaks off/]);
    checkRule(ID, `${MSH}${FT1}«FT»`, [/last segment breaks off/]);
    checkRule(ID, `${MSH}${FT1}«MSH|^~\\&|A»`, [/last segment breaks off/]);
    checkRule(ID, `${MSH}«PID|1||1^^^A||TEST^PAT»\r`, [/without a charge \(FT1\)/]);
    checkRule(ID, `${ADT}${PID}`);
    checkRule(ID, `\v${MSH}${FT1}\x1c\r\v${MSH}${FT1}\x1c\r`);
    checkRule(ID, `\v${MSH}${FT1}\x1c\r\v${MSH}«${FT1.trim()}»\r`, [/began as a block/]);
  });

  it('is told anew when the file grows', () => {
    const text = `${MSH}${PID}`;
    const more = { start: text.length, end: text.length, text: FT1 };
    deepEqual(hl7v2.update(hl7v2.read(text), changed(text, more), more).document.problems, []);
  });
});
