import { Uri, workspace } from 'vscode';

/** A file without a place: what a browser hands over when files are dropped on it. */
export interface SentFile {
  readonly name: string;
  data(): Thenable<Uint8Array>;
}

/**
 * Calls `use` with the paths of files on the machine of the server. Those on another machine, the one that shows the
 * window, are copied into `storage` first and removed from there afterwards.
 */
export async function withPaths<T>(
  files: readonly (Uri | SentFile)[],
  storage: Uri,
  use: (paths: readonly string[]) => Promise<T>,
): Promise<T> {
  const copies = Uri.joinPath(storage, `incoming-${Date.now().toString(36)}`);
  let count = 0;
  const copied = async (file: Uri | SentFile): Promise<string> => {
    // A folder each: two files may have one name, and the name tells the release.
    const folder = Uri.joinPath(copies, String(++count));
    await workspace.fs.createDirectory(folder);
    const name = file instanceof Uri ? file.path.slice(file.path.lastIndexOf('/') + 1) : file.name;
    const copy = Uri.joinPath(folder, name);
    try {
      if (file instanceof Uri) await workspace.fs.copy(file, copy);
      else await workspace.fs.writeFile(copy, await file.data());
    } catch {
      throw new Error(`${name} could not be read, so nothing was imported; copy it to the machine of the workspace.`);
    }
    return copy.fsPath;
  };
  try {
    const paths: string[] = [];
    for (const file of files)
      paths.push(file instanceof Uri && file.scheme === 'file' ? file.fsPath : await copied(file));
    return await use(paths);
  } finally {
    if (count > 0) await workspace.fs.delete(copies, { recursive: true }).then(undefined, () => undefined);
  }
}
