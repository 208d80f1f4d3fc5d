import type { Claim } from '../../model/claim';
import type { TextReplacement } from '../format';
import type { Layout } from './block';
import type { Field } from './parts';
import { lineBreakAt, lineFrom } from './textLines';

/**
 * Puts a line for `code` before a service line, laid out as that one is: its bullet or number, its own dates, pointers
 * and place, one unit where it shows units, and no charge. The numbers behind it move up. In a list on one line the
 * code joins the list.
 */
export function insertLine(
  text: string,
  claim: Claim,
  layouts: readonly Layout[],
  before: number,
  code: string,
): readonly TextReplacement[] {
  const layout = layouts[before];
  if (!layout) return [];
  const start = claim.base + layout.lineStart;
  const textLine = lineFrom(text, start);
  const line = text.slice(start, textLine.end);
  if (layout.entries > 1 || layout.behindHeaders) {
    const at = start + layout.entry.codeStart;
    const units = layout.entry.parts.fields.find(
      (field) => field.kind === 'units' && field.start >= layout.entry.codeEnd,
    );
    const shown = units ? ` ${oneUnit(line.slice(units.start, units.end))}` : '';
    return [{ start: at, end: at, text: `${code}${shown}, ` }];
  }
  const mark = line.startsWith('\uFEFF') ? 1 : 0;
  const made = layout.kind === 'free' ? freeLine(line, layout, code) : columnLine(line, layout, code);
  const inserted = { start: start + mark, end: start + mark, text: made.slice(mark) + lineBreakAt(text, textLine) };
  return [inserted, ...renumbered(claim, before)];
}

/** The line's head, the code, and of its fields those that hold for a further service. */
function freeLine(line: string, layout: Layout, code: string): string {
  const { parts, codeStart, codeEnd } = layout.entry;
  const times = parts.fields.find((field) => field.kind === 'units' && field.start < codeStart);
  let head = line.slice(0, codeStart).replace(/\+[ \t]*$/, '');
  if (times) head = head.slice(0, times.start) + oneUnit(line.slice(times.start, times.end)) + head.slice(times.end);
  const kept = parts.fields
    .filter((field) => field.start >= codeEnd && isShared(field))
    .sort((a, b) => a.start - b.start)
    .map((field) => {
      const gap = /[ \t\u00A0,;|]*$/.exec(line.slice(Math.max(codeEnd, field.start - 20), field.start))![0] || ' ';
      const own = line.slice(field.start, field.end);
      return gap + (field.kind === 'units' ? oneUnit(own) : own);
    });
  return head + code + kept.join('');
}

function isShared(field: Field): boolean {
  return (
    field.kind === 'units' ||
    field.kind === 'dates' ||
    field.kind === 'pointers' ||
    field.kind === 'place' ||
    field.kind === 'provider'
  );
}

/** `x3` → `x1`, `units: 3` → `units: 1`, `3 units` → `1 unit`. */
function oneUnit(shown: string): string {
  return shown.replace(/-?\d+(?:,\d{3})*(?:\.\d+)?/, '1').replace(/^1([ \t]*unit)s$/i, '1$1');
}

/** The row with another code; what belongs to its own service alone is blanked, in print with as many blanks. */
function columnLine(line: string, layout: Layout, code: string): string {
  const { parts, codeStart, codeEnd } = layout.entry;
  const tabbed = layout.table?.delimiter === 'tab';
  const printed = layout.kind === 'cms1500' || layout.table?.delimiter === 'blanks';
  const plus = line.slice(0, codeStart).match(/\+[ \t]*$/)?.[0].length ?? 0;
  const changes = [
    { start: codeStart - plus, end: codeEnd, text: code.padEnd(tabbed ? 0 : codeEnd - codeStart + plus) },
  ];
  for (const field of parts.fields) {
    const width = tabbed ? 0 : field.end - field.start;
    const own = line.slice(field.start, field.end);
    if (field.kind === 'units')
      changes.push({ ...field, text: '1'.padStart(own.length > 0 && printed ? width : 0).padEnd(width) });
    else if (field.kind === 'charge') changes.push({ ...field, text: (printed ? noCharge(own) : '').padStart(width) });
    else if (field.kind === 'modifiers' || field.kind === 'description')
      changes.push({ ...field, text: ' '.repeat(width) });
  }
  changes.sort((a, b) => b.start - a.start);
  let made = line;
  for (const change of changes) made = made.slice(0, change.start) + change.text + made.slice(change.end);
  return tabbed ? made : made.trimEnd();
}

/** Nought, written as the amount beside it is. */
function noCharge(amount: string): string {
  const nought = / \d\d$/.test(amount) ? '0 00' : /\.\d\d$/.test(amount) ? '0.00' : '0';
  return amount.includes('$') && amount.length > nought.length
    ? `$${nought}`
    : nought.slice(0, Math.max(1, amount.length));
}

/** One more for every line number from `before` on, as far as they count without a gap. */
function renumbered(claim: Claim, before: number): readonly TextReplacement[] {
  const replacements: TextReplacement[] = [];
  let expected = claim.lines[before]?.number?.value;
  for (let index = before; expected !== undefined && index < claim.lines.length; index++) {
    const number = claim.lines[index]!.number;
    if (number?.value !== expected) break;
    expected++;
    replacements.push({ start: claim.base + number.start, end: claim.base + number.end, text: String(expected) });
  }
  return replacements;
}
