import { strict as assert } from 'node:assert';
import {
  type CodeAction,
  CodeActionKind,
  type CompletionItem,
  type CompletionList,
  commands,
  type Diagnostic,
  type Event,
  extensions,
  type Hover,
  languages,
  MarkdownString,
  type Position,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';

/** In milliseconds; shorter than mocha's, so that it is told what did not come. */
const LIMIT = 90_000;

/** Starts the extension and waits until its language server takes requests. */
export async function activate(): Promise<void> {
  const extension = extensions.getExtension('claim-lens.claim-lens');
  assert.ok(extension, 'the extension is not installed');
  await extension.activate();
}

/** Shows a file of the workspace, as a click on it would. */
export async function open(name: string): Promise<TextDocument> {
  // Not Uri.file: in a remote window files have another scheme.
  const document = await workspace.openTextDocument(workspaceFile(name));
  await window.showTextDocument(document);
  await inFront(document.uri);
  return document;
}

/** The document in front, once it is that of `uri`: an editor is told of a moment after it was asked for. */
export async function inFront(uri: Uri): Promise<TextDocument> {
  const shown = () => window.activeTextEditor?.document;
  await until(
    () => shown()?.uri.toString() === uri.toString(),
    window.onDidChangeActiveTextEditor,
    () => `in front is ${shown()?.uri ?? 'nothing'}, not ${uri}`,
  );
  return shown()!;
}

/** Writes a file whose text holds one `«»`, shows it, and gives the place of the mark. */
export async function openAt(name: string, marked: string): Promise<{ document: TextDocument; position: Position }> {
  const offset = marked.indexOf('«»');
  assert.ok(offset >= 0, 'the fixture has no cursor «»');
  await workspace.fs.writeFile(workspaceFile(name), new TextEncoder().encode(marked.replace('«»', '')));
  const document = await open(name);
  return { document, position: document.positionAt(offset) };
}

/** What a file of the workspace holds on the disk. */
export async function fileText(name: string): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(workspaceFile(name)));
}

function workspaceFile(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return Uri.joinPath(folder.uri, name);
}

/** The range of the only occurrence of `text`. */
export function rangeOf(document: TextDocument, text: string): Range {
  const content = document.getText();
  const start = content.indexOf(text);
  assert.ok(start >= 0, `${JSON.stringify(text)} is not in the file`);
  assert.equal(content.indexOf(text, start + 1), -1, `${JSON.stringify(text)} is in the file more than once`);
  return new Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** Resolves when `look` holds: now, or after one of the events. `problem` is told when that takes too long. */
export function until(look: () => boolean, event: Event<unknown>, problem: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (done: () => void) => {
      listener.dispose();
      clearTimeout(limit);
      done();
    };
    const listener = event(() => {
      if (look()) end(resolve);
    });
    const limit = setTimeout(() => end(() => reject(new Error(problem()))), LIMIT);
    if (look()) end(resolve);
  });
}

/** The file's diagnostics as soon as they satisfy `predicate`. */
export async function waitForDiagnostics(
  uri: Uri,
  predicate: (diagnostics: readonly Diagnostic[]) => boolean,
): Promise<readonly Diagnostic[]> {
  const all = () => languages.getDiagnostics(uri);
  await until(
    () => predicate(all()),
    languages.onDidChangeDiagnostics,
    () => {
      const seen = all().map((it) => `${codeOf(it)}: ${it.message}`);
      return `the expected diagnostics did not come; there were:\n${seen.join('\n') || '(none)'}`;
    },
  );
  return all();
}

/** Resolves when the document has the language. */
export function waitForLanguage(uri: Uri, languageId: string): Promise<void> {
  const of = () => workspace.textDocuments.find((one) => one.uri.toString() === uri.toString())?.languageId;
  return until(
    () => of() === languageId,
    workspace.onDidOpenTextDocument,
    () => `the language is ${of()}, not ${languageId}`,
  );
}

/** A diagnostic's code, which is a bare value or one with a link. */
export function codeOf(diagnostic: Diagnostic): string {
  const { code } = diagnostic;
  return String(typeof code === 'object' ? code.value : code);
}

export async function hoverText(uri: Uri, position: Position): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri, position);
  return hovers
    .flatMap((hover) => hover.contents)
    .map((content) => (content instanceof MarkdownString ? content.value : String(content)))
    .join('\n');
}

export async function complete(uri: Uri, position: Position): Promise<CompletionItem[]> {
  const list = await commands.executeCommand<CompletionList>('vscode.executeCompletionItemProvider', uri, position);
  return list.items;
}

export const labelOf = (item: CompletionItem): string =>
  typeof item.label === 'string' ? item.label : item.label.label;

/**
 * The quick fixes at a range that has some. Where another extension that starts registers a provider meanwhile, VS Code drops
 * what it asked for: it lists none, or says that it was cancelled. So it is asked again, as a user would.
 */
export async function codeActions(uri: Uri, range: Range): Promise<CodeAction[]> {
  const end = Date.now() + LIMIT;
  for (;;) {
    const actions = await listCodeActions(uri, range).catch((error: Error) => {
      if (error.name === 'Canceled') return [];
      throw error;
    });
    if (actions.length || Date.now() > end) return actions;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function listCodeActions(uri: Uri, range: Range): Promise<CodeAction[]> {
  // Resolves the edits of so many actions, which a server may leave out of the list.
  const resolved = 20;
  const kind = CodeActionKind.QuickFix.value;
  return commands.executeCommand('vscode.executeCodeActionProvider', uri, range, kind, resolved);
}

export async function apply(action: CodeAction): Promise<void> {
  if (action.edit) assert.ok(await workspace.applyEdit(action.edit), 'VS Code did not apply the edit');
  if (action.command) await commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}
