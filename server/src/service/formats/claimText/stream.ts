import type { ClaimStream } from '../format';
import { type PartReader, partStream } from '../partStream';
import { readRegion } from './reader';

/** Claim text that arrives in pieces. */
export function stream(atLeast?: number): ClaimStream {
  return partStream(CLAIMS, atLeast);
}

/** A claim is complete when two more have begun behind it: until then a later line may still belong to it. */
const CLAIMS: PartReader<undefined> = {
  read(text, _offset, isLast, onClaim) {
    const { claims } = readRegion(text, 0);
    const complete = isLast ? claims.length : Math.max(0, claims.length - 2);
    const rest = isLast ? text.length : complete ? claims[complete]!.base : 0;
    for (const claim of claims.slice(0, complete)) {
      onClaim(claim, claim.base, claim.base + claim.span.end, undefined);
    }
    return rest;
  },
  /** A claim's text reads alike wherever it stands. */
  again: (text) =>
    readRegion(text, 0)
      .claims.slice(0, 1)
      .map((claim) => ({ ...claim, base: 0 })),
  problems: [],
};
