import type { Claim } from '../../model/claim';
import { lastAtOrBefore } from '../../model/search';
import type { ClaimSource, ClaimStream } from '../format';
import { readRegion } from './reader';

/** How much text is gathered before it is read. */
const CHUNK = 262_144;

/**
 * Reads a text that arrives in pieces. A claim is complete when two more have begun behind it: until then a later line
 * may still belong to it. What is kept is read again only when it has doubled, which keeps the whole linear.
 */
export function stream(atLeast = CHUNK): ClaimStream {
  let kept = '';
  let keptFrom = 0;
  let pieces: string[] = [];
  let gathered = 0;
  let wanted = atLeast;
  const sources: ClaimSource[] = [];

  const take = (isWhole: boolean, onClaim: (claim: Claim) => void): void => {
    const text = [kept, ...pieces].join('');
    pieces = [];
    gathered = 0;
    const { claims } = readRegion(text, 0);
    const complete = isWhole ? claims.length : Math.max(0, claims.length - 2);
    const rest = isWhole ? text.length : complete ? claims[complete]!.base : 0;
    for (let index = 0; index < complete; index++) {
      const claim = claims[index]!;
      const own = { start: claim.base, end: claim.base + claim.span.end };
      claim.base += keptFrom;
      sources.push(sourceOf(text, own.start, own.end, claim.base));
      onClaim(claim);
    }
    kept = text.slice(rest);
    keptFrom += rest;
    wanted = Math.max(atLeast, kept.length);
  };

  return {
    push(piece, onClaim) {
      pieces.push(piece);
      gathered += piece.length;
      if (gathered >= wanted) take(false, onClaim);
    },
    end(onClaim) {
      take(true, onClaim);
    },
    source: (index) => sources[index]!,
    sourceAt: (offset) => sources[lastAtOrBefore(sources.length, (index) => sources[index]!.base, offset)],
    get held() {
      return kept.length + gathered;
    },
    problems: [],
  };
}

/** Keeps the piece of text, not the claim; a claim's text reads alike wherever it stands. */
function sourceOf(piece: string, start: number, end: number, base: number): ClaimSource {
  const text = () => piece.slice(start, end);
  return {
    base,
    text,
    read() {
      const claim = readRegion(text(), 0).claims[0];
      if (claim) claim.base = base;
      return claim;
    },
  };
}
