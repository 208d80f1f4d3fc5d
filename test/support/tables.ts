import { datedTable } from '../../server/src/service/codes/dated';
import { procedureTable } from '../../server/src/service/codes/procedures';
import { starterCodes } from '../../server/src/service/codes/starter';
import type {
  AddOnRow,
  AddOnTable,
  Coverage,
  DatedTable,
  Edition,
  FeeScheduleRow,
  MueRow,
  ProcedureRow,
} from '../../server/src/service/codes/tables';

export function edition(table: string, name: string, effectiveFrom: number): Edition {
  return { table, edition: name, effectiveFrom, publisher: 'CMS', source: 'test', rows: 0 };
}

/** Add-on rows `[addOn, primary, type, effective, deleted?]`. */
export function addOns(
  rows: readonly (readonly [string, string, 1 | 2 | 3, number, number?])[],
  coverage: Coverage = 'complete',
): AddOnTable {
  const all: AddOnRow[] = rows.map(([addOn, primary, type, effective, deleted]) => ({
    addOn,
    primary,
    type,
    effective,
    deleted,
  }));
  return {
    coverage,
    edition: edition('NCCI AOC', '2026Q2', 20130401),
    rowsOf: (code) => all.filter((row) => row.addOn === code),
    addOnsOf: (code) => all.filter((row) => row.primary === code),
  };
}

const NO_INDICATORS: FeeScheduleRow = {
  status: 'A',
  globalDays: 'XXX',
  pctc: '0',
  multiple: '0',
  bilateral: '0',
  assistant: '0',
  cosurgeon: '0',
  team: '0',
  endoBase: '',
  supervision: '09',
  imagingFamily: '99',
  components: '',
};

export function feeSchedule(
  rows: Readonly<Record<string, Partial<FeeScheduleRow>>>,
  name = '2025D',
  from = 20250101,
): DatedTable<FeeScheduleRow> {
  const full = Object.entries(rows).map(([code, row]) => [code, { ...NO_INDICATORS, ...row }] as const);
  return datedTable('MPFS', 'complete', [{ edition: edition('MPFS', name, from), rows: new Map(full) }]);
}

/** The practitioner's limits in place of the starter's: by edition, `code: [units, mai]`. */
export function practitionerMue(
  editions: Readonly<Record<string, { from: number; rows: Readonly<Record<string, readonly [number, number]>> }>>,
  coverage: Coverage = 'complete',
): { mue: Readonly<Record<'practitioner' | 'outpatient' | 'dme', DatedTable<MueRow>>> } {
  const practitioner = datedTable(
    'NCCI MUE practitioner',
    coverage,
    Object.entries(editions).map(([name, { from, rows }]) => ({
      edition: edition('NCCI MUE practitioner', name, from),
      rows: new Map(Object.entries(rows).map(([code, [units, mai]]) => [code, { units, mai }])),
    })),
  );
  return { mue: { ...starterCodes().mue, practitioner } };
}

export function procedures(
  rows: readonly (Partial<ProcedureRow> & { code: string })[],
  coverage: Coverage = 'complete',
): ReturnType<typeof procedureTable> {
  return procedureTable(
    coverage,
    rows.map((row) => ({ description: '', edition: edition('procedures', 'test', 0), ...row })),
  );
}
