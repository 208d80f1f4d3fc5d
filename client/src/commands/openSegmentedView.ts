import { type Uri, window, workspace } from 'vscode';
import { SEGMENTED_VIEW_SCHEME } from '../../../server/src/protocol';
import type { ViewFiles } from '../segmentedView/viewFiles';

/** Opens the segmented view of a file, or of the one in front. */
export async function openSegmentedView(views: ViewFiles, given?: Uri): Promise<void> {
  const file = given ?? window.activeTextEditor?.document.uri;
  if (!file || file.scheme === SEGMENTED_VIEW_SCHEME) return;
  const document = workspace.textDocuments.find((one) => one.uri.toString() === file.toString());
  if (document?.isUntitled || workspace.fs.isWritableFileSystem(file.scheme) === undefined) {
    void window.showInformationMessage('The segmented view shows a file: save this text as one first.');
    return;
  }
  if (document?.isDirty) {
    void window.showInformationMessage('The segmented view shows the file on the disk: save your changes first.');
    return;
  }
  const reason = await views.show(file);
  if (reason) void window.showErrorMessage(`There is no segmented view of this file: ${reason}.`);
}
