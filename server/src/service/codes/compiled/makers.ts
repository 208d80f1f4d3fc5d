import type { FeeScheduleRow, MueRow, OppsRow } from '../tables';
import type { RowMaker } from './dated';

/** The row without a modifier speaks for the code; the modifiers of the others are its components. */
export const feeScheduleRow: RowMaker<FeeScheduleRow> = (table) => {
  const columns = [
    'status',
    'globalDays',
    'pctc',
    'multiple',
    'bilateral',
    'assistant',
    'cosurgeon',
    'team',
    'endoBase',
    'supervision',
    'imagingFamily',
  ] as const;
  const readers = columns.map((column) => table.text(column));
  const modifier = table.text('modifier');
  return (from, to) => {
    let main = from;
    const components: string[] = [];
    for (let row = from; row < to; row++) {
      const found = modifier(row);
      if (found) components.push(found);
      else main = row;
    }
    const cell = (at: number) => readers[at]!(main) ?? '';
    return {
      status: cell(0),
      globalDays: cell(1),
      pctc: cell(2),
      multiple: cell(3),
      bilateral: cell(4),
      assistant: cell(5),
      cosurgeon: cell(6),
      team: cell(7),
      endoBase: cell(8),
      supervision: cell(9),
      imagingFamily: cell(10),
      components: components.sort().join(' '),
    };
  };
};

export const oppsRow: RowMaker<OppsRow> = (table) => {
  const statusIndicator = table.text('statusIndicator');
  return (from) => ({ statusIndicator: statusIndicator(from) ?? '' });
};

export const mueRow: RowMaker<MueRow> = (table) => {
  const units = table.number('units');
  const mai = table.number('mai');
  const rationale = table.text('rationale');
  return (from) => ({ units: units(from) ?? 0, mai: mai(from) ?? 0, rationale: rationale(from) });
};
