import {
  type CancellationToken,
  CodeActionKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  type MarkupContent,
  MarkupKind,
  type Position,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { annotationCapabilities, answerAnnotations, refreshAnnotations, refreshLenses } from './annotations';
import { completionCapabilities, registerCompletion } from './completionTriggers';
import { foldersOf, followConfiguration } from './configuration';
import { canPull, createDiagnosticsTransport, type DiagnosticsTransport, type Timer } from './diagnosticsTransport';
import { createDocuments, type Documents, type OpenDocument } from './documents';
import { loadedTables } from './loadedTables';
import { missingTables } from './missingTables';
import { answerPassages } from './passages';
import { plainText } from './plainText';
import {
  CODE_REQUEST,
  type CodeAnswer,
  type CodeParams,
  type InitializationOptions,
  MISSING_REQUEST,
  READ_AS_NOTIFICATION,
  type ReadAsParams,
  STATUS_NOTIFICATION,
  TABLES_REQUEST,
} from './protocol';
import { answerReading, readingCapabilities } from './readingAids';
import { notifySafe, runSafe } from './runSafe';
import {
  type CheckedText,
  type ClaimService,
  type Codes,
  type Completion,
  createClaimService,
  dayFromIso,
  type Settings,
} from './service';
import { type Store, serveStore } from './storeRequests';
import { codeActionOf, completionItemOf, diagnosticOf, statusOf } from './toLsp';

/** What a host gives the server: nothing below knows whether it runs in Node or in a browser. */
export interface Runtime {
  /** The tables to start with. */
  codes(): ClaimService['codes'];
  /** The user's own tables in a folder; absent where the host can keep none. */
  store?(folder: string | undefined): Store;
  readonly timer: Timer;
  /** The text of a file of the workspace; undefined where there is none. */
  readText?(uri: string): Promise<string | undefined>;
}

/** How long a document stays as it is before its status is worked out. */
const STATUS_MILLISECONDS = 50;

/** Speaks LSP over the connection until it ends. */
export function startServer(connection: Connection, runtime: Runtime): void {
  const log = (line: string) => connection.console.error(line);
  connection.onInitialize((params) => {
    serve(connection, runtime, params, log);
    return initializeResult(params);
  });
  connection.listen();
}

function initializeResult(params: InitializeParams): InitializeResult {
  const { capabilities } = params;
  return {
    serverInfo: { name: 'Claim Lens' },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      ...completionCapabilities(capabilities),
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
      ...readingCapabilities(params),
      ...annotationCapabilities(),
      ...(canPull(capabilities) && {
        diagnosticProvider: { identifier: 'claim-lens', interFileDependencies: false, workspaceDiagnostics: false },
      }),
    },
  };
}

function serve(connection: Connection, runtime: Runtime, params: InitializeParams, log: (line: string) => void): void {
  const { capabilities } = params;
  const { readText } = runtime;
  const linked = showsRelated(capabilities);
  const configuration = followConfiguration({ connection, params, log, apply: use, readText });
  const store = runtime.store?.((params.initializationOptions as InitializationOptions | undefined)?.codesFolder);
  const codes = store?.open((message) => log(message)) ?? runtime.codes();
  let service = createClaimService({ codes, settings: configuration.initial });
  const documents = createDocuments(service, foldersOf(params));
  const transport = createDiagnosticsTransport({
    connection,
    capabilities,
    documents,
    timer: runtime.timer,
    log,
    ready: configuration.ready,
    diagnose(document) {
      const found = document.checked?.findings(service.settings.maxFindings) ?? [];
      // The status goes after the findings, which somebody waits for, and not while somebody types.
      runtime.timer(() => {
        if (documents.get(document.uri) !== document) return;
        void connection.sendNotification(STATUS_NOTIFICATION, statusOf(document));
      }, STATUS_MILLISECONDS);
      return found.map((finding) => diagnosticOf(document, finding, linked));
    },
  });

  function use(settings: Settings): void {
    // Clients tell of changes that are none; a large document is not judged again for them.
    if (JSON.stringify(settings) === JSON.stringify(service.settings)) return;
    const before = service.settings;
    service = service.with({ settings });
    documents.use(service);
    transport.refresh();
    refreshAnnotations(connection, capabilities, before, settings, log);
  }

  if (store) {
    const useCodes = (changed: Codes) => {
      service = service.with({ codes: changed });
      documents.use(service);
      transport.refresh();
      if (service.settings.codeLens) refreshLenses(connection, capabilities, log);
    };
    serveStore(connection, store, useCodes, log);
  }
  followDocuments(connection, documents, transport, log);
  answerRequests(connection, documents, () => service, capabilities, log);
  answerPassages(connection, () => service, configuration.settled, log);
  registerCompletion(connection, capabilities, configuration.ready, log);
  const { ready } = configuration;
  answerReading({ connection, capabilities, documents, service: () => service, log, ready });
  answerAnnotations({ connection, documents, service: () => service, log });
  // While the editor still gets its document ready.
  runtime.timer(() => notifySafe('warm up', log, () => service.warmUp()), 0);
  connection.onShutdown(() => transport.dispose());
}

