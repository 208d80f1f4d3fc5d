import { type CustomDocument, type Disposable, type Uri, window } from 'vscode';

const VIEW = 'claimLens.codeZip';

/**
 * What a zip of code tables opens as. A file that is dropped on the window is opened by VS Code, and nothing else is told
 * of it; as what it opens we may say, and offer to import it.
 */
export function createCodeZips(importFiles: (files: readonly Uri[]) => Promise<void>): Disposable {
  return window.registerCustomEditorProvider(VIEW, {
    openCustomDocument: (uri): CustomDocument => ({ uri, dispose() {} }),
    resolveCustomEditor({ uri }, panel) {
      panel.webview.options = { enableScripts: true, localResourceRoots: [] };
      panel.webview.onDidReceiveMessage(() => importFiles([uri]));
      panel.webview.html = html(uri.path.slice(uri.path.lastIndexOf('/') + 1));
    },
  });
}

function html(name: string): string {
  const nonce = Array.from({ length: 24 }, () => Math.trunc(Math.random() * 36).toString(36)).join('');
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <style nonce="${nonce}">
    button {
      padding: 6px 14px; border: 0; border-radius: 2px; font: inherit; cursor: pointer;
      color: var(--vscode-button-foreground); background: var(--vscode-button-background);
    }
  </style>
</head>
<body>
  <h2>${escaped(name)}</h2>
  <p>Its name is that of code tables. Claim Lens can compile them, so that claims are judged by them.</p>
  <button id="import">Import Code Files</button>
  <script nonce="${nonce}">
    const vscode = acquireVsCodeApi();
    document.getElementById('import').addEventListener('click', () => vscode.postMessage('import'));
  </script>
</body>
</html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
