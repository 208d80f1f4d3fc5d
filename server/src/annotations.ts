import {
  type CancellationToken,
  type CodeLens,
  CodeLensRefreshRequest,
  type Connection,
  type InitializeParams,
  type InlayHint,
  InlayHintRefreshRequest,
  type Range,
  type SemanticTokens,
  SemanticTokenTypes,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { Documents, OpenDocument } from './documents';
import { type Log, runSafe } from './runSafe';
import { type CheckedText, type ClaimService, type SemanticToken, type Settings, TOKEN_KINDS } from './service';

/** Names that themes know, in the order of `TOKEN_KINDS`. */
const TYPES: Readonly<Record<SemanticToken['kind'], SemanticTokenTypes>> = {
  segment: SemanticTokenTypes.keyword,
  qualifier: SemanticTokenTypes.enumMember,
  procedure: SemanticTokenTypes.function,
  modifier: SemanticTokenTypes.decorator,
  code: SemanticTokenTypes.type,
  date: SemanticTokenTypes.string,
  number: SemanticTokenTypes.number,
  identifier: SemanticTokenTypes.variable,
};

/** What an editor shows in the text itself: colours, names of elements, a line above each claim. */
export function annotationCapabilities(): ServerCapabilities {
  return {
    semanticTokensProvider: {
      legend: { tokenTypes: TOKEN_KINDS.map((kind) => TYPES[kind]), tokenModifiers: [] },
      range: true,
      full: true,
    },
    inlayHintProvider: true,
    codeLensProvider: { resolveProvider: false },
  };
}

/** All tokens of a longer text are millions of numbers: there the editor asks for what it shows. */
const LONGEST_FULL = 1_000_000;

export interface AnnotationContext {
  readonly connection: Connection;
  readonly documents: Documents;
  readonly service: () => ClaimService;
  readonly log: Log;
}

export function answerAnnotations({ connection, documents, service, log }: AnnotationContext): void {
  const about = <T>(
    name: string,
    token: CancellationToken,
    uri: string,
    empty: T,
    answer: (document: OpenDocument, checked: CheckedText) => T,
  ) =>
    runSafe<T>(name, log, token, empty, () => {
      const document = documents.get(uri);
      return document?.checked ? answer(document, document.checked) : empty;
    });
  const none: SemanticTokens = { data: [] };

  connection.languages.semanticTokens.on(({ textDocument }, token) =>
    about('semanticTokens', token, textDocument.uri, none, (document, checked) => {
      if (document.text.length > LONGEST_FULL) return none;
      return { data: encoded(document, service().semanticTokens(checked)) };
    }),
  );
  connection.languages.semanticTokens.onRange(({ textDocument, range }, token) =>
    about('semanticTokensRange', token, textDocument.uri, none, (document, checked) => {
      const drawn = drawnIn(document, range);
      return {
        data: encoded(
          document,
          drawn.flatMap(({ from, to }) => service().semanticTokens(checked, from, to)),
        ),
      };
    }),
  );
  connection.languages.inlayHint.on(({ textDocument, range }, token) =>
    about<InlayHint[]>('inlayHint', token, textDocument.uri, [], (document, checked) => {
      if (!service().settings.inlayHints.elementNames) return [];
      return drawnIn(document, range)
        .flatMap(({ from, to }) => service().elementNames(checked, from, to))
        .map(({ offset, label }) => ({ position: document.lines.positionAt(offset), label, paddingRight: true }));
    }),
  );
  connection.onCodeLens(({ textDocument }, token) =>
    about<CodeLens[]>('codeLens', token, textDocument.uri, [], (document, checked) => {
      if (!service().settings.codeLens) return [];
      return service()
        .claimLenses(checked)
        .map(({ span, title }) => ({
          range: document.lines.range(span.start, span.end),
          command: { title, command: '' },
        }));
    }),
  );
}

/** Has the editor ask again for what other settings show or hide. */
export function refreshAnnotations(
  connection: Connection,
  { workspace }: InitializeParams['capabilities'],
  before: Settings,
  after: Settings,
  log: Log,
): void {
  if (before.inlayHints.elementNames !== after.inlayHints.elementNames && workspace?.inlayHint?.refreshSupport) {
    const { method } = InlayHintRefreshRequest;
    connection.sendRequest(method).catch(() => log(`${method} was not answered`));
  }
  if (before.codeLens || after.codeLens) refreshLenses(connection, { workspace }, log);
}

/** A lens counts findings, which any setting may change, and other tables too. */
export function refreshLenses(connection: Connection, { workspace }: InitializeParams['capabilities'], log: Log): void {
  if (!workspace?.codeLens?.refreshSupport) return;
  const { method } = CodeLensRefreshRequest;
  connection.sendRequest(method).catch(() => log(`${method} was not answered`));
}

/** VS Code tokenises so many characters of a line, and draws fewer (`editor.maxTokenizationLineLength`). */
const MOST_OF_A_LINE = 20_000;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The parts of a range that an editor can show: it asks for whole lines, and a file may be one line. */
function drawnIn({ lines, text }: OpenDocument, { start, end }: Range): Stretch[] {
  const to = lines.offsetAt(end, text);
  const parts: Stretch[] = [];
  let from = lines.offsetAt(start, text);
  for (let line = start.line; line <= end.line && line < lines.lineCount; line++) {
    const begin = lines.offsetAt({ line, character: 0 }, text);
    const next = line + 1 < lines.lineCount ? lines.offsetAt({ line: line + 1, character: 0 }, text) : text.length;
    if (next - begin <= MOST_OF_A_LINE) continue;
    parts.push({ from, to: Math.min(to, begin + MOST_OF_A_LINE) });
    from = next;
  }
  parts.push({ from, to });
  return parts.filter((part) => part.from < part.to);
}

/** Five numbers a token, the place relative to the one before; a token ends with its line at the latest. */
export function encoded({ lines, text }: OpenDocument, tokens: readonly SemanticToken[]): number[] {
  const data: number[] = [];
  const [first] = tokens;
  if (!first) return data;
  const near = text.slice(first.start, tokens.at(-1)!.end);
  let line = 0;
  let character = 0;
  const put = (start: number, end: number, type: number) => {
    const at = lines.positionAt(start);
    data.push(at.line - line, at.line === line ? at.character - character : at.character, end - start, type, 0);
    line = at.line;
    character = at.character;
  };
  for (const { start, end, kind } of tokens) {
    const type = TOKEN_KINDS.indexOf(kind);
    let from = start;
    for (let i = start; i <= end; i++) {
      const code = i < end ? near.charCodeAt(i - first.start) : 10;
      if (code !== 10 && code !== 13) continue;
      if (i > from) put(from, i, type);
      from = i + 1;
    }
  }
  return data;
}
