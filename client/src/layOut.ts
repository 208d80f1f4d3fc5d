import { window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { LAYOUT_REQUEST, type LayoutAnswer, type LayoutParams } from '../../server/src/protocol';

/** Lays out the X12 text in front: one segment a line, or all in one line. One step to undo. */
export async function layOut(client: BaseLanguageClient, lines: LayoutParams['lines']): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor?.document.languageId !== 'x12') {
    void window.showInformationMessage('Open an X12 file first: this command changes the layout of the one in front.');
    return;
  }
  const { document, options } = editor;
  const size = typeof options.tabSize === 'number' ? options.tabSize : 2;
  const params: LayoutParams = {
    uri: client.code2ProtocolConverter.asUri(document.uri),
    lines,
    indent: options.insertSpaces === false ? '\t' : ' '.repeat(size),
  };
  const answer = await client.sendRequest<LayoutAnswer | null>(LAYOUT_REQUEST, params);
  if (answer?.refused) {
    const { reason, line } = answer.refused;
    void window.showWarningMessage(`Claim Lens can't lay the text out so: ${reason} (line ${line + 1}).`);
    return;
  }
  if (!answer?.edits.length) {
    const layout = lines === 'one' ? 'in one line' : 'one segment a line';
    const reason = answer ? `The text is ${layout} already.` : 'The text was not read as X12.';
    window.setStatusBarMessage(`Claim Lens: ${reason}`, 3000);
    return;
  }
  // Typed on while the server worked: the edits are of another text.
  if (document.version !== answer.version) return;
  const edits = await client.protocol2CodeConverter.asTextEdits([...answer.edits]);
  await editor.edit((builder) => {
    for (const { range, newText } of edits) builder.replace(range, newText);
  });
}
