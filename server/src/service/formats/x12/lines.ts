import type { Amount, CodeMention, DateMention, Quantity, ServiceLine } from '../../model/claim';
import type { At, Span } from '../../model/span';
import { NO_MODIFIERS, readProcedure } from './composite';
import type { Cursor } from './cursor';
import { packed } from './segmentIds';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A service line while it is being read: loop 2400 of the 837, 2110 of the 835, 2220 of the 276/277. */
export type OpenLine = Writable<Omit<ServiceLine, 'span' | 'adjustments'>> & {
  readonly span: Writable<Span>;
  adjustments: Amount[] | undefined;
};

const NO_POINTERS: readonly At<number>[] = [];

export function openLine(start: number): OpenLine {
  return {
    span: { start, end: start },
    number: undefined,
    procedure: undefined,
    modifiers: NO_MODIFIERS,
    units: undefined,
    charge: undefined,
    from: undefined,
    to: undefined,
    pointers: NO_POINTERS,
    placeOfService: undefined,
    revenue: undefined,
    renderingProvider: undefined,
    description: undefined,
    segment: undefined,
    breaksOff: undefined,
    paid: undefined,
    adjustments: undefined,
  };
}

/**
 * The readers of the service segments; each returns the component separator in use when it is not the declared one.
 * SV1: C003 · charge · unit · quantity · place of service · – · pointers.
 */
export function readSv1(line: OpenLine, cursor: Cursor, base: number): string | undefined {
  line.segment = 'SV1';
  line.charge = amount(cursor, 2, base);
  line.units = quantity(cursor, 4, 3, base);
  line.placeOfService = code(cursor, 5, 'placeOfService', base);
  line.pointers = pointers(cursor, 7, base);
  return readProcedure(cursor, 1, base, line);
}

/** SV2: revenue code · C003 · charge · unit · quantity. */
export function readSv2(line: OpenLine, cursor: Cursor, base: number): string | undefined {
  line.segment = 'SV2';
  line.revenue = code(cursor, 1, 'revenue', base);
  line.charge = amount(cursor, 3, base);
  line.units = quantity(cursor, 5, 4, base);
  return readProcedure(cursor, 2, base, line);
}

/** SV3: C003 · charge · place of service · oral cavity · – · quantity · – · – · – · – · pointers (5010, SV311). */
export function readSv3(line: OpenLine, cursor: Cursor, base: number): string | undefined {
  line.segment = 'SV3';
  line.charge = amount(cursor, 2, base);
  line.placeOfService = code(cursor, 3, 'placeOfService', base);
  line.units = quantity(cursor, 6, 0, base);
  line.pointers = pointers(cursor, 11, base);
  return readProcedure(cursor, 1, base, line);
}

/** SV5, equipment: C003 · unit · quantity · rental price · purchase price. */
export function readSv5(line: OpenLine, cursor: Cursor, base: number): string | undefined {
  line.segment = 'SV5';
  line.units = quantity(cursor, 3, 2, base);
  line.charge = amount(cursor, cursor.has(4) ? 4 : 5, base);
  return readProcedure(cursor, 1, base, line);
}

/** SVC: C003 · charge · paid · revenue code · units paid. */
export function readSvc(line: OpenLine, cursor: Cursor, base: number): string | undefined {
  line.segment = 'SVC';
  line.charge = amount(cursor, 2, base);
  line.paid = amount(cursor, 3, base);
  // A revenue code has three or four digits; some senders put an amount there.
  const revenue = code(cursor, 4, 'revenue', base);
  if (revenue && /^\d{3,4}$/.test(revenue.value)) line.revenue = revenue;
  line.units = quantity(cursor, 5, 0, base);
  return readProcedure(cursor, 1, base, line);
}

export function code<K extends CodeMention['kind']>(
  cursor: Cursor,
  index: number,
  kind: K,
  base: number,
): (CodeMention & { kind: K }) | undefined {
  const span = elementSpan(cursor, index, base);
  return span && { kind, value: cursor.value(index), start: span.start, end: span.end };
}

export function amount(cursor: Cursor, index: number, base: number): Amount | undefined {
  const from = cursor.from(index);
  const to = cursor.to(index);
  if (from >= to) return undefined;
  return {
    value: cursor.decimal(from, to),
    raw: cursor.slice(from, to),
    start: from - base,
    end: to - base,
  };
}

/** CAS: group · up to six times reason, amount and quantity. Adds the amounts to those that are known already. */
export function adjustments(cursor: Cursor, found: Amount[], base: number): void {
  for (let index = 3; index <= cursor.elements(); index += 3) {
    const one = amount(cursor, index, base);
    if (one) found.push(one);
  }
}

const UNITS = packed('UN');

function unitOf(cursor: Cursor, index: number): string {
  return cursor.packed(index) === UNITS ? 'UN' : cursor.value(index).toUpperCase();
}

function quantity(cursor: Cursor, index: number, unitIndex: number, base: number): Quantity | undefined {
  const from = cursor.from(index);
  const to = cursor.to(index);
  if (from >= to) return undefined;
  const unit = unitIndex && cursor.has(unitIndex) ? unitOf(cursor, unitIndex) : undefined;
  return {
    value: cursor.decimal(from, to),
    raw: cursor.slice(from, to),
    unit,
    start: from - base,
    end: to - base,
  };
}

function pointers(cursor: Cursor, index: number, base: number): readonly At<number>[] {
  const from = cursor.from(index);
  const to = cursor.to(index);
  if (from >= to) return NO_POINTERS;
  const found: At<number>[] = [];
  for (let at = from; at < to; ) {
    let end = at;
    while (end < to && isDigit(cursor.text.charCodeAt(end))) end++;
    if (end > at) found.push({ value: Number(cursor.text.slice(at, end)), start: at - base, end: end - base });
    // Some senders write every number with decimals: `1.00` is one pointer.
    if (cursor.text[end] === '.')
      do end++;
      while (end < to && isDigit(cursor.text.charCodeAt(end)));
    at = end + 1;
  }
  return found;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function elementSpan(cursor: Cursor, index: number, base: number): Span | undefined {
  const from = cursor.from(index);
  const to = cursor.to(index);
  return from < to ? { start: from - base, end: to - base } : undefined;
}

/** The days of a DTP (qualifier D8, RD8, D6, RD6, DT) or, without a qualifier, of a DTM. */
export function readDates(
  cursor: Cursor,
  index: number,
  base: number,
): { from: DateMention; to: DateMention | undefined } | undefined {
  const start = cursor.from(index);
  const end = cursor.to(index);
  if (start >= end) return undefined;
  let border = end;
  if (end - start > 8) {
    const dash = cursor.text.indexOf('-', start);
    if (dash > start && dash < end) border = dash;
  }
  return {
    from: date(cursor, start, border, base),
    to: border < end ? date(cursor, border + 1, end, base) : undefined,
  };
}

function date(cursor: Cursor, from: number, to: number, base: number): DateMention {
  return {
    value: cursor.day(from, to),
    raw: cursor.slice(from, to),
    start: from - base,
    end: to - base,
  };
}
