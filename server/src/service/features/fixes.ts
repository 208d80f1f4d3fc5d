import type { CheckedText, PlacedFinding } from '../checkedText';
import { place } from '../checkedText';
import type { TextReplacement } from '../formats/format';
import type { Claim } from '../model/claim';
import type { Finding } from '../model/finding';
import { lastAtOrBefore } from '../model/search';

/** A change that cures a finding: what the light bulb offers. */
export interface FixOffer {
  readonly title: string;
  readonly finding: PlacedFinding;
  readonly edits: readonly TextReplacement[];
  /** The first fix of a finding is the one to take without thinking. */
  readonly preferred: boolean;
}

/** The fixes for the findings that touch the range; offsets are absolute. */
export function fixesIn(checked: CheckedText, start: number, end: number): FixOffer[] {
  const offers: FixOffer[] = [];
  for (const noticed of checked.noticed) {
    if (noticed.span.start > end) break;
    if (noticed.span.end < start) continue;
    noticed.problem.fixes?.forEach(({ title, edits }, index) => {
      offers.push({ title, finding: noticed, edits, preferred: index === 0 });
    });
  }
  const { claims } = checked.document;
  const first = lastAtOrBefore(claims.length, (index) => claims[index]!.base, start);
  // Where two claims touch, the one before counts too.
  for (let i = Math.max(0, first - 1); i < claims.length; i++) {
    const claim = claims[i]!;
    if (claim.base + claim.span.start > end) break;
    if (claim.base + claim.span.end < start) continue;
    const everywhere = new Set<Finding>();
    for (const finding of checked.findingsOf(claim)) {
      const placed = place(claim, finding);
      if (placed.span.end < start || placed.span.start > end) continue;
      finding.fixes?.forEach((fix, index) => {
        const edits = checked.format.fix(checked.document, checked.text, claim, fix);
        if (edits.length) offers.push({ title: fix.title, finding: placed, edits, preferred: index === 0 });
      });
      const cause = finding.first ?? finding;
      const all = everywhere.has(cause) ? undefined : fixOfAll(checked, claim, finding);
      everywhere.add(cause);
      if (all) offers.push({ ...all, finding: placed, preferred: false });
    }
  }
  return offers;
}

/** One change for all places of a cause: the first fix of each, where they all have one and none is in another's way. */
function fixOfAll(
  checked: CheckedText,
  claim: Claim,
  finding: Finding,
): { readonly title: string; readonly edits: readonly TextReplacement[] } | undefined {
  const first = finding.first ?? finding;
  const fix = finding.fixes?.[0];
  if (!first.repeats || !fix) return undefined;
  const all = checked.findingsOf(claim).filter((one) => (one.first ?? one) === first);
  const edits: TextReplacement[] = [];
  for (const { fixes } of all) {
    const own = fixes?.[0] ? checked.format.fix(checked.document, checked.text, claim, fixes[0]) : [];
    if (own.length === 0) return undefined;
    edits.push(...own);
  }
  edits.sort((a, b) => a.start - b.start);
  if (edits.some((edit, i) => i > 0 && edit.start < edits[i - 1]!.end)) return undefined;
  return { title: `${fix.title} (all ${all.length} places)`, edits };
}
