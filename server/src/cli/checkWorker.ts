import { parentPort, workerData } from 'node:worker_threads';
import { fingerprint, openCodes, type StoreProblem } from '../import/codeStore';
import { createClaimService, type Settings, starterCodes } from '../service';
import { type SharedFile, StretchTaker, type TakenStretch, Unclear } from './stretchTaker';

/** What a thread is started with. */
export interface ThreadTask {
  readonly shared: SharedFile;
  readonly settings: Settings;
  /** Of the file, as the globs of the settings see it. */
  readonly path: string | undefined;
  readonly tables: ThreadTables;
}

/** The folder with the user's tables, and its fingerprint when they were opened first. */
export interface ThreadTables {
  readonly folder: string;
  readonly print: string;
}

export type ThreadMessage =
  | { readonly taken: TakenStretch }
  | { readonly unclear: true }
  | { readonly problem: StoreProblem }
  /** No stretch is left. */
  | { readonly end: true };

/** A thread that takes stretches of a file until none is left. */
function takeAll(port: NonNullable<typeof parentPort>): void {
  const tell = (message: ThreadMessage, transferred: readonly ArrayBuffer[] = []) =>
    port.postMessage(message, [...transferred]);
  const { shared, settings, path, tables } = workerData as ThreadTask;
  const codes = openCodes(tables.folder, starterCodes(), { onProblem: (problem) => tell({ problem }) });
  // Judged by other tables the stretches would not fit together.
  if (fingerprint(tables.folder) === tables.print) {
    const taker = new StretchTaker(shared, createClaimService({ codes, settings }).contextFor({ path }));
    try {
      for (let taken = taker.next(); taken; taken = taker.next()) tell({ taken }, buffersOf(taken));
    } catch (error) {
      if (!(error instanceof Unclear)) throw error;
      tell({ unclear: true });
    }
  }
  tell({ end: true });
}

function buffersOf({ lineStarts, stretch }: TakenStretch): ArrayBuffer[] {
  if (!stretch) return [lineStarts.buffer];
  const { read, judged } = stretch;
  return [lineStarts, read.places.claims, read.places.levels, judged.marks, judged.hashes].map(({ buffer }) => buffer);
}

if (parentPort) takeAll(parentPort);
