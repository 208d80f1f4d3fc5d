import { commands, type Disposable, type TextDocumentContentProvider, Uri, window, workspace } from 'vscode';

const SCHEME = 'claim-lens';

/** Shows Markdown that is no file. */
export interface Pages extends Disposable {
  show(title: string, markdown: string): Promise<void>;
}

export function createPages(): Pages {
  /** By their URIs, until they are closed. */
  const contents = new Map<string, string>();
  // A window that is loaded anew has its previews again, without their texts: their URIs are not taken a second time.
  let shown = Date.now();
  const provider: TextDocumentContentProvider = {
    provideTextDocumentContent: (uri) => contents.get(uri.toString()) ?? '',
  };
  const registration = workspace.registerTextDocumentContentProvider(SCHEME, provider);
  const closing = workspace.onDidCloseTextDocument(({ uri }) => {
    if (uri.scheme === SCHEME) contents.delete(uri.toString());
  });
  return {
    async show(title, markdown) {
      // Another document each time, in the same preview: one that changes while its preview comes to the front is shown as it was.
      const uri = Uri.from({ scheme: SCHEME, path: `/${title}.md`, query: String(++shown) });
      contents.set(uri.toString(), markdown);
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
    },
  };
}
