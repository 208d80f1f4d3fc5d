import { isMasked } from '../../../model/money';
import type { Span } from '../../../model/span';
import type { Cursor } from '../cursor';

/** The BPR of an 835; the span is that of BPR02, relative to its block. */
export interface Payment extends Span {
  /** BPR02 in cents, NaN where it can't be read. */
  readonly cents: number;
  /** BPR01 H or BPR04 NON: no money moves by it. */
  readonly informational: boolean;
}

const NOTIFICATION = 'H';
const NO_MONEY = 'NON';
const CREDIT = 'C';

/** BPR: handling · amount · credit or debit · method. A debit's sign is read in two ways, so it adds up to nothing certain. */
export function readBpr(cursor: Cursor, base: number): Payment {
  const start = cursor.from(2);
  const end = cursor.to(2);
  return {
    start: start - base,
    end: end - base,
    cents: cursor.value(3) === CREDIT ? centsAt(cursor, 2) : Number.NaN,
    informational: cursor.value(1) === NOTIFICATION || cursor.value(4) === NO_MONEY,
  };
}

/** CLP02 25: priced before the service, nothing is paid. */
const PREDETERMINATION = '25';

/** What CLP04 adds to the payment, in cents; NaN where that can't be said. */
export function paidByClp(cursor: Cursor): number {
  return cursor.value(2) === PREDETERMINATION ? Number.NaN : centsAt(cursor, 4);
}

/** What a PLB takes off the payment, in cents: provider · year's end · up to six times reason and amount. */
export function takenByPlb(cursor: Cursor): number {
  let sum = 0;
  for (let index = 4; index <= cursor.elements(); index += 2) {
    if (cursor.has(index) || cursor.has(index - 1)) sum += centsAt(cursor, index);
  }
  return sum;
}

function centsAt(cursor: Cursor, index: number): number {
  const from = cursor.from(index);
  const to = cursor.to(index);
  if (from >= to || isMasked(cursor.slice(from, to))) return Number.NaN;
  const value = cursor.decimal(from, to);
  return value === undefined ? Number.NaN : Math.round(value * 100);
}
