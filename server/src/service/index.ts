import { CheckedStream } from './checkedStream';
import { type CheckContext, CheckedText } from './checkedText';
import type { Codes } from './codes/tables';
import { type CodeFacts, codeFacts } from './features/codeFacts';
import { codeMarkdown } from './features/codeMarkdown';
import { type Completion, complete } from './features/completion';
import { type FixOffer, fixesIn } from './features/fixes';
import { type FormatOptions, formatEdits } from './features/formatting';
import { type Hover, hover } from './features/hover';
import { formatOf, type TextHint } from './formats/detect';
import type { TextReplacement } from './formats/format';
import type { Day } from './model/date';
import { RULES } from './rules';
import { DEFAULT_SETTINGS, type Settings, settingsFor } from './settings';

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
  open(text: string, hint: TextHint): CheckedText | undefined;
  /** The format a text would be opened in. */
  formatOf(text: string, hint: TextHint): string | undefined;
  /** Reads and judges a file that arrives in pieces. */
  stream(head: string, hint: TextHint): CheckedStream | undefined;
  hover(checked: CheckedText, offset: number): Hover | undefined;
  complete(checked: CheckedText, offset: number): readonly Completion[];
  /** Fixes for the findings that overlap a range. */
  fixes(checked: CheckedText, start: number, end: number): readonly FixOffer[];
  /** The changes that lay a text out anew: one segment a line, or all in one. */
  format(checked: CheckedText, options: FormatOptions): readonly TextReplacement[];
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
  return {
    codes,
    settings,
    contextFor,
    open(text, hint) {
      const format = formatOf(text, hint);
      return format && new CheckedText(format, text, contextFor(hint));
    },
    formatOf: (text, hint) => formatOf(text, hint)?.id,
    stream(head, hint) {
      const format = formatOf(head, hint);
      return format?.stream && new CheckedStream(format, contextFor(hint));
    },
    hover: (checked, offset) => hover(checked, codes, offset),
    complete: (checked, offset) => complete(checked, codes, offset),
    fixes: fixesIn,
    format: formatEdits,
    code: (code, on) => codeFacts(codes, code, on),
    codeMarkdown: (code, on) => codeMarkdown(codes, code, on),
    with: (changed) => createClaimService({ codes, settings, ...changed }),
  };
}

export { CheckedStream, type FoundClaim } from './checkedStream';
export { CheckedText, findingOf, type NotChecked, type PlacedFinding } from './checkedText';
export { starterCodes } from './codes/starter';
export type { Codes } from './codes/tables';
export type { CodeFacts } from './features/codeFacts';
export type { Completion } from './features/completion';
export type { FixOffer } from './features/fixes';
export type { FormatOptions } from './features/formatting';
export type { Hover } from './features/hover';
export { type ServiceLineRow, serviceLineRows } from './features/serviceLines';
export { FORMATS } from './formats';
export type { TextReplacement } from './formats/format';
export { type Layout, type LayoutOptions, layoutX12 } from './formats/x12/layout';
export type { Claim } from './model/claim';
export { type Day, dayFromIso, isoOf } from './model/date';
export type { Citation, Finding, Severity } from './model/finding';
export { LineIndex, type Position } from './model/lineIndex';
export { lastAtOrBefore } from './model/search';
export { RULES } from './rules';
export type { Rule } from './rules/rule';
export { DEFAULT_SETTINGS, LEVELS, PRESETS, type Preset, parseSettings, type Settings } from './settings';
