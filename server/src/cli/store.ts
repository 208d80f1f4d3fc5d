import { existsSync } from 'node:fs';
import { folderProblem, openCodes, storeFolder, toldProblem } from '../import/codeStore';
import { type Codes, starterCodes } from '../service';
import { complain } from './output';

/** `--codes DIR`, which every command takes, so that scripts may add it to each; some have nothing to ask the tables. */
export const CODES_OPTION = { codes: { type: 'string' } } as const;

/** The user's tables over the embedded sample. A damaged or future file is named once, and left out. */
export function codesOf(given: string | undefined): Codes {
  const folder = storeFolder(given);
  const named = given || process.env.CLAIM_LENS_CODES;
  const problem = folderProblem(folder) ?? (named && !existsSync(folder) ? 'does not exist' : undefined);
  if (problem) complain(`the folder of tables ${folder} ${problem}; the built-in sample answers`);
  const told = new Set<string>();
  return openCodes(folder, starterCodes(), {
    onProblem(problem) {
      if (told.has(problem.file)) return;
      told.add(problem.file);
      complain(toldProblem(problem));
    },
  });
}
