import { window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { CODE_REQUEST, type CodeAnswer } from '../../../server/src/protocol';
import type { Pages } from '../pages';

/** Five characters, as all procedure codes have, inside whatever the language takes for a word: `HC:0709T:59`. */
const CODE = /(?<![A-Za-z0-9])[A-Za-z0-9]\d{3}[A-Za-z0-9](?![A-Za-z0-9])/;

const DENTAL = /^D\d{4}$/;

/** Asks for a code, or takes the one given, and shows what the tables say of it. */
export async function lookUpCode(client: BaseLanguageClient, pages: Pages, given: unknown): Promise<void> {
  const code = typeof given === 'string' ? given : await askForCode();
  if (!code) return;
  const { markdown } = await client.sendRequest<CodeAnswer>(CODE_REQUEST, { code });
  if (markdown === undefined) {
    void window.showInformationMessage(
      DENTAL.test(code)
        ? `“${code}” is a dental code (CDT) of the American Dental Association, and none is built in. A list of your own may hold it.`
        : `“${code}” has no shape of a CPT or HCPCS code: five characters, like 99213 or J1885.`,
    );
    return;
  }
  await pages.show(code, markdown);
}

async function askForCode(): Promise<string | undefined> {
  const typed = await window.showInputBox({
    title: 'Look Up Code',
    prompt: 'CPT or HCPCS code',
    placeHolder: '0708T',
    value: codeAtCursor() ?? '',
    validateInput: (value) =>
      value.trim() === '' || /^[A-Za-z0-9]{5}$/.test(value.trim()) ? undefined : 'A code has five letters and digits',
  });
  return typed?.trim().toUpperCase();
}

function codeAtCursor(): string | undefined {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  const range = selection.isEmpty ? document.getWordRangeAtPosition(selection.active) : selection;
  return range && CODE.exec(document.getText(range))?.[0].toUpperCase();
}
