import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createStoreWriter } from '../../server/src/import/store/writer';
import { type KnownCodes, writeFullTables, writePairs } from './storeTables';

/**
 * `fullTables.tool.mjs FOLDER` writes a store with every table at the publishers' size, in force for the dates of the
 * measured files and with ordinary rows for the codes in them; nothing where it was written before.
 */
const MEASURED: KnownCodes = {
  from: 20250101,
  procedures: {
    '0708T': { globalDays: 'YYY', most: 1 },
    '0709T': { globalDays: 'ZZZ', most: 2 },
    '20610': { globalDays: '000', most: 2 },
    '36415': { most: 2 },
    '45378': { globalDays: '000', most: 1 },
    '71046': { pctc: '1', most: 4 },
    '80053': { most: 1 },
    '80061': { most: 1 },
    '81002': { most: 2 },
    '83036': { most: 1 },
    '84443': { most: 4 },
    '85025': { most: 4 },
    '87880': { most: 2 },
    '90471': { most: 1 },
    '90837': { most: 3 },
    '93000': { most: 3 },
    '96372': { most: 5 },
    '97110': { most: 8 },
    '97140': { most: 6 },
    '99203': { most: 1 },
    '99212': { most: 2 },
    '99213': { most: 2 },
    '99214': { most: 2 },
    '99285': { most: 1 },
    '99291': { most: 1 },
    '99292': { globalDays: 'ZZZ', most: 8 },
    '3074F': { most: 1 },
    A0425: { most: 250 },
    G0438: { most: 1 },
    J1885: { most: 8 },
  },
  primaries: { '0709T': '0708T', '99292': '99291' },
  diagnoses: ['E119', 'I10', 'Z0000', 'J069', 'M1711', 'K219', 'F411', 'R0789', 'N390'],
};

const [folder] = process.argv.slice(2);
if (!folder) throw new Error('usage: fullTables.tool.mjs FOLDER');
const mark = join(folder, 'written.txt');
if (!existsSync(mark)) {
  await writeFullTables(folder, MEASURED);
  for (const setting of ['practitioner', 'outpatient'] as const) {
    const writer = createStoreWriter(folder);
    writePairs(writer, setting, MEASURED);
    await writer.commit();
  }
  writeFileSync(mark, '');
}
