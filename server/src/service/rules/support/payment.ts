import { classOf } from '../../codes/shape';
import type { JudgedLine } from '../rule';

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
