import type { ClaimFormat } from '../format';
import { fixHl7 } from './fix';
import { type Hl7Document, readHl7, updateHl7 } from './read';
import { slotAtHl7 } from './slot';

const HEAD = /^[\s\uFEFF\v]*(?:MSH|FHS|BHS)([^A-Za-z0-9\s])(?:[^A-Za-z0-9\s]{1,5}\1)?/;

/**
 * HL7 v2 messages (2.1 to 2.9) with charges. A visit of a message is a claim: the PID-18 account, else the PV1-19
 * visit. Every FT1 that is a charge is a service line. A PR1 or OBR with a CPT or HCPCS code is one only where no FT1 of
 * the visit has the same code; otherwise, and for credits, payments and orders called off, codes are mentions.
 */
export const hl7v2: ClaimFormat = {
  id: 'hl7v2',
  languageIds: ['hl7'],
  detect: (head) => (HEAD.test(head) ? 1 : 0),
  read: readHl7,
  update: (document, text, change) => updateHl7(document as Hl7Document, String(text), change),
  noClaims: (head) =>
    HEAD.test(head)
      ? { kind: 'none', why: 'no message in it charges or names a procedure (FT1, PR1, OBR-44)' }
      : { kind: 'foreign', why: 'it does not begin with an HL7 v2 segment MSH, FHS or BHS' },
  slotAt: (document, text, offset) => slotAtHl7(document as Hl7Document, String(text), offset),
  fix: (document, text, claim, fix) => fixHl7(document as Hl7Document, text, claim, fix),
};
