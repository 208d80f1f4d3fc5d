import type { CheckedText, PlacedFinding } from '../../server/src/service/checkedText';
import type { Claim } from '../../server/src/service/model/claim';
import type { Finding } from '../../server/src/service/model/finding';

/** A finding with absolute places, so that two readings of a text can be compared. */
export function absolute(finding: Finding, claim: Claim | undefined): unknown {
  const base = claim?.base ?? 0;
  return {
    ...finding,
    span: { start: base + finding.span.start, end: base + finding.span.end },
    related: finding.related?.map(({ claim: other, span, message }) => {
      const from = other ? other.base : base;
      return { start: from + span.start, end: from + span.end, message };
    }),
  };
}

/** All that a checked text says of its text. */
export function snapshot(checked: CheckedText): unknown {
  return {
    claims: checked.document.claims,
    problems: checked.document.problems,
    findings: checked.findings().map(({ finding, claim }: PlacedFinding) => absolute(finding, claim)),
    counts: checked.counts,
    notChecked: sortedNotChecked(checked),
  };
}

export function sortedNotChecked(of: Pick<CheckedText, 'notChecked'>): string[] {
  return of.notChecked.map(({ rule, reason, lines }) => `${rule}: ${reason}: ${lines}`).sort();
}
