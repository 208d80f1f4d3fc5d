import type { Claim, CodeMention } from '../../model/claim';
import type { Fix } from '../../model/finding';
import { modifiersOf, reorder, runsOf } from '../../model/reorder';
import type { TextReplacement } from '../format';
import type { Role } from './columns';
import { type CsvDocument, rowAt } from './read';

/** The replacements that carry out a fix; none where the table has no such row. */
export function fixCsv(document: CsvDocument, text: string, claim: Claim, fix: Fix): readonly TextReplacement[] {
  switch (fix.kind) {
    case 'replace':
      return [{ start: claim.base + fix.span.start, end: claim.base + fix.span.end, text: fix.text }];
    case 'removeModifier': {
      const modifiers = claim.lines[fix.line]?.modifiers ?? [];
      return runsOf(fix).flatMap(([from, to]) =>
        removeModifiers(document, text, claim.base, modifiers.slice(from, to + 1)),
      );
    }
    case 'orderModifiers':
      return reorder(text, modifiersOf(claim, fix.line), fix.order);
    case 'insertLine':
      return insertLine(document, text, claim, fix.before, fix.code);
  }
}

/** Neighbours go with what parts them from the next one in the cell; those of two cells each by itself. */
function removeModifiers(
  document: CsvDocument,
  text: string,
  base: number,
  modifiers: readonly CodeMention[],
): readonly TextReplacement[] {
  const [first, ...others] = modifiers;
  const last = modifiers.at(-1);
  if (!first || !last) return [];
  const start = base + first.start;
  let end = base + last.end;
  const cell = rowAt(document, text, start)?.row.cells.find(({ from, to }) => from <= start && base + first.end <= to);
  if (!cell) return [];
  if (end > cell.end && others.length) {
    return [first, ...others].flatMap((one) => removeModifiers(document, text, base, [one]));
  }
  const isMark = (at: number) => at >= cell.start && at < cell.end && /[^A-Za-z\d]/.test(text[at]!);
  // 25.0, as databases write it.
  if (/^\.0(?!\d)/.test(text.slice(end, Math.min(end + 3, cell.end)))) end += 2;
  let from = start;
  let to = end;
  while (isMark(from - 1)) from--;
  while (isMark(to)) to++;
  const isOpened = /[([{]/.test(text.slice(from, start));
  const isClosed = /[)\]}]/.test(text.slice(end, to));
  if (isOpened && isClosed) return [{ start: from, end: to, text: '' }];
  // The first of several, in brackets or in the cell, goes with what parts it from the next.
  if (isOpened || from === cell.start)
    return [{ start: from === cell.start && !isOpened ? from : start, end: to, text: '' }];
  return [{ start: from, end, text: '' }];
}

/** What a new row must not take over from the one that it is made like. */
const BLANK = new Set<Role>(['modifier', 'description', 'revenue']);

/** A new row in front of another, made like it: the new code, one unit and no charge. Later line numbers follow. */
function insertLine(document: CsvDocument, text: string, claim: Claim, before: number, code: string) {
  const line = claim.lines[before];
  const start = line && claim.base + line.span.start;
  const found = start === undefined ? undefined : rowAt(document, text, start);
  if (!line?.procedure || !found || found.row.start !== start || found.header.columns.isWide) return [];
  const { row, header } = found;
  const procedure = claim.base + line.procedure.start;
  const roles = new Map(header.columns.all.map(({ cell, role }) => [cell, role]));
  let copy = '';
  row.cells.forEach((cell, index) => {
    const written = text.slice(cell.start, cell.end);
    const role = roles.get(index);
    let put = written;
    if (role === 'procedure') {
      const isOwn = cell.start <= procedure && procedure <= cell.end;
      const { qualifier } = line.procedure!;
      put = isOwn ? (qualifier ? `${text.slice(cell.start, procedure)}${code}` : code) : '';
    } else if (role && BLANK.has(role)) put = role === 'revenue' ? written : '';
    else if (role === 'units' && written) put = '1';
    else if (role === 'charge' && written) put = '0';
    const lead = index === 0 ? '' : header.delimiter;
    copy += lead + text.slice(cell.from, cell.start) + put + text.slice(cell.end, cell.to);
  });
  const edits: TextReplacement[] = [{ start, end: start, text: copy + lineEnd(text, row.end, header.next) }];
  for (const later of claim.lines.slice(before)) {
    if (!later.number) continue;
    const { value } = later.number;
    edits.push({
      start: claim.base + later.number.start,
      end: claim.base + later.number.end,
      text: String(value + 1),
    });
  }
  return edits;
}

/** The line end of the row, or of the header where the row is the last and has none. */
function lineEnd(text: string, end: number, headerEnd: number): string {
  if (end < text.length) return text.startsWith('\r\n', end) ? '\r\n' : text[end]!;
  return text.slice(headerEnd - 2, headerEnd) === '\r\n' ? '\r\n' : text[headerEnd - 1] === '\r' ? '\r' : '\n';
}
