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
  // Every row is made here, so that all are of one shape: they are read for every line of a file.
  const rowAt = (at: number, components = '', part?: FeeScheduleRow['part']) => ({
    status: status(at),
    globalDays: globalDays(at),
    pctc: pctc(at),
    multiple: multiple(at),
    bilateral: bilateral(at),
    assistant: assistant(at),
    cosurgeon: cosurgeon(at),
    team: team(at),
    endoBase: endoBase(at),
    supervision: supervision(at),
    imagingFamily: imagingFamily(at),
    components,
    part,
    edition,
  });
  return (from, to) => {
    if (to - from === 1 && !modifier(from)) return rowAt(from);
    let main = from;
    const found: [string, number][] = [];
    for (let row = from; row < to; row++) {
      const one = modifier(row);
      if (one) found.push([one, row]);
      else main = row;
    }
    const components = found
      .map(([one]) => one)
      .sort()
      .join(' ');
    const part = (wanted: string) => {
      const row = found.find(([one]) => one === wanted)?.[1];
      return row === undefined ? undefined : rowAt(row);
    };
    return rowAt(main, components, part);
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
