import { MODIFIER_INDICATORS } from '../codes/modifierIndicators';
import { classOf } from '../codes/shape';
import type { Codes } from '../codes/tables';
import type { Day } from '../model/date';

export interface ModifierFit {
  readonly applies: boolean;
  readonly why: string;
}

/** Why a quality measure leaves a step out: modifiers of Category II codes, and of no other CPT code. */
const OF_MEASURES = new Set(['1P', '2P', '3P', '8P']);

/** What the fee schedule, or the class of the code, says of a modifier on a code; undefined where neither does. */
export function modifierFit(
  codes: Codes,
  procedure: string,
  modifier: string,
  on: Day | undefined,
): ModifierFit | undefined {
  const codeClass = OF_MEASURES.has(modifier) ? classOf(procedure) : undefined;
  if (codeClass && codeClass !== 'HCPCS Level II') {
    const applies = codeClass === 'Category II';
    return {
      applies,
      why: `${applies ? 'Applies' : 'Does not apply'} to ${procedure}: it is for measures, Category II codes.`,
    };
  }
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
