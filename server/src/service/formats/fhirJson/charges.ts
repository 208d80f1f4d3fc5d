import type { Claim } from '../../model/claim';
import type { Day } from '../../model/date';

interface Days {
  readonly from: Day | undefined;
  readonly to: Day | undefined;
}

/** A service by which two records of it are told to be one. Missing is undefined, and then is no difference. */
export interface Service extends Days {
  readonly code: string;
  /** Whose it is. */
  readonly subject: string;
  readonly visit: string | undefined;
}

/**
 * What is charged or claimed. A Procedure says what was done, a ChargeItem what is charged for it: FHIR has the one name the
 * other (`ChargeItem.service`), which few senders fill, and both name patient and visit (`subject`; `context`, since R5
 * `encounter`). So they are one service where the charge names the procedure, or where patient, code, visit and day agree.
 */
export class Charges {
  /** The days of services by code, patient and visit; strings of its own, because a part of a text keeps the text. */
  private readonly days = new Map<string, Days[]>();
  private readonly named = new Set<string>();

  add(service: Service): void {
    const { visit = NO_VISIT, from, to } = service;
    for (const one of [visit, ANY_VISIT]) {
      const key = keyOf(service, one);
      const known = this.days.get(key);
      if (!known) this.days.set(key, [{ from, to }]);
      else if (!known.some((days) => days.from === from && days.to === to)) known.push({ from, to });
    }
  }

  /** A charge names what it is for. */
  addName(reference: string): void {
    this.named.add(reference);
  }

  addClaim(claim: Claim): void {
    for (const service of claimedBy(claim)) this.add(service);
  }

  has(service: Service, names: readonly string[] = []): boolean {
    const visits = service.visit === undefined ? [ANY_VISIT] : [service.visit, NO_VISIT];
    return (
      names.some((name) => this.named.has(name)) ||
      visits.some((visit) => this.days.get(keyOf(service, visit))?.some((days) => isSame(days, service)))
    );
  }
}

/** Whether two readings of a claim ask for the same services. */
export function claimTheSame(one: Claim | undefined, other: Claim | undefined): boolean {
  return JSON.stringify(one ? claimedBy(one) : []) === JSON.stringify(other ? claimedBy(other) : []);
}

function claimedBy({ role, patient, lines, statementFrom, statementTo }: Claim): Service[] {
  const subject = patient?.id;
  if (role !== 'claim' || subject === undefined) return [];
  return lines.flatMap(({ procedure, from, to }) => {
    if (!procedure) return [];
    const dated = from ? { from: from.value, to: to?.value } : { from: statementFrom?.value, to: statementTo?.value };
    return { code: procedure.value, subject, visit: undefined, ...dated };
  });
}

/** No reference is empty, and none is a star. */
const NO_VISIT = '';
const ANY_VISIT = '*';

function keyOf({ code, subject }: Service, visit: string): string {
  return `${code}\n${subject}\n${visit}`;
}

function isSame(one: Days, other: Days): boolean {
  if (one.from === undefined || other.from === undefined) return true;
  return one.from <= (other.to ?? other.from) && other.from <= (one.to ?? one.from);
}
