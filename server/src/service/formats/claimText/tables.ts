import type { Span } from '../../model/span';
import { dateAt } from './dates';
import { readPointers } from './labelled';
import {
  amountOf,
  codeOf,
  dateOf,
  emptyParts,
  type FieldKind,
  type Parts,
  procedureOf,
  quantityOf,
  takeDates,
  textOf,
} from './parts';
import type { Entry } from './serviceLine';
import { gradeOf } from './shapes';
import { readTail } from './tail';
import { skipBlanks, tokenEnd, trimEnd } from './textLines';

export type ColumnKind =
  | 'number'
  | 'code'
  | 'modifiers'
  | 'units'
  | 'charge'
  | 'from'
  | 'to'
  | 'pointers'
  | 'place'
  | 'provider'
  | 'revenue'
  | 'description'
  | 'other';

export interface Column extends Span {
  readonly kind: ColumnKind;
}

/** A table whose head has been read. `delimiter` is what parts its cells: tabs, bars, or two and more blanks. */
export interface Table {
  readonly delimiter: 'tab' | 'bar' | 'blanks';
  readonly columns: readonly Column[];
}

const NAMES: ReadonlyMap<string, ColumnKind> = new Map<string, ColumnKind>([
  ...names('number', '#|line|ln|no|line #|line no|item'),
  ...names(
    'code',
    'cpt|hcpcs|code|codes|proc|procedure|cpt code|cpt/hcpcs|hcpcs/cpt|hcpcs code|proc code|procedure code|service code|cpt/hcpcs code|cpt-4|cpt4|procedure/cpt|hcpc|cpt codes|hcpcs codes|procedure codes',
  ),
  ...names('modifiers', 'mod|mods|modifier|modifiers|mod 1|mod 2|mod 3|mod 4|mod1|mod2|mod3|mod4|m1|m2|m3|m4'),
  ...names('units', 'unit|units|qty|quantity|days/units|days or units|count|svc units'),
  ...names(
    'charge',
    'charge|charges|fee|fees|amount|amt|price|billed|total|total charge|billed amount|$|$ charges|line charge',
  ),
  ...names(
    'from',
    'dos|date|dates|service date|date of service|svc date|from|from date|date from|start|dos from|dates of service|service dates',
  ),
  ...names('to', 'to|thru|through|to date|date to|end|dos to'),
  ...names(
    'pointers',
    'dx|ptr|pointer|pointers|dx ptr|dx pointer|diag|diagnosis|icd|icd-10|icd10|dx code|diag ptr|ptrs',
  ),
  ...names('place', 'pos|place|place of service'),
  ...names('provider', 'npi|rendering|provider|rendering npi|rendering provider'),
  ...names('revenue', 'rev|rev code|revenue|revenue code'),
  ...names(
    'description',
    'description|desc|service|procedure description|service description|notes|note|comment|comments',
  ),
]);

const MAY_BE_HEAD = /cpt|hcpc|proc|code/i;
/** Which code column counts where a head names several; the others describe. */
const RANKS = [/^cpt/, /^hcpc/, /code/, /^proc$/, /^proc/];

/** The table that a line heads, or undefined. */
export function tableFrom(line: string): Table | undefined {
  if (line.length > 400 || !MAY_BE_HEAD.test(line)) return undefined;
  const delimiter = line.includes('|') ? 'bar' : line.includes('\t') ? 'tab' : 'blanks';
  const cells = cellsOf(line, delimiter);
  if (cells.length < 2) return undefined;
  const titles = cells.map((cell) => titleOf(line.slice(cell.start, cell.end)));
  const kinds = titles.map((title) => NAMES.get(title));
  const known = kinds.filter((kind) => kind !== undefined).length;
  const filled = titles.filter((title) => title !== '').length;
  if (known < 2 || known * 2 < filled || titles.some((title) => /\d{3}/.test(title))) return undefined;
  const codes = kinds.flatMap((kind, index) => (kind === 'code' ? [index] : []));
  const rank = (index: number) => RANKS.findIndex((pattern) => pattern.test(titles[index]!));
  const code = codes.sort((a, b) => rank(a) - rank(b) || a - b)[0];
  if (code === undefined) return undefined;
  const columns = cells.map((cell, index): Column => {
    const kind = kinds[index] ?? 'other';
    return { ...cell, kind: kind === 'code' && index !== code ? 'description' : kind };
  });
  return { delimiter, columns };
}

