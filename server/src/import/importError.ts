/**
 * Why a file can't be imported, as one sentence for the user: what is wrong, what was expected, what to do. The only
 * error that leaves this folder, but for the reason of an aborted signal.
 */
export class ImportError extends Error {
  override readonly name = 'ImportError';

  constructor(
    /** As the user knows it; for a member of a zip `outer.zip/folder/member.txt`. */
    readonly file: string,
    /** The message without the file. */
    readonly sentence: string,
  ) {
    super(`${file}: ${sentence}`);
  }
}

/** What the operating system's error means for the user; undefined where it is no such error. */
export function systemError(file: string, error: unknown): ImportError | undefined {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new ImportError(file, 'there is no such file or folder; check the path.');
    case 'EACCES':
    case 'EPERM':
      return new ImportError(file, 'it may not be read; check its permissions.');
    case 'ELOOP':
      return new ImportError(file, 'it is a link that leads back to itself.');
    case 'EMFILE':
    case 'ENFILE':
      return new ImportError(file, 'too many files are open; close some programs and try again.');
    case 'EIO':
      return new ImportError(file, 'the disk or the network drive could not read it; copy it to this computer first.');
    default:
      return undefined;
  }
}
