import type { Span } from '../../model/span';
import type { Slot } from '../format';
import { systemOf } from './coded';
import { type Hl7Document, messageAt } from './read';
import { SegmentCursor, trimmed } from './segment';

type Kind = Slot['kind'];

/** Fields whose first component is a code. */
const CODES: Readonly<Record<string, Readonly<Record<number, Kind>>>> = {
  FT1: { 7: 'procedure', 16: 'placeOfService', 19: 'diagnosis', 25: 'procedure', 26: 'modifier', 41: 'revenue' },
  PR1: { 3: 'procedure', 15: 'diagnosis', 16: 'modifier' },
  OBR: { 4: 'procedure', 44: 'procedure', 45: 'modifier' },
  DG1: { 3: 'diagnosis' },
};
/** The procedure that a modifier field belongs to, best first. */
const PROCEDURES: Readonly<Record<string, readonly number[]>> = { FT1: [25, 7], PR1: [3], OBR: [44, 4] };
/** Fields that as often hold a code of another system: only what says that it is a procedure is one. */
const MIXED: Readonly<Record<string, number>> = { FT1: 7, OBR: 4 };

/** What stands, or may be typed, at an offset. */
export function slotAtHl7(document: Hl7Document, text: string, offset: number): Slot | undefined {
  const message = document.messages[messageAt(document.messages, offset)];
  if (!message?.delimiters) return undefined;
  const start = lineStart(text, offset, message.start);
  const cursor = new SegmentCursor(text, start, message.start + message.length, message.delimiters);
  if (!cursor.advance() || cursor.start > offset || offset > cursor.end) return undefined;
  const fields = CODES[cursor.id];
  if (!fields) return undefined;
  for (const [key, kind] of Object.entries(fields)) {
    const number = Number(key);
    const field = cursor.field(number);
    if (!field || offset < field.start || offset > field.end) continue;
    const repetition = cursor.repetitions(field).find((one) => one.start <= offset && offset <= one.end)!;
    const component = cursor.components(repetition)[0]!;
    if (offset > component.end) return undefined;
    const found = slotIn(cursor, number, kind, repetition, component, offset);
    const claim = message.claims.find(({ base, span }) => base <= offset && offset <= base + span.end);
    return found && { ...found, claim };
  }
  return undefined;
}

function lineStart(text: string, offset: number, limit: number): number {
  let at = offset;
  while (at > limit && text[at - 1] !== '\r' && text[at - 1] !== '\n') at--;
  return at;
}

function slotIn(
  cursor: SegmentCursor,
  number: number,
  kind: Kind,
  repetition: Span,
  component: Span,
  offset: number,
): Slot | undefined {
  if (kind === 'procedure' || kind === 'diagnosis') {
    const system = systemOf(cursor.value(cursor.partOf(repetition, 3)));
    if (system === 'other' || (system !== 'none' && system !== kind)) return undefined;
    if (system === 'none' && MIXED[cursor.id] === number && cursor.value(component)) {
      const isShort = /^(?:[A-Z]?\d{1,4}|\d{4}[A-Z]|\d{5})$/i.test(cursor.value(component));
      if (cursor.id === 'OBR' || !isShort) return undefined;
    }
  }
  const inner = trimmed(cursor.text, component);
  const span = inner.start <= offset && offset <= inner.end ? inner : { start: offset, end: offset };
  const slot: Slot = {
    kind,
    span,
    typed: cursor.text.slice(span.start, offset),
    element: `${cursor.id}-${number}`,
  };
  return kind === 'modifier' ? { ...slot, ...companions(cursor, number, repetition) } : slot;
}

/** The procedure of a modifier, and the modifiers beside it. */
function companions(cursor: SegmentCursor, number: number, own: Span): Pick<Slot, 'procedure' | 'modifiers'> {
  const procedure = (PROCEDURES[cursor.id] ?? []).map((field) => cursor.value(cursor.part(field))).find(Boolean);
  const field = cursor.field(number);
  const modifiers = (field ? cursor.repetitions(field) : [])
    .filter((one) => one.start !== own.start)
    .map((one) => cursor.value(cursor.partOf(one, 1)))
    .filter(Boolean);
  return { procedure, modifiers };
}