/** The underline of a table's head, Markdown's or a print's; no service stands there. */
export function isUnderline(line: string): boolean {
  return line.length < 400 && /^[\s|+:=-]*$/.test(line) && /[-=]{2}/.test(line);
}

/** The cells of a row: trimmed spans in the line. Bars at both ends part nothing. */
export function cellsOf(line: string, delimiter: Table['delimiter']): readonly Span[] {
  const cells: Span[] = [];
  let first = skipBlanks(line, 0);
  let last = trimEnd(line, first, line.length);
  if (delimiter === 'bar') {
    if (line[first] === '|') first++;
    if (last > first && line[last - 1] === '|') last--;
  } else if (delimiter === 'tab') {
    first = line.charCodeAt(0) === 0xfeff ? 1 : 0;
    last = line.length;
  }
  const split = delimiter === 'bar' ? /\|/g : delimiter === 'tab' ? /\t/g : /[ \t\u00A0]{2,}|\t/g;
  split.lastIndex = first;
  let start = first;
  for (let match = split.exec(line); match && match.index < last; match = split.exec(line)) {
    cells.push(trimmed(line, start, match.index));
    start = match.index + match[0].length;
  }
  cells.push(trimmed(line, start, last));
  return cells;
}

/** Whether a line can be a row: it holds the delimiter, or more than one cell. */
export function isRowOf(table: Table, line: string): boolean {
  if (table.delimiter === 'bar') return line.includes('|');
  if (table.delimiter === 'tab') return line.includes('\t');
  return /\S(?: {2}|[ \u00A0]?\t)[\s\S]*\S/.test(line.slice(0, 500));
}

/** The service that a row of the table names; undefined where its code column holds none. */
export function readRow(table: Table, line: string, origin: number, known: number): Entry | undefined {
  const cells = cellsOf(line, table.delimiter);
  const byIndex = columnsByIndex(table, cells);
  if (table.delimiter !== 'blanks') return readCells(table, byIndex, line, origin, known);
  if (cells.length === table.columns.length) {
    const entry = readCells(table, byIndex, line, origin, known, true);
    if (entry) return entry;
  }
  return readCells(table, columnsByPlace(table, cells), line, origin, known);
}

/** Which cell stands in which column, for completion at an offset of a row. */
export function cellsByColumn(table: Table, line: string): readonly (Span | undefined)[] {
  const cells = cellsOf(line, table.delimiter);
  const even = table.delimiter !== 'blanks' || cells.length === table.columns.length;
  return even ? columnsByIndex(table, cells) : columnsByPlace(table, cells);
}

function columnsByIndex(table: Table, cells: readonly Span[]): readonly (Span | undefined)[] {
  return table.columns.map((_, index) => cells[index]);
}

/** Each cell belongs to the column whose title it stands under or next to. */
function columnsByPlace(table: Table, cells: readonly Span[]): readonly (Span | undefined)[] {
  const found: (Span | undefined)[] = table.columns.map(() => undefined);
  let column = 0;
  for (const cell of cells) {
    while (column + 1 < table.columns.length && isNearer(cell, table.columns[column + 1]!, table.columns[column]!))
      column++;
    const old = found[column];
    found[column] = old ? { start: old.start, end: cell.end } : cell;
  }
  return found;
}

function isNearer(cell: Span, next: Span, current: Span): boolean {
  const overlapNext = Math.min(cell.end, next.end) - Math.max(cell.start, next.start);
  const overlapCurrent = Math.min(cell.end, current.end) - Math.max(cell.start, current.start);
  return overlapNext > overlapCurrent || cell.start >= next.end;
}

function readCells(
  table: Table,
  cells: readonly (Span | undefined)[],
  line: string,
  origin: number,
  known: number,
  strict = false,
): Entry | undefined {
  const codeIndex = table.columns.findIndex((column) => column.kind === 'code');
  const code = cells[codeIndex];
  if (!code || code.start === code.end) return undefined;
  const parts = emptyParts();
  const plus = line[code.start] === '+' ? 1 : 0;
  const codeStart = skipBlanks(line, code.start + plus, code.end);
  const tail = tokenEnd(line, codeStart, code.end);
  if (tail - codeStart > 6 || !gradeOf(line.slice(codeStart, tail))) return undefined;
  const slip = tail + 1 === code.end && /[.,]/.test(line[tail]!) ? 1 : 0;
  const codeEnd = tail + slip;
  if (!readTail(parts, line, codeEnd, code.end, origin, known)) return undefined;
  parts.procedure = procedureOf(line, codeStart, codeEnd, origin);
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index];
    if (!cell || index === codeIndex || cell.start >= cell.end) continue;
    if (strict && !fits(table.columns[index]!.kind, line.slice(cell.start, cell.end))) return undefined;
    readCell(parts, table.columns[index]!.kind, line, cell, origin, known);
  }
  const start = skipBlanks(line, 0);
  return { parts, start, end: trimEnd(line, start, line.length), codeStart, codeEnd };
}

