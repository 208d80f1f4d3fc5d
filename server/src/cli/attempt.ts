import { messageOf } from './readText';

/** The result, or what to tell of an error: nothing of a document may be in that, so not the error's own message. */
export async function attempt<T>(work: () => Promise<T | string>): Promise<T | string> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return messageOf(error);
    return `ran into an internal error (${internalError(error)}); the other files are not affected`;
  }
}

/** The kind of an error and where in the bundle it arose: enough to report it by, and no text of a document. */
export function internalError(error: unknown): string {
  if (!(error instanceof Error)) return `${typeof error}, please report it`;
  const place = /[\\/](\w+\.js:\d+:\d+)/.exec(error.stack?.split('\n').find((line) => /^\s+at /.test(line)) ?? '');
  return `${error.name}${place ? ` at ${place[1]}` : ''}, please report it`;
}
