import type { Claim, CodeMention, ServiceLine } from '../../model/claim';
import type { Fix } from '../../model/finding';
import { reorder, runsOf } from '../../model/reorder';
import type { Span } from '../../model/span';
import { isSameCode } from '../../model/spelling';
import type { TextReplacement } from '../format';
import { codedField } from './coded';
import { type Hl7Document, messageAt } from './read';
import { type Delimiters, SegmentCursor } from './segment';

const MODIFIERS: Readonly<Record<string, number>> = { FT1: 26, PR1: 16, OBR: 45 };

/** The replacements that carry out a fix; none where the text no longer has what the fix is about. */
export function fixHl7(document: Hl7Document, text: string, claim: Claim, fix: Fix): readonly TextReplacement[] {
  const delimiters = document.messages[messageAt(document.messages, claim.base)]?.delimiters;
  if (!delimiters) return [];
  switch (fix.kind) {
    case 'replace':
      return replace(text, claim, fix.span, fix.text, delimiters);
    case 'removeModifier': {
      const line = claim.lines[fix.line];
      if (!line) return [];
      return runsOf(fix).flatMap(([from, to]) => removeModifiers(text, claim, line, from, to, delimiters));
    }
    case 'orderModifiers': {
      const line = claim.lines[fix.line];
      return line ? orderModifiers(text, claim, line, fix.order, delimiters) : [];
    }
    case 'insertLine': {
      const line = claim.lines[fix.before];
      return line?.segment === 'FT1' ? insertLine(text, claim, line, fix.code, delimiters) : [];
    }
  }
}

function cursorAt(text: string, claim: Claim, line: ServiceLine, delimiters: Delimiters): SegmentCursor | undefined {
  const cursor = new SegmentCursor(text, claim.base + line.span.start, claim.base + line.span.end, delimiters);
  return cursor.advance() ? cursor : undefined;
}

/** A code that stands in FT1-25 and in FT1-7 is replaced in both; another code takes the text beside it with it. */
function replace(text: string, claim: Claim, span: Span, put: string, delimiters: Delimiters): TextReplacement[] {
  const own = { start: claim.base + span.start, end: claim.base + span.end, text: put };
  const edits = [own];
  const line = claim.lines.find((one) => one.procedure?.start === span.start && one.procedure.end === span.end);
  const cursor = line?.segment === 'FT1' ? cursorAt(text, claim, line, delimiters) : undefined;
  const charge = cursor && codedField(cursor, 7, 'procedure');
  const isTwice = charge && charge.start !== own.start && charge.system !== 'other';
  if (isTwice && charge.value === line?.procedure?.value)
    edits.unshift({ start: charge.start, end: charge.end, text: put });
  if (!line?.procedure || isSameCode(line.procedure.value, put)) return edits;
  return edits.flatMap((edit) => [edit, ...wordsBehind(text, edit.end, delimiters)]);
}

/** The component behind a code, which has its text. */
function wordsBehind(text: string, at: number, { component, repetition, field }: Delimiters): TextReplacement[] {
  if (text[at] !== component) return [];
  let end = at + 1;
  while (end < text.length && ![component, repetition, field, '\r', '\n'].includes(text[end]!)) end++;
  return end > at + 1 ? [{ start: at + 1, end, text: '' }] : [];
}

/** Modifiers move with their texts and coding systems: each is a repetition of its own. */
function orderModifiers(
  text: string,
  claim: Claim,
  line: ServiceLine,
  order: readonly number[],
  delimiters: Delimiters,
): readonly TextReplacement[] {
  const cursor = cursorAt(text, claim, line, delimiters);
  const field = cursor?.field(MODIFIERS[line.segment ?? ''] ?? 0);
  const repetitions = cursor && field ? cursor.repetitions(field) : [];
  return repetitions.length === order.length ? reorder(text, repetitions, order) : [];
}

/** Neighbours go with their texts and coding systems, and with the repetition separator beside them. */
function removeModifiers(
  text: string,
  claim: Claim,
  line: ServiceLine,
  from: number,
  to: number,
  delimiters: Delimiters,
): TextReplacement[] {
  const cursor = cursorAt(text, claim, line, delimiters);
  const field = cursor?.field(MODIFIERS[line.segment ?? ''] ?? 0);
  if (!cursor || !field) return [];
  const repetitions = cursor.repetitions(field);
  const placeOf = (modifier: CodeMention | undefined) => {
    const at = modifier ? claim.base + modifier.start : -1;
    return repetitions.findIndex(({ start, end }) => start <= at && at <= end);
  };
  const first = placeOf(line.modifiers[from]);
  const own = repetitions[first];
  const last = placeOf(line.modifiers[to]);
  const end = repetitions[last];
  if (!own || !end) return [];
  if (first > 0) return [{ start: own.start - 1, end: end.end, text: '' }];
  return [{ start: own.start, end: repetitions[last + 1]?.start ?? end.end, text: '' }];
}

/**
 * A new FT1 in front of another, made like it: the new code, one unit and no charge, the same dates, diagnoses and
 * performer; no transaction id, text or modifiers. Later set ids follow.
 */
function insertLine(text: string, claim: Claim, line: ServiceLine, code: string, delimiters: Delimiters) {
  const start = claim.base + line.span.start;
  const cursor = new SegmentCursor(text, start, claim.base + claim.span.end, delimiters);
  if (!cursor.advance()) return [];
  const fields: string[] = ['FT1'];
  for (let i = 1; i <= cursor.count; i++) {
    const field = cursor.field(i);
    fields.push(field ? text.slice(field.start, field.end) : '');
  }
  for (const empty of [2, 8, 9, 22, 23, 26, 29, 43]) if (fields[empty] !== undefined) fields[empty] = '';
  if (fields[10]) fields[10] = '1';
  for (const amount of [11, 12]) if (fields[amount]) fields[amount] = '0';
  const { component } = delimiters;
  const own = codedField(cursor, 25, 'procedure');
  const charge = codedField(cursor, 7, 'procedure');
  const put = (system: string) => (system ? [code, '', system].join(component) : code);
  if (own) fields[25] = put(systemName(cursor, 25));
  if (charge) fields[7] = charge.system === 'procedure' || !own ? put(systemName(cursor, 7)) : '';
  const edits: TextReplacement[] = [
    { start, end: start, text: fields.join(delimiters.field) + lineEndAt(text, cursor) },
  ];
  do {
    const set = cursor.id === 'FT1' ? cursor.part(1) : undefined;
    const number = cursor.value(set);
    if (set && /^\d{1,6}$/.test(number)) edits.push({ ...set, text: String(Number(number) + 1) });
  } while (cursor.advance());
  return edits;
}

/** The coding system as written beside the code that counts. */
function systemName(cursor: SegmentCursor, field: number): string {
  const code = codedField(cursor, field, 'procedure');
  const first = cursor.part(field);
  return cursor.value(cursor.part(field, code && first && code.start !== first.start ? 6 : 3));
}

function lineEndAt(text: string, cursor: SegmentCursor): string {
  const behind = /[\r\n]/.exec(text.slice(cursor.end, cursor.end + 200));
  const before = text[cursor.start - 1];
  if (!behind) return before === '\n' && text[cursor.start - 2] === '\r' ? '\r\n' : before === '\n' ? '\n' : '\r';
  return text.startsWith('\r\n', cursor.end + behind.index) ? '\r\n' : behind[0];
}
