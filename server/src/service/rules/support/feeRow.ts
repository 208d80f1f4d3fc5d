import type { Edition, FeeScheduleRow } from '../../codes/tables';
import type { JudgedLine, RuleScope } from '../rule';

export type FeeRow = FeeScheduleRow & { readonly edition: Edition };

/** Modifiers under which the fee schedule may have a row of its own: PPRRVU, MOD. */
const COMPONENTS = ['26', 'TC', '53'];

/**
 * The line's row of the fee schedule: that of its component where it has one. 83020 has PC/TC 9 as a whole and 6 as a
 * reading, 76519 bilateral 2 and 3.
 */
export function feeRowOf(scope: RuleScope, line: JudgedLine): FeeRow | undefined {
  const row = scope.codes.feeSchedule.get(line.code, line.from);
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
