import { isRow, plainCells, plainLine } from '../plainText';
import { paint, visible, width, wrap } from './output';

/** Markdown for a terminal: marks taken out, headings bold, paragraphs wrapped, tables aligned. */
export function terminalText(markdown: string): string {
  const lines = markdown.split(/\r?\n/);
  let out = '';
  for (let i = 0; i < lines.length; ) {
    const first = i++;
    if (isRow(lines[first]!)) {
      while (i < lines.length && isRow(lines[i]!)) i++;
      out += table(lines.slice(first, i));
    } else {
      // A paragraph or list item goes on until a blank line, a hard break or another block.
      while (i < lines.length && goesOn(lines[i - 1]!, lines[i]!)) i++;
      out += block(lines.slice(first, i));
    }
  }
  return `${out.replace(/\n{3,}/g, '\n\n').trim()}\n`;
}

const HEADING = /^#{1,6}\s+(.*?)\s*#*$/;
const ITEM = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/s;
const RULE = /^\s*([-*_])(\s*\1){2,}\s*$/;

function goesOn(line: string, next: string): boolean {
  if (!line.trim() || HEADING.test(line) || RULE.test(line) || / {2}$|\\$/.test(line)) return false;
  return next.trim() !== '' && ![HEADING, ITEM, RULE].some((start) => start.test(next)) && !isRow(next);
}

function block(lines: readonly string[]): string {
  const text = lines.map((line) => line.replace(/^>\s?|\\$/g, '')).join('\n');
  if (!text.trim() || RULE.test(text)) return '\n';
  const heading = HEADING.exec(text);
  if (heading) return `\n${paint('bold', inline(heading[1]!))}\n`;
  const item = ITEM.exec(text);
  if (!item) return withBoldLead(text, wrap(inline(text), ''));
  const [, indent = '', mark = '', rest = ''] = item;
  const bullet = /\d/.test(mark) ? mark : '-';
  return wrap(`${bullet} ${inline(rest)}`, indent, ' '.repeat(bullet.length + 1));
}

/** A bold beginning stays bold: captions and code names. */
function withBoldLead(markdown: string, wrapped: string): string {
  const lead = inline(/^\*\*(.+?)\*\*/.exec(markdown)?.[1] ?? '');
  return lead && wrapped.startsWith(lead) ? paint('bold', lead) + wrapped.slice(lead.length) : wrapped;
}

function table(lines: readonly string[]): string {
  const rows = lines.filter((line) => !/^[\s|:-]+$/.test(line)).map(cells);
  // A header of empty cells only opens the table in Markdown.
  const body = rows.filter((row) => row.some(Boolean));
  const columns = Math.max(...body.map((row) => row.length));
  const wide = Array.from({ length: columns }, (_, c) => Math.max(0, ...body.map((row) => (row[c] ?? '').length)));
  const before = wide.slice(0, -1).reduce((sum, one) => sum + one + 2, 0);
  if (before + 20 > width()) return body.map((row) => wrap(row.filter(Boolean).join(': '), '', '  ')).join('');
  return body
    .map((row) => {
      const head = row.slice(0, columns - 1).map((cell, c) => cell.padEnd(wide[c]! + 2));
      const last = wrap(row[columns - 1] ?? '', ' '.repeat(before));
      return (head.join('').padEnd(before) + last.slice(before)).replace(/ +$/gm, '');
    })
    .join('');
}

function cells(line: string): string[] {
  return plainCells(line).map(visible);
}

function inline(markdown: string): string {
  return visible(plainLine(markdown));
}
