import type { CheckedText, PlacedFinding } from '../checkedText';
import { place } from '../checkedText';
import type { TextReplacement } from '../formats/format';

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
  for (const claim of checked.document.claims) {
    if (claim.base + claim.span.start > end) break;
    if (claim.base + claim.span.end < start) continue;
    for (const finding of checked.findingsOf(claim)) {
      const placed = place(claim, finding);
      if (placed.span.end < start || placed.span.start > end) continue;
      finding.fixes?.forEach((fix, index) => {
        const edits = checked.format.fix(checked.document, checked.text, claim, fix);
        if (edits.length) offers.push({ title: fix.title, finding: placed, edits, preferred: index === 0 });
      });
    }
  }
  return offers;
}
