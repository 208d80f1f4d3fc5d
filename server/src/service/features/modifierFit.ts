import type { Codes, FeeScheduleRow } from '../codes/tables';
import type { Day } from '../model/date';

export interface ModifierFit {
  readonly applies: boolean;
  readonly why: string;
}

type Indicator = keyof Pick<FeeScheduleRow, 'pctc' | 'multiple' | 'bilateral' | 'assistant' | 'cosurgeon' | 'team'>;

interface Test {
  readonly indicator: Indicator;
  readonly title: string;
  /** Values under which the modifier applies, and under which it can't; others say nothing. */
  readonly yes: string;
  readonly no: string;
}

/** Which fee schedule indicator speaks of a modifier. Source: CMS document RVU25D, indicator columns. */
const TESTS: Readonly<Record<string, Test>> = {
  '26': { indicator: 'pctc', title: 'PC/TC', yes: '16', no: '023459' },
  TC: { indicator: 'pctc', title: 'PC/TC', yes: '1', no: '02345689' },
  '50': { indicator: 'bilateral', title: 'bilateral', yes: '13', no: '029' },
  '51': { indicator: 'multiple', title: 'multiple procedures', yes: '1234567', no: '09' },
  // Assistant 0, co-surgeons 1 and team 1 are paid only where a record shows the need: neither yes nor no.
  '62': { indicator: 'cosurgeon', title: 'co-surgeons', yes: '2', no: '09' },
  '66': { indicator: 'team', title: 'team', yes: '2', no: '09' },
  '80': { indicator: 'assistant', title: 'assistant', yes: '2', no: '19' },
  '81': { indicator: 'assistant', title: 'assistant', yes: '2', no: '19' },
  '82': { indicator: 'assistant', title: 'assistant', yes: '2', no: '19' },
  AS: { indicator: 'assistant', title: 'assistant', yes: '2', no: '19' },
};

/** What the fee schedule says of a modifier on a code; undefined where it says nothing. */
export function modifierFit(
  codes: Codes,
  procedure: string,
  modifier: string,
  on: Day | undefined,
): ModifierFit | undefined {
  const test = TESTS[modifier];
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
