import { CheckedStream } from './checkedStream';
import { type CheckContext, CheckedText } from './checkedText';
import type { Codes } from './codes/tables';
import { x12Dictionary } from './codes/x12Dictionary';
import { type CodeFacts, codeFacts } from './features/codeFacts';
import { type ClaimLens, claimLenses } from './features/codeLens';
import { codeMarkdown } from './features/codeMarkdown';
import { type Completion, complete } from './features/completion';
import { type FoundSymbol, findSymbols } from './features/find';
import { type FixOffer, fixesIn } from './features/fixes';
import { foldedSpans } from './features/folding';
import { type FormatOptions, formatEdits, formatRefusal } from './features/formatting';
import { type Highlight, highlightsAt } from './features/highlight';
import { type Hover, hover } from './features/hover';
import { elementNames, type InlayHint } from './features/inlayHints';
import { selectionsAt } from './features/selection';
import { type SemanticToken, semanticTokens } from './features/semanticTokens';
import { type OutlineItem, outline } from './features/symbols';
import { FORMAT_RULES, formatsWith } from './formats';
import { formatOf, type TextHint } from './formats/detect';
import type { ClaimFormat, TextReplacement } from './formats/format';
import type { RefusedLayout } from './formats/x12/layout';
import type { Day } from './model/date';
import type { RuleInfo } from './model/ruleInfo';
import type { Span } from './model/span';
import type { Text } from './model/text';
import { RULES } from './rules';
import { associatedFormat, DEFAULT_SETTINGS, type Settings, settingsFor } from './settings';

export interface ServiceOptions {
  readonly codes: Codes;
  readonly settings?: Settings;
}

/**
 * Everything that the editor, the command line and the browser ask. Pure: no I/O, no clock, no timers. Offsets are
 * UTF-16 offsets into the text of the `CheckedText`.
 */
export interface ClaimService {
  readonly codes: Codes;
  readonly settings: Settings;
  /** Reads and judges a text; undefined when it is in no known format. */
  open(text: Text, hint: TextHint): CheckedText | undefined;
  /** Every format, with the user's own names of columns. */
  readonly formats: readonly ClaimFormat[];
  /** The format a text would be opened in. */
  formatOf(text: Text, hint: TextHint): string | undefined;
  /** Reads and judges a file that arrives in pieces. */
  stream(head: string, hint: TextHint): CheckedStream | undefined;
  /** Reads what help needs and judging doesn't, so that the first who points at something does not wait for it. */
  warmUp(): void;
  hover(checked: CheckedText, offset: number): Hover | undefined;
  complete(checked: CheckedText, offset: number): readonly Completion[];
  /** Fixes for the findings that overlap a range. */
  fixes(checked: CheckedText, start: number, end: number): readonly FixOffer[];
  outline(checked: CheckedText): readonly OutlineItem[];
  /** What folds, at most `limit`. */
  folding(checked: CheckedText, limit?: number): readonly Span[];
  /** What a selection grows to from an offset, the smallest first. */
  selections(checked: CheckedText, offset: number): readonly Span[];
  highlights(checked: CheckedText, offset: number): readonly Highlight[];
  /** What is to be coloured in a range, or in the whole text. */
  semanticTokens(checked: CheckedText, from?: number, to?: number): readonly SemanticToken[];
  /** The names of the X12 elements in a range. */
  elementNames(checked: CheckedText, from: number, to: number): readonly InlayHint[];
  /** Above each claim its total, lines and findings. */
  claimLenses(checked: CheckedText): readonly ClaimLens[];
  /** Claims and codes that a search finds, at most `limit`. */
  find(checked: CheckedText, query: string, limit: number): readonly FoundSymbol[];
  /** The changes that lay a text out anew: one segment a line, or all in one. */
  format(checked: CheckedText, options: FormatOptions): readonly TextReplacement[];
  /** Why a text can't be laid out so; undefined where it can. */
  formatRefusal(checked: CheckedText, options: FormatOptions): RefusedLayout | undefined;
  /** All that the tables say of a code on a day; undefined where the text has no shape of a code. */
  code(code: string, on?: Day): CodeFacts | undefined;
  codeMarkdown(code: string, on?: Day): string | undefined;
  /** The same service with other tables or settings; texts already open take it by `setContext`. */
  with(options: Partial<ServiceOptions>): ClaimService;
  /** What a text is checked with: the settings for its path. */
  contextFor(hint: TextHint): CheckContext;
}

