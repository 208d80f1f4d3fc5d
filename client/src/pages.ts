import {
  commands,
  type Disposable,
  EventEmitter,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';

const SCHEME = 'claim-lens';

/** Shows Markdown that is no file. */
export interface Pages extends Disposable {
  show(title: string, markdown: string): Promise<void>;
}

export function createPages(): Pages {
  const contents = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  const provider: TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => contents.get(uri.path) ?? '',
  };
  const registration = workspace.registerTextDocumentContentProvider(SCHEME, provider);
  const closing = workspace.onDidCloseTextDocument(({ uri }) => {
    if (uri.scheme === SCHEME) contents.delete(uri.path);
  });
  return {
    async show(title, markdown) {
      const uri = Uri.from({ scheme: SCHEME, path: `/${title}.md` });
      contents.set(uri.path, markdown);
      changed.fire(uri);
      try {
        await commands.executeCommand('markdown.showPreview', uri);
      } catch {
        // The Markdown extension may be disabled: the text itself reads well too.
        await window.showTextDocument(uri, { preview: true });
      }
    },
    dispose() {
      registration.dispose();
      closing.dispose();
      changed.dispose();
    },
  };
}
