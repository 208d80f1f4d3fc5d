import {
  commands,
  Disposable,
  EventEmitter,
  type FileChangeEvent,
  FileChangeType,
  FileDecoration,
  FileSystemError,
  type FileSystemProvider,
  RelativePattern,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  IN_LAYOUT_REQUEST,
  type InLayoutParams,
  type LayoutText,
  SEGMENTED_VIEW_REQUEST,
  SEGMENTED_VIEW_SCHEME,
  type SegmentedViewParams,
} from '../../../server/src/protocol';
import { bytesOf, textOf, utf8 } from './encoding';
import { createViewsAhead, type ViewsAhead } from './viewsAhead';

/** The view of a file: the same path, so that it has the same name and language, and the file as its query. */
export function viewOf(file: Uri): Uri {
  return file.with({ scheme: SEGMENTED_VIEW_SCHEME, authority: '', query: file.toString(), fragment: '' });
}

function fileOf(view: Uri): Uri {
  return Uri.parse(view.query, true);
}

export interface ViewFiles extends Disposable, Pick<ViewsAhead, 'prepare'> {
  /** Shows the view of a file; the reason where there is none. */
  show(file: Uri): Promise<string | undefined>;
}

/**
 * Segmented views as files: X12 one segment a line, saved back in the file's own layout. Nothing is kept of them: each is read from its file and written to it, and has its times, so that the
 * editor itself notices when the file changed meanwhile, was deleted, or can't be written.
 */
export function createViewFiles(client: BaseLanguageClient): ViewFiles {
  const changed = new EventEmitter<FileChangeEvent[]>();
  /** Files whose views are being opened, just made of the file as it is. */
  const opening = new Set<string>();

  const read = async (file: Uri) => {
    const text = textOf(await workspace.fs.readFile(file));
    if ('refused' in text) throw new Refused(text.refused);
    return text;
  };

  const ask = (params: SegmentedViewParams) => client.sendRequest<LayoutText>(SEGMENTED_VIEW_REQUEST, params);

  /** By the document where it is open: the server has its text already, and may be asked before the file is read. */
  const askedByDocument = async (file: Uri): Promise<{ answer: LayoutText; text: string } | undefined> => {
    const open = workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
    if (!open || open.isDirty) return undefined;
    const text = open.getText();
    const answer = await ask({ uri: client.code2ProtocolConverter.asUri(open.uri), version: open.version });
    return 'isUnknown' in answer ? undefined : { answer, text };
  };

  const bytesOfView = async (file: Uri, asked = askedByDocument(file)): Promise<Uint8Array> => {
    const [{ text }, byDocument] = await Promise.all([read(file), asked]);
    const answer = byDocument?.text === text ? byDocument.answer : await ask({ text });
    if ('refused' in answer) throw new Refused(answer.refused);
    return utf8.bytes(answer.text);
  };
  const ahead = createViewsAhead(askedByDocument, bytesOfView);

  const provider: FileSystemProvider = {
    onDidChangeFile: changed.event,
    watch(view) {
      const file = fileOf(view);
      const at = file.path.lastIndexOf('/');
      const folder = file.with({ path: file.path.slice(0, at) || '/' });
      const watcher = workspace.createFileSystemWatcher(
        new RelativePattern(folder, file.path.slice(at + 1).replace(/[*?{}[\]]/g, '[$&]')),
      );
      const tell = (type: FileChangeType) => () => changed.fire([{ type, uri: view }]);
      watcher.onDidChange(tell(FileChangeType.Changed));
      watcher.onDidCreate(tell(FileChangeType.Created));
      watcher.onDidDelete(tell(FileChangeType.Deleted));
      return watcher;
    },
    async stat(view) {
      const file = fileOf(view);
      return (opening.has(file.toString()) && (await ahead.stat(file))) || workspace.fs.stat(file);
    },
    async readFile(view) {
      const file = fileOf(view);
      const made = opening.has(file.toString()) ? ahead.take(file) : Promise.resolve(undefined);
      return orUnavailable(made.then((bytes) => bytes ?? bytesOfView(file)));
    },
    async writeFile(view, content) {
      const { text: original, encoding, mark } = await orUnavailable(read(fileOf(view)));
      const params: InLayoutParams = { original, edited: utf8.text(content) };
      const answer = await client.sendRequest<LayoutText>(IN_LAYOUT_REQUEST, params);
      if ('refused' in answer) {
        const place = answer.line === undefined ? '' : `line ${answer.line + 1}: `;
        throw FileSystemError.Unavailable(`${place}${answer.refused}`);
      }
      const bytes = bytesOf(answer.text, encoding, mark);
      if ('refused' in bytes) throw FileSystemError.Unavailable(bytes.refused);
      await workspace.fs.writeFile(fileOf(view), bytes);
    },
    readDirectory: () => [],
    createDirectory: onlyViews,
    delete: onlyViews,
    rename: onlyViews,
  };

  const registered = Disposable.from(
    changed,
    ahead,
    workspace.registerFileSystemProvider(SEGMENTED_VIEW_SCHEME, provider, { isCaseSensitive: true }),
    window.registerFileDecorationProvider({
      provideFileDecoration: ({ scheme }) =>
        scheme === SEGMENTED_VIEW_SCHEME
          ? new FileDecoration('≡', "One segment a line; saving keeps the file's own layout")
          : undefined,
    }),
  );
  return {
    async show(file) {
      const view = viewOf(file);
      try {
        const isOpen = workspace.textDocuments.some(({ uri }) => uri.toString() === view.toString());
        // Made before it is opened: the editor would show a refusal in place of the view.
        if (!isOpen) {
          await ahead.ready(file);
          opening.add(file.toString());
        }
        // Not as a document first: it would go to all extensions and back before it is drawn.
        await commands.executeCommand('vscode.open', view, { preview: false });
        return undefined;
      } catch (error) {
        return error instanceof Refused ? error.message : 'the file could not be read';
      } finally {
        opening.delete(file.toString());
        ahead.forget(file);
      }
    },
    prepare: ahead.prepare,
    dispose: () => void registered.dispose(),
  };
}

/** Why there is no view of a file, in words that go on from the file's name. */
class Refused extends Error {}

async function orUnavailable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw error instanceof Refused ? FileSystemError.Unavailable(error.message) : error;
  }
}

function onlyViews(): never {
  throw FileSystemError.NoPermissions('a segmented view is of a file that is there');
}
