import type { ClaimFormat } from '../format';
import { skipBlank } from './cursor';
import { delimitersOfBareText, delimitersOfIsa } from './delimiters';
import { fixX12 } from './fix';
import { interchangeWithin, noClaimsInX12 } from './noClaims';
import { readX12, updateX12, type X12Document } from './read';
import { slotAtX12 } from './slot';
import { streamX12 } from './stream';

/** X12 interchanges with health care transactions (004010 and 005010). */
export const x12: ClaimFormat = {
  id: 'x12',
  languageIds: ['x12'],
  detect(head) {
    const at = skipBlank(head, 0);
    if (delimitersOfIsa(head, at)) return 1;
    if (delimitersOfBareText(head, at)) return 0.9;
    return interchangeWithin(head) ? 0.6 : 0;
  },
  read: readX12,
  update: (document, text, change) => updateX12(document as X12Document, text, change),
  slotAt: (document, text, offset) => slotAtX12(document as X12Document, text, offset),
  fix: (document, text, claim, fix) => fixX12(document as X12Document, text, claim, fix),
  noClaims: noClaimsInX12,
  stream: () => streamX12(),
};
