import { type Columns, columnsOf, knownColumns } from './columns';
import { NO_OWN, type OwnColumns } from './ownColumns';
import { type Row, readRow } from './row';

export interface Header {
  /** Absolute; moved by edits before it. */
  start: number;
  /** Where the first row below it begins. */
  next: number;
  readonly delimiter: string;
  /** What stands in the cells. */
  readonly names: readonly string[];
  readonly columns: Columns;
}

const DELIMITERS = [',', '\t', '|', ';'] as const;
/** A header stands among the first lines. */
const MOST_ROWS = 20;
/** Characters within which a header ends. */
export const REACH = 1_048_576;
const MAY_NAME_CODES =
  /CPT|HCPC|PROC|PRCDR|PX|SV[12]0|(?:SERVICE|SVC|SRVC)[ _-]?C|COD(?:E|ING)[ _-]?(?:TYPE|SYSTEM|SET)/i;
/** As many columns as a sheet of Excel has. */
const MOST_CELLS = 16_384;
/** The line by which Excel is told the delimiter. */
const EXCEL_SEPARATOR = /^"?sep=."?[\r\n]/i;

/** The first row that names columns of service lines, by the delimiter that finds most of them. */
export function findHeader(text: string, own: OwnColumns = NO_OWN): Header | undefined {
  const limit = Math.min(text.length, REACH);
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (let row = 0; row < MOST_ROWS && at < limit; row++) {
    let end = at;
    while (end < limit && text[end] !== '\n' && text[end] !== '\r') end++;
    const line = text.slice(at, end);
    const found = mayName(line, own) ? headerAt(text, at, limit, own) : undefined;
    if (found) return found;
    at = text.startsWith('\r\n', end) ? end + 2 : end + 1;
  }
  return undefined;
}

function headerAt(text: string, start: number, limit: number, own: OwnColumns): Header | undefined {
  let best: Header | undefined;
  for (const delimiter of DELIMITERS) {
    const row = readRow(text, start, delimiter, limit);
    if (row.cells.length < 2 || row.cells.length > MOST_CELLS) continue;
    // A table of Markdown has bars at both ends: claim text reads it.
    if (delimiter === '|' && row.cells[0]!.start === row.cells[0]!.end) continue;
    const names = row.cells.map((cell) => text.slice(cell.start, cell.end));
    const columns = columnsOf(names, own);
    if (columns && columns.all.length > (best?.columns.all.length ?? 0)) {
      best = { start, next: row.next, delimiter, names, columns };
    }
  }
  return best;
}

/** How surely a text is a table of service lines, by its header. */
export function detectCsv(head: string, own: OwnColumns = NO_OWN): number {
  const header = findHeader(head, own);
  if (header) {
    const before = head.slice(0, header.start).replace('\uFEFF', '').replace(EXCEL_SEPARATOR, '').trim();
    if (before) return 0.55;
    // What names claims or patients was exported; a table in a claim that someone types does not.
    return header.columns.all.some(({ role }) => role === 'claim' || role === 'patient') ? 0.95 : 0.85;
  }
  // A header longer than what is seen of the text.
  if (head.length < 1000 || /[\r\n]/.test(head)) return 0;
  for (const delimiter of DELIMITERS) {
    const names = readRow(head, 0, delimiter).cells.map((cell) => head.slice(cell.start, cell.end));
    if (
      knownColumns(names.slice(0, -1)) >= 5 &&
      names.some((name) => /^CLM_ID$|^DESYNPUF_ID$|^CLAIM_?ID$/i.test(name))
    ) {
      return 0.9;
    }
  }
  return 0;
}

/**
 * The header of another table that begins with a row: its cells name columns, and none of them is a number, a day or a
 * code. Undefined for a row of the table that it stands in.
 */
export function headerIn(text: string, row: Row, delimiter: string, own: OwnColumns): Header | undefined {
  const { cells, start, next } = row;
  if (cells.length < 2 || cells.length > MOST_CELLS || !mayName(text.slice(start, row.end), own)) return undefined;
  const names = cells.map((cell) => text.slice(cell.start, cell.end));
  if (names.some((name) => /^[^A-Z]*\d[^A-Z]*$/i.test(name) || CODE.test(name))) return undefined;
  const columns = columnsOf(names, own);
  return columns && { start, next, delimiter, names, columns };
}

const CODE = /^(?:\d{4}[A-Z\d]|[A-Z]\d{4})$/i;

function mayName(line: string, own: OwnColumns): boolean {
  return MAY_NAME_CODES.test(line) || own.codes.some((name) => line.toUpperCase().includes(name));
}

export function sameNames(a: Header, b: Header): boolean {
  return (
    a.delimiter === b.delimiter &&
    a.names.length === b.names.length &&
    a.names.every((name, index) => name === b.names[index])
  );
}
