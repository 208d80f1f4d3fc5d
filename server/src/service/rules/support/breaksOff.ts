import type { Claim } from '../../model/claim';

/** Why what a claim lacks is not judged: `Claim.breaksOff`. */
export const BREAKS_OFF = 'the text breaks off in the claim: what it lacks may have been cut off';
const UNREAD = 'several codes stand in one place of the claim and were not read: what it lacks may be among them';

/** Why what services a claim lacks is not judged; undefined where all of them are known. */
export function whyServicesMayLack({ breaksOff, hasUnread }: Claim): string | undefined {
  return breaksOff ? BREAKS_OFF : hasUnread ? UNREAD : undefined;
}
