import type { FeeScheduleRow } from './tables';

export type Indicator = keyof Pick<
  FeeScheduleRow,
  'pctc' | 'multiple' | 'bilateral' | 'assistant' | 'cosurgeon' | 'team'
>;

/** The fee schedule indicator that speaks of a modifier. */
export interface ModifierIndicator {
  readonly indicator: Indicator;
  readonly title: string;
  /** Values under which the modifier applies, and under which it can't; others say nothing. */
  readonly yes: string;
  readonly no: string;
}

/** Source: CMS document RVU25D, indicator columns. */
export const MODIFIER_INDICATORS: Readonly<Record<string, ModifierIndicator>> = {
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
