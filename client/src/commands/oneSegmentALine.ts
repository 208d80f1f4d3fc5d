import type { BaseLanguageClient } from 'vscode-languageclient';
import { layOut } from '../layOut';

export function oneSegmentALine(client: BaseLanguageClient): Promise<void> {
  return layOut(client, 'segments');
}
