import { openCodes, storeFolder } from '../import/codeStore';
import { type Codes, starterCodes } from '../service';
import { complain } from './output';

/** `--codes DIR`, for every command that asks the tables. */
export const CODES_OPTION = { codes: { type: 'string' } } as const;

/** The user's tables over the embedded sample. A damaged or future file is named once, and left out. */
export function codesOf(given: string | undefined): Codes {
  const folder = storeFolder(given);
  const told = new Set<string>();
  return openCodes(folder, starterCodes(), {
    onProblem({ file, reason }) {
      if (told.has(file)) return;
      told.add(file);
      complain(`the table ${file} is left out: ${reason}; import it again`);
    },
  });
}
