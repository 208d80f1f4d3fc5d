import { setImmediate as turn } from 'node:timers/promises';
import { joinedRows } from '../../service/codes/compiled/editions';
import { type FileFields, isProblem, readHeader } from '../../service/codes/compiled/header';
import type { Day } from '../../service/model/date';
import type { PtpRow, TableEdition } from '../rows';
import type { ImportRow, ImportSink, TableSink } from '../sink';
import { commitFiles } from './commit';
import { encodePairs } from './encodePairs';
import { encodeTable } from './encodeTable';
import { fileNameOf, parseFileName } from './fileNames';
import { storedFiles } from './folder';
import { joinRows } from './joinRows';
import { type PairRows, type PairRowsBuilder, pairRowsBuilder } from './pairRows';
import { missingParts } from './parts';

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
  /**
   * Compiles what came and puts it into the folder, all or nothing. Fails with a `StoreError` or the system's error, and
   * with the signal's reason when it is aborted before anything is written.
   */
  commit(signal?: AbortSignal): Promise<readonly StoredEdition[]>;
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

export function createStoreWriter(folder: string, { today = todayHere() }: { readonly today?: Day } = {}): StoreWriter {
  let groups = new Map<string, Member[]>();
  return {
    begin: (edition) =>
      memberSink(edition, (member) => {
        const name = fileNameOf({ ...edition, member: memberOf(edition) });
        groups.set(name, [...(groups.get(name) ?? []), member]);
      }),
    async commit(signal) {
      if (groups.size === 0) return [];
      const before = new Set(storedFiles(folder).map(({ name }) => name));
      const files: EncodedMember[] = [];
      for (const [name, members] of groups) {
        files.push({ name, bytes: encode(members, today), members });
        // A table takes up to a second; whoever shares the thread gets a turn between two.
        await turn();
        signal?.throwIfAborted();
      }
      const removals = superseded(before, files);
      await commitFiles(folder, files, removals);
      groups = new Map();
      return summary(files, new Set(storedFiles(folder).map(({ name }) => name)), before);
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
  if (edition.table === 'PTP') return encodePairs(fields, joinPairs(members));
  return encodeTable(
    fields,
    joinRows(
      edition.table,
      members.map((one) => one.rows),
    ),
  );
}

function joinPairs(members: readonly Member[]): PairRows {
  const [first, ...others] = members;
  for (const other of others) first!.pairs!.addAll(other.pairs!);
  return first!.pairs!;
}

/** Parts that a whole file replaces, and a whole file that parts replace once all of them are there. */
function superseded(before: ReadonlySet<string>, files: readonly EncodedMember[]): string[] {
  const now = new Set(files.map(({ name }) => name));
  const removed = new Set<string>();
  for (const { members } of files) {
    const { table, setting, edition, part } = members[0]!.edition;
    if (table !== 'PTP') continue;
    const nameOf = (one: number) => fileNameOf({ table, setting, edition, member: one ? `f${one}` : '' });
    const parts = partsOf(new Set([...before, ...now]), { table, setting, edition }).filter((one) => one > 0);
    if (part === undefined) for (const one of parts) removed.add(nameOf(one));
    else if (missingParts(parts).length === 0) removed.add(nameOf(0));
  }
  return [...removed].filter((name) => before.has(name) && !now.has(name));
}

function summary(
  files: readonly EncodedMember[],
  after: ReadonlySet<string>,
  before: ReadonlySet<string>,
): StoredEdition[] {
  const editions = new Map<string, EncodedMember[]>();
  for (const file of files) {
    const { table, setting, edition } = file.members[0]!.edition;
    const key = `${table} ${setting ?? ''} ${edition}`;
    editions.set(key, [...(editions.get(key) ?? []), file]);
  }
  return [...editions.values()].map((own) => {
    const { table, setting, edition } = own[0]!.members[0]!.edition;
    const headers = own.flatMap(({ bytes }) => {
      const header = readHeader(bytes, bytes.length);
      return isProblem(header) ? [] : [header];
    });
    return {
      table,
      setting,
      edition,
      rows: joinedRows(headers),
      bytes: own.reduce((sum, { bytes }) => sum + bytes.length, 0),
      files: own.map(({ name }) => name),
      missingParts: table === 'PTP' ? missingParts(partsOf(after, { table, setting, edition })) : [],
      replaced: own.some(({ name }) => before.has(name)),
    };
  });
}

/** The parts of a PTP edition among the names; 0 for a file that is no part. */
function partsOf(names: ReadonlySet<string>, of: Pick<TableEdition, 'table' | 'setting' | 'edition'>): number[] {
  return [...names].flatMap((name) => {
    const match = /^(?:f(\d+))?$/.exec(parseFileName(name)?.member ?? '-');
    return match && fileNameOf({ ...of, member: match[0] }) === name ? Number(match[1] ?? 0) : [];
  });
}

function todayHere(): Day {
  const now = new Date();
  return now.getFullYear() * 10000 + (now.getMonth() + 1) * 100 + now.getDate();
}
