import type { ClaimKind, Party, Payer } from '../../model/claim';
import type { Day } from '../../model/date';
import type { Delimiters } from './delimiters';

export type Transaction = '837' | '835' | '270' | '271' | '276' | '277' | '278' | 'other';

/**
 * What a reader knows at the border between two blocks: everything that the next block's reading depends on. Never
 * changed once it is a border's, so that blocks share it and two readings can be compared.
 */
export type X12State = Readonly<OpenState>;

/** The same while a block is being read. */
export interface OpenState {
  /** Undefined outside an interchange. */
  delimiters: Delimiters | undefined;
  /** GS08 of the group. */
  group: string;
  /** The guide that the transaction follows: GS08; '' where ST03 contradicts it. */
  guide: string;
  transaction: Transaction;
  kind: ClaimKind;
  /** HL03 of the loop that is open: 20, 22, 23, EV, SS … */
  level: string;
  /** Of an 837, behind its first HL. */
  levels: Levels | undefined;
  /** BHT04, the day the transaction was written. */
  created: Day | undefined;
  /** A TA1 stands behind the ISA, before any group. */
  acknowledges: boolean;
  /** BHT02 of a 278, whose two transactions have loops of their own: 13 asks for a review, 11 answers; '' in other sets. */
  purpose: string;
  billing: Party | undefined;
  subscriber: Party | undefined;
  patient: Party | undefined;
  payer: Payer | undefined;
}

/** What the HL segments of an 837 said so far; numbers are HL01, 0 where it is none. */
export interface Levels {
  /** HL01 of the last; its HL03 and HL04, packed like segment ids. */
  readonly number: number;
  readonly level: number;
  readonly child: number;
  /** HL01 of the billing provider and the subscriber that are open. */
  readonly billing: number;
  readonly subscriber: number;
}

/** Nothing else is known yet. All states are made by this and `copyState`: of one shape they are read faster. */
export function stateUnder(
  delimiters: Delimiters | undefined,
  group = '',
  kind: ClaimKind = 'unknown',
  transaction: Transaction = 'other',
  guide = group,
): OpenState {
  return copyState({
    delimiters,
    group,
    guide,
    transaction,
    kind,
    level: '',
    levels: undefined,
    created: undefined,
    acknowledges: false,
    purpose: '',
    billing: undefined,
    subscriber: undefined,
    patient: undefined,
    payer: undefined,
  });
}

export const OUTSIDE: X12State = stateUnder(undefined);

/** Two states from which the same text reads the same. */
export function sameState(a: X12State, b: X12State): boolean {
  return (
    a === b ||
    (a.group === b.group &&
      a.guide === b.guide &&
      a.transaction === b.transaction &&
      a.kind === b.kind &&
      a.level === b.level &&
      a.created === b.created &&
      a.acknowledges === b.acknowledges &&
      a.purpose === b.purpose &&
      sameFields(a.delimiters, b.delimiters) &&
      sameFields(a.levels, b.levels) &&
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

export function copyState(state: X12State): OpenState {
  return {
    delimiters: state.delimiters,
    group: state.group,
    guide: state.guide,
    transaction: state.transaction,
    kind: state.kind,
    level: state.level,
    levels: state.levels,
    created: state.created,
    acknowledges: state.acknowledges,
    purpose: state.purpose,
    billing: state.billing,
    subscriber: state.subscriber,
    patient: state.patient,
    payer: state.payer,
  };
}

/** A new HL: a level closes the parties of the levels below it. */
export function enterLevel(state: OpenState, level: string): void {
  state.level = level;
  switch (level) {
    case '20':
      state.billing = undefined;
      if (state.transaction !== '837') state.payer = undefined;
      break;
    case '22':
      // In the 837 the subscriber's level names the payer; elsewhere the payer has a level of its own above.
      if (state.transaction === '837') state.payer = undefined;
      break;
    case '23':
      state.patient = undefined;
      return;
    case '19':
    case '21':
      break;
    default:
      return;
  }
  state.subscriber = state.patient = undefined;
}

/** 276 and 277 below the subscriber: a claim is what one TRN names. */
export function isStatus(state: X12State): boolean {
  return (
    (state.transaction === '276' || state.transaction === '277') &&
    (state.level === '22' || state.level === '23' || state.level === 'PT')
  );
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
