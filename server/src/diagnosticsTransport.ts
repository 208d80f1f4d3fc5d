import {
  type CancellationToken,
  type ClientCapabilities,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  ResponseError,
} from 'vscode-languageserver';
import type { Documents, OpenDocument } from './documents';
import { type Log, notifySafe, runSafe } from './runSafe';

/** Runs `act` after so many milliseconds; the answer takes it back. */
export type Timer = (act: () => void, milliseconds: number) => () => void;

/** How findings reach the client: sent by the server, or asked for by the client. Never both. */
export interface DiagnosticsTransport {
  opened(document: OpenDocument): void;
  changed(document: OpenDocument): void;
  closed(uri: string): void;
  /** Settings or tables changed: every open document has new findings. */
  refresh(): void;
  dispose(): void;
}

export interface TransportOptions {
  readonly connection: Connection;
  readonly capabilities: ClientCapabilities;
  readonly documents: Documents;
  readonly timer: Timer;
  readonly log: Log;
  /** Resolves when the user's settings are known: findings by other settings would flicker. */
  readonly ready: Promise<void>;
  diagnose(document: OpenDocument): Diagnostic[];
}

const QUIET_MILLISECONDS = 100;

export function canPull(capabilities: ClientCapabilities): boolean {
  return capabilities.textDocument?.diagnostic !== undefined;
}

export function createDiagnosticsTransport(options: TransportOptions): DiagnosticsTransport {
  return canPull(options.capabilities) ? pull(options) : push(options);
}

function push({ connection, documents, timer, log, ready, diagnose }: TransportOptions): DiagnosticsTransport {
  const waiting = new Map<string, () => void>();
  /** Opened before the settings are known: one answer is enough. */
  const queued = new Set<string>();

  const cancel = (uri: string) => {
    waiting.get(uri)?.();
    waiting.delete(uri);
  };
  const send = (uri: string) => {
    cancel(uri);
    if (queued.has(uri)) return;
    queued.add(uri);
    void ready.then(() =>
      notifySafe('diagnostics', log, () => {
        queued.delete(uri);
        const document = documents.get(uri);
        if (!document) return;
        void connection.sendDiagnostics({ uri, version: document.version, diagnostics: diagnose(document) });
      }),
    );
  };
  return {
    opened: ({ uri }) => send(uri),
    changed({ uri }) {
      cancel(uri);
      waiting.set(
        uri,
        timer(() => send(uri), QUIET_MILLISECONDS),
      );
    },
    closed(uri) {
      cancel(uri);
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
    refresh() {
      for (const { uri } of documents.all()) send(uri);
    },
    dispose() {
      for (const uri of [...waiting.keys()]) cancel(uri);
    },
  };
}

function pull({ connection, capabilities, documents, log, ready, diagnose }: TransportOptions): DiagnosticsTransport {
  let generation = 0;

  const answer = (uri: string, previous: string | undefined): DocumentDiagnosticReport => {
    const document = documents.get(uri);
    if (!document) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const resultId = `${generation}.${document.revision}`;
    return previous === resultId
      ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
      : { kind: DocumentDiagnosticReportKind.Full, resultId, items: diagnose(document) };
  };
  connection.languages.diagnostics.on(async (params, token: CancellationToken) => {
    await ready;
    const empty: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const report = runSafe('diagnostics', log, token, empty, () =>
      answer(params.textDocument.uri, params.previousResultId),
    );
    // An error without data, upon which VS Code asks again: with `retriggerRequest: false` it would not, though it may
    // have cancelled this request only because it wanted to ask once more.
    return report instanceof ResponseError ? new ResponseError(report.code, report.message) : report;
  });
  return {
    opened() {},
    changed() {},
    closed() {},
    refresh() {
      generation++;
      if (capabilities.workspace?.diagnostics?.refreshSupport) connection.languages.diagnostics.refresh();
    },
    dispose() {},
  };
}
