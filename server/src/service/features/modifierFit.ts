import { MODIFIER_INDICATORS } from '../codes/modifierIndicators';
import type { Codes } from '../codes/tables';
import type { Day } from '../model/date';

export interface ModifierFit {
  readonly applies: boolean;
  readonly why: string;
}

/** What the fee schedule says of a modifier on a code; undefined where it says nothing. */
export function modifierFit(
  codes: Codes,
  procedure: string,
  modifier: string,
  on: Day | undefined,
): ModifierFit | undefined {
  const test = MODIFIER_INDICATORS[modifier];
  const row = test && codes.feeSchedule.get(procedure, on);
  if (!test || !row) return undefined;
  const value = row[test.indicator];
  if (!value) return undefined;
  const applies = test.yes.includes(value);
  if (!applies && !test.no.includes(value)) return undefined;
  const meaning = codes.meaningOf(test.indicator, value)?.short;
  const reason = `its ${test.title} indicator is ${value}${meaning ? ` (${meaning})` : ''}`;
  return {
    applies,
    why: applies ? `Applies to ${procedure}: ${reason}.` : `Does not apply to ${procedure}: ${reason}.`,
  };
}
