import { shifted } from '../../model/span';
import type { Text } from '../../model/text';
import type { Slot } from '../format';
import { Cursor } from './cursor';
import { componentUsed } from './delimiters';
import { blockAt, type X12Document } from './read';
import { MARGIN } from './stream';

/** Which element of a segment holds a composite procedure identifier (C003). */
const COMPOSITES: Readonly<Record<string, readonly number[]>> = {
  SV1: [1],
  SV2: [2],
  SV3: [1],
  SV5: [1],
  SVC: [1, 6],
  SVD: [3],
  EB: [13],
  EQ: [2],
};

/** Elements whose values come from a code list, by the X12 data element number. */
const LISTS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  SV1: { 3: '355' },
  SV2: { 4: '355' },
  SV5: { 2: '355' },
  NM1: { 1: '98', 8: '66' },
  N1: { 1: '98' },
  DTP: { 1: '374', 2: '1250' },
  DTM: { 1: '374' },
  SBR: { 1: '1138', 9: '1032' },
  HL: { 3: '735' },
  UM: { 1: '1525', 2: '1322', 3: '1365', 6: '1338' },
  HCR: { 1: '306' },
  CLP: { 2: '1029', 6: '1032', 9: '1325' },
};

/** Qualifiers (element 235) with a revenue code behind them; RB in older guides. */
const OF_REVENUE: ReadonlySet<string> = new Set(['NU', 'RB']);

/** Qualifiers of what is no procedure code: drugs, articles, orders, HIPPS rates, ICD-9-CM procedures, home infusion, ABC codes. */
const OF_OTHERS: ReadonlySet<string> = new Set('EN EO HI HP ID IV N1 N2 N3 N4 N5 N6 ON UI UK UP UX WK'.split(' '));

/** Qualifiers (element 1270) with an ICD-10-CM diagnosis behind them; ICD-9-CM has codes that look the same. */
const OF_DIAGNOSES: ReadonlySet<string> = new Set(['', 'ABF', 'ABJ', 'ABK', 'ABN', 'APR']);

const PLACES: Readonly<Record<string, number>> = { SV1: 5, SV3: 3 };

/** What stands, or may be typed, at an offset. */
export function slotAtX12(document: X12Document, text: Text, offset: number): Slot | undefined {
  const index = blockAt(document.blocks, offset);
  const block = document.blocks[index];
  if (!block?.before.delimiters) return undefined;
  const { start, length, before, claim } = block;
  const at = offset - start;
  const cursor = new Cursor(text.slice(start, start + length + MARGIN), 0, before.delimiters!);
  while (cursor.advance() && cursor.start <= at && cursor.start <= length) {
    if (at > cursor.end) continue;
    const slot = slotInSegment(cursor, at, before.kind === 'institutional');
    return slot && { ...slot, span: shifted(slot.span, start), claim };
  }
  return undefined;
}

function slotInSegment(cursor: Cursor, offset: number, hospital: boolean): Slot | undefined {
  const count = cursor.elements();
  const id = cursor.idText();
  let index = 0;
  for (let i = 1; i <= count; i++) if (cursor.from(i) <= offset) index = i;
  if (index === 0) return undefined;
  const element = { start: cursor.from(index), end: cursor.to(index) };
  if (COMPOSITES[id]?.includes(index)) return inProcedure(cursor, element, offset, `${id}${two(index)}`);
  if (PLACES[id] === index) return whole(cursor, element, offset, 'placeOfService');
  if ((id === 'SV2' && index === 1) || (id === 'SVC' && index === 4)) return whole(cursor, element, offset, 'revenue');
  if ((id === 'CLM' && index === 5) || (id === 'UM' && index === 4)) {
    return inFacility(cursor, element, offset, hospital);
  }
  if (id === 'HI') return inDiagnosis(cursor, element, offset);
  const list = LISTS[id]?.[index];
  return list ? { ...whole(cursor, element, offset, 'qualifier'), element: list } : undefined;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function two(index: number): string {
  return index < 10 ? `0${index}` : String(index);
}

function whole(cursor: Cursor, range: Range, offset: number, kind: Slot['kind']): Slot {
  return { kind, span: range, typed: cursor.text.slice(range.start, offset) };
}

/** The components of an element, in order. An element without any is one empty component. */
function components(cursor: Cursor, { start, end }: Range): Range[] {
  const { text } = cursor;
  const separator = componentUsed(text.slice(start, end), cursor.delimiters.component);
  // Not by indexOf: what is not in the element would be looked for in all of the text behind it.
  const code = separator.charCodeAt(0);
  const found: Range[] = [];
  let at = start;
  for (let i = start; i < end; i++) {
    if (text.charCodeAt(i) !== code) continue;
    found.push({ start: at, end: i });
    at = i + 1;
  }
  found.push({ start: at, end });
  return found;
}

function placeIn(parts: readonly Range[], offset: number): number {
  let place = 0;
  for (let i = 0; i < parts.length; i++) if (parts[i]!.start <= offset) place = i;
  return place;
}

function inProcedure(cursor: Cursor, element: Range, offset: number, name: string): Slot | undefined {
  const parts = components(cursor, element);
  const place = placeIn(parts, offset);
  const part = parts[place]!;
  const read = (i: number) => (parts[i] ? cursor.text.slice(parts[i].start, parts[i].end) : '');
  if (place === 0) return { ...whole(cursor, part, offset, 'qualifier'), element: '235' };
  const qualifier = read(0).toUpperCase();
  if (place > 5 || OF_OTHERS.has(qualifier)) return undefined;
  if (place === 1) {
    const kind = OF_REVENUE.has(qualifier) ? 'revenue' : 'procedure';
    return { ...whole(cursor, part, offset, kind), element: `${name}-2`, dental: qualifier === 'AD' || undefined };
  }
  if (OF_REVENUE.has(qualifier)) return undefined;
  return {
    ...whole(cursor, part, offset, 'modifier'),
    element: `${name}-${place + 1}`,
    procedure: read(1),
    modifiers: [2, 3, 4, 5]
      .filter((i) => i !== place)
      .map(read)
      .filter(Boolean),
  };
}

/** A place of service or the type of a bill, as the qualifier says; where there is none, as the guide has it. */
function inFacility(cursor: Cursor, element: Range, offset: number, hospital: boolean): Slot {
  const parts = components(cursor, element);
  const place = placeIn(parts, offset);
  const part = parts[place]!;
  const written = parts[1] && cursor.text.slice(parts[1].start, parts[1].end);
  const qualifier = written || (hospital ? 'A' : 'B');
  if (place === 0 && qualifier !== 'A') return whole(cursor, part, offset, 'placeOfService');
  return {
    ...whole(cursor, part, offset, 'qualifier'),
    element: place === 0 ? 'bill type' : place === 1 ? '1332' : '1325',
  };
}

function inDiagnosis(cursor: Cursor, element: Range, offset: number): Slot | undefined {
  const parts = components(cursor, element);
  const place = placeIn(parts, offset);
  const part = parts[place]!;
  if (place === 0) return { ...whole(cursor, part, offset, 'qualifier'), element: '1270' };
  if (place !== 1) return undefined;
  const qualifier = cursor.text.slice(parts[0]!.start, parts[0]!.end);
  if (qualifier === 'BP' || qualifier === 'BO') return whole(cursor, part, offset, 'procedure');
  return OF_DIAGNOSES.has(qualifier) ? whole(cursor, part, offset, 'diagnosis') : undefined;
}
