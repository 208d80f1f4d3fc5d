import {
  type ClientCapabilities,
  CompletionRequest,
  type Connection,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { Log } from './runSafe';

/** Editors open no list at a bare number by themselves. */
const DIGITS = [...'0123456789'];
/** Separators before a place where a code may stand. */
const TRIGGERS = [...'*:-/ ~^>|', ...DIGITS];

/** Languages that are somebody else's too: there a blank or a colon asks nobody but their own support. */
const SHARED = ['json', 'jsonl', 'plaintext', 'markdown'];
const OWN = ['x12', 'claim-text', 'hl7', 'csv', 'tsv', 'csv (semicolon)', 'csv (pipe)'];

export function completionCapabilities(capabilities: ClientCapabilities): ServerCapabilities {
  return registers(capabilities) ? {} : { completionProvider: { triggerCharacters: TRIGGERS, resolveProvider: true } };
}

/** Where the client takes registrations, each kind of language has its own characters that open a list. */
export function registerCompletion(
  connection: Connection,
  capabilities: ClientCapabilities,
  ready: Promise<void>,
  log: Log,
): void {
  if (!registers(capabilities)) return;
  const register = (languages: readonly string[], triggerCharacters: string[]) =>
    connection.client.register(CompletionRequest.type, {
      documentSelector: languages.map((language) => ({ language })),
      triggerCharacters,
      resolveProvider: true,
    });
  void ready
    .then(() => Promise.all([register(OWN, TRIGGERS), register(SHARED, DIGITS)]))
    .catch(() => log('the client takes no completion'));
}

function registers({ textDocument }: ClientCapabilities): boolean {
  return textDocument?.completion?.dynamicRegistration === true;
}
