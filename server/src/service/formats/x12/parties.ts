import type { Party } from '../../model/claim';
import type { ClaimBuilder } from './claimBuilder';
import type { Cursor } from './cursor';
import { packed } from './segmentIds';
import { isStatus, type OpenState, type X12State } from './state';

const BILLING = packed('85');
const PROVIDER = packed('1P');
const RENDERING = packed('82');
const SUBSCRIBER = packed('IL');
const PATIENT = packed('QC');
const PAYER = packed('PR');
const PAYEE = packed('PE');

/** Where parties belong: the claim that is open, else the loops that the next claims stand under. */
export interface PartyTarget {
  readonly claim: ClaimBuilder | undefined;
  readonly after: X12State;
  state(): OpenState;
}

/** NM1: of the 837 loops 2010AA, 2010BA, 2010BB, 2010CA, 2310B, 2420A; of the 835 loop 2100. */
export function readNm1(cursor: Cursor, into: PartyTarget): void {
  const role = cursor.first;
  const { claim, after } = into;
  if (claim) {
    if (role === RENDERING || (role === PROVIDER && isStatus(after))) {
      if (claim.line) claim.line.renderingProvider = readParty(cursor);
      else if (!claim.otherPayer) claim.rendering = readParty(cursor);
    } else if (role === PATIENT && after.transaction === '835') claim.patient = readParty(cursor);
    return;
  }
  switch (role) {
    case BILLING:
      into.state().billing = readParty(cursor);
      break;
    case PROVIDER:
      if (!after.billing) into.state().billing = readParty(cursor);
      break;
    case SUBSCRIBER:
      into.state().subscriber = readParty(cursor);
      break;
    case PATIENT:
      into.state().patient = readParty(cursor);
      break;
    case PAYER: {
      const { id, name } = readParty(cursor);
      into.state().payer = { id, name, filingIndicator: after.payer?.filingIndicator };
      break;
    }
  }
}

/** 835: N1*PR the payer, N1*PE the payee. */
export function readN1(cursor: Cursor, into: PartyTarget): void {
  const { after } = into;
  if (after.transaction !== '835' || into.claim) return;
  const role = cursor.first;
  if (role !== PAYER && role !== PAYEE) return;
  const id = cursor.value(4) || undefined;
  const name = cursor.value(2).trim().toUpperCase() || undefined;
  if (role === PAYER) into.state().payer = { id, name, filingIndicator: after.payer?.filingIndicator };
  else into.state().billing = { id, name, birthDate: undefined };
}

export function readDmg(cursor: Cursor, into: PartyTarget): void {
  const { after } = into;
  if (into.claim) return;
  if (after.patient) into.state().patient = withBirthDate(after.patient, cursor);
  else if (after.subscriber) into.state().subscriber = withBirthDate(after.subscriber, cursor);
}

/** NM1: – · person or not · last or organisation name · first name · … · id. */
export function readParty(cursor: Cursor): Party {
  const last = tidy(cursor, 3);
  const first = tidy(cursor, 4);
  const name = first ? `${last}, ${first}` : last;
  return { id: tidy(cursor, 9) || undefined, name: name || undefined, birthDate: undefined };
}

/** An element trimmed and in upper case; most are so already, and nothing is made of them but the text. */
function tidy(cursor: Cursor, index: number): string {
  const from = cursor.from(index);
  const to = cursor.to(index);
  if (from >= to) return '';
  const { text } = cursor;
  let plain = text.charCodeAt(from) !== 32 && text.charCodeAt(to - 1) !== 32;
  for (let i = from; plain && i < to; i++) plain = text.charCodeAt(i) < 97;
  const value = cursor.slice(from, to);
  return plain ? value : value.trim().toUpperCase();
}

/** DMG: format · birth date. */
export function withBirthDate(party: Party, cursor: Cursor): Party {
  const birthDate = cursor.day(cursor.from(2), cursor.to(2));
  return birthDate === undefined ? party : { id: party.id, name: party.name, birthDate };
}
