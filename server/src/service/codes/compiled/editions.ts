import type { Day } from '../../model/date';
import type { Edition } from '../tables';
import type { CompiledData, CompiledFile } from './file';
import type { FileHeader } from './header';

/** The files of one edition of one table and setting. */
export interface LoadedFiles {
  readonly edition: Edition;
  readonly files: readonly CompiledFile[];
  readonly importedOn: Day;
}

/** The names under which findings cite a table. */
const NAMES: Readonly<Record<string, string>> = {
  MPFS: 'MPFS',
  OPPS: 'OPPS Addendum B',
  AOC: 'NCCI AOC',
  HCPCS: 'HCPCS Level II',
  ICD10CM: 'ICD-10-CM',
  CPT: 'CPT',
  MODIFIERS: 'CPT modifiers',
  SITE: 'Own codes',
  REVENUE: 'Revenue codes',
  'MUE practitioner': 'NCCI MUE practitioner',
  'MUE outpatient': 'NCCI MUE outpatient hospital',
  'MUE dme': 'NCCI MUE DME supplier',
  'PTP practitioner': 'NCCI PTP practitioner',
  'PTP outpatient': 'NCCI PTP outpatient hospital',
};

const PUBLISHERS: Readonly<Record<string, string>> = { CPT: 'AMA', MODIFIERS: 'AMA', SITE: 'Own', REVENUE: 'Own' };

/** The editions of a table, oldest first. */
export function editionsOf(files: readonly CompiledFile[], table: string, setting = ''): LoadedFiles[] {
  const byName = new Map<string, CompiledFile[]>();
  for (const file of files) {
    const { header } = file;
    if (header.table !== table || header.setting !== setting) continue;
    const list = byName.get(header.edition);
    if (list) list.push(file);
    else byName.set(header.edition, [file]);
  }
  return [...byName.values()]
    .map((list) => loadedFiles(list))
    .sort(
      (a, b) =>
        a.edition.effectiveFrom - b.edition.effectiveFrom ||
        a.importedOn - b.importedOn ||
        (a.edition.edition < b.edition.edition ? -1 : 1),
    );
}

function loadedFiles(files: readonly CompiledFile[]): LoadedFiles {
  const headers = files.map(({ header }) => header);
  const { table, setting, edition } = headers[0]!;
  return {
    edition: {
      table: NAMES[setting ? `${table} ${setting}` : table] ?? table,
      edition,
      effectiveFrom: Math.min(...headers.map((header) => header.effectiveFrom)),
      publisher: PUBLISHERS[table] ?? 'CMS',
      source: [...new Set(headers.map((header) => header.source))].sort().join(', '),
      rows: joinedRows(headers),
    },
    files,
    importedOn: Math.max(...headers.map((header) => header.importedOn)),
  };
}

/** How many rows an edition has: parts of PTP add up, the files of a CPT release tell of the same codes. */
export function joinedRows(headers: readonly FileHeader[]): number {
  return headers.reduce(
    (rows, header) => (header.table === 'PTP' ? rows + header.rows : Math.max(rows, header.rows)),
    0,
  );
}

/** The newest edition that is not later than the day; without a day the newest of all. */
export function editionOn<E extends { readonly edition: Edition }>(
  ascending: readonly E[],
  on: Day | undefined,
): E | undefined {
  for (let at = ascending.length - 1; at >= 0; at--) {
    const one = ascending[at]!;
    if (on === undefined || one.edition.effectiveFrom <= on) return one;
  }
  return undefined;
}

/** The data of an edition's files, those left out that can't be read. */
export function dataOf({ files }: LoadedFiles): CompiledData[] {
  return files.map((file) => file.load()).filter((data) => data !== undefined);
}

/** One edition with what was made of its data. */
export interface OpenEdition<T> {
  readonly edition: Edition;
  readonly value: T;
}

/** Editions that are opened when a day asks for them. One that can't be read leaves the list when that is found out. */
export interface EditionList<T> {
  /** Oldest first. */
  readonly editions: readonly Edition[];
  editionOn(on: Day | undefined): Edition | undefined;
  openOn(on: Day | undefined): OpenEdition<T> | undefined;
  /** After `LostData`: the edition is read anew when it is next asked for. */
  reopen(open: OpenEdition<T>): void;
}

/**
 * `make` is given the data of the files that can be read, at least one. With `early` the oldest edition also speaks
 * for the days before it: its rows have dates of their own.
 */
export function editionList<T>(
  loaded: readonly LoadedFiles[],
  make: (data: readonly CompiledData[], loaded: LoadedFiles) => T,
  { early = false }: { readonly early?: boolean } = {},
): EditionList<T> {
  let left = loaded;
  let editions = left.map(({ edition }) => edition);
  const opened = new Map<LoadedFiles, OpenEdition<T>>();
  const pick = (on: Day | undefined) => editionOn(left, on) ?? (early ? left[0] : undefined);
  /** Every rule asks for the day of one line after the other: the answer to the last question is kept. */
  let last: { readonly on: Day | undefined; readonly open: OpenEdition<T> } | undefined;
  return {
    get editions() {
      return editions;
    },
    editionOn: (on) => pick(on)?.edition,
    openOn(on) {
      if (last !== undefined && last.on === on) return last.open;
      for (let found = pick(on); found; found = pick(on)) {
        let open = opened.get(found);
        const data = open ? [] : dataOf(found);
        if (data.length) {
          open = { edition: found.edition, value: make(data, found) };
          opened.set(found, open);
        }
        if (open) {
          last = { on, open };
          return open;
        }
        left = left.filter((one) => one !== found);
        editions = left.map(({ edition }) => edition);
      }
      return undefined;
    },
    reopen(open) {
      last = undefined;
      for (const [loaded, one] of opened) {
        if (one !== open) continue;
        opened.delete(loaded);
        for (const file of loaded.files) file.reload?.();
      }
    },
  };
}
