import type { Edition, FeeScheduleRow, ProcedureRow } from '../../codes/tables';
import type { JudgedLine, RuleScope } from '../rule';

export type FeeRow = FeeScheduleRow & { readonly edition: Edition };

/** The row of the line's code among the procedures, whatever its dates. Many rules ask: it is looked up once a line. */
export function procedureRowOf({ codes }: RuleScope, { code, rows }: JudgedLine): ProcedureRow | undefined {
  if (rows.procedure === undefined) rows.procedure = codes.procedures.get(code) ?? null;
  return rows.procedure ?? undefined;
}

/** The row of the line's code in the fee schedule of its day: that of the service as a whole, see `feeRowOf`. */
export function wholeFeeRowOf({ codes }: RuleScope, { code, from, rows }: JudgedLine): FeeRow | undefined {
  if (rows.fee === undefined) rows.fee = codes.feeSchedule.get(code, from) ?? null;
  return rows.fee ?? undefined;
}

/** Modifiers under which the fee schedule may have a row of its own: PPRRVU, MOD. */
const COMPONENTS = ['26', 'TC', '53'];

/**
 * The line's row of the fee schedule: that of its component where it has one. 83020 has PC/TC 9 as a whole and 6 as a
 * reading, 76519 bilateral 2 and 3.
 */
export function feeRowOf(scope: RuleScope, line: JudgedLine): FeeRow | undefined {
  const row = wholeFeeRowOf(scope, line);
  if (!row?.components || line.modifiers.length === 0) return row;
  const modifier = COMPONENTS.find((one) => line.modifiers.includes(one));
  const part = modifier && row.part?.(modifier);
  return part ? Object.assign({}, row, part, { components: row.components, part: row.part }) : row;
}

/** Why there is no row of the fee schedule for a line. */
export function whyNoFeeRow(scope: RuleScope, line: JudgedLine): string {
  return scope.codes.feeSchedule.editionOn(line.from) === undefined
    ? 'no fee schedule for the date of service is loaded'
    : 'the loaded fee schedule does not list the code';
}
