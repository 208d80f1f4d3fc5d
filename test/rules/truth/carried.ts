import type { TruthCase, TruthClaim } from './parse';

/** What a case may need of a format beyond codes, modifiers, units, charges, dates, places and patients. */
export type Need =
  | 'envelope'
  | 'remittance'
  | 'written on'
  | 'qualifier'
  | 'line number'
  | 'payer kind'
  | 'claim total'
  | 'frequency'
  | 'statement period'
  | 'bill type'
  | 'description'
  | 'note'
  | 'minutes'
  | 'practitioner of a line'
  | 'practice'
  | 'no day'
  | 'diagnosis without its dot'
  | 'named code set'
  | 'line without a pointer'
  | 'pointer by number'
  | 'place of the claim'
  | 'misshapen modifier'
  | 'one number twice';

export type OtherFormat = 'claim-text' | 'hl7v2' | 'csv' | 'fhir-json';
export const OTHER_FORMATS: readonly OtherFormat[] = ['claim-text', 'hl7v2', 'csv', 'fhir-json'];

const X12_ONLY: Partial<Record<Need, string>> = {
  envelope: 'it has no control numbers and counts',
  remittance: 'it is read for claims, not for payments and adjustments',
  qualifier: 'a code has no qualifier of X12 element 235',
  note: 'a note beside a line is read past',
  'no day': 'what is no day is not read as a date',
  'diagnosis without its dot': 'a dot is right outside of X12',
  'line without a pointer': 'a line may leave its reason to the claim',
};

const NOT_DATED = 'it does not tell the day on which the claim was written';
const NO_CODE_SET = 'nothing says of which code set a diagnosis is';

/** What a format cannot carry, and why. */
export const CANNOT: Readonly<Record<OtherFormat, Partial<Record<Need, string>>>> = {
  'claim-text': {
    ...X12_ONLY,
    'line number': 'lines are numbered freely',
    'payer kind': 'it names the payer, not the kind of coverage',
    'claim total': 'a total is read past',
    'statement period': 'dates are those of the services',
    'written on': NOT_DATED,
    minutes: 'units have no unit of measure',
    'named code set': NO_CODE_SET,
    'practitioner of a line': 'the practitioner is the claim’s',
    'misshapen modifier': 'what has not the shape of a modifier is not read as one',
  },
  hl7v2: {
    ...X12_ONLY,
    'line number': 'FT1-1 counts within a message, not within a claim',
    'claim total': 'a visit has no total',
    frequency: 'a charge message is no bill: it has no frequency',
    'statement period': 'a visit has no statement period',
    'bill type': 'bill segments tell a hospital, not the type of bill',
    minutes: 'FT1-10 is a number of services',
    practice: 'the practice is the sender of the message',
    'pointer by number': 'a line names its diagnoses by their codes',
    'place of the claim': 'the place is the line’s',
  },
  csv: {
    ...X12_ONLY,
    'written on': NOT_DATED,
    'named code set': NO_CODE_SET,
    'line number': 'rows may be a part of a claim',
    'place of the claim': 'the place is the line’s',
    'one number twice': 'adjacent rows of one claim number are one claim',
  },
  'fhir-json': {
    ...X12_ONLY,
    'line number': 'Claim.item.sequence need not count from 1',
    'payer kind': 'Claim.insurer is a reference, not a kind of coverage',
    frequency: 'a replacement is told by Claim.related, which says nothing of a void',
    minutes: 'Claim.item.quantity is read as a number',
    'place of the claim': 'the place is the line’s',
  },
};

/** Places that cases have beside the one that is not assigned. */
const ASSIGNED = /^(?:02|1[012]|2[14]|41)$/;

/** Why a case is not carried; empty where it is. */
export function reasonsAgainst(one: TruthCase, format: OtherFormat): string[] {
  return [...needsOf(one)].flatMap((need) => CANNOT[format][need] ?? []);
}

/** What the case needs. */
function needsOf(one: TruthCase): Set<Need> {
  const needs = new Set<Need>();
  const need = (what: Need, isNeeded: unknown) => isNeeded && needs.add(what);
  need('envelope', Object.keys(one.envelope).length);
  for (const claim of one.claims) needsOfClaim(claim, need);
  const about = [...one.expectations, ...one.open].flatMap(({ rules }) => rules);
  need('payer kind', one.settings.payers !== undefined);
  need('written on', about.includes('future-service-date'));
  const fails = (rule: string) =>
    one.expectations.some(({ rules, verdicts }) => rules.includes(rule) && verdicts.includes('fail'));
  const misshapen = fails('malformed-diagnosis') ? one.claims.flatMap(({ diagnoses }) => diagnoses) : [];
  need(
    'diagnosis without its dot',
    misshapen.some((code) => /^[A-Z]\d\w\.\w{1,4}$/.test(code)),
  );
  need(
    'named code set',
    misshapen.some((code) => !code.includes('.')),
  );
  need('pointer by number', fails('invalid-diagnosis-pointer'));
  const ids = one.claims.flatMap(({ id }) => id ?? []);
  need('one number twice', new Set(ids).size < ids.length);
  return needs;
}

function needsOfClaim(claim: TruthClaim, need: (what: Need, isNeeded: unknown) => void): void {
  need('remittance', claim.kind === 'remittance');
  need('payer kind', claim.payer !== 'MB');
  need('claim total', claim.charge);
  need('frequency', claim.frequency !== '1');
  need('statement period', claim.statement);
  need('bill type', claim.billType);
  need('practice', claim.billing);
  need('place of the claim', claim.place && !ASSIGNED.test(claim.place));
  for (const line of claim.lines) {
    need('qualifier', line.qualifier);
    need('line number', line.number);
    need('description', line.description);
    need('note', line.note);
    need('minutes', line.unit);
    need('practitioner of a line', line.by);
    need('line without a pointer', line.pointers === 'none');
    need(
      'misshapen modifier',
      line.modifiers.some((modifier) => modifier.length !== 2),
    );
    need('no day', line.from === '20250230');
  }
}
