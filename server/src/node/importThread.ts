import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ImportProgress } from '../import';
import type { ImportOutcome, ImportRequest } from '../import/importService';

/** What the thread is started with. */
export type ThreadRequest = Omit<ImportRequest, 'signal' | 'onProgress'>;

/** What the thread says. Its only word from outside is `CANCEL`. */
export type ThreadMessage = { readonly progress: ImportProgress } | { readonly outcome: ImportOutcome };

export const CANCEL = 'cancel';

/**
 * `runImport` on a thread of its own, so that the server goes on answering. Rejects where the thread fails or ends; the
 * store is as it was then, as it is when the process dies.
 */
export function importInThread({ signal, onProgress, ...request }: ImportRequest): Promise<ImportOutcome> {
  return new Promise((resolve, reject) => {
    // Beside the bundle that this is in.
    const worker = new Worker(join(__dirname, 'importWorker.js'), { workerData: request satisfies ThreadRequest });
    const cancel = () => worker.postMessage(CANCEL);
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted) cancel();
    worker.on('message', (message: ThreadMessage) => {
      if ('progress' in message) onProgress?.(message.progress);
      else resolve(message.outcome);
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      signal?.removeEventListener('abort', cancel);
      // Nothing happens where the outcome was told before.
      reject(new Error(`the thread of the import ended with ${code}`));
    });
  });
}
