import type { Claim } from '../../model/claim';
import type { ClaimStream } from '../format';
import { readRegion } from './reader';

/** How much text is gathered before it is read. */
const CHUNK = 262_144;

/**
 * Reads a text that arrives in pieces, and gives its claims as soon as two more have begun behind them: until then a
 * later line may belong to them. What is kept is read again only when it has doubled.
 */
export function stream(): ClaimStream {
  let kept = '';
  let keptFrom = 0;
  let pieces: string[] = [];
  let gathered = 0;
  let wanted = CHUNK;

  const read = (isWhole: boolean): readonly Claim[] => {
    const text = pieces.length ? kept + pieces.join('') : kept;
    pieces = [];
    gathered = 0;
    const claims = readRegion(text, 0).claims;
    const complete = isWhole ? claims : claims.slice(0, Math.max(0, claims.length - 2));
    const from = isWhole ? text.length : (claims[complete.length]?.base ?? 0);
    for (const claim of complete) claim.base += keptFrom;
    kept = complete.length ? text.slice(from) : text;
    if (complete.length) keptFrom += from;
    wanted = Math.max(CHUNK, kept.length);
    return complete;
  };

  return {
    push(piece) {
      pieces.push(piece);
      gathered += piece.length;
      return gathered >= wanted ? read(false) : [];
    },
    end: () => read(true),
  };
}
