/** Why what a claim lacks is not judged: `Claim.breaksOff`. */
export const BREAKS_OFF = 'the text breaks off in the claim: what it lacks may have been cut off';
