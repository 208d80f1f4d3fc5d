import {
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

/** The view of a file: the same path, so that it has the same name and language, and the file as its query. */
export function viewOf(file: Uri): Uri {
  return file.with({ scheme: SEGMENTED_VIEW_SCHEME, authority: '', query: file.toString(), fragment: '' });
}

function fileOf(view: Uri): Uri {
  return Uri.parse(view.query, true);
}

export interface ViewFiles extends Disposable {
  /** Why the view could not be opened when it was last tried. */
  refusalOf(view: Uri): string | undefined;
}

/**
 * Segmented views as files: X12 one segment a line, saved back in the file's own layout. Nothing is kept of them: each is read from its file and written to it, and has its times, so that the
 * editor itself notices when the file changed meanwhile, was deleted, or can't be written.
 */
export function createViewFiles(client: BaseLanguageClient): ViewFiles {
  const changed = new EventEmitter<FileChangeEvent[]>();
  const refusals = new Map<string, string>();

  const read = async (view: Uri) => {
    const text = textOf(await workspace.fs.readFile(fileOf(view)));
    if ('refused' in text) throw refused(view, text.refused);
    return text;
  };
  const refused = (view: Uri, reason: string): FileSystemError => {
    refusals.set(view.toString(), reason);
    return FileSystemError.Unavailable(reason);
  };

  /** By the document where it is open and has the file's text: the server has it already. */
  const segmented = async (file: Uri, text: string): Promise<LayoutText> => {
    const ask = (params: SegmentedViewParams) => client.sendRequest<LayoutText>(SEGMENTED_VIEW_REQUEST, params);
    const open = workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString());
    if (open && !open.isDirty && open.getText() === text) {
      const uri = client.code2ProtocolConverter.asUri(open.uri);
      const answer = await ask({ uri, version: open.version });
      if (!('isUnknown' in answer)) return answer;
    }
    return ask({ text });
  };

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
    stat: (view) => workspace.fs.stat(fileOf(view)),
    async readFile(view) {
      refusals.delete(view.toString());
      const { text } = await read(view);
      const answer = await segmented(fileOf(view), text);
      if ('refused' in answer) throw refused(view, answer.refused);
      return utf8.bytes(answer.text);
    },
    async writeFile(view, content) {
      const { text: original, encoding, mark } = await read(view);
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
    workspace.registerFileSystemProvider(SEGMENTED_VIEW_SCHEME, provider, { isCaseSensitive: true }),
    window.registerFileDecorationProvider({
      provideFileDecoration: ({ scheme }) =>
        scheme === SEGMENTED_VIEW_SCHEME
          ? new FileDecoration('≡', "One segment a line; saving keeps the file's own layout")
          : undefined,
    }),
  );
  return {
    refusalOf: (view) => refusals.get(view.toString()),
    dispose: () => void registered.dispose(),
  };
}

function onlyViews(): never {
  throw FileSystemError.NoPermissions('a segmented view is of a file that is there');
}
