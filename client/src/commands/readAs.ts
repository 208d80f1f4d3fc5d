import { window } from 'vscode';
import { NOT_CLAIMS, READABLE } from '../../../server/src/protocol';
import type { Followed } from '../followed';
import type { FormatChoices } from '../formatChoice';

interface Choice {
  readonly label: string;
  readonly description?: string;
  readonly format: string | undefined;
}

/** Read This File As…: a format for the document in front, until it is closed. `given` is a format's id. */
export async function readAs(choices: FormatChoices, followed: Followed, given: unknown): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (!document) {
    void window.showInformationMessage('Open a file first: this command tells how the one in front is read.');
    return;
  }
  const choice = typeof given === 'string' ? { format: given } : await ask(choices.of(document));
  if (!choice) return;
  choices.choose(document.uri, choice.format);
  await followed.chosen(document);
}

function ask(current: string | undefined): Thenable<Choice | undefined> {
  const formats = READABLE.map(({ format, label }): Choice => ({ format, label }));
  const all: Choice[] = [
    { format: undefined, label: 'As its text shows', description: 'recognised by its content and name' },
    ...formats,
    { format: NOT_CLAIMS, label: 'Not as claims', description: 'nothing is read or shown' },
  ];
  return window.showQuickPick(
    all.map((one) => (one.format === current ? { ...one, description: 'now' } : one)),
    { title: 'Read This File As', placeHolder: 'Until it is closed; claimLens.files.associations lasts' },
  );
}