function followDocuments(
  connection: Connection,
  documents: Documents,
  transport: DiagnosticsTransport,
  log: (line: string) => void,
): void {
  connection.onDidOpenTextDocument(({ textDocument }) =>
    notifySafe('open', log, () => transport.opened(documents.open(textDocument))),
  );
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) =>
    notifySafe('change', log, () => {
      const document = documents.change(textDocument.uri, textDocument.version, contentChanges);
      if (document) transport.changed(document);
    }),
  );
  connection.onNotification(READ_AS_NOTIFICATION, ({ uri, format }: ReadAsParams) =>
    notifySafe('readAs', log, () => {
      documents.readAs(uri, format);
      if (documents.get(uri)) transport.refresh();
    }),
  );
  connection.onDidCloseTextDocument(({ textDocument }) =>
    notifySafe('close', log, () => {
      documents.close(textDocument.uri);
      transport.closed(textDocument.uri);
    }),
  );
}

function answerRequests(
  connection: Connection,
  documents: Documents,
  service: () => ClaimService,
  capabilities: InitializeParams['capabilities'],
  log: (line: string) => void,
): void {
  const { completion, hover: hovers } = capabilities.textDocument ?? {};
  const tags = completion?.completionItem?.tagSupport !== undefined;
  const linked = showsRelated(capabilities);
  const hoverText = contentFor(hovers?.contentFormat);
  const documentation = contentFor(completion?.completionItem?.documentationFormat);
  const versioned = capabilities.workspace?.workspaceEdit?.documentChanges === true;

  const at = <T>(
    params: { readonly textDocument: { readonly uri: string }; readonly position: Position },
    answer: (document: OpenDocument, checked: CheckedText, offset: number) => T,
  ): T | null => {
    const document = documents.get(params.textDocument.uri);
    if (!document?.checked) return null;
    return answer(document, document.checked, document.lines.offsetAt(params.position, document.text));
  };

  connection.onHover((params, token) =>
    runSafe('hover', log, token, null, () =>
      at(params, (document, checked, offset) => {
        const hover = service().hover(checked, offset);
        if (!hover) return null;
        return {
          contents: hoverText(hover.markdown),
          range: document.lines.range(hover.span.start, hover.span.end),
        };
      }),
    ),
  );
  /** The last list and its number: what an editor asks the documentation of. */
  let listed: readonly Completion[] = [];
  let list = 0;
  connection.onCompletion((params, token) =>
    runSafe('completion', log, token, null, () =>
      at(params, (document, checked, offset) => {
        listed = service().complete(checked, offset);
        list++;
        return {
          // Of codes only the best are listed, and what a word has found the editor can't narrow down by itself: it matches
          // one more character with the codes.
          isIncomplete: listed.some(({ kind }) => kind !== 'qualifier'),
          items: listed.map((one, index) => ({ ...completionItemOf(document, one, tags), data: { list, index } })),
        };
      }),
    ),
  );
  connection.onCompletionResolve((item, token) =>
    runSafe('completionResolve', log, token, item, () => {
      const asked = item.data as { readonly list: number; readonly index: number };
      const value = asked.list === list ? listed[asked.index]?.documentation?.() : undefined;
      return value === undefined ? item : { ...item, documentation: documentation(value) };
    }),
  );
  connection.onCodeAction(({ textDocument, range, context }, token) =>
    runSafe('codeAction', log, token, null, () => {
      const wanted = context.only?.some((kind) => kind === '' || kind === CodeActionKind.QuickFix) ?? true;
      if (!wanted) return [];
      return at({ textDocument, position: range.start }, (document, checked, start) => {
        const end = document.lines.offsetAt(range.end, document.text);
        const offers = service().fixes(checked, start, end);
        return offers.map((offer) => codeActionOf(document, offer, context.diagnostics, { versioned, linked }));
      });
    }),
  );
  connection.onRequest(CODE_REQUEST, ({ code, on }: CodeParams, token: CancellationToken) =>
    runSafe<CodeAnswer>('code', log, token, {}, () => ({
      markdown: service().codeMarkdown(code, on === undefined ? undefined : dayFromIso(on)),
    })),
  );
  connection.onRequest(TABLES_REQUEST, (token: CancellationToken) =>
    runSafe('tables', log, token, [], () => loadedTables(service().codes)),
  );
  connection.onRequest(MISSING_REQUEST, (token: CancellationToken) =>
    runSafe('missing tables', log, token, [], () => missingTables(service().codes)),
  );
}

/** Markdown, but for a client that says it shows plain text and names no Markdown. */
function contentFor(formats: readonly MarkupKind[] = []): (markdown: string) => MarkupContent {
  const plain = formats.includes(MarkupKind.PlainText) && !formats.includes(MarkupKind.Markdown);
  return plain
    ? (markdown) => ({ kind: MarkupKind.PlainText, value: plainText(markdown) })
    : (value) => ({ kind: MarkupKind.Markdown, value });
}

function showsRelated({ textDocument }: InitializeParams['capabilities']): boolean {
  return textDocument?.publishDiagnostics?.relatedInformation === true;
}
