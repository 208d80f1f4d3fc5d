import { type Columns, columnsOf, knownColumns } from './columns';
import { readRow } from './row';

export interface Header {
  readonly start: number;
  /** Where the first row below it begins. */
  readonly next: number;
  readonly delimiter: string;
  /** What stands in the cells. */
  readonly names: readonly string[];
  readonly columns: Columns;
}

const DELIMITERS = [',', '\t', '|', ';'] as const;
/** A header stands among the first lines. */
const MOST_ROWS = 20;
const REACH = 65_536;

/** The first row that names columns of service lines, by the delimiter that finds most of them. */
export function findHeader(text: string): Header | undefined {
  const limit = Math.min(text.length, REACH);
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (let row = 0; row < MOST_ROWS && at < limit; row++) {
    let end = at;
    while (end < limit && text[end] !== '\n' && text[end] !== '\r') end++;
    const found = headerAt(text, at, limit);
    if (found) return found;
    at = text.startsWith('\r\n', end) ? end + 2 : end + 1;
  }
  return undefined;
}

function headerAt(text: string, start: number, limit: number): Header | undefined {
  let best: Header | undefined;
  for (const delimiter of DELIMITERS) {
    const row = readRow(text, start, delimiter, limit);
    if (row.cells.length < 2) continue;
    // A table of Markdown has bars at both ends: claim text reads it.
    if (delimiter === '|' && row.cells[0]!.start === row.cells[0]!.end) continue;
    const names = row.cells.map((cell) => text.slice(cell.start, cell.end));
    const columns = columnsOf(names);
    if (columns && columns.all.length > (best?.columns.all.length ?? 0)) {
      best = { start, next: row.next, delimiter, names, columns };
    }
  }
  return best;
}

/** How surely a text is a table of service lines, by its header. */
export function detectCsv(head: string): number {
  const header = findHeader(head);
  if (header) {
    if (head.slice(0, header.start).trim().replace('\uFEFF', '')) return 0.55;
    const machine = header.names.filter((name) => /^\w+_\w+$/.test(name)).length;
    return machine > 4 && header.columns.all.length > 4 ? 0.95 : 0.85;
  }
  // A header longer than what is seen of the text.
  if (head.length < 1000 || /[\r\n]/.test(head)) return 0;
  for (const delimiter of DELIMITERS) {
    const names = readRow(head, 0, delimiter).cells.map((cell) => head.slice(cell.start, cell.end));
    if (knownColumns(names.slice(0, -1)) >= 5 && names.some((name) => /^CLM_ID$|^DESYNPUF_ID$|^CLAIM_?ID$/i.test(name))) {
      return 0.9;
    }
  }
  return 0;
}
