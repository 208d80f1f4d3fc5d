import { classOf } from '../../codes/shape';
import type { Claim } from '../../model/claim';
import type { JudgedLine, RuleScope } from '../rule';
import { mayBeMedicare } from './claims';
import { settingOfLine } from './setting';

/** Modifiers that say a denial is expected: the line is billed for it. */
const EXPECTED_DENIALS = ['GA', 'GX', 'GY', 'GZ'];

/** The modifier by which the line asks for a denial. */
export function expectedDenial(line: JudgedLine): string | undefined {
  return line.modifiers.find((modifier) => EXPECTED_DENIALS.includes(modifier));
}

/** RVU25D, attachment A, status T: paid only where nothing else of the schedule is billed by the practitioner that day. */
export const BUNDLED_BESIDE = 'T';
/** Beside one of these a service of status T is not paid: active, carrier priced, restricted. */
export const PAYABLE: ReadonlySet<string> = new Set(['A', 'C', 'R']);

/** No payment is asked for: a measure, or something that is reported free. */
export function isReportedOnly({ code, line }: JudgedLine): boolean {
  const charge = line.charge?.value;
  return classOf(code) === 'Category II' || (charge !== undefined && charge <= 0.01);
}

/** Hospital outpatient and community mental health bills. */
export function isPaidByOpps({ kind, billType }: Claim): boolean {
  return kind === 'institutional' && billType !== undefined && /^0?(?:12|13|14|76)/.test(billType.value);
}

/** Medicare pays nothing for the code, billed as the line is: a limit of 0 units, status N, I or B, E1, E2, B, C or M under OPPS. */
export function isUnpaid({ claim, codes }: RuleScope, line: JudgedLine, code: string): boolean {
  const setting = settingOfLine(line);
  if (!mayBeMedicare(claim) || !setting) return false;
  if (codes.mue[setting].get(code, line.from)?.units === 0) return true;
  if (setting === 'practitioner') return /^[NIB]$/.test(codes.feeSchedule.get(code, line.from)?.status ?? '');
  return isPaidByOpps(claim) && /^(?:E[12]|[BCM])$/.test(codes.opps.get(code, line.from)?.statusIndicator ?? '');
}
