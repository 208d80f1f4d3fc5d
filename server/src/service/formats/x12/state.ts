import type { ClaimKind, Party, Payer } from '../../model/claim';
import type { Delimiters } from './delimiters';

export type Transaction = '837' | '835' | '270' | '271' | '276' | '277' | '278' | 'other';

/**
 * What a reader knows at the border between two blocks: everything that the next block's reading depends on. Never
 * changed in place, so that blocks share it and two readings can be compared.
 */
export interface X12State {
  /** Undefined outside an interchange. */
  readonly delimiters: Delimiters | undefined;
  /** GS08 of the group. */
  readonly group: string;
  readonly transaction: Transaction;
  readonly kind: ClaimKind;
  readonly inTransaction: boolean;
  /** HL03 of the loop that is open: 20, 22, 23, EV, SS … */
  readonly level: string;
  readonly billing: Party | undefined;
  readonly subscriber: Party | undefined;
  readonly patient: Party | undefined;
  readonly payer: Payer | undefined;
}

export const OUTSIDE: X12State = {
  delimiters: undefined,
  group: '',
  transaction: 'other',
  kind: 'unknown',
  inTransaction: false,
  level: '',
  billing: undefined,
  subscriber: undefined,
  patient: undefined,
  payer: undefined,
};

/** Two states from which the same text reads the same. */
export function sameState(a: X12State, b: X12State): boolean {
  return (
    a === b ||
    (a.group === b.group &&
      a.transaction === b.transaction &&
      a.kind === b.kind &&
      a.inTransaction === b.inTransaction &&
      a.level === b.level &&
      sameFields(a.delimiters, b.delimiters) &&
      sameFields(a.billing, b.billing) &&
      sameFields(a.subscriber, b.subscriber) &&
      sameFields(a.patient, b.patient) &&
      sameFields(a.payer, b.payer))
  );
}

/** Flat objects of strings, numbers and booleans, compared by value. */
function sameFields<T extends object>(a: T | undefined, b: T | undefined): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof T>;
  for (const key of keys) if (a[key] !== b[key]) return false;
  return true;
}

/** ST03 or GS08 names the guide: 005010X222A1 professional, X223 institutional, X224 dental; 4010 X098, X096, X097. */
export function kindOfGuide(guide: string): ClaimKind {
  const match = /X(\d{3})/.exec(guide);
  switch (match?.[1]) {
    case '222':
    case '098':
      return 'professional';
    case '223':
    case '096':
      return 'institutional';
    case '224':
    case '097':
      return 'dental';
    default:
      return 'unknown';
  }
}

export function transactionOf(st01: string): Transaction {
  switch (st01) {
    case '837':
    case '835':
    case '270':
    case '271':
    case '276':
    case '277':
    case '278':
      return st01;
    default:
      return 'other';
  }
}
