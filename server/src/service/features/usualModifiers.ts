import type { Codes } from '../codes/tables';
import type { Day } from '../model/date';

/** Modifiers that an office reaches for with a kind of service, by section of the code; a help in ordering, no rule. */
const BY_SECTION: readonly { readonly section: RegExp; readonly modifiers: readonly string[] }[] = [
  { section: /^Evaluation and management/, modifiers: ['25', '57', '24', '95'] },
  { section: /^Medicine: (?:physical|rehab|therap)/i, modifiers: ['GP', 'GO', 'GN', 'KX', '59'] },
  { section: /^(?:Pathology|Laboratory)/i, modifiers: ['QW', '91', '90', '59'] },
  { section: /^Radiology/, modifiers: ['26', 'TC', 'LT', 'RT', '59'] },
  { section: /drug|inject/i, modifiers: ['JZ', 'JW'] },
  { section: /equipment|orthotic|prosthe|suppl/i, modifiers: ['NU', 'RR', 'UE', 'KX', 'LT', 'RT'] },
  { section: /psych|behavioral/i, modifiers: ['95', '93'] },
];

/** The usual modifiers of a code, the most usual first; with laterality where the fee schedule pays each side. */
export function usualModifiers(codes: Codes, procedure: string, on: Day | undefined): readonly string[] {
  const section = codes.sectionOf(procedure)?.section ?? '';
  const usual = BY_SECTION.find((one) => one.section.test(section))?.modifiers ?? [];
  const bilateral = codes.feeSchedule.get(procedure, on)?.bilateral;
  return bilateral === '1' || bilateral === '3' ? [...usual, 'LT', 'RT', '50'] : usual;
}
