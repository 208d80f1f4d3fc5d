import { parentPort, workerData } from 'node:worker_threads';
import { runImport } from '../import/importService';
import { CANCEL, type ThreadMessage, type ThreadRequest } from './importThread';

/** The thread of one import; ends with it. */
async function importHere(port: NonNullable<typeof parentPort>): Promise<void> {
  const stop = new AbortController();
  const tell = (message: ThreadMessage) => port.postMessage(message);
  port.on('message', (message) => {
    if (message === CANCEL) stop.abort();
  });
  try {
    const outcome = await runImport({
      ...(workerData as ThreadRequest),
      signal: stop.signal,
      onProgress: (progress) => tell({ progress }),
    });
    tell({ outcome });
  } finally {
    port.close();
  }
}

if (parentPort) void importHere(parentPort);
