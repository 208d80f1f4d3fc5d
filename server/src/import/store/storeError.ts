/** The store can't take or give what is asked; the message is a sentence for the user. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** Why a store could not be changed, as a sentence for the user; undefined where the error is none of the system's. */
export function storeProblem(folder: string, error: unknown): string | undefined {
  if (error instanceof StoreError) return error.message;
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `${folder} may not be written; who keeps the shared tables can import into it, or choose another folder. Nothing has changed.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `the disk on which ${folder} lies is full; nothing has changed.`;
    case 'EEXIST':
    case 'ENOTDIR':
      return `${folder} is not a folder; choose another one for the tables. Nothing has changed.`;
    default:
      return syscall === undefined ? undefined : `${folder} can't be written (${code}); nothing has changed.`;
  }
}
