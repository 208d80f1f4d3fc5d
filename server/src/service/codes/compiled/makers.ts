import type { FeeScheduleRow, MueRow, OppsRow } from '../tables';
import type { RowMaker } from './dated';

/** The row without a modifier speaks for the code; the modifiers of the others are its components. */
export const feeScheduleRow: RowMaker<FeeScheduleRow> = (table, edition) => {
  const cell = (column: string) => {
    const read = table.text(column);
    return (row: number) => read(row) ?? '';
  };
  const modifier = table.text('modifier');
  const status = cell('status');
  const globalDays = cell('globalDays');
  const pctc = cell('pctc');
  const multiple = cell('multiple');
  const bilateral = cell('bilateral');
  const assistant = cell('assistant');
  const cosurgeon = cell('cosurgeon');
  const team = cell('team');
  const endoBase = cell('endoBase');
  const supervision = cell('supervision');
  const imagingFamily = cell('imagingFamily');
  return (from, to) => {
    let main = from;
    let components = '';
    if (to - from > 1 || modifier(from)) {
      const found: string[] = [];
      for (let row = from; row < to; row++) {
        const one = modifier(row);
        if (one) found.push(one);
        else main = row;
      }
      components = found.sort().join(' ');
    }
    return {
      status: status(main),
      globalDays: globalDays(main),
      pctc: pctc(main),
      multiple: multiple(main),
      bilateral: bilateral(main),
      assistant: assistant(main),
      cosurgeon: cosurgeon(main),
      team: team(main),
      endoBase: endoBase(main),
      supervision: supervision(main),
      imagingFamily: imagingFamily(main),
      components,
      edition,
    };
  };
};

export const oppsRow: RowMaker<OppsRow> = (table, edition) => {
  const statusIndicator = table.text('statusIndicator');
  return (from) => ({ statusIndicator: statusIndicator(from) ?? '', edition });
};

export const mueRow: RowMaker<MueRow> = (table, edition) => {
  const units = table.number('units');
  const mai = table.number('mai');
  const rationale = table.text('rationale');
  return (from) => ({ units: units(from) ?? 0, mai: mai(from) ?? 0, rationale: rationale(from), edition });
};
