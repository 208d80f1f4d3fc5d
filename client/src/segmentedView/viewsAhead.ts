import { type Disposable, type FileStat, type TextDocument, type Uri, workspace } from 'vscode';

/** Views of longer ones are not held for a person who may never ask for them. In characters. */
const MOST_HELD = 32 * 1024 * 1024;

/** The bytes of a view, with what its file was when they were made. */
interface ReadView {
  readonly bytes: Uint8Array;
  readonly stat: FileStat;
}

/** Views that are made before the editor asks for them, by their files. */
export interface ViewsAhead extends Disposable {
  /**
   * Makes the view of a file once the server was told of it, and holds it until it is taken, the file is closed, or another is
   * prepared. Resolves when the server has answered; undefined where it is too long.
   */
  prepare(document: TextDocument, sent: Promise<void>): Promise<unknown> | undefined;
  /** Waits until the view of the file as it is now is there; throws what making it threw. */
  ready(file: Uri): Promise<void>;
  /** What the file was when its view was made, so that what changed since is noticed; undefined where none was made. */
  stat(file: Uri): Promise<FileStat | undefined>;
  /** The bytes, once; undefined where none were made. */
  take(file: Uri): Promise<Uint8Array | undefined>;
  forget(file: Uri): void;
}

/** `ask`: the server's answer to a document; `bytesOf`: the view of a file by that answer. */
export function createViewsAhead<Answer>(
  ask: (file: Uri) => Promise<Answer>,
  bytesOf: (file: Uri, answer: Promise<Answer>) => Promise<Uint8Array>,
): ViewsAhead {
  const views = new Map<string, Promise<ReadView>>();
  let prepared: Uri | undefined;

  const made = async (file: Uri, answer: Promise<Answer>): Promise<ReadView> => {
    const stat = await workspace.fs.stat(file);
    return { bytes: await bytesOf(file, answer), stat };
  };
  const hold = (file: Uri, answer: Promise<Answer>): Promise<ReadView> => {
    const view = made(file, answer);
    // What the answer is lost with, whoever waits for the view is told.
    answer.catch(() => undefined);
    views.set(file.toString(), view);
    return view;
  };
  const forget = (file: Uri) => void views.delete(file.toString());

  const closed = workspace.onDidCloseTextDocument(({ uri }) => forget(uri));
  return {
    prepare(document, sent) {
      const { uri } = document;
      if (prepared) forget(prepared);
      prepared = uri;
      if (document.getText().length > MOST_HELD) return undefined;
      const answer = sent.then(() => ask(uri));
      // Whoever asks for the view makes it again and is told why it can't be.
      hold(uri, answer).catch(() => forget(uri));
      return answer;
    },
    async ready(file) {
      const known = await views.get(file.toString())?.catch(() => undefined);
      if (known && (await isOf(file, known))) return;
      await hold(file, ask(file));
    },
    stat: async (file) => (await views.get(file.toString()))?.stat,
    async take(file) {
      const view = await views.get(file.toString());
      forget(file);
      return view?.bytes;
    },
    forget,
    dispose: () => void closed.dispose(),
  };
}

async function isOf(file: Uri, { stat }: ReadView): Promise<boolean> {
  const now = await workspace.fs.stat(file);
  return now.mtime === stat.mtime && now.size === stat.size;
}
