import type { Span } from '../../model/span';
import type { Slot } from '../format';
import type { Column, Role } from './columns';
import { diagnosesIn } from './lists';
import { type CsvDocument, rowAt } from './read';
import { ServiceRow } from './serviceRow';
import { modifiersIn, procedureIn } from './values';

const KINDS: Readonly<Partial<Record<Role, Slot['kind']>>> = {
  modifier: 'modifier',
  place: 'placeOfService',
  diagnosis: 'diagnosis',
  lineDiagnosis: 'diagnosis',
  revenue: 'revenue',
};

/** What stands, or may be typed, in the cell at an offset. */
export function slotAtCsv(document: CsvDocument, text: string, offset: number): Slot | undefined {
  const found = rowAt(document, text, offset);
  if (!found) return undefined;
  const { row, claim, header } = found;
  const index = row.cells.findIndex(({ from, to }) => from <= offset && offset <= to);
  const cell = row.cells[index];
  const column = header.columns.all.find((one) => one.cell === index);
  if (!cell || !column) return undefined;
  const service = new ServiceRow(text, row, header);
  const kind = column.role === 'procedure' ? service.kind : KINDS[column.role];
  if (!kind) return undefined;
  const whole = cell.start <= offset && offset <= cell.end ? cell : { start: offset, end: offset };
  const slot = (span: Span, of: Slot['kind']): Slot => ({
    kind: of,
    span: { start: span.start, end: span.end },
    typed: text.slice(span.start, offset),
    claim,
  });
  if (kind === 'procedure') {
    const parts = procedureIn(text, cell, 0);
    const own = parts && [parts.procedure, ...parts.modifiers].find((one) => one.start <= offset && offset <= one.end);
    if (!own || own.kind === 'procedure') return slot(own ?? whole, 'procedure');
    return { ...slot(own, 'modifier'), ...companions(service, column, own) };
  }
  if (kind === 'diagnosis') {
    const own = diagnosesIn(text, cell).find((one) => one.start <= offset && offset <= one.end);
    return slot(own ?? whole, kind);
  }
  if (kind !== 'modifier') return slot(whole, kind);
  const own = modifiersIn(text, cell, 0).find((one) => one.start <= offset && offset <= one.end);
  const span = own ?? { start: offset, end: offset };
  return { ...slot(span, 'modifier'), ...companions(service, column, span) };
}

/** The procedure of the line that a modifier belongs to, and its other modifiers. */
function companions(service: ServiceRow, { line }: Column, own: Span): Pick<Slot, 'procedure' | 'modifiers'> {
  const cell = service.find('procedure', line || undefined);
  const code = cell && procedureIn(service.text, cell, 0);
  const written = [...(code?.modifiers ?? [])];
  for (const column of service.columns('modifier', line || undefined)) {
    const one = service.cell(column);
    if (one) written.push(...modifiersIn(service.text, one, 0));
  }
  return {
    procedure: code?.procedure.value,
    modifiers: written.filter(({ start }) => start !== own.start).map(({ value }) => value),
  };
}
