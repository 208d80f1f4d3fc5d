import type { Amount, CodeKind, CodeMention, DateMention, Party, ProcedureMention, Quantity } from '../../model/claim';
import type { At, Span } from '../../model/span';
import { dateRangeAt, type WrittenDate } from './dates';

/** What a stretch of a service line says, with its label: `mod 25`, `x2`, `$150`. Offsets in the line. */
export interface Field extends Span {
  readonly kind: FieldKind;
}

export type FieldKind =
  | 'modifiers'
  | 'units'
  | 'charge'
  | 'dates'
  | 'pointers'
  | 'place'
  | 'provider'
  | 'revenue'
  | 'description';

/** What a service line says so far. Spans are relative to the claim, but for `fields`. */
export interface Parts {
  number?: At<number>;
  procedure?: ProcedureMention;
  modifiers: CodeMention[];
  units?: Quantity;
  charge?: Amount;
  from?: DateMention;
  to?: DateMention;
  pointers: At<number>[];
  /** Diagnosis codes that stand on the line itself: pointers, once the claim is read. */
  diagnoses: At<string>[];
  place?: CodeMention;
  revenue?: CodeMention;
  provider?: Party;
  description?: At<string>;
  fields: Field[];
  /** Where the code ends, once what stands behind it is read; offset in the line. */
  codeEnd: number;
}

export function emptyParts(): Parts {
  return { modifiers: [], pointers: [], diagnoses: [], fields: [], codeEnd: 0 };
}

/** `origin` is what turns an offset in the line into one in the claim. */
export function codeOf(kind: CodeKind, line: string, start: number, end: number, origin: number): CodeMention {
  return { kind, value: line.slice(start, end), start: origin + start, end: origin + end };
}

export function procedureOf(line: string, start: number, end: number, origin: number): ProcedureMention {
  return { kind: 'procedure', value: line.slice(start, end), start: origin + start, end: origin + end };
}

export function textOf(line: string, start: number, end: number, origin: number): At<string> {
  return { value: line.slice(start, end), start: origin + start, end: origin + end };
}

export function dateOf(line: string, date: WrittenDate, origin: number): DateMention {
  return {
    value: date.value,
    raw: line.slice(date.start, date.end),
    start: origin + date.start,
    end: origin + date.end,
  };
}

/** Units between the offsets: `2`, `1.5`, `1,000`; anything else is kept raw. */
export function quantityOf(line: string, start: number, end: number, origin: number): Quantity {
  const raw = line.slice(start, end);
  return { value: numberFrom(raw), raw, start: origin + start, end: origin + end };
}

/** An amount between the offsets: `$1,200.00`, `150`, `150 00` (a print image leaves the point out). */
export function amountOf(line: string, start: number, end: number, origin: number): Amount {
  const raw = line.slice(start, end);
  const cents = raw.includes(' ') ? /^\$?(\d[\d,]*) (\d\d)$/.exec(raw) : null;
  const plain = cents ? `${cents[1]}.${cents[2]}` : raw.startsWith('$') ? raw.slice(1).trim() : raw.trim();
  return { value: numberFrom(plain), raw, start: origin + start, end: origin + end };
}

/** Takes the dates at `at` as the line's own where it has none yet; the end of what was read, or undefined. */
export function takeDates(parts: Parts, line: string, at: number, origin: number): number | undefined {
  const range = dateRangeAt(line, at);
  if (!range) return undefined;
  if (!parts.from) {
    parts.from = dateOf(line, range.from, origin);
    if (range.to) parts.to = dateOf(line, range.to, origin);
  } else if (!parts.to && !range.to) {
    parts.to = dateOf(line, range.from, origin);
  }
  return range.end;
}

const PLAIN_NUMBER = /^-?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d+)?$/;

function numberFrom(text: string): number | undefined {
  const value = Number(text.includes(',') ? text.replaceAll(',', '') : text);
  return text !== '' && !Number.isNaN(value) && text !== '-' && PLAIN_NUMBER.test(text) ? value : undefined;
}
