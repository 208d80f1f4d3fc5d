import {
  CompletionItem,
  CompletionItemKind,
  Disposable,
  Hover,
  languages,
  MarkdownString,
  type Position,
  Range,
  type TextDocument,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  PASSAGE_COMPLETION_REQUEST,
  PASSAGE_HOVER_REQUEST,
  type PassageHover,
  type PassageItem,
  type PassageParams,
} from '../../server/src/protocol';
import { looksLikeCode } from '../../server/src/signs';
import { TEXT_LANGUAGES, textMode } from './languages';

const LINES_BEFORE = 20;
const LINES_BEHIND = 3;
const MOST_BEFORE = 8000;
const MOST_BEHIND = 2000;
/** Texts that nobody writes: logs of the editor's own, and our pages. */
const NOT_WRITTEN = new Set(['output', 'claim-lens']);

/** Codes in plain text and Markdown: explained and completed when asked for. The server keeps nothing of the text. */
export function helpInText(client: BaseLanguageClient): Disposable {
  const selector = TEXT_LANGUAGES.map((language) => ({ language }));
  const isAsked = (document: TextDocument) => textMode() === 'hover' && !NOT_WRITTEN.has(document.uri.scheme);
  return Disposable.from(
    languages.registerHoverProvider(selector, {
      async provideHover(document, position, token) {
        const word = document.getWordRangeAtPosition(position, /[A-Za-z0-9]+/);
        if (!isAsked(document) || !word || !looksLikeCode(document.getText(word))) return undefined;
        const { params, rangeOf } = passageAt(document, position);
        const found = await client.sendRequest<PassageHover | null>(PASSAGE_HOVER_REQUEST, params, token);
        return found ? new Hover(new MarkdownString(found.markdown), rangeOf(found)) : undefined;
      },
    }),
    languages.registerCompletionItemProvider(selector, {
      async provideCompletionItems(document, position, token) {
        const before = document.lineAt(position).text.slice(0, position.character);
        if (!isAsked(document) || !/(?:^|[^A-Za-z0-9])[A-Za-z]?\d[A-Za-z0-9]{0,3}$/.test(before)) return undefined;
        const { params, rangeOf } = passageAt(document, position);
        const found = await client.sendRequest<PassageItem[]>(PASSAGE_COMPLETION_REQUEST, params, token);
        return found.map((one) => {
          const item = new CompletionItem({ label: one.label, description: one.detail }, CompletionItemKind.Value);
          item.range = rangeOf(one);
          item.insertText = one.text;
          item.sortText = one.sort;
          item.filterText = one.filter;
          if (one.markdown !== undefined) item.documentation = new MarkdownString(one.markdown);
          return item;
        });
      },
    }),
  );
}

interface Passage {
  readonly params: PassageParams;
  rangeOf(span: { readonly start: number; readonly end: number }): Range;
}

/** Some lines around a place: a label that opens a list may stand above it. */
function passageAt(document: TextDocument, position: Position): Passage {
  const at = document.offsetAt(position);
  const lines = new Range(Math.max(0, position.line - LINES_BEFORE), 0, position.line + LINES_BEHIND, 0);
  const whole = document.validateRange(lines);
  const start = Math.max(document.offsetAt(whole.start), at - MOST_BEFORE);
  const end = Math.min(document.offsetAt(whole.end), at + MOST_BEHIND);
  const range = (from: number, to: number) => new Range(document.positionAt(from), document.positionAt(to));
  return {
    params: { languageId: document.languageId, text: document.getText(range(start, end)), offset: at - start },
    rangeOf: (span) => range(start + span.start, start + span.end),
  };
}
