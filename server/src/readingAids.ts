import {
  type CancellationToken,
  type Connection,
  DocumentFormattingRequest,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentSymbol,
  type FoldingRange,
  type InitializeParams,
  type SelectionRange,
  type ServerCapabilities,
  SymbolKind,
  type TextEdit,
  type WorkspaceSymbol,
} from 'vscode-languageserver';
import type { Documents, OpenDocument } from './documents';
import {
  IN_LAYOUT_REQUEST,
  type InLayoutParams,
  LAYOUT_REQUEST,
  type LayoutAnswer,
  type LayoutParams,
  type LayoutText,
  SEGMENTED_VIEW_REQUEST,
  type SegmentedViewParams,
} from './protocol';
import { type Log, runSafe } from './runSafe';
import {
  type CheckedText,
  type ClaimService,
  type FormatOptions,
  inLayoutOf,
  type Layout,
  LineIndex,
  type OutlineItem,
  type Span,
  segmentedView,
} from './service';

/** What an editor shows of a file's structure beside the text, and the text's layout. */
export function readingCapabilities({ capabilities }: InitializeParams): ServerCapabilities {
  return {
    documentSymbolProvider: { label: 'Claim Lens' },
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentHighlightProvider: true,
    workspaceSymbolProvider: true,
    ...(!registersFormatting(capabilities) && { documentFormattingProvider: true }),
  };
}

/** For X12 only: another language's own formatter shall not have to be chosen over this one. */
function registersFormatting(capabilities: InitializeParams['capabilities']): boolean {
  return capabilities.textDocument?.formatting?.dynamicRegistration === true;
}

const MOST_FOUND = 200;

export interface ReadingContext {
  readonly connection: Connection;
  readonly capabilities: InitializeParams['capabilities'];
  readonly documents: Documents;
  readonly service: () => ClaimService;
  readonly log: Log;
  /** After which the client takes registrations. */
  readonly ready: Promise<void>;
}

export function answerReading({ connection, capabilities, documents, service, log, ready }: ReadingContext): void {
  /** The answer for a document that is read as claims; null for others. */
  const about = <T>(
    name: string,
    token: CancellationToken,
    uri: string,
    answer: (document: OpenDocument, checked: CheckedText) => T,
  ) =>
    runSafe<T | null>(name, log, token, null, () => {
      const document = documents.get(uri);
      return document?.checked ? answer(document, document.checked) : null;
    });

  connection.onDocumentSymbol(({ textDocument }, token) =>
    about('documentSymbol', token, textDocument.uri, (document, checked) =>
      service()
        .outline(checked)
        .map((item) => documentSymbolOf(document, item)),
    ),
  );
  const limit = capabilities.textDocument?.foldingRange?.rangeLimit;
  connection.onFoldingRanges(({ textDocument }, token) =>
    about('foldingRange', token, textDocument.uri, (document, checked) =>
      foldingRangesOf(document, service().folding(checked, limit)),
    ),
  );
  connection.onSelectionRanges(({ textDocument, positions }, token) =>
    about('selectionRange', token, textDocument.uri, (document, checked) =>
      positions.map((position): SelectionRange => {
        const offset = document.lines.offsetAt(position, document.text);
        let outer: SelectionRange | undefined;
        for (const { start, end } of [...service().selections(checked, offset)].reverse()) {
          outer = { range: document.lines.range(start, end), parent: outer };
        }
        return outer ?? { range: document.lines.range(offset, offset) };
      }),
    ),
  );
  connection.onDocumentHighlight(({ textDocument, position }, token) =>
    about('documentHighlight', token, textDocument.uri, (document, checked) =>
      service()
        .highlights(checked, document.lines.offsetAt(position, document.text))
        .map(({ start, end, near }): DocumentHighlight => {
          // The kinds are shown in two colours: the claim's own places stand out.
          const kind = near ? DocumentHighlightKind.Write : DocumentHighlightKind.Text;
          return { range: document.lines.range(start, end), kind };
        }),
    ),
  );
  connection.onWorkspaceSymbol(({ query }, token) =>
    runSafe('workspaceSymbol', log, token, null, () => workspaceSymbols(documents, service(), query)),
  );
  connection.onDocumentFormatting(({ textDocument, options: { insertSpaces, tabSize } }, token) =>
    about('formatting', token, textDocument.uri, (document, checked) => {
      const step = insertSpaces ? ' '.repeat(Math.max(0, Math.min(tabSize, 16))) : '\t';
      const indent = service().settings.format.indent ? step : '';
      return editsOf(document, checked, service(), { lines: 'segments', indent });
    }),
  );
  connection.onRequest(LAYOUT_REQUEST, ({ uri, lines, indent }: LayoutParams, token: CancellationToken) =>
    about<LayoutAnswer>('layout', token, uri, (document, checked) => {
      const { version } = document;
      const options = { lines, indent: service().settings.format.indent ? indent : '' };
      const refused = service().formatRefusal(checked, options);
      if (!refused) return { version, edits: editsOf(document, checked, service(), options) };
      const line = document.lines.range(refused.at ?? 0, refused.at ?? 0).start.line;
      return { version, edits: [], refused: { reason: refused.refused, line } };
    }),
  );
  connection.onRequest<LayoutText, void>(
    SEGMENTED_VIEW_REQUEST,
    (params: SegmentedViewParams, token: CancellationToken) =>
      runSafe('segmentedView', log, token, NOT_LAID_OUT, () => {
        const text = 'text' in params ? params.text : textIn(documents, params.uri, params.version);
        return text === undefined ? UNKNOWN : layoutText(segmentedView(text), text);
      }),
  );
  connection.onRequest<LayoutText, void>(
    IN_LAYOUT_REQUEST,
    ({ original, edited }: InLayoutParams, token: CancellationToken) =>
      runSafe('inLayoutOf', log, token, NOT_LAID_OUT, () => layoutText(inLayoutOf(original, edited), edited)),
  );
  if (registersFormatting(capabilities)) {
    void ready
      .then(() =>
        connection.client.register(DocumentFormattingRequest.type, { documentSelector: [{ language: 'x12' }] }),
      )
      .catch(() => log('the client takes no formatter'));
  }
}

