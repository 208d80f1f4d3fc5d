import type { CheckedText } from '../checkedText';
import type { Codes } from '../codes/tables';
import { isX12 } from '../formats/x12/loops';
import { blockAt } from '../formats/x12/read';
import type { CodeMention } from '../model/claim';
import { type Claim, datesOf, placeOfServiceOf } from '../model/claim';
import type { Day } from '../model/date';
import type { ClaimDocument } from '../model/document';
import type { LineVerdict } from '../model/finding';
import { contains, type Span, shifted } from '../model/span';
import { codeMarkdown } from './codeMarkdown';
import { elementHelp } from './elementHelp';
import { diagnosisMarkdown, modifierMarkdown, placeMarkdown, qualifierMarkdown, revenueMarkdown } from './smallCodes';

export interface Hover {
  readonly span: Span;
  /** Markdown. */
  readonly markdown: string;
}

/**
 * What a code, modifier, place of service or qualifier at the offset is, with this line's verdicts; in X12 below it the
 * element that it stands in.
 */
export function hover(checked: CheckedText, codes: Codes, offset: number): Hover | undefined {
  const claim = checked.claimAt(offset);
  const code = (claim && inClaim(checked, codes, claim, offset)) ?? elsewhere(checked, codes, offset);
  const element = elementHelp(checked, codes, offset, code !== undefined);
  if (!code || !element) return code ?? element;
  return { span: code.span, markdown: `${code.markdown}\n\n---\n\n${element.markdown}` };
}

function inClaim(checked: CheckedText, codes: Codes, claim: Claim, offset: number): Hover | undefined {
  const at = offset - claim.base;
  const index = claim.lines.findIndex((line) => contains(line.span, at) && touchesCode(line, at));
  const line = claim.lines[index];
  if (!line) return undefined;
  const on = datesOf(claim, line)?.from;
  const { procedure } = line;
  if (procedure?.value && contains(procedure, at)) {
    const here = verdicts(checked.verdictsOf(claim), index);
    const markdown = codeMarkdown(codes, procedure.value, on, here);
    return markdown === undefined ? undefined : absolute(claim, procedure, [markdown]);
  }
  const modifier = line.modifiers.find((one) => contains(one, at));
  if (modifier) {
    const markdown = modifierMarkdown(codes, modifier.value, procedure?.value, on);
    return markdown === undefined ? undefined : absolute(claim, modifier, [markdown]);
  }
  const { revenue } = line;
  if (revenue && contains(revenue, at)) {
    const markdown = revenueMarkdown(codes, revenue.value);
    return markdown === undefined ? undefined : absolute(claim, revenue, [markdown]);
  }
  const place = placeOfServiceOf(claim, line);
  if (place && contains(place, at)) return placeHover(codes, claim, place);
  return undefined;
}

function touchesCode(line: Claim['lines'][number], at: number): boolean {
  return (
    (line.procedure !== undefined && contains(line.procedure, at)) ||
    line.modifiers.some((one) => contains(one, at)) ||
    (line.revenue !== undefined && contains(line.revenue, at)) ||
    (line.placeOfService !== undefined && contains(line.placeOfService, at))
  );
}

function placeHover(codes: Codes, claim: Claim, place: CodeMention): Hover | undefined {
  const markdown = placeMarkdown(codes, place.value);
  return markdown === undefined ? undefined : absolute(claim, place, [markdown]);
}

function absolute(claim: Claim, span: Span, parts: readonly string[]): Hover {
  return {
    span: { start: claim.base + span.start, end: claim.base + span.end },
    markdown: parts.filter(Boolean).join('\n\n'),
  };
}

/** Codes outside of service lines: what stands in the slot at the offset, or a mention. */
function elsewhere(checked: CheckedText, codes: Codes, offset: number): Hover | undefined {
  const slot = checked.format.slotAt(checked.document, checked.source, offset);
  if (slot && slot.span.end > slot.span.start) {
    const text = checked.source.slice(slot.span.start, slot.span.end);
    const markdown = slotMarkdown(codes, slot.kind, text, slot.element, slot.procedure);
    if (markdown !== undefined) return { span: slot.span, markdown };
  }
  const mention = mentionAt(checked.document, offset);
  if (mention?.kind !== 'procedure') return undefined;
  const markdown = codeMarkdown(codes, mention.value, undefined);
  return markdown === undefined ? undefined : { span: { start: mention.start, end: mention.end }, markdown };
}

/** X12 keeps its mentions by block: gathering those of a large file for one place would cost milliseconds. */
function mentionAt(document: ClaimDocument, offset: number): CodeMention | undefined {
  if (!isX12(document)) return document.mentions.find((one) => contains(one, offset));
  const { blocks } = document;
  const block = blocks[blockAt(blocks, offset)];
  const mention = block?.mentions.find((one) => contains(one, offset - block.start));
  return mention && { ...mention, ...shifted(mention, block!.start) };
}

function slotMarkdown(
  codes: Codes,
  kind: string,
  text: string,
  element: string | undefined,
  procedure: string | undefined,
): string | undefined {
  switch (kind) {
    case 'procedure':
      return codeMarkdown(codes, text, undefined as Day | undefined);
    case 'modifier':
      return modifierMarkdown(codes, text, procedure, undefined);
    case 'placeOfService':
      return placeMarkdown(codes, text);
    case 'diagnosis':
      return diagnosisMarkdown(codes, text);
    case 'revenue':
      return revenueMarkdown(codes, text);
    case 'qualifier':
      return element === undefined ? undefined : qualifierMarkdown(codes, element, text);
    default:
      return undefined;
  }
}

const MARKS = { fail: '✗', pass: '✓', bypassed: '○', 'not checked': '–' } as const;

/** One line a rule: failures first, then what a modifier lifts, then what no table says, then what passed. */
function verdicts(all: readonly LineVerdict[], line: number): string {
  const own = all.filter((one) => one.line === line);
  if (own.length === 0) return '';
  const byRule = new Map<string, LineVerdict>();
  const rank = { fail: 0, bypassed: 1, 'not checked': 2, pass: 3 } as const;
  for (const one of own) {
    const kept = byRule.get(one.rule);
    if (!kept || rank[one.verdict] < rank[kept.verdict]) byRule.set(one.rule, one);
  }
  const sorted = [...byRule.values()].sort((a, b) => rank[a.verdict] - rank[b.verdict]);
  const lines = sorted.map((one) => {
    const note = one.note === undefined || one.verdict === 'fail' ? '' : `: ${one.note}`;
    return `${MARKS[one.verdict]} \`${one.rule}\` ${one.verdict}${note}`;
  });
  return `**This line**  \n${lines.join('  \n')}`;
}
