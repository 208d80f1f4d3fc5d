import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { DEFAULT_SETTINGS, type Settings } from '../service';
import { readSettingsFile, SETTINGS_FILE } from '../settingsFile';
import { UsageError } from './args';
import { messageOf } from './readText';

/** The settings of a run, and the folder that the globs of their overrides count from. */
export interface FileSettings {
  readonly settings: Settings;
  readonly folder: string;
}

/** The file named by `--config`; else the nearest `.claim-lens.json` from the working folder upwards; else the defaults. */
export async function settingsFileFor(given: string | undefined): Promise<FileSettings> {
  const path = given ?? nearest(process.cwd());
  if (path === undefined) return { settings: DEFAULT_SETTINGS, folder: process.cwd() };
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(`the settings file ${path} ${messageOf(error)}`);
  }
  const { settings, problems } = readSettingsFile(text);
  if (problems.length) throw new UsageError(`the settings file ${path} ${problems.join('; it ')}`);
  return { settings, folder: dirname(resolve(path)) };
}

/** With forward slashes, as globs are written. */
export function pathFrom(folder: string, path: string): string {
  return relative(folder, resolve(path)).split(sep).join('/');
}

function nearest(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const path = join(folder, SETTINGS_FILE);
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) return undefined;
  }
}
