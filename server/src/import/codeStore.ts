import { readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { tableOf } from '../service/codes/compiled/columns';
import { compiledCodes } from '../service/codes/compiled/compiledCodes';
import { joinedRows } from '../service/codes/compiled/editions';
import type { CompiledFile } from '../service/codes/compiled/file';
import { type FileHeader, type FileProblem, isProblem } from '../service/codes/compiled/header';
import { inspect } from '../service/codes/compiled/inspect';
import { dayBefore } from '../service/codes/compiled/procedureFacts';
import { isColumnar } from '../service/codes/compiled/schemas';
import { ALWAYS, type Codes } from '../service/codes/tables';
import type { Day } from '../service/model/date';
import { commitFiles } from './store/commit';
import { parseFileName } from './store/fileNames';
import { type StoredFile, storedFiles } from './store/folder';
import { missingParts } from './store/parts';
import { lazyFile, readHeaderOf, readWhole } from './store/readFile';

/** What tells where the user keeps data. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly home: string;
}

/**
 * The folder with the user's code tables: `given` (a setting or `--codes`), else `CLAIM_LENS_CODES`, else the place
 * where the platform keeps such data. It need not exist.
 */
export function storeFolder(
  given?: string,
  { env, platform, home }: Surroundings = { env: process.env, platform: process.platform, home: homedir() },
): string {
  const named = given || env.CLAIM_LENS_CODES;
  if (named) return named;
  if (platform === 'win32') return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'claim-lens', 'codes');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'claim-lens', 'codes');
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'claim-lens', 'codes');
}

/** An edition in the store, or a file that can't be used. */
export interface StoredEditionInfo {
  readonly table: string;
  readonly setting?: string;
  readonly edition: string;
  /** Undefined for the user's own lists, which hold on any day. */
  readonly from?: Day;
  /** The day before the next edition; undefined for the newest. */
  readonly to?: Day;
  readonly rows: number;
  /** The publisher's files. */
  readonly source: string;
  readonly importedOn?: Day;
  readonly bytes: number;
  readonly state: 'ok' | FileProblem['state'];
  /** What is wrong, to be read after the file's name: `it has 12 bytes instead of 4096`. */
  readonly problem?: string;
  /** Names of its files in the folder. */
  readonly files: readonly string[];
  /** Parts of a PTP table that nobody has imported yet. */
  readonly missingParts: readonly number[];
}

export interface ListOptions {
  /** Reads only the headers: quicker, and damage inside of the data stays unseen. */
  readonly quick?: boolean;
}

/** What is in the store, by table, setting and date; nothing where there is no folder. */
export function listEditions(folder: string, { quick = false }: ListOptions = {}): StoredEditionInfo[] {
  const good = new Map<string, { header: FileHeader; file: StoredFile }[]>();
  const found: StoredEditionInfo[] = [];
  for (const file of storedFiles(folder)) {
    const header = quick ? headerOf(file) : wholeHeaderOf(file);
    if (isProblem(header)) {
      found.push(unusable(file, header));
      continue;
    }
    const key = `${header.table} ${header.setting} ${header.edition}`;
    good.set(key, [...(good.get(key) ?? []), { header, file }]);
  }
  for (const members of good.values()) found.push(infoOf(members));
  found.sort(
    (a, b) => compare(seriesOf(a), seriesOf(b)) || (a.from ?? 0) - (b.from ?? 0) || compare(a.edition, b.edition),
  );
  return found.map((one, at) => {
    const next = found.slice(at + 1).find((other) => other.state === 'ok' && seriesOf(other) === seriesOf(one));
    const begins = one.state === 'ok' && next?.from !== undefined && next.from !== one.from;
    return begins ? { ...one, to: dayBefore(next.from) } : one;
  });
}

