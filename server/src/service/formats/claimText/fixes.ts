import type { Claim } from '../../model/claim';
import type { ClaimDocument } from '../../model/document';
import type { Fix } from '../../model/finding';
import { modifiersOf, reorder } from '../../model/reorder';
import type { TextReplacement } from '../format';
import type { Layout } from './block';
import { insertLine } from './insertLine';
import { readBlock } from './reader';
import { isBlankUnit, lineFrom } from './textLines';

/** The replacements that carry out a fix; none where the text has no such line or modifier. */
export function fix(_document: ClaimDocument, text: string, claim: Claim, wanted: Fix): readonly TextReplacement[] {
  if (wanted.kind === 'replace') {
    return [{ start: claim.base + wanted.span.start, end: claim.base + wanted.span.end, text: wanted.text }];
  }
  if (wanted.kind === 'orderModifiers') return reorder(text, modifiersOf(claim, wanted.line), wanted.order);
  const { layouts = [] } = readBlock(text, claim.base);
  if (layouts.length !== claim.lines.length) return [];
  if (wanted.kind === 'insertLine') return insertLine(text, claim, layouts, wanted.before, wanted.code);
  const layout = layouts[wanted.line];
  return layout ? removeModifier(text, claim, layout, wanted.modifier) : [];
}

/** Deletes a modifier with what joins it to the rest; where columns have their places, blanks take its own. */
function removeModifier(text: string, claim: Claim, layout: Layout, index: number): readonly TextReplacement[] {
  const { parts } = layout.entry;
  const modifier = parts.modifiers[index];
  if (!modifier) return [];
  const lineStart = claim.base + layout.lineStart;
  const line = text.slice(lineStart, lineFrom(text, lineStart).end);
  const start = modifier.start - layout.lineStart;
  const end = modifier.end - layout.lineStart;
  const field = parts.fields.find((one) => one.kind === 'modifiers' && one.start <= start && end <= one.end);
  if (!field) return [];
  const inField = parts.modifiers
    .map((one) => ({ start: one.start - layout.lineStart, end: one.end - layout.lineStart }))
    .filter((one) => field.start <= one.start && one.end <= field.end);
  const place = inField.findIndex((one) => one.start === start);
  const before = inField[place - 1];
  const next = inField[place + 1];
  const replaced = (from: number, to: number): readonly TextReplacement[] => {
    const fixed = layout.kind === 'cms1500' || layout.table?.delimiter === 'blanks';
    const last = line.slice(to).trim() === '';
    return [{ start: lineStart + from, end: lineStart + to, text: fixed && !last ? ' '.repeat(to - from) : '' }];
  };
  if (before) return replaced(before.end, end);
  if (next) {
    const between = line.slice(end, next.start);
    const behindLabel = /^[A-Za-z]/.test(line.slice(field.start)) || field.start === start;
    return behindLabel || /,/.test(between) ? replaced(start, next.start) : replaced(field.start, end);
  }
  if (layout.kind !== 'free') return replaced(field.start, field.end);
  return replaced(...withSeparators(line, field.start, field.end, layout.entry.codeEnd));
}

/** A labelled modifier goes with the blanks and the comma before it, or with the brackets around it. */
function withSeparators(line: string, start: number, end: number, codeEnd: number): [number, number] {
  let from = start;
  let to = end;
  if (line[from - 1] === '(' && line[to] === ')') {
    from--;
    to++;
  }
  while (from > codeEnd && isBlankUnit(line.charCodeAt(from - 1))) from--;
  if (from > codeEnd && line[from - 1] === ',') from--;
  return [from, to];
}
