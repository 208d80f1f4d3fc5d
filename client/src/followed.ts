import { type Disposable, languages, Position, Range, type TextDocument, workspace } from 'vscode';
import {
  type BaseLanguageClient,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  type Middleware,
  State,
} from 'vscode-languageclient';
import { NOT_CLAIMS, READ_AS_NOTIFICATION, RECOGNISE_REQUEST, type RecogniseAnswer } from '../../server/src/protocol';
import { mayHoldClaims, SIGNS_WITHIN } from '../../server/src/signs';
import { type FormatChoices, isGone, languageOf } from './formatChoice';
import { languagesFollowed, SHARED_LANGUAGES } from './languages';

/**
 * Which documents the server is told of. JSON, CSV and plain text are mostly none of ours: what shows no sign of claims
 * is not sent, is not asked about, and does not start the server.
 */
export interface Followed extends Disposable {
  readonly middleware: Pick<Middleware, 'sendRequest' | 'sendNotification' | 'workspace'>;
  /** Follows the editor from here on; starts the client with the first document that is for it. */
  begin(client: BaseLanguageClient): Promise<void>;
  /** After the user chose another format for a document. */
  chosen(document: TextDocument): Promise<void>;
}

function isShared(languageId: string): boolean {
  return SHARED_LANGUAGES.includes(languageId);
}

/** What a type of message is called. */
function methodOf(type: string | { readonly method: string }): string {
  return typeof type === 'string' ? type : type.method;
}

/**
 * `first`: what is asked of a document, once the server was told of it, before all that an editor asks for at once; that waits
 * for the answer.
 */
