import type { CheckedText } from '../checkedText';
import { type Span, shifted } from '../model/span';

/** A claim or a code that a search over all open texts finds. */
export interface FoundSymbol {
  readonly kind: 'claim' | 'code';
  readonly name: string;
  /** For a code how often it stands in the text. */
  readonly detail: string;
  readonly span: Span;
}

/** Claims whose id and codes whose text hold what is asked for, a code once at its first place; at most `limit`. */
export function findSymbols({ document }: CheckedText, query: string, limit: number): readonly FoundSymbol[] {
  const wanted = query.trim().toUpperCase();
  const claims: FoundSymbol[] = [];
  const codes = new Map<string, { readonly span: Span; lines: number }>();
  for (const claim of document.claims) {
    const { id } = claim;
    if (claims.length < limit && id?.value && id.value.toUpperCase().includes(wanted)) {
      claims.push({ kind: 'claim', name: id.value.trim() || id.value, detail: '', span: shifted(id, claim.base) });
    }
    for (const { procedure } of claim.lines) {
      if (!procedure?.value) continue;
      const value = procedure.value.toUpperCase();
      const known = codes.get(value);
      if (known) known.lines++;
      else if (value.includes(wanted)) codes.set(value, { span: shifted(procedure, claim.base), lines: 1 });
    }
  }
  const found = [...codes].map(([name, { span, lines }]): FoundSymbol => {
    return { kind: 'code', name, detail: `${lines} ${lines === 1 ? 'line' : 'lines'}`, span };
  });
  // Whole matches first; claims leave room for codes, because there may be thousands of them.
  const rank = ({ name }: FoundSymbol) => (name.toUpperCase() === wanted ? 0 : 1);
  const kept = claims.slice(0, Math.max(limit - found.length, Math.ceil(limit / 2)));
  return [...kept, ...found].sort((a, b) => rank(a) - rank(b)).slice(0, limit);
}
