import { type Day, daysBetween } from '../../model/date';
import type { JudgedLine } from '../rule';

/** Both lines were done on a common day; a line without a date counts as done on the day of every other undated one. */
export function shareDay(a: JudgedLine, b: JudgedLine): boolean {
  if (a.from === undefined || b.from === undefined) return a.from === b.from;
  return a.from <= (b.to ?? b.from) && b.from <= (a.to ?? a.from);
}

/** The row's dates hold the day; both ends are in force. Without a day, a row that is not deleted. */
export function inForce(row: { readonly effective: Day; readonly deleted?: Day }, on: Day | undefined): boolean {
  if (on === undefined) return row.deleted === undefined;
  return row.effective <= on && (row.deleted === undefined || on <= row.deleted);
}

/** False only when both lines name a provider and they differ. */
export function shareProvider(a: JudgedLine, b: JudgedLine): boolean {
  return a.provider === undefined || b.provider === undefined || a.provider === b.provider;
}

/**
 * Both lines were certainly done on a common day: dates of one day each, or a line that spans days and has a unit for
 * each of them. Undefined where a span leaves it open.
 */
export function surelyShareDay(a: JudgedLine, b: JudgedLine): boolean | undefined {
  if (!shareDay(a, b)) return false;
  return isEveryDay(a) && isEveryDay(b) ? true : undefined;
}

function isEveryDay({ from, to, line }: JudgedLine): boolean {
  if (from === undefined || to === undefined || to <= from) return true;
  const units = line.units?.value;
  return units !== undefined && units >= daysBetween(from, to);
}

/** The first day on which both lines were done, once it is known that there is one. */
export function firstSharedDay(a: JudgedLine, b: JudgedLine): Day | undefined {
  return a.from === undefined || b.from === undefined ? undefined : Math.max(a.from, b.from);
}
