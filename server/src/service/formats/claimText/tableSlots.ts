import type { Span } from '../../model/span';
import type { LineSlot } from './slots';
import { type ColumnKind, cellsByColumn, isRowOf, type Table } from './tables';
import { isAlphanumeric, skipBlanks } from './textLines';

const KINDS: Partial<Record<ColumnKind, LineSlot['kind']>> = {
  code: 'procedure',
  modifiers: 'modifier',
  place: 'placeOfService',
  pointers: 'diagnosis',
  revenue: 'revenue',
};

/** The slot of a table's row; 'none' in a cell where no code belongs; undefined where the line is no row. */
export function tableSlot(table: Table, content: string, column: number): LineSlot | 'none' | undefined {
  if (!isRowOf(table, content)) return undefined;
  const index = columnAt(table, content, column);
  if (index === undefined) return undefined;
  const kind = KINDS[table.columns[index]!.kind];
  if (!kind) return 'none';
  const token = tokenAround(content, column);
  const from = kind === 'modifier' || token.start === token.end ? token.start : startOfCode(content, token, column);
  if (kind !== 'modifier' && !(kind === 'procedure' && from !== token.start)) {
    return { kind, from: token.start, to: token.end };
  }
  const cells = cellsByColumn(table, content);
  const code = cells[table.columns.findIndex((candidate) => candidate.kind === 'code')];
  const procedure = code && /^[A-Za-z0-9]*/.exec(content.slice(code.start, code.end))![0];
  if (!procedure) return 'none';
  const modifiers = cells.flatMap((cell, at) => {
    if (!cell || (table.columns[at]!.kind !== 'modifiers' && cell !== code)) return [];
    return [...content.slice(cell.start, cell.end).matchAll(/(?<![A-Za-z0-9])[A-Za-z0-9]{2}(?![A-Za-z0-9])/g)]
      .filter((match) => cell.start + match.index + 2 <= token.start || cell.start + match.index >= token.end)
      .map((match) => match[0]);
  });
  return { kind: 'modifier', from: token.start, to: token.end, procedure, modifiers };
}

/** In a code cell what stands behind a dash or stroke is a modifier: its token does not begin the code. */
function startOfCode(content: string, token: Span, column: number): number {
  return token.start > 0 && /[-/]/.test(content[token.start - 1]!) && column >= token.start
    ? token.start - 1
    : token.start;
}

function columnAt(table: Table, content: string, column: number): number | undefined {
  if (table.delimiter !== 'blanks') {
    const unit = table.delimiter === 'tab' ? '\t' : '|';
    const first = unit === '|' && content[skipBlanks(content, 0)] === '|' ? 1 : 0;
    const index = content.slice(0, column).split(unit).length - 1 - first;
    return index >= 0 && index < table.columns.length ? index : undefined;
  }
  const cells = cellsByColumn(table, content);
  const at = cells.findIndex((cell) => cell && cell.start <= column && column <= cell.end);
  if (at >= 0) return at;
  const under = table.columns.findIndex((title) => title.start <= column && column <= title.end);
  return under >= 0 ? under : undefined;
}

function tokenAround(content: string, column: number): Span {
  let start = column;
  let end = column;
  while (start > 0 && isAlphanumeric(content.charCodeAt(start - 1))) start--;
  while (end < content.length && isAlphanumeric(content.charCodeAt(end))) end++;
  return { start, end };
}