function fits(kind: ColumnKind, text: string): boolean {
  if (kind === 'modifiers') return /^[A-Za-z0-9]{2}(?:[ ,/;-]+[A-Za-z0-9]{2})*$/.test(text);
  if (kind === 'units' || kind === 'charge' || kind === 'number' || kind === 'place') return /\d/.test(text);
  return true;
}

function readCell(parts: Parts, kind: ColumnKind, line: string, cell: Span, origin: number, known: number): void {
  const { start, end } = cell;
  const take = (field: FieldKind) => parts.fields.push({ kind: field, start, end });
  const text = line.slice(start, end);
  switch (kind) {
    case 'number': {
      const digits = /^\d{1,4}/.exec(text)?.[0];
      if (digits) parts.number = { value: Number(digits), start: origin + start, end: origin + start + digits.length };
      return;
    }
    case 'modifiers':
      if (NO_MODIFIER.test(text)) return;
      for (const match of text
        .slice(0, 100)
        .replace(LABEL, blanks)
        .matchAll(/[A-Za-z0-9]{1,4}/g)) {
        const at = start + match.index;
        parts.modifiers.push(codeOf('modifier', line, at, at + match[0].length, origin));
      }
      take('modifiers');
      return;
    case 'units': {
      const digits = /-?\d+(?:,\d{3})*(?:\.\d+)?/.exec(text);
      const at = digits ? start + digits.index : start;
      parts.units = quantityOf(line, at, digits ? at + digits[0].length : end, origin);
      take('units');
      return;
    }
    case 'charge':
      parts.charge = amountOf(line, start, end, origin);
      take('charge');
      return;
    case 'from':
    case 'to': {
      const date = dateAt(line, start);
      if (kind === 'to' || (!date && parts.from)) {
        parts.to = date
          ? dateOf(line, date, origin)
          : { value: undefined, raw: text, start: origin + start, end: origin + end };
      } else if (!date) parts.from = { value: undefined, raw: text, start: origin + start, end: origin + end };
      else takeDates(parts, line, start, origin);
      take('dates');
      return;
    }
    case 'pointers':
      readPointers(parts, line, start, end, origin, known);
      take('pointers');
      return;
    case 'place': {
      const stop = tokenEnd(line, start, end);
      if (stop > start) parts.place = codeOf('placeOfService', line, start, stop, origin);
      take('place');
      return;
    }
    case 'provider':
      parts.provider = /^\d+$/.test(text) ? { id: text } : { name: text.toUpperCase() };
      take('provider');
      return;
    case 'revenue':
      parts.revenue = codeOf('revenue', line, start, end, origin);
      take('revenue');
      return;
    case 'description':
      parts.description ??= textOf(line, start, end, origin);
      take('description');
      return;
    default:
  }
}

/** What people write in a cell that has none; NA is no modifier of HCPCS. */
const NO_MODIFIER = /^\s*(?:none|null|n\/?a)\s*$/i;

/** `mod 25`, `Modifiers: 25, 59` in a cell. */
const LABEL = /^\s*mod(?:ifier)?s?(?![A-Za-z0-9])/i;

function blanks(text: string): string {
  return ' '.repeat(text.length);
}

function titleOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('(s)', 's')
    .replace(/\((?:us)?(?:\$|d)\)/g, ' ')
    .replace(/[®™*_.()[\]]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function trimmed(line: string, start: number, end: number): Span {
  const from = skipBlanks(line, start, end);
  return { start: from, end: trimEnd(line, from, end) };
}

function names(kind: ColumnKind, titles: string): readonly (readonly [string, ColumnKind])[] {
  return titles.split('|').map((title) => [title, kind] as const);
}
