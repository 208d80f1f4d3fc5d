import { existsSync } from 'node:fs';
import {
  fingerprint,
  folderProblem,
  openCodes,
  type StoreProblem,
  storeFolder,
  toldProblem,
} from '../import/codeStore';
import { type Codes, starterCodes } from '../service';
import { complain } from './output';

/** `--codes DIR`, which every command takes, so that scripts may add it to each; some have nothing to ask the tables. */
export const CODES_OPTION = { codes: { type: 'string' } } as const;

/** The user's tables over the embedded sample. */
export interface Tables {
  readonly codes: Codes;
  readonly folder: string;
  /** Changes with the files of the folder; of before they were opened. */
  readonly print: string;
  /** Names a damaged or future file, which is left out, once. */
  tell(problem: StoreProblem): void;
}

export function tablesOf(given: string | undefined): Tables {
  const folder = storeFolder(given);
  const named = given || process.env.CLAIM_LENS_CODES;
  const problem = folderProblem(folder) ?? (named && !existsSync(folder) ? 'does not exist' : undefined);
  if (problem) complain(`the folder of tables ${folder} ${problem}; the built-in sample answers`);
  const told = new Set<string>();
  const tell = (problem: StoreProblem) => {
    if (told.has(problem.file)) return;
    told.add(problem.file);
    complain(toldProblem(problem));
  };
  const print = fingerprint(folder);
  return { codes: openCodes(folder, starterCodes(), { onProblem: tell }), folder, print, tell };
}

export function codesOf(given: string | undefined): Codes {
  return tablesOf(given).codes;
}
