import { workspace } from 'vscode';

/** Languages of our own: whatever is written in them is for the server. */
export const OWN_LANGUAGES: readonly string[] = ['x12', 'claim-text', 'hl7'];
/** Languages in which claims are written among much else: only texts that show signs of claims are for the server. */
export const SHARED_LANGUAGES: readonly string[] = ['csv', 'tsv', 'csv (semicolon)', 'csv (pipe)', 'json', 'jsonl'];
/** Running text: codes in it are explained when somebody asks. */
export const TEXT_LANGUAGES: readonly string[] = ['plaintext', 'markdown'];

export type TextMode = 'off' | 'hover' | 'full';

export function textMode(): TextMode {
  return workspace.getConfiguration('claimLens').get<TextMode>('text.mode', 'hover');
}

/** The languages whose texts the server may be sent. */
export function languagesFollowed(): readonly string[] {
  return [...OWN_LANGUAGES, ...SHARED_LANGUAGES, ...(textMode() === 'full' ? TEXT_LANGUAGES : [])];
}
