import { closeSync, fstatSync, openSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { StoreProblem } from '../import/codeStore';
import { type CheckedFile, CheckedStretches, type ClaimService, type Position, stretchDelimiters } from '../service';
import { internalError } from './attempt';
import type { ThreadMessage, ThreadTables, ThreadTask } from './checkWorker';
import { asciiText } from './fileBytes';
import { LineStartsOfParts } from './lineStarts';
import { MEGABYTE } from './memory';
import { complain } from './output';
import { type Source, shownPath } from './sources';
import { type SharedFile, StretchTaker, shareFile, stopTaking, type TakenStretch, Unclear } from './stretchTaker';

/** How a large file is shared between threads. */
export interface Sharing {
  /** Where the threads find the tables. */
  readonly tables: ThreadTables & { tell(problem: StoreProblem): void };
  /** The bundle that a thread runs. */
  readonly worker?: string;
  /** This one included. */
  readonly threads?: number;
  /** Of a stretch, in bytes. */
  readonly width?: number;
  /** Smaller files are read in one thread: what others need to start takes longer than they save. */
  readonly least?: number;
}

/** A file that was read in stretches. `close` when nothing more is asked of it. */
export interface StretchedFile {
  readonly checked: CheckedFile;
  position(offset: number): Position;
  close(): void;
}

const WIDTH = MEGABYTE;
/** More than these wait for each other's memory, mostly. */
const MOST_THREADS = 8;
/**
 * What two threads need to have read to win back what it takes to start another and to compile the same code twice:
 * measured on two processors, where they are even at about 40 MB. More threads win it back sooner.
 */
const WORTH_TWO = 80 * MEGABYTE;
const LEAST = 16 * MEGABYTE;

/**
 * Reads and judges a large X12 file in several threads; undefined where it has to be read from its beginning, or there
 * is one processor. What it gives is what one thread gives.
 */
export async function checkInStretches(
  service: ClaimService,
  { path, text }: Source & { kind: 'claims' },
  relativePath: string | undefined,
  { tables, worker, threads = threadsHere(), width = WIDTH, least = leastFor(threads) }: Sharing,
): Promise<StretchedFile | undefined> {
  const delimiters = text.size < least || threads === 0 ? undefined : stretchDelimiters(text.head);
  if (!delimiters || !text.isFile) return undefined;
  const file = openSync(path, 'r');
  const workers: Worker[] = [];
  const onError = (error: unknown) =>
    complain(
      `several threads could not read ${shownPath(path)} (${internalError(error)}); the file is read in one thread`,
    );
  try {
    const { size, mtimeMs } = fstatSync(file);
    const shared = shareFile(file, size, width, delimiters);
    const count = Math.min(threads, Math.ceil(size / width));
    const task: ThreadTask = {
      shared,
      settings: service.settings,
      path: relativePath,
      tables: { folder: tables.folder, print: tables.print },
    };
    const script = worker ?? join(__dirname, 'checkWorker.js');
    for (let i = 1; i < count; i++) workers.push(new Worker(script, { workerData: task }));
    const found = await gathered(service, relativePath, shared, workers, { onError, onProblem: tables.tell });
    const after = fstatSync(file);
    if (found && after.size === size && after.mtimeMs === mtimeMs) return { ...found, close: () => closeSync(file) };
  } catch (error) {
    if (!(error instanceof Unclear)) onError(error);
  } finally {
    await Promise.all(workers.map((one) => one.terminate()));
  }
  closeSync(file);
  return undefined;
}

/** One processor reads quickest from the beginning. */
function threadsHere(): number {
  const processors = availableParallelism();
  return processors > 1 ? Math.min(processors, MOST_THREADS) : 0;
}

function leastFor(threads: number): number {
  return Math.max(LEAST, WORTH_TWO / threads);
}

async function gathered(
  service: ClaimService,
  path: string | undefined,
  shared: SharedFile,
  workers: readonly Worker[],
  { onError, onProblem }: { onError(error: unknown): void; onProblem(problem: StoreProblem): void },
): Promise<Omit<StretchedFile, 'close'> | undefined> {
  const context = service.contextFor({ path });
  const taker = new StretchTaker(shared, context);
  const gather = new Gatherer(new CheckedStretches(context, asciiText(shared.file)), taker, shared.width);
  let failed = false;
  const fail = () => {
    failed = true;
    stopTaking(shared);
  };
  const ends = workers.map(
    (one) =>
      new Promise<void>((resolve) => {
        one.on('message', (message: ThreadMessage) => {
          if ('taken' in message) gather.waiting.set(message.taken.number, message.taken);
          else if ('problem' in message) onProblem(message.problem);
          else if ('unclear' in message) fail();
          else resolve();
        });
        one.on('error', (error) => {
          if (!failed) onError(error);
          fail();
        });
        one.on('exit', () => resolve());
      }),
  );
  for (let taken = taker.next(); taken && !failed; taken = taker.next()) {
    gather.waiting.set(taken.number, taken);
    gather.addWaiting();
    await setImmediate();
  }
  await Promise.all(ends);
  gather.addWaiting();
  return failed ? undefined : gather.end(shared.size);
}

/** Puts stretches together in their order, as far as they are there. */
class Gatherer {
  /** By number: taken, and not yet added. */
  readonly waiting = new Map<number, TakenStretch>();
  private readonly lineStarts: Int32Array[] = [];

  constructor(
    private readonly checked: CheckedStretches,
    private readonly taker: StretchTaker,
    private readonly width: number,
  ) {}

  addWaiting(): void {
    const { waiting, lineStarts } = this;
    for (let next = waiting.get(lineStarts.length); next; next = waiting.get(lineStarts.length)) {
      waiting.delete(next.number);
      this.add(next);
    }
  }

  private add({ stretch, lineStarts }: TakenStretch): void {
    const { checked } = this;
    this.lineStarts.push(lineStarts);
    if (!stretch) return;
    if (stretch.read.begin !== checked.at) throw new Unclear();
    checked.add(checked.fits(stretch) ? stretch : this.taker.again(stretch, checked.before));
  }

  end(size: number): Omit<StretchedFile, 'close'> {
    const { checked } = this;
    if (checked.at !== size) throw new Unclear();
    checked.end();
    const lines = new LineStartsOfParts(this.width, this.lineStarts);
    return { checked, position: (offset) => lines.positionAt(offset) };
  }
}