export function createFollowed(
  choices: FormatChoices,
  first: (document: TextDocument, sent: Promise<void>) => Promise<unknown> | undefined,
): Followed {
  /** What the server has open, with the version that it was opened in. */
  const open = new Map<string, number>();
  /** Documents that showed signs of claims, once and for all. */
  const signed = new Set<string>();
  /** Documents that were given a language: a user who takes it back is not contradicted. */
  const given = new Set<string>();
  /** Of documents that the server was just told of: what is asked before all else. */
  const asking = new Map<string, Promise<unknown>>();
  let client: BaseLanguageClient | undefined;

  const isFollowed = (document: TextDocument): boolean => {
    const format = choices.of(document);
    if (format !== undefined) return format !== NOT_CLAIMS;
    if (!isShared(document.languageId)) return true;
    const uri = document.uri.toString();
    if (!signed.has(uri) && mayHoldClaims(document.languageId, headOf(document), ownColumns())) signed.add(uri);
    return signed.has(uri);
  };

  /** `sent`: the server was told of the document. */
  const askFirst = (document: TextDocument, sent: Promise<void>) => {
    const asked = first(document, sent)?.catch(() => undefined);
    if (!asked) return;
    const uri = document.uri.toString();
    asking.set(uri, asked);
    void asked.then(() => {
      if (asking.get(uri) === asked) asking.delete(uri);
    });
  };

  const middleware: Followed['middleware'] = {
    async sendNotification(type, next, params) {
      const { uri, version } = documentOf(params);
      if (uri === undefined) return next(type, params);
      switch (methodOf(type)) {
        case 'textDocument/didOpen': {
          const document = workspace.textDocuments.find((one) => one.uri.toString() === uri);
          if (open.has(uri) || (document && !isFollowed(document))) return;
          open.set(uri, version ?? 0);
          const format = document && choices.chosen(document.uri);
          if (format !== undefined) await next(READ_AS_NOTIFICATION as never, { uri, format } as never);
          const sent = next(type, params);
          if (document) askFirst(document, sent);
          return sent;
        }
        case 'textDocument/didClose':
          return open.delete(uri) ? next(type, params) : undefined;
        default: {
          const since = open.get(uri);
          if (since === undefined) return;
          // What the text was opened with is no change.
          return version !== undefined && version <= since ? undefined : next(type, params);
        }
      }
    },
    async sendRequest(type, params, token, next) {
      const { uri } = documentOf(params);
      if (uri !== undefined) await asking.get(uri);
      if (uri === undefined || open.has(uri)) return next(type, params, token);
      const nothing = methodOf(type) === DocumentDiagnosticRequest.method ? { kind: 'full', items: [] } : null;
      return nothing as Awaited<ReturnType<typeof next>>;
    },
    workspace: {
      async didChangeConfiguration(sections, next) {
        await next(sections);
        // Not before: the server recognises by the settings that it was told of.
        lookAtAll();
      },
    },
  };

  /** Gives a document the language of the format that it is chosen or seen to be in. */
  const recognise = async (document: TextDocument): Promise<void> => {
    const { languageId, uri } = document;
    const key = uri.toString();
    const format = choices.of(document);
    if (format !== undefined) return setLanguage(document, format);
    if (!(languageId === 'plaintext' || languageId === 'claim-text' || isShared(languageId)) || given.has(key)) return;
    if (!mayHoldClaims(languageId, headOf(document), ownColumns())) return;
    const answer = await client
      ?.sendRequest<RecogniseAnswer | null>(RECOGNISE_REQUEST, { head: headOf(document) })
      .catch(() => null);
    if (!answer?.format || isGone(document) || document.languageId !== languageId) return;
    // Claims as text may hold tables of their own; of a table and of JSON only the name may be wrong.
    if (languageId !== 'plaintext' && answer.format !== 'x12' && answer.format !== 'hl7v2') return;
    given.add(key);
    await setLanguage(document, answer.format);
  };

  /** Tells the server of a document that it should have and has not, or of one that it has and should not. */
  const look = async (document: TextDocument): Promise<void> => {
    await recognise(document);
    if (!client || isGone(document) || !languagesFollowed().includes(document.languageId)) return;
    const uri = document.uri.toString();
    if (open.has(uri) || !isFollowed(document)) return;
    if (client.state !== State.Running) return client.start();
    const params = client.code2ProtocolConverter.asOpenTextDocumentParams(document);
    await client.sendNotification(DidOpenTextDocumentNotification.type, params);
    findAgain(client);
  };
  const lookSafely = (document: TextDocument) => void look(document).catch(() => undefined);
  const lookAtAll = () => workspace.textDocuments.forEach(lookSafely);

  const subscriptions: Disposable[] = [];
  return {
    middleware,
    async begin(own) {
      client = own;
      subscriptions.push(
        workspace.onDidOpenTextDocument(lookSafely),
        workspace.onDidCloseTextDocument((document) => {
          if (!isGone(document)) return;
          signed.delete(document.uri.toString());
          given.delete(document.uri.toString());
        }),
        workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
          if (open.has(document.uri.toString())) return;
          if (contentChanges.some(({ rangeOffset }) => rangeOffset < SIGNS_WITHIN)) lookSafely(document);
        }),
        workspace.onDidChangeConfiguration((event) => {
          const isOurs = event.affectsConfiguration('claimLens.files') || event.affectsConfiguration('claimLens.csv');
          if (isOurs && own.state !== State.Running) lookAtAll();
        }),
        own.onDidChangeState(({ newState }) => {
          if (newState === State.Running) lookAtAll();
          else if (newState === State.Stopped) open.clear();
        }),
      );
      await Promise.all(workspace.textDocuments.map((document) => look(document).catch(() => undefined)));
    },
    async chosen(document) {
      const uri = document.uri.toString();
      const format = choices.of(document);
      if (!client) return;
      if (open.has(uri)) {
        await client.sendNotification(READ_AS_NOTIFICATION, { uri, format: choices.chosen(document.uri) });
      }
      if (format === undefined) given.delete(uri);
      if (format !== NOT_CLAIMS) await look(document);
      findAgain(client);
    },
    dispose: () => subscriptions.forEach((one) => void one.dispose()),
  };
}

/** Asks the server anew for the findings of what is shown. */
function findAgain(client: BaseLanguageClient): void {
  client.getFeature(DocumentDiagnosticRequest.method)?.refresh();
}

async function setLanguage(document: TextDocument, format: string): Promise<void> {
  const language = languageOf(format);
  if (!language || kindOf(document.languageId) === kindOf(language)) return;
  await languages.setTextDocumentLanguage(document, language);
}

/** A table is one in each of its languages, and so is JSON. */
function kindOf(language: string): string {
  return /^(?:json|[ct]sv)/.exec(language)?.[0].replace('tsv', 'csv') ?? language;
}

function headOf(document: TextDocument): string {
  return document.getText(new Range(new Position(0, 0), document.positionAt(SIGNS_WITHIN)));
}

/** The names that the user gave columns of codes. */
function ownColumns(): string[] {
  const columns = workspace.getConfiguration('claimLens').get<Record<string, unknown>>('csv.columns', {});
  return [columns.code].flat().filter((name) => typeof name === 'string');
}

function documentOf(params: unknown): { readonly uri?: string; readonly version?: number } {
  return (params as { textDocument?: { uri?: string; version?: number } } | undefined)?.textDocument ?? {};
}
