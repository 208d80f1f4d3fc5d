import { fail } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCodes } from '../../../server/src/import/codeStore';
import { runImport } from '../../../server/src/import/importService';
import { starterCodes } from '../../../server/src/service/codes/starter';
import type { Codes } from '../../../server/src/service/codes/tables';
import { TRUTH } from './cases';

/** Imports folders of `tables/` as a user would import files of the publisher, and gives the codes to `use`. */
export async function withTables<T>(names: readonly string[], use: (codes: Codes) => T): Promise<T> {
  if (names.length === 0) return use(starterCodes());
  const temporary = mkdtempSync(join(tmpdir(), 'claim-lens-truth-'));
  try {
    const folder = join(temporary, 'codes');
    const paths = names.map((name) => join(TRUTH, 'tables', name));
    const outcome = await runImport({ paths, folder, today: 20261123, accepted: true });
    if (outcome.kind !== 'done') fail(`${names.join(' ')}: ${JSON.stringify(outcome)}`);
    return use(openCodes(folder, starterCodes()));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