export function createClaimService({ codes, settings = DEFAULT_SETTINGS }: ServiceOptions): ClaimService {
  const contextFor = ({ path }: TextHint) => ({ rules: RULES, codes, settings: settingsFor(settings, path) });
  const choice = { formats: formatsWith(settings.csv.columns), textMode: settings.text.mode };
  const formatFor = (text: Text, hint: TextHint) => {
    const format = hint.format ?? associatedFormat(settings, hint.path);
    return formatOf(text, { ...hint, format }, choice);
  };
  return {
    codes,
    settings,
    contextFor,
    open(text, hint) {
      const format = formatFor(text, hint);
      return format && new CheckedText(format, text, contextFor(hint));
    },
    formats: choice.formats,
    formatOf: (text, hint) => formatFor(text, hint)?.id,
    stream(head, hint) {
      const format = formatFor(head, hint);
      return format?.stream && new CheckedStream(format, contextFor(hint));
    },
    warmUp: () => void x12Dictionary(),
    hover: (checked, offset) => hover(checked, codes, offset),
    complete: (checked, offset) => complete(checked, codes, offset),
    fixes: fixesIn,
    outline,
    folding: foldedSpans,
    selections: selectionsAt,
    highlights: highlightsAt,
    semanticTokens,
    elementNames,
    claimLenses,
    find: findSymbols,
    format: formatEdits,
    formatRefusal,
    code: (code, on) => codeFacts(codes, code, on),
    codeMarkdown: (code, on) => codeMarkdown(codes, code, on),
    with: (changed) => createClaimService({ codes, settings, ...changed }),
  };
}

export type { CheckedFile } from './checkedFile';
export { CheckedStream } from './checkedStream';
export { CheckedStretches, type JudgedStretch, StretchJudge } from './checkedStretches';
export { type CheckContext, CheckedText, type PlacedFinding } from './checkedText';
export { isOlder } from './codes/quarters';
export { type CodeClass, isProcedureShape } from './codes/shape';
export { starterCodes } from './codes/starter';
export { ALWAYS, type Codes, type Edition, type PairTable } from './codes/tables';
export type { CodeFacts } from './features/codeFacts';
export type { Completion } from './features/completion';
export type { FoundSymbol } from './features/find';
export type { FixOffer } from './features/fixes';
export type { FormatOptions } from './features/formatting';
export type { Highlight } from './features/highlight';
export type { Hover } from './features/hover';
export { type SemanticToken, TOKEN_KINDS } from './features/semanticTokens';
export { type ServiceLineRow, serviceLineRows } from './features/serviceLines';
export type { OutlineItem } from './features/symbols';
export { FORMATS, TEXT } from './formats';
export { CSV_COLUMNS } from './formats/csv/ownColumns';
export type { TextReplacement } from './formats/format';
export type { Delimiters } from './formats/x12/delimiters';
export { LandmarkFinder, type Landmarks, NO_LANDMARKS, REACH } from './formats/x12/landmarks';
export { type Layout, type LayoutOptions, layoutX12 } from './formats/x12/layout';
export { inLayoutOf, segmentedView } from './formats/x12/segmentedView';
export type { X12State } from './formats/x12/state';
export { type FileText, stateBefore, stretchDelimiters } from './formats/x12/stretches';
export { codeListNames } from './formats/x12/structure/elements/codeLists';
export { LEAST_WIDTH } from './formats/x12/wrap';
export type { FoundClaim } from './judgedClaims';
export type { Claim } from './model/claim';
export { type Day, dayFromIso, isoOf } from './model/date';
export type { ReadProblem } from './model/document';
export type { Citation, Finding, Severity } from './model/finding';
export { LineIndex, type Position } from './model/lineIndex';
export type { RuleExample, RuleInfo } from './model/ruleInfo';
export { lastAtOrBefore } from './model/search';
export type { Span } from './model/span';
export { PieceText, type Text } from './model/text';

/** All that is checked: rules on claims, and what the formats' readers check. */
export const CATALOGUE: readonly RuleInfo[] = [...RULES, ...FORMAT_RULES];

export { RULES } from './rules';
export type { Rule } from './rules/rule';
export { DEFAULT_SETTINGS, LEVELS, PRESETS, type Preset, parseSettings, type Settings, TEXT_MODES } from './settings';
export type { NotChecked } from './uncheckedCounts';
