import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';

export type Log = (line: string) => void;

/**
 * Answers a request: `empty` when it fails, an error that clients know and hide when it was cancelled. The log gets the
 * handler's name and the kind of error only: a message may quote the document, and a document holds patients.
 */
export function runSafe<T>(
  name: string,
  log: Log,
  token: CancellationToken,
  empty: T,
  answer: () => T,
): T | ResponseError<void> {
  if (token.isCancellationRequested) {
    return new ResponseError(LSPErrorCodes.RequestCancelled, `${name} was cancelled`);
  }
  try {
    return answer();
  } catch (error) {
    log(`${name} failed: ${errorClass(error)}`);
    return empty;
  }
}

/** The same for what has no answer. */
export function notifySafe(name: string, log: Log, act: () => void): void {
  try {
    act();
  } catch (error) {
    log(`${name} failed: ${errorClass(error)}`);
  }
}

function errorClass(error: unknown): string {
  return error instanceof Error ? error.constructor.name : typeof error;
}
