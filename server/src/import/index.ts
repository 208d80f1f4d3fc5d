import { ImportError } from './importError';
import type { Unread } from './member';
import { type PairWriter, pairWriter } from './pairWriter';
import { type Planned, planImport } from './plan';
import type { Head, Out } from './reader';
import type { TableEdition } from './rows';
import { type ImportRow, type ImportSink, ROWS_A_BATCH, type TableSink } from './sink';

export { ImportError } from './importError';
export type { Unread } from './member';
export { type Plan, planImport } from './plan';

export interface ImportOptions {
  readonly signal?: AbortSignal;
  /** Called now and then, and at the start and the end of each member. */
  onProgress?(progress: ImportProgress): void;
}

export interface ImportProgress {
  /** As the user knows it. */
  readonly member: string;
  readonly edition: TableEdition;
  /** Of this member. */
  readonly rows: number;
  /** Of all members together, unpacked. */
  readonly bytes: number;
  readonly bytesTotal: number;
}

export interface ImportSummary {
  readonly taken: readonly Taken[];
  readonly skipped: readonly Unread[];
  /** What else the user should know: a quarter that was guessed. */
  readonly notes: readonly string[];
}

export interface Taken {
  readonly path: string;
  readonly edition: TableEdition;
  readonly rows: number;
  /** Rows that were left out on purpose. */
  readonly ignored: readonly { readonly reason: string; readonly rows: number }[];
}

const PROGRESS_EVERY_MS = 100;

/**
 * Reads every table in the paths (zips, folders, single files) into the sink, one member after the other. Rejects with
 * an `ImportError` at the first file that can't be imported, and with the signal's reason when it is aborted; the table
 * that was open is aborted then, and what the sink got before is to be dropped.
 */
export async function importFiles(
  paths: readonly string[],
  sink: ImportSink,
  options: ImportOptions = {},
): Promise<ImportSummary> {
  const plan = await planImport(paths, options.signal);
  const bytesTotal = plan.members.reduce((sum, { member }) => sum + member.size, 0);
  const taken: Taken[] = [];
  let before = 0;
  for (const planned of plan.members) {
    const report = (edition: TableEdition, rows: number, bytes: number) =>
      options.onProgress?.({ member: planned.member.path, edition, rows, bytes: before + bytes, bytesTotal });
    taken.push(await importMember(planned, sink, report, options.signal));
    before += planned.member.size;
  }
  const notes = plan.members.flatMap(({ release }) => release.note ?? []);
  return { taken, skipped: plan.skipped, notes };
}

async function importMember(
  planned: Planned,
  sink: ImportSink,
  report: (edition: TableEdition, rows: number, bytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<Taken> {
  const { member, reader, release } = planned;
  const { table, setting, edition, effectiveFrom, part } = release;
  const about: TableEdition = { table, setting, edition, effectiveFrom, part, source: member.name };
  const out = tableWriter(member.path, sink.begin(about), signal);
  try {
    let reported = Date.now();
    report(about, 0, 0);
    const head = counting(planned.head, (bytes) => {
      signal?.throwIfAborted();
      if (Date.now() - reported < PROGRESS_EVERY_MS) return;
      reported = Date.now();
      report(about, out.rows(), bytes);
    });
    await reader.read(head, out);
    signal?.throwIfAborted();
    if (out.rows() === 0) throw new ImportError(member.path, `it has no row of ${reader.what}; it may be cut short.`);
    out.end();
    report(about, out.rows(), member.size);
    return { path: member.path, edition: about, rows: out.rows(), ignored: out.ignored() };
  } catch (error) {
    out.abort();
    throw error;
  }
}

interface TableWriter extends Out {
  rows(): number;
  ignored(): Taken['ignored'];
  end(): void;
  abort(): void;
}

function tableWriter(file: string, sink: TableSink, signal: AbortSignal | undefined): TableWriter {
  const ignored = new Map<string, number>();
  let batch: ImportRow[] = [];
  let pairs: PairWriter | undefined;
  let rows = 0;
  const flush = () => {
    if (batch.length > 0) sink.rows(batch);
    batch = [];
  };
  return {
    signal,
    row(row) {
      rows++;
      if (batch.push(row) === ROWS_A_BATCH) flush();
    },
    ignore(reason) {
      ignored.set(reason, (ignored.get(reason) ?? 0) + 1);
    },
    pairs() {
      pairs ??= pairWriter(file, sink);
      return pairs;
    },
    rows: () => rows + (pairs?.count ?? 0),
    ignored: () => [...ignored].map(([reason, count]) => ({ reason, rows: count })),
    end() {
      flush();
      pairs?.flush();
      sink.end();
    },
    abort: () => sink.abort(),
  };
}

/** The head with a member, or a sheet, that tells how far it has been read. */
function counting(head: Head, onBytes: (bytes: number) => void): Head {
  const { member, sheet } = head;
  const open = async function* () {
    let bytes = 0;
    for await (const chunk of member.open()) {
      bytes += chunk.length;
      onBytes(bytes);
      yield chunk;
    }
  };
  const records = sheet
    ? async function* (signal?: AbortSignal) {
        for await (const rows of sheet.records(signal)) {
          onBytes(0);
          yield rows;
        }
      }
    : undefined;
  return {
    ...head,
    rows: head.rows,
    member: { ...member, open },
    sheet: sheet && records ? { name: sheet.name, records } : undefined,
  };
}
