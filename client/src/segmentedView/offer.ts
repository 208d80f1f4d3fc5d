import { ConfigurationTarget, Disposable, type TextDocument, type Uri, window, workspace } from 'vscode';
import { SEGMENTED_VIEW_SCHEME } from '../../../server/src/protocol';

const SETTING = 'segmentedView.offer';
const OPEN = 'Open Segmented View';
const NEVER = 'Never Ask';

/** Offers the view, once a file and window, when a file comes to the front that has lines longer than are drawn. */
export function offerView(open: (file: Uri) => Promise<void>): Disposable {
  const offered = new Set<string>();

  const offer = async (document: TextDocument): Promise<void> => {
    const { uri } = document;
    const key = uri.toString();
    if (offered.has(key) || !isOffered(document)) return;
    offered.add(key);
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const answer = await window.showInformationMessage(
      `${name} has lines that are too long to be drawn. Show it one segment a line? Looking changes nothing; saving keeps the file's own layout.`,
      OPEN,
      NEVER,
    );
    if (answer === OPEN) await open(uri);
    else if (answer === NEVER) await settingsOf(document).update(SETTING, false, ConfigurationTarget.Global);
  };

  const inFront = () => {
    const document = window.activeTextEditor?.document;
    if (document) void offer(document);
  };
  inFront();
  return Disposable.from(
    window.onDidChangeActiveTextEditor(inFront),
    // A text may become X12 after it is shown.
    workspace.onDidOpenTextDocument((document) => {
      if (document === window.activeTextEditor?.document) void offer(document);
    }),
  );
}

/** Whether the view of a document is offered when it comes to the front. */
export function isOffered(document: TextDocument): boolean {
  const { languageId, isUntitled, uri } = document;
  if (languageId !== 'x12' || isUntitled || uri.scheme === SEGMENTED_VIEW_SCHEME) return false;
  if (workspace.fs.isWritableFileSystem(uri.scheme) === undefined) return false;
  return settingsOf(document).get<boolean>(SETTING, true) && hasUndrawnLine(document);
}

function settingsOf(document: TextDocument) {
  return workspace.getConfiguration('claimLens', document);
}

/** A file whose first lines are short has a segment a line, or is wrapped: the others are not looked at. */
const FIRST_LINES = 100;

/** `editor.stopRenderingLineAfter`: the editor draws so many characters of a line; -1 for all. */
function hasUndrawnLine(document: TextDocument): boolean {
  const drawn = workspace.getConfiguration('editor', document).get<number>('stopRenderingLineAfter', 10_000);
  if (drawn < 0) return false;
  for (let line = 0; line < Math.min(document.lineCount, FIRST_LINES); line++) {
    if (document.lineAt(line).text.length > drawn) return true;
  }
  return false;
}