const NOT_LAID_OUT: LayoutText = { refused: 'the layout failed' };
const UNKNOWN: LayoutText = { refused: 'the document is not open in this version', isUnknown: true };

function textIn(documents: Documents, uri: string, version: number): string | undefined {
  const document = documents.get(uri);
  return document?.version === version ? document.text.slice(0, document.text.length) : undefined;
}

function layoutText(layout: Layout, text: string): LayoutText {
  if ('text' in layout || layout.at === undefined) return layout;
  return { refused: layout.refused, line: new LineIndex(text).positionAt(layout.at).line };
}

function editsOf(
  { lines }: OpenDocument,
  checked: CheckedText,
  service: ClaimService,
  options: FormatOptions,
): TextEdit[] {
  return service
    .format(checked, options)
    .map(({ start, end, text }) => ({ range: lines.range(start, end), newText: text }));
}

const KINDS: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
  interchange: SymbolKind.File,
  group: SymbolKind.Package,
  transaction: SymbolKind.Module,
  provider: SymbolKind.Interface,
  person: SymbolKind.Object,
  level: SymbolKind.Namespace,
  bundle: SymbolKind.Array,
  claim: SymbolKind.Struct,
  line: SymbolKind.Field,
};

function documentSymbolOf(document: OpenDocument, item: OutlineItem): DocumentSymbol {
  const { span, selection, parts } = item;
  const symbol: DocumentSymbol = {
    name: item.name,
    detail: item.detail,
    kind: KINDS[item.kind],
    range: document.lines.range(span.start, span.end),
    selectionRange: document.lines.range(selection.start, selection.end),
  };
  if (parts.length) symbol.children = parts.map((part) => documentSymbolOf(document, part));
  return symbol;
}

function foldingRangesOf({ lines }: OpenDocument, spans: readonly Span[]): FoldingRange[] {
  const found: FoldingRange[] = [];
  let last = -1;
  for (const { start, end } of spans) {
    const startLine = lines.positionAt(start).line;
    const endLine = lines.positionAt(Math.max(start, end - 1)).line;
    // Only whole lines fold, and of two that begin in one line only the outer one can be told.
    if (endLine <= startLine || startLine === last) continue;
    last = startLine;
    found.push({ startLine, endLine });
  }
  return found;
}

function workspaceSymbols(documents: Documents, service: ClaimService, query: string): WorkspaceSymbol[] {
  const found: WorkspaceSymbol[] = [];
  for (const { uri, checked, lines } of documents.all()) {
    if (!checked || found.length >= MOST_FOUND) continue;
    for (const one of service.find(checked, query, MOST_FOUND - found.length)) {
      found.push({
        name: one.name,
        kind: one.kind === 'claim' ? SymbolKind.Struct : SymbolKind.Field,
        containerName: one.detail,
        location: { uri, range: lines.range(one.span.start, one.span.end) },
      });
    }
  }
  return found;
}
