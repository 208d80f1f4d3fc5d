import { Disposable, languages, type TextDocument, workspace } from 'vscode';

export const LANGUAGES: readonly string[] = ['x12', 'claim-text', 'hl7'];

/**
 * VS Code goes by a file's extension before its first line, so that a `.clm` with an X12 interchange opens as claim
 * text: give it the language that its first segment shows.
 */
export function recogniseX12(): Disposable {
  const look = (document: TextDocument) => {
    if (document.languageId !== 'claim-text' || !/^\uFEFF?\s*ISA[^A-Za-z0-9\s]/.test(document.lineAt(0).text)) return;
    void languages.setTextDocumentLanguage(document, 'x12');
  };
  workspace.textDocuments.forEach(look);
  return Disposable.from(workspace.onDidOpenTextDocument(look));
}
