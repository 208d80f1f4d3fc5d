import type { ClaimFormat } from '../format';
import { fixHl7 } from './fix';
import { HEAD, isHeadless, noClaimsInHl7 } from './noClaims';
import { type Hl7Document, readHl7, updateHl7 } from './read';
import { slotAtHl7 } from './slot';
import { streamHl7 } from './stream';

/**
 * HL7 v2 messages (2.1 to 2.9) with charges. A visit of a message is a claim: the PID-18 account, else the PV1-19
 * visit. Every FT1 that is a charge is a service line. A PR1 or OBR with a CPT or HCPCS code is one only where no FT1 of
 * the visit has the same code; otherwise, and for credits, payments and orders called off, codes are mentions.
 */
export const hl7v2: ClaimFormat = {
  id: 'hl7v2',
  languageIds: ['hl7'],
  detect: (head) => (HEAD.test(head) ? 1 : isHeadless(head) ? 0.6 : 0),
  read: readHl7,
  update: (document, text, change) => updateHl7(document as Hl7Document, String(text), change),
  noClaims: noClaimsInHl7,
  slotAt: (document, text, offset) => slotAtHl7(document as Hl7Document, String(text), offset),
  stream: streamHl7,
  fix: (document, text, claim, fix) => fixHl7(document as Hl7Document, text, claim, fix),
};
