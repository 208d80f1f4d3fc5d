import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  type CodeAction,
  type CompletionItem,
  type CompletionList,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  type TextEdit,
} from 'vscode-languageserver/node';
import type { DocumentStatus } from '../../server/src/protocol';

const PATIENCE = 60_000;

/** What VS Code says of itself, as far as the server looks. */
export const PULL: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceEdit: { documentChanges: true },
    diagnostics: { refreshSupport: true },
    didChangeConfiguration: { dynamicRegistration: true },
  },
  textDocument: {
    diagnostic: {},
    publishDiagnostics: { relatedInformation: true },
    completion: { completionItem: { tagSupport: { valueSet: [1] } } },
  },
};

/** An older or smaller editor: it is sent diagnostics. */
export const PUSH: ClientCapabilities = {
  workspace: { configuration: true },
  textDocument: { publishDiagnostics: { relatedInformation: true } },
};

export interface SessionOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** The `claimLens` section as the user has it; change it and call `configure`. */
  readonly settings?: unknown;
  readonly command?: readonly string[];
  /** The folder that is open. */
  readonly folder?: string;
}

/** The built server as an editor sees it: a process that speaks LSP on its standard streams. */
export async function startSession(options: SessionOptions = {}): Promise<Session> {
  const session = new Session(options);
  await session.start();
  return session;
}

export class Session {
  readonly process: ChildProcess;
  readonly connection: ProtocolConnection;
  readonly published: PublishDiagnosticsParams[] = [];
  readonly statuses: DocumentStatus[] = [];
  readonly logged: string[] = [];
  refreshes = 0;
  initialized!: InitializeResult;
  private readonly versions = new Map<string, number>();
  private readonly texts = new Map<string, string>();
  private readonly listeners = new Set<() => void>();
  private settings: unknown;

  constructor(private readonly options: SessionOptions) {
    this.settings = options.settings ?? {};
    const command = options.command ?? [join('dist', 'server.js'), '--stdio'];
    this.process = spawn(process.execPath, command, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.process.stdout!),
      new StreamMessageWriter(this.process.stdin!),
    );
    const { connection } = this;
    const tell = () => {
      for (const listener of this.listeners) listener();
    };
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      tell();
    });
    connection.onNotification('claimLens/status', (status: DocumentStatus) => {
      this.statuses.push(status);
      tell();
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logged.push(message);
    });
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => this.settings),
    );
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      tell();
      return null;
    });
    connection.onError(() => {});
    connection.listen();
  }

  async start(): Promise<void> {
    const { folder } = this.options;
    this.initialized = await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: folder === undefined ? null : [{ uri: pathToFileURL(folder).href, name: 'folder' }],
      capabilities: this.options.capabilities ?? PULL,
      initializationOptions: this.options.initializationOptions,
    });
    await this.connection.sendNotification('initialized', {});
  }

  open(uri: string, languageId: string, text: string): void {
    this.versions.set(uri, 1);
    this.texts.set(uri, text);
    void this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  /** Changes as they would be sent, one relative to the state after the other. */
  change(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]): void {
    const version = this.versions.get(uri)! + 1;
    this.versions.set(uri, version);
    void this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  close(uri: string): void {
    void this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  configure(settings: unknown): void {
    this.settings = settings;
    void this.notify('workspace/didChangeConfiguration', { settings: null });
  }

  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
  }

  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const report = await this.pull(uri);
    return 'items' in report ? report.items : [];
  }

  hover(uri: string, offset: number): Promise<Hover | null> {
    return this.connection.sendRequest('textDocument/hover', this.place(uri, offset));
  }

  async complete(uri: string, offset: number): Promise<CompletionList & { items: CompletionItem[] }> {
    return this.connection.sendRequest('textDocument/completion', this.place(uri, offset));
  }

  async actions(uri: string, range: Range, diagnostics: readonly Diagnostic[] = []): Promise<CodeAction[]> {
    const params = { textDocument: { uri }, range, context: { diagnostics } };
    return (await this.connection.sendRequest<CodeAction[] | null>('textDocument/codeAction', params)) ?? [];
  }

  /** Carries out an action in the document, and tells the server as an editor would. */
  apply(uri: string, action: CodeAction): string {
    const change = action.edit?.documentChanges?.[0];
    const edits = (change && 'edits' in change ? change.edits : action.edit?.changes?.[uri]) as TextEdit[];
    const descending = [...edits].reverse();
    let text = this.texts.get(uri)!;
    for (const { range, newText } of descending) {
      text = text.slice(0, offsetAt(text, range.start)) + newText + text.slice(offsetAt(text, range.end));
    }
    this.texts.set(uri, text);
    this.change(uri, ...descending.map(({ range, newText }) => ({ range, text: newText })));
    return text;
  }

  request<T>(method: string, ...params: unknown[]): Promise<T> {
    return this.connection.sendRequest<T>(method, ...(params as [unknown]));
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  /** Waits for something that the server sends by itself. */
  until<T>(what: string, look: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => {
        this.listeners.delete(check);
        reject(new Error(`${what} did not come`));
      }, PATIENCE);
      const check = () => {
        const found = look();
        if (found === undefined) return;
        clearTimeout(limit);
        this.listeners.delete(check);
        resolve(found);
      };
      this.listeners.add(check);
      check();
    });
  }

  /** Ends as the protocol wants it; gives the exit code. */
  async stop(): Promise<number | null> {
    const ended = once(this.process, 'exit');
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const [code] = await ended;
    return code as number | null;
  }

  private place(uri: string, offset: number) {
    return { textDocument: { uri }, position: positionAt(this.texts.get(uri)!, offset) };
  }
}

/** For texts whose lines end in LF or CRLF. */
export function positionAt(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)!.length };
}

export function offsetAt(text: string, { line, character }: { line: number; character: number }): number {
  let start = 0;
  for (let i = 0; i < line; i++) start = text.indexOf('\n', start) + 1;
  return start + character;
}
