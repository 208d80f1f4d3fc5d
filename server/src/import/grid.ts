import type { CellRow } from './cellRow';
import { csvRecords, tabRecords } from './csv';
import { ImportError } from './importError';
import type { Head } from './reader';
import { caption, textOf } from './text';

/** A header stands in the first rows of any file seen; PPRRVU's ends in row 10, HCPCS's in row 11. */
const HEADER_WITHIN = 60;

/** A column by its caption, as `caption()` gives it; the first pattern that any column fits wins. */
export interface Column {
  /** For messages. */
  readonly shown: string;
  readonly is: readonly RegExp[];
  readonly optional?: true;
}

export type Columns<Field extends string> = { readonly [F in Field]: Column };

/** Where each column stands; absent optional columns are -1. */
export type Places<Field extends string> = { readonly [F in Field]: number };

export interface Header<Field extends string> {
  readonly places: Places<Field>;
  /** The captions column by column, as `caption()` gives them. */
  readonly captions: readonly string[];
  /** The last line of the header: rows after it are the table. */
  readonly line: number;
}

export function column(shown: string, ...is: readonly RegExp[]): Column {
  return { shown, is: is.length > 0 ? is : [new RegExp(`^${caption(shown)}$`)] };
}

export function optional(shown: string, ...is: readonly RegExp[]): Column {
  return { ...column(shown, ...is), optional: true };
}

/** The header among the first rows, or undefined. `stacked`: captions run over several rows, each adding a word. */
export function findHeader<Field extends string>(
  rows: readonly CellRow[],
  columns: Columns<Field>,
  stacked = false,
): Header<Field> | undefined {
  return best(rows, columns, stacked)?.header;
}

/** As `findHeader`, but throws an `ImportError` that names the captions it looked for. */
export function needHeader<Field extends string>(head: Head, columns: Columns<Field>, stacked = false): Header<Field> {
  const found = best(head.rows, columns, stacked);
  if (found?.header) return found.header;
  const needed = Object.values<Column>(columns).filter((one) => !one.optional);
  const looked = needed.map((one) => one.shown).join(', ');
  const half = found !== undefined && found.missing.length * 2 <= needed.length;
  throw new ImportError(
    head.member.path,
    half
      ? `its header in line ${found.line} has no ${found.missing.join(', ')}; looked for the captions ${looked}.`
      : `no header was found in its first ${HEADER_WITHIN} rows; looked for the captions ${looked}.`,
  );
}

interface Attempt<Field extends string> {
  readonly line: number;
  readonly missing: readonly string[];
  readonly header: Header<Field> | undefined;
}

function best<Field extends string>(
  rows: readonly CellRow[],
  columns: Columns<Field>,
  stacked: boolean,
): Attempt<Field> | undefined {
  let least: Attempt<Field> | undefined;
  const within = Math.min(rows.length, HEADER_WITHIN);
  for (let at = 0; at < within; at++) {
    const attempt = attemptAt(rows, at, columns, stacked);
    if (attempt.header) return attempt;
    if (!least || attempt.missing.length < least.missing.length) least = attempt;
  }
  return least;
}

function attemptAt<Field extends string>(
  rows: readonly CellRow[],
  at: number,
  columns: Columns<Field>,
  stacked: boolean,
): Attempt<Field> {
  const { line, cells } = rows[at]!;
  const captions = stacked ? stack(rows, at) : cells.map(caption);
  const missing: string[] = [];
  const places = {} as { [F in Field]: number };
  for (const [field, wanted] of Object.entries<Column>(columns)) {
    let place = -1;
    for (const pattern of wanted.is) {
      place = captions.findIndex((one) => pattern.test(one));
      if (place >= 0) break;
    }
    places[field as Field] = place;
    if (place < 0 && !wanted.optional) missing.push(wanted.shown);
  }
  return { line, missing, header: missing.length === 0 ? { places, captions, line } : undefined };
}

/** The rows above that belong to the header have cells behind the third; a preamble has text in the third only. */
function stack(rows: readonly CellRow[], last: number): string[] {
  let first = last;
  while (first > 0 && rows[first - 1]!.cells.some((cell, at) => at > 2 && cell.trim() !== '')) first--;
  const width = Math.max(...rows.slice(first, last + 1).map((row) => row.cells.length));
  return Array.from({ length: width }, (_, at) =>
    caption(
      rows
        .slice(first, last + 1)
        .map((row) => row.cells[at] ?? '')
        .join(' '),
    ),
  );
}

/**
 * All rows below a header, some at a time. A formula among them throws: publishers write values, and what a formula gives
 * depends on who calculated it when.
 */
export async function* rowsBelow(head: Head, line: number, signal?: AbortSignal): AsyncGenerator<readonly CellRow[]> {
  for await (const rows of allRows(head, signal)) {
    const below = rows[0] && rows[0].line > line ? rows : rows.filter((row) => row.line > line);
    for (const { formula } of below) {
      if (formula === undefined) continue;
      throw new ImportError(
        head.member.path,
        `its cell ${formula} holds a formula where the values are expected that the publisher wrote; import the file as it ` +
          'was downloaded, or save it as CSV.',
      );
    }
    if (below.length > 0) yield below;
  }
}

async function* allRows(head: Head, signal?: AbortSignal): AsyncGenerator<readonly CellRow[]> {
  if (head.sheet) yield* head.sheet.records(signal);
  else yield rowsOf(head.member.path, await textOf(head.member, signal), 'whole');
}

/**
 * A text's rows: tab-delimited where its first lines have tabs, else comma-separated. A head may be cut off anywhere and
 * may be no table at all, so it gives what it has.
 */
export function rowsOf(file: string, text: string, part: 'whole' | 'head'): readonly CellRow[] {
  const delimiter = delimiterOf(text);
  return delimiter === '\t' ? tabRecords(text) : csvRecords(file, text, part, delimiter);
}

function delimiterOf(text: string): string {
  const start = text.slice(0, 4096);
  const tabs = start.split('\t').length;
  if (tabs > start.split(',').length || tabs > 8) return '\t';
  return /^[^\n,]*;[^\n,]*(?:\r?\n|$)/.test(start) ? ';' : ',';
}
