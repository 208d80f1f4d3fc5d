import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCases, type TruthCase } from './parse';

/** Tests run from the root of the project. */
export const TRUTH = join('test', 'rules', 'truth');

export function allCases(): TruthCase[] {
  return readdirSync(join(TRUTH, 'cases'))
    .sort()
    .flatMap((name) => parseCases(readFileSync(join(TRUTH, 'cases', name), 'utf8'), name.replace(/\.txt$/, '')));
}
