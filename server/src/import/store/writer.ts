import { setImmediate as turn } from 'node:timers/promises';
import { type FileFields, isProblem, readHeader } from '../../service/codes/compiled/header';
import type { Day } from '../../service/model/date';
import type { PtpRow, TableEdition } from '../rows';
import type { ImportRow, ImportSink, TableSink } from '../sink';
import { commitFiles } from './commit';
import { encodePairs } from './encodePairs';
import { encodeTable } from './encodeTable';
import { EXTENSION, fileNameOf, parseFileName } from './fileNames';
import { storedFiles } from './folder';
import { joinRows } from './joinRows';
import { type PairRowsBuilder, pairRowsBuilder } from './pairRows';

/** One edition that an import brought. */
export interface StoredEdition {
  readonly table: TableEdition['table'];
  readonly setting?: TableEdition['setting'];
  readonly edition: string;
  readonly rows: number;
  readonly bytes: number;
  readonly files: readonly string[];
  /** Parts that neither this import nor an earlier one brought; the edition is not complete without them. */
  readonly missingParts: readonly number[];
  /** The store had the edition, or this part of it, before. */
  readonly replaced: boolean;
}

/** A store as the place where an import puts its rows. Nothing is written before `commit`. */
export interface StoreWriter extends ImportSink {
  /** Compiles what came and puts it into the folder, all or nothing. Fails with a `StoreError` or the system's error. */
  commit(): Promise<readonly StoredEdition[]>;
  /** Forgets what came. */
  discard(): void;
}

interface Member {
  readonly edition: TableEdition;
  readonly rows: ImportRow[];
  readonly pairs: PairRowsBuilder | undefined;
}

interface EncodedMember {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly members: readonly Member[];
}

/** PTP comes in four parts; a file that is not a part is the whole table. */
export const PTP_PARTS = 4;

export function createStoreWriter(folder: string, { today = todayHere() }: { readonly today?: Day } = {}): StoreWriter {
  let groups = new Map<string, Member[]>();
  return {
    begin: (edition) =>
      memberSink(edition, (member) => {
        const name = fileNameOf({ ...edition, member: memberOf(edition) });
        groups.set(name, [...(groups.get(name) ?? []), member]);
      }),
    async commit() {
      const before = new Set(storedFiles(folder).map(({ name }) => name));
      const files: EncodedMember[] = [];
      for (const [name, members] of groups) {
        files.push({ name, bytes: encode(members, today), members });
        // A table takes up to a second; whoever shares the thread gets a turn between two.
        await turn();
      }
      const removals = superseded(before, new Set(groups.keys()));
      await commitFiles(folder, files, removals);
      groups = new Map();
      return summary(files, before, new Set(storedFiles(folder).map(({ name }) => name)));
    },
    discard() {
      groups = new Map();
    },
  };
}

function memberSink(edition: TableEdition, keep: (member: Member) => void): TableSink {
  const pairs = edition.table === 'PTP' ? pairRowsBuilder(edition.source) : undefined;
  const kept: ImportRow[] = [];
  const sink: TableSink = {
    rows(rows) {
      if (pairs) pairs.addRows(rows as readonly PtpRow[]);
      else for (const row of rows) kept.push(row);
    },
    end: () => keep({ edition, rows: kept, pairs }),
    abort() {},
  };
  return pairs ? { ...sink, pairs: (batch) => pairs.addBatch(batch) } : sink;
}

/**
 * Members that are stored as files of their own, so that one can be imported again without the others and two imports
 * never wait for each other: the parts of PTP, and the files of a CPT release, which each fill some fields.
 */
function memberOf({ table, part, source }: TableEdition): string {
  if (table === 'PTP') return part === undefined ? '' : `f${part}`;
  return table === 'CPT' ? source.replace(/\.[^.]*$/, '').toLowerCase() : '';
}

function encode(members: readonly Member[], today: Day): Uint8Array {
  const { edition } = members[0]!;
  const fields: Omit<FileFields, 'rows' | 'covers'> = {
    table: edition.table,
    setting: edition.setting ?? '',
    edition: edition.edition,
    member: memberOf(edition),
    effectiveFrom: edition.effectiveFrom,
    source: [...new Set(members.map((one) => one.edition.source))].join(', ').slice(0, 1000),
    importedOn: today,
  };
  if (edition.table === 'PTP')
    return encodePairs(
      fields,
      members.map((one) => one.pairs!),
    );
  return encodeTable(
    fields,
    joinRows(
      edition.table,
      members.map((one) => one.rows),
    ),
  );
}

/** Parts that a whole file replaces, and a whole file that parts replace once all of them are there. */
function superseded(before: ReadonlySet<string>, now: ReadonlySet<string>): string[] {
  const removed = new Set<string>();
  for (const name of now) {
    const parsed = parseFileName(name);
    if (parsed?.table !== 'PTP') continue;
    const nameOf = (member: string) => fileNameOf({ ...parsed, member });
    const parts = [...before, ...now].filter(
      (one) => one !== nameOf('') && one.startsWith(`${nameOf('').slice(0, -EXTENSION.length)}.`),
    );
    if (parsed.member === '') for (const part of parts) removed.add(part);
    else if (missingParts((part) => parts.includes(nameOf(`f${part}`)), 1).length === 0) removed.add(nameOf(''));
  }
  return [...removed].filter((name) => before.has(name) && !now.has(name));
}

function summary(
  files: readonly EncodedMember[],
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): StoredEdition[] {
  const editions = new Map<string, StoredEdition>();
  for (const { name, bytes, members } of files) {
    const { table, setting, edition, part } = members[0]!.edition;
    const key = `${table} ${setting ?? ''} ${edition}`;
    const known = editions.get(key);
    editions.set(key, {
      table,
      setting,
      edition,
      rows: joinedRows(table, known?.rows, rowsIn(bytes)),
      bytes: (known?.bytes ?? 0) + bytes.length,
      files: [...(known?.files ?? []), name],
      missingParts:
        part === undefined
          ? []
          : missingParts((one) => after.has(fileNameOf({ table, setting, edition, member: `f${one}` })), part),
      replaced: (known?.replaced ?? false) || before.has(name),
    });
  }
  return [...editions.values()];
}

function rowsIn(file: Uint8Array): number {
  const header = readHeader(file, file.length);
  return isProblem(header) ? 0 : header.rows;
}

/** How many rows an edition has whose files have so many: parts add up, the files of CPT tell of the same codes. */
export function joinedRows(table: string, known: number | undefined, more: number): number {
  if (known === undefined) return more;
  return table === 'PTP' ? known + more : Math.max(known, more);
}

/** `highest` is a part that is known to exist. */
export function missingParts(isThere: (part: number) => boolean, highest: number): number[] {
  const parts = Array.from({ length: Math.max(PTP_PARTS, highest) }, (_, at) => at + 1);
  return parts.filter((part) => !isThere(part));
}

function todayHere(): Day {
  const now = new Date();
  return now.getFullYear() * 10000 + (now.getMonth() + 1) * 100 + now.getDate();
}
