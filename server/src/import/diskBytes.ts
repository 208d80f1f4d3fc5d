import { type FileHandle, open } from 'node:fs/promises';
import { systemError } from './importError';

const CHUNK = 256 * 1024;

/**
 * The bytes of a file of about `size` bytes, read ahead while the caller works on the last ones. Two buffers take
 * turns, so that a large file costs no memory: a chunk holds until the next one is asked for.
 */
export async function* diskBytes(file: string, diskPath: string, size: number): AsyncGenerator<Uint8Array> {
  const length = Math.min(CHUNK, size + 1);
  let handle: FileHandle | undefined;
  let reading: ReturnType<FileHandle['read']> | undefined;
  try {
    handle = await open(diskPath);
    let [now, next] = [Buffer.allocUnsafe(length), Buffer.allocUnsafe(length)];
    reading = handle.read(now, 0, length, null);
    for (;;) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      reading = handle.read(next, 0, length, null);
      // Told when it is waited for.
      reading.catch(() => {});
      yield now.subarray(0, bytesRead);
      [now, next] = [next, now];
    }
  } catch (error) {
    throw systemError(file, error) ?? error;
  } finally {
    await reading?.catch(() => {});
    await handle?.close();
  }
}
