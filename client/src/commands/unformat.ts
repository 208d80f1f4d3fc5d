import type { BaseLanguageClient } from 'vscode-languageclient';
import { layOut } from '../layOut';

export function unformat(client: BaseLanguageClient): Promise<void> {
  return layOut(client, 'one');
}
