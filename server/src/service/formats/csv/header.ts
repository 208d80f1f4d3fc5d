import { type Columns, columnsOf, knownColumns } from './columns';
import { NO_OWN, type OwnColumns } from './ownColumns';
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
/** Characters within which a header ends. */
export const REACH = 65_536;
const MAY_NAME_CODES = /CPT|HCPC|PROC|PRCDR|PX|SV[12]0|(?:SERVICE|SVC|SRVC)[ _-]?C/i;
const MOST_CELLS = 2000;
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
    const mayBe = MAY_NAME_CODES.test(line) || own.codes.some((name) => line.toUpperCase().includes(name));
    const found = mayBe ? headerAt(text, at, limit, own) : undefined;
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
