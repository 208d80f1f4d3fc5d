import { fstatSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let listens = false;

/** Node runs no exit handler when a signal ends it: this turns the signal into an exit. */
export function exitOnSignals() {
  if (listens) return;
  listens = true;
  for (const [signal, number] of [
    ['SIGHUP', 1],
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ]) {
    process.once(signal, () => process.exit(128 + number));
  }
}

/** For a process started by another Node process: its standard input closes when that one is gone, however it ended. */
export function exitWithParent() {
  const input = fstatSync(0);
  if (!input.isSocket() && !input.isFIFO()) return;
  process.stdin.resume();
  process.stdin.once('end', () => process.exit(1));
  process.stdin.once('error', () => process.exit(1));
}

/** A fresh temp folder that is gone when this process is. */
export function scratchFolder(name) {
  const folder = mkdtempSync(join(tmpdir(), `claim-lens-${name}-`));
  exitOnSignals();
  process.once('exit', () => removeFolder(folder));
  return folder;
}

/** Retries, because a process that was just killed may still be writing: for 20 seconds in all. */
export function removeFolder(folder) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
