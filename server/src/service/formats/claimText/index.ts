import type { ClaimDocument } from '../../model/document';
import type { ClaimFormat } from '../format';
import { detect } from './detect';
import { fix } from './fixes';
import { readRegion } from './reader';
import { slotAt } from './slots';
import { stream } from './stream';
import { update } from './update';

const ID = 'claim-text';

function read(text: string): ClaimDocument {
  const { claims, mentions } = readRegion(text, 0);
  return { format: ID, length: text.length, claims, mentions, problems: [] };
}

/** Claims as people type, paste or print them: read line by line, and what means nothing is read past. */
export const claimText: ClaimFormat = {
  id: ID,
  languageIds: [ID],
  detect,
  read,
  update: (document, text, change) => update(document, String(text), change),
  noClaims: () => ({ kind: 'foreign', why: 'no line in it names a procedure code' }),
  slotAt: (document, text, offset) => slotAt(document, String(text), offset),
  fix,
  stream,
};
