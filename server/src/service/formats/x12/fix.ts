import type { Claim, CodeMention, ServiceLine } from '../../model/claim';
import type { Fix } from '../../model/finding';
import { modifiersOf, reorder } from '../../model/reorder';
import type { TextReplacement } from '../format';
import { Cursor, skipBlank } from './cursor';
import { componentUsed, type Delimiters } from './delimiters';
import { blockAt, type X12Document } from './read';

/** The replacements that carry out a fix; none where the text no longer has what the fix is about. */
export function fixX12(document: X12Document, text: string, claim: Claim, fix: Fix): readonly TextReplacement[] {
  const delimiters = document.blocks[blockAt(document.blocks, claim.base)]?.before.delimiters;
  if (!delimiters) return [];
  switch (fix.kind) {
    case 'replace':
      return [{ start: claim.base + fix.span.start, end: claim.base + fix.span.end, text: fix.text }];
    case 'removeModifier': {
      const line = claim.lines[fix.line];
      const also = fix.also === undefined ? [] : [line?.modifiers[fix.also]];
      const modifiers = [line?.modifiers[fix.modifier], ...also].filter((one) => one !== undefined);
      return line && modifiers.length ? removeModifiers(text, claim.base, line, modifiers) : [];
    }
    case 'orderModifiers':
      return reorder(text, modifiersOf(claim, fix.line), fix.order);
    case 'insertLine': {
      const line = claim.lines[fix.before];
      return line ? insertLine(document, text, claim, line, fix.before, fix.code, delimiters) : [];
    }
  }
}

/** Modifiers go with the separator before each; what stands behind them (SV101-7) keeps its place. */
function removeModifiers(
  text: string,
  base: number,
  line: ServiceLine,
  modifiers: readonly CodeMention[],
): TextReplacement[] {
  const removed = modifiers.map(({ start, end }) => ({ start: base + start - 1, end: base + end, text: '' }));
  const { description } = line;
  const inComposite =
    description && description.start > modifiers.at(-1)!.end && description.start <= line.modifiers.at(-1)!.end + 5;
  const separator = text[removed[0]!.start];
  if (!inComposite || separator === undefined || text[base + description.start - 1] !== separator) return removed;
  const at = base + description.start;
  return [...removed, { start: at, end: at, text: separator.repeat(removed.length) }];
}

/** The service segments, with the places of composite, charge and quantity. */
const SERVICES: Readonly<Record<string, { composite: number; charge: number; quantity: number }>> = {
  SV1: { composite: 1, charge: 2, quantity: 4 },
  SV2: { composite: 2, charge: 3, quantity: 5 },
  SV3: { composite: 1, charge: 2, quantity: 6 },
};

/**
 * A new line in front of another, made like it: LX, the service segment with the new code, one unit and no charge,
 * the dates of service and the line's own rendering provider. Later LX numbers and SE01 follow.
 */
function insertLine(
  document: X12Document,
  text: string,
  claim: Claim,
  line: ServiceLine,
  index: number,
  code: string,
  delimiters: Delimiters,
): readonly TextReplacement[] {
  const service = SERVICES[line.segment ?? ''];
  if (!service) return [];
  const start = claim.base + line.span.start;
  const end = claim.base + line.span.end;
  const cursor = new Cursor(text, start, delimiters);
  const copied: string[] = [];
  let gap: string | undefined;
  let provider = false;
  while (cursor.advance() && cursor.start < end) {
    gap ??= text.slice(cursor.next, skipBlank(text, cursor.next));
    const id = cursor.idText();
    const whole = text.slice(cursor.start, cursor.end);
    if (id === 'LX') copied.push(whole);
    else if (id === line.segment) copied.push(newService(cursor, service, code, delimiters));
    else if ((id === 'DTP' || id === 'DTM') && cursor.value(1) === '472') copied.push(whole);
    else if (id === 'NM1' && cursor.value(1) === '82') {
      copied.push(whole);
      provider = true;
      continue;
    } else if (id === 'PRV' && provider) copied.push(whole);
    provider = false;
  }
  if (copied.length === 0) return [];
  const inserted = copied.map((segment) => segment + delimiters.segment + (gap ?? '')).join('');
  const edits: TextReplacement[] = [{ start, end: start, text: inserted }];
  for (let i = index; i < claim.lines.length; i++) {
    const number = claim.lines[i]!.number;
    if (number) {
      edits.push({ start: claim.base + number.start, end: claim.base + number.end, text: String(number.value + 1) });
    }
  }
  const trailer = segmentCount(document, text, claim, delimiters);
  if (trailer) edits.push({ ...trailer, text: String(trailer.count + copied.length) });
  return edits.map(({ start: from, end: to, text: put }) => ({ start: from, end: to, text: put }));
}

function newService(
  cursor: Cursor,
  places: { composite: number; charge: number; quantity: number },
  code: string,
  delimiters: Delimiters,
): string {
  const count = cursor.elements();
  const elements: string[] = [cursor.text.slice(cursor.start, cursor.idEnd)];
  for (let i = 1; i <= count; i++) elements.push(cursor.text.slice(cursor.from(i), cursor.to(i)));
  const composite = elements[places.composite] ?? '';
  const separator = componentUsed(composite, delimiters.component);
  elements[places.composite] = `${composite.split(separator)[0] || 'HC'}${separator}${code}`;
  elements[places.charge] = '0';
  if (elements[places.quantity]) elements[places.quantity] = '1';
  return elements.join(delimiters.element);
}

/** SE01 of the transaction that holds the claim. */
function segmentCount(
  document: X12Document,
  text: string,
  claim: Claim,
  delimiters: Delimiters,
): { start: number; end: number; count: number } | undefined {
  const { blocks } = document;
  for (let i = blockAt(blocks, claim.base) + 1; i < blocks.length; i++) {
    const block = blocks[i]!;
    if (text.startsWith(`ST${delimiters.element}`, block.start)) return undefined;
    if (!text.startsWith(`SE${delimiters.element}`, block.start)) continue;
    const cursor = new Cursor(text, block.start, delimiters);
    if (!cursor.advance()) return undefined;
    const value = cursor.value(1);
    return /^\d+$/.test(value) ? { start: cursor.from(1), end: cursor.to(1), count: Number(value) } : undefined;
  }
  return undefined;
}
