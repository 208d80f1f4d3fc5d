import type { Claim } from '../../model/claim';
import type { ClaimDocument } from '../../model/document';
import type { Fix } from '../../model/finding';
import { modifiersOf, reorder, runsOf } from '../../model/reorder';
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
  return layout ? runsOf(wanted).flatMap(([from, to]) => removeModifiers(text, claim, layout, from, to)) : [];
}

/** Deletes neighbours with what joins them to the rest; where columns have their places, blanks take its own. */
function removeModifiers(
  text: string,
  claim: Claim,
  layout: Layout,
  from: number,
  to: number,
): readonly TextReplacement[] {
  const { parts } = layout.entry;
  const modifier = parts.modifiers[from];
  const last = parts.modifiers[to];
  if (!modifier || !last) return [];
  const lineStart = claim.base + layout.lineStart;
  const line = text.slice(lineStart, lineFrom(text, lineStart).end);
  const start = modifier.start - layout.lineStart;
  const fieldOf = (at: number) =>
    parts.fields.find((one) => one.kind === 'modifiers' && one.start <= at && at + 2 <= one.end);
  const field = fieldOf(start);
  if (!field) return [];
  if (fieldOf(last.start - layout.lineStart) !== field) {
    return [from, to].flatMap((one) => removeModifiers(text, claim, layout, one, one));
  }
  const end = last.end - layout.lineStart;
  const inField = parts.modifiers
    .map((one) => ({ start: one.start - layout.lineStart, end: one.end - layout.lineStart }))
    .filter((one) => field.start <= one.start && one.end <= field.end);
  const place = inField.findIndex((one) => one.start === start);
  const before = inField[place - 1];
  const next = inField[place + 1 + to - from];
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