function seriesOf({ table, setting }: StoredEditionInfo): string {
  return `${table} ${setting ?? ''}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function infoOf(members: readonly { readonly header: FileHeader; readonly file: StoredFile }[]): StoredEditionInfo {
  const headers = members.map(({ header }) => header);
  const { table, setting, edition } = headers[0]!;
  const from = Math.min(...headers.map((header) => header.effectiveFrom));
  const parts = headers.map(({ member }) => Number(/^f(\d+)$/.exec(member)?.[1] ?? 0));
  return {
    table,
    setting: setting || undefined,
    edition,
    from: from === ALWAYS ? undefined : from,
    rows: table === 'CPT' && members.length > 1 ? codesIn(members) : joinedRows(headers),
    source: [...new Set(headers.map((header) => header.source))].join(', '),
    importedOn: Math.max(...headers.map((header) => header.importedOn)),
    bytes: headers.reduce((sum, header) => sum + header.fileLength, 0),
    state: 'ok',
    files: members.map(({ file }) => file.name),
    missingParts: table === 'PTP' ? missingParts(parts) : [],
  };
}

/** The files of a CPT release tell of the same codes, and some of codes of their own: laboratory analyses, deleted ones. */
function codesIn(members: readonly { readonly file: StoredFile }[]): number {
  const codes = new Set<string>();
  for (const { file } of members) {
    const data = readWhole(file);
    if (isProblem(data)) continue;
    const { codeAt } = tableOf(data);
    for (let row = 0; row < data.header.rows; row++) codes.add(codeAt(row));
  }
  return codes.size;
}

function unusable(file: StoredFile, { state, reason }: FileProblem): StoredEditionInfo {
  const named = parseFileName(file.name);
  return {
    table: named?.table ?? '',
    setting: named?.setting || undefined,
    edition: named?.edition ?? '',
    rows: 0,
    source: '',
    bytes: statSync(file.path, { throwIfNoEntry: false })?.size ?? 0,
    state,
    problem: reason,
    files: [file.name],
    missingParts: [],
  };
}

/** A file of the store that is not used. */
export interface StoreProblem extends FileProblem {
  readonly file: string;
}

/** `the table X is left out: …`, with what helps. */
export function toldProblem({ file, reason, unreadable, partly }: StoreProblem): string {
  return `${partly ? 'texts of ' : ''}the table ${file} ${partly ? 'are' : 'is'} left out: ${reason}${unreadable ? '' : '; import it again'}`;
}

/** Why nothing can be read from a folder, to be read after its name; undefined where it can be, or is not there. */
export function folderProblem(folder: string): string | undefined {
  try {
    readdirSync(folder);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'ENOTDIR') return 'is not a folder';
    return code === 'EACCES' || code === 'EPERM' ? 'may not be read; check its permissions' : `can't be read (${code})`;
  }
}

export interface OpenOptions {
  /** Told of each file that is skipped, when that is found out: at once, or when its data is first asked for. */
  onProblem?(problem: StoreProblem): void;
}

/**
 * The code tables of a store over those of `fallback`. Headers are read now, data when it is first asked for. What
 * can't be used is left out and told; a missing folder is an empty store.
 */
export function openCodes(folder: string, fallback: Codes, { onProblem }: OpenOptions = {}): Codes {
  const files: CompiledFile[] = [];
  for (const file of storedFiles(folder)) {
    const tell = (problem: FileProblem) => onProblem?.({ ...problem, file: file.name });
    const header = headerOf(file);
    if (isProblem(header)) tell(header);
    else files.push(lazyFile(file, header, tell));
  }
  return compiledCodes(files, fallback);
}

/**
 * Takes editions out of the store: `PTP`, `PTP-practitioner`, `PTP@2026Q3` or `PTP-practitioner@2026Q3`, in any case.
 * Damaged and future files go by their names. Answers the names of the removed files, none where nothing fits.
 */
export async function removeEdition(folder: string, specification: string): Promise<readonly string[]> {
  const [series = '', edition] = specification.trim().toLowerCase().split('@');
  const removed = storedFiles(folder).filter((file) => {
    const header = headerOf(file);
    const one = isProblem(header) ? parseFileName(file.name) : header;
    if (!one) return file.name.toLowerCase() === specification.trim().toLowerCase();
    const table = one.table.toLowerCase();
    const isTable = series === table || series === `${table}-${one.setting}`;
    return isTable && (edition === undefined || edition === one.edition.toLowerCase());
  });
  const names = removed.map(({ name }) => name);
  if (names.length) await commitFiles(folder, [], names);
  return names;
}

/** Reads everything and checks it: checksums, order, counts, references. Answers what is wrong, file by file. */
export function verifyStore(folder: string): StoreProblem[] {
  return storedFiles(folder).flatMap((file): StoreProblem[] => {
    const data = readWhole(file);
    if (isProblem(data)) return [{ ...data, file: file.name }];
    const problem = knownTable(data.header) ?? wrong(inspect(data));
    return problem ? [{ ...problem, file: file.name }] : [];
  });
}

function wrong(reason: string | undefined): FileProblem | undefined {
  return reason === undefined ? undefined : { state: 'damaged', reason };
}

/** Changes whenever a table is added, replaced or removed; made of names, sizes and times, without reading a file. */
export function fingerprint(folder: string): string {
  return storedFiles(folder)
    .map(({ name, path }) => {
      const stats = statSync(path, { throwIfNoEntry: false });
      return stats ? `${name} ${stats.size} ${stats.mtimeMs} ${stats.ino}` : name;
    })
    .join('\n');
}

function headerOf(file: StoredFile): FileHeader | FileProblem {
  const header = readHeaderOf(file);
  return isProblem(header) ? header : (knownTable(header) ?? header);
}

function wholeHeaderOf(file: StoredFile): FileHeader | FileProblem {
  const data = readWhole(file);
  return isProblem(data) ? data : (knownTable(data.header) ?? data.header);
}

/** A table that only a later version has is that version's. */
function knownTable({ table }: FileHeader): FileProblem | undefined {
  return table === 'PTP' || isColumnar(table)
    ? undefined
    : { state: 'future', reason: `it holds a table ${table}, which this version does not know` };
}
