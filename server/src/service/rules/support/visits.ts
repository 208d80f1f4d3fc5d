import type { Edition, FeeScheduleRow } from '../../codes/tables';
import { ordinalOf } from '../../model/date';
import type { JudgedLine, RuleScope } from '../rule';
import { shareProvider, surelyShareDay } from './dates';
import { wholeFeeRowOf } from './rows';

/**
 * Visits that a global period takes in unless a modifier sets them apart: eye visits; office, hospital, observation,
 * emergency, critical care, nursing facility and home visits; consultations. Add-ons, telephone and care management
 * codes are not among them.
 */
const VISITS = codesOf([
  [92002, 92004],
  [92012, 92014],
  [99202, 99205],
  [99211, 99215],
  [99221, 99223],
  [99231, 99239],
  [99242, 99245],
  [99252, 99255],
  [99281, 99285],
  [99291, 99291],
  [99304, 99310],
  [99315, 99316],
  [99341, 99350],
]);

/** Modifiers under which a line is not the operation itself, or opens no period: assistant, aftercare, return. */
const NO_SURGEON = ['80', '81', '82', 'AS', '54', '55', '56', '78', '53', '73', '74'];

export function isVisit(code: string): boolean {
  return VISITS.has(code);
}

/** The codes of five digits in ranges, both ends taken in: what is asked for every line of a file is one look-up. */
export function codesOf(ranges: readonly (readonly [number, number])[]): Set<string> {
  const codes = new Set<string>();
  for (const [first, last] of ranges) for (let code = first; code <= last; code++) codes.add(String(code));
  return codes;
}

export interface GlobalPeriod {
  readonly procedure: JudgedLine;
  readonly row: FeeScheduleRow & { readonly edition: Edition };
  /** 25 beside a minor procedure, 57 beside a major one. */
  readonly modifier: '25' | '57';
  readonly dayBefore: boolean;
}

/** The global period of a procedure that takes in a visit by the same practitioner; undefined where it does not. */
export function periodOver(scope: RuleScope, visit: JudgedLine, procedure: JudgedLine): GlobalPeriod | undefined {
  if (visit.from === undefined || procedure.from === undefined || procedure.slip) return undefined;
  if (!shareProvider(visit, procedure)) return undefined;
  const sameDay = surelyShareDay(visit, procedure) === true;
  const dayBefore = !sameDay && isDayBefore(visit, procedure);
  if (!sameDay && !dayBefore) return undefined;
  const row = wholeFeeRowOf(scope, procedure);
  if (!row) return undefined;
  const major = row.globalDays === '090';
  if (!major && (dayBefore || (row.globalDays !== '000' && row.globalDays !== '010'))) return undefined;
  if (procedure.modifiers.some((modifier) => NO_SURGEON.includes(modifier))) return undefined;
  return { procedure, row, modifier: major ? '57' : '25', dayBefore };
}

function isDayBefore(visit: JudgedLine, procedure: JudgedLine): boolean {
  if (visit.from !== (visit.to ?? visit.from)) return false;
  return visit.from! < procedure.from! && ordinalOf(procedure.from!) - ordinalOf(visit.from!) === 1;
}

/** Modifiers that set a visit apart: 24 and FT from another operation's aftercare, 25 and 57 from the procedure. */
export const VISIT_MODIFIERS: readonly string[] = ['24', '25', '57', 'FT'];
