import {
  type CodeAction,
  CodeActionKind,
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type Diagnostic,
  DiagnosticSeverity,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { OpenDocument } from './documents';
import type { DocumentStatus } from './protocol';
import { docsOf } from './rulesPage';
import type { Completion, FixOffer, PlacedFinding, Severity, Span } from './service';

export const DIAGNOSTICS_SOURCE = 'claim-lens';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const KINDS: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  procedure: CompletionItemKind.Value,
  modifier: CompletionItemKind.EnumMember,
  placeOfService: CompletionItemKind.Constant,
  qualifier: CompletionItemKind.Keyword,
  diagnosis: CompletionItemKind.Value,
  revenue: CompletionItemKind.Constant,
};

/**
 * A cause explains itself at its first place; the others say in short what is wrong and point there. Where the client can't
 * point (`linked`), each explains itself.
 */
export function diagnosticOf(
  { uri, lines }: OpenDocument,
  { finding, claim, span }: PlacedFinding,
  linked: boolean,
): Diagnostic {
  const { first, repeats } = finding;
  const href = docsOf(finding.rule);
  const diagnostic: Diagnostic = {
    range: lines.range(span.start, span.end),
    severity: SEVERITIES[finding.severity],
    source: DIAGNOSTICS_SOURCE,
    code: finding.rule,
    message: first ? (linked && finding.brief) || finding.message : finding.message + repeatsText(repeats?.length ?? 0),
  };
  if (href) diagnostic.codeDescription = { href };
  if (!linked) return diagnostic;
  const base = claim?.base ?? 0;
  const at = (place: Span, message: string, from = base) => ({
    location: { uri, range: lines.range(from + place.start, from + place.end) },
    message,
  });
  const related = [
    ...(first ? [at(first.span, 'explained here')] : []),
    ...(finding.related ?? []).map((one) => at(one.span, one.message, one.claim?.base)),
    ...(repeats?.slice(0, MOST_REPEATS) ?? []).map((place) => at(place, 'the same here')),
  ];
  if (related.length) diagnostic.relatedInformation = related;
  return diagnostic;
}

/** Every place has a squiggle of its own; a list of hundreds below the first helps nobody. */
const MOST_REPEATS = 20;

function repeatsText(count: number): string {
  return count === 0 ? '' : ` The claim has this in ${count} more ${count === 1 ? 'place' : 'places'}.`;
}

export function statusOf({ uri, checked }: OpenDocument): DocumentStatus {
  const none = { error: 0, warning: 0, info: 0, hint: 0 };
  if (!checked) return { uri, counts: none, claims: 0, lines: 0, notChecked: [], olderTables: [] };
  return {
    uri,
    format: checked.format.id,
    counts: checked.counts,
    claims: checked.document.claims.length,
    lines: checked.lineCount,
    notChecked: checked.notChecked,
    olderTables: checked.olderTables.map(({ table, edition }) => `${table} ${edition}`),
  };
}

export function completionItemOf(document: OpenDocument, completion: Completion, tags: boolean): CompletionItem {
  const { span, text } = completion;
  const item: CompletionItem = {
    label: completion.label,
    kind: KINDS[completion.kind],
    sortText: completion.sort,
    filterText: completion.filter,
    textEdit: { range: document.lines.range(span.start, span.end), newText: text },
  };
  if (completion.detail !== undefined) {
    item.detail = completion.detail;
    // The list itself shows this one; `detail` only the open item.
    item.labelDetails = { description: completion.detail };
  }
  if (completion.deprecated) {
    if (tags) item.tags = [CompletionItemTag.Deprecated];
    else item.deprecated = true;
  }
  return item;
}

/** `known` are the diagnostics that the client has at the place: the one that the fix cures is named as it came. */
export function codeActionOf(
  document: OpenDocument,
  offer: FixOffer,
  known: readonly Diagnostic[],
  { versioned, linked }: { readonly versioned: boolean; readonly linked: boolean },
): CodeAction {
  const own = diagnosticOf(document, offer.finding, linked);
  return {
    title: offer.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [known.find((one) => isSame(one, own)) ?? own],
    isPreferred: offer.preferred,
    edit: workspaceEditOf(document, offer, versioned),
  };
}

function workspaceEditOf({ uri, version, lines }: OpenDocument, offer: FixOffer, versioned: boolean): WorkspaceEdit {
  const edits = offer.edits.map(({ start, end, text }) => ({ range: lines.range(start, end), newText: text }));
  return versioned
    ? { documentChanges: [{ textDocument: { uri, version: version ?? null }, edits }] }
    : { changes: { [uri]: edits } };
}

function isSame(a: Diagnostic, b: Diagnostic): boolean {
  return (
    a.code === b.code &&
    a.range.start.line === b.range.start.line &&
    a.range.start.character === b.range.start.character &&
    a.range.end.line === b.range.end.line &&
    a.range.end.character === b.range.end.character
  );
}
