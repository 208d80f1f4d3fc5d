import { type Disposable, languages, RelativePattern, type TextDocument, type Uri, workspace } from 'vscode';
import { READABLE } from '../../server/src/protocol';

/** The formats that the user chose for documents: by command until they are closed, or by their names in a setting. */
export interface FormatChoices extends Disposable {
  /** By command only: what the server can't know by itself. */
  chosen(uri: Uri): string | undefined;
  of(document: TextDocument): string | undefined;
  choose(uri: Uri, format: string | undefined): void;
}

export function createFormatChoices(): FormatChoices {
  const chosen = new Map<string, string>();
  const closing = workspace.onDidCloseTextDocument((document) => {
    if (isGone(document)) chosen.delete(document.uri.toString());
  });
  return {
    chosen: (uri) => chosen.get(uri.toString()),
    of: (document) => chosen.get(document.uri.toString()) ?? associated(document),
    choose(uri, format) {
      if (format === undefined) chosen.delete(uri.toString());
      else chosen.set(uri.toString(), format);
    },
    dispose: () => closing.dispose(),
  };
}

/** Closed for good: an editor also closes and opens a document to give it another language. */
export function isGone(document: TextDocument): boolean {
  return !workspace.textDocuments.includes(document);
}

/** The last of the globs that match wins, as in the server. */
function associated(document: TextDocument): string | undefined {
  const globs = workspace.getConfiguration('claimLens').get<Record<string, unknown>>('files.associations', {});
  let found: string | undefined;
  for (const [glob, format] of Object.entries(globs)) {
    if (typeof format === 'string' && matches(glob, document)) found = format;
  }
  return found;
}

function matches(glob: string, document: TextDocument): boolean {
  if (!glob.includes('/')) return languages.match({ pattern: `**/${glob}` }, document) > 0;
  const path = glob.replace(/^\.?\//, '');
  return (workspace.workspaceFolders ?? []).some(
    (folder) => languages.match({ pattern: new RelativePattern(folder, path) }, document) > 0,
  );
}

/** The language that a format has in the editor. */
export function languageOf(format: string): string | undefined {
  return READABLE.find((one) => one.format === format)?.language;
}
