import type { Setting } from '../../codes/tables';
import type { Claim } from '../../model/claim';
import type { JudgedLine } from '../rule';

/**
 * The NCCI table that judges a claim: practitioner for professional claims and for those that don't say, outpatient
 * hospital for institutional ones on an outpatient bill type. Undefined where neither applies: inpatient, home
 * health, hospice, dental. Source: NCCI Policy Manual, chapter I; bill types 12x, 13x, 14x, 76x, 85x.
 */
export function settingOf(claim: Claim): Extract<Setting, 'practitioner' | 'outpatient'> | undefined {
  if (claim.kind === 'dental') return undefined;
  if (claim.kind !== 'institutional') return 'practitioner';
  const billType = claim.billType?.value.replace(/^0(?=\d{3})/, '');
  return billType === undefined || /^(?:12|13|14|76|85)/.test(billType) ? 'outpatient' : undefined;
}

/** Modifiers that only an equipment supplier's line carries: rented, new, used, maintenance, months of rental. */
const SUPPLIER = new Set(['RR', 'NU', 'UE', 'MS', 'KH', 'KI', 'KJ', 'BP', 'BR', 'BU']);

/** As `settingOf`, for one line: an equipment supplier bills on a professional claim by a table of its own. */
export function settingOfLine(line: JudgedLine): Setting | undefined {
  const setting = settingOf(line.claim);
  if (setting !== 'practitioner') return setting;
  const supplied = line.line.segment === 'SV5' || line.modifiers.some((modifier) => SUPPLIER.has(modifier));
  return supplied ? 'dme' : setting;
}
