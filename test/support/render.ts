import type { CheckedText, PlacedFinding } from '../../server/src/service/checkedText';
import { LineIndex } from '../../server/src/service/model/lineIndex';

/** Everything said of a text, for people to read and for a diff to show: findings, counts, what was not checked. */
export function render(checked: CheckedText): string {
  const { text } = checked;
  const lines = new LineIndex(text);
  const parts = checked.findings().map((placed) => rendered(placed, text, lines));
  const { error, warning, info, hint } = checked.counts;
  const services = checked.document.claims.reduce((sum, claim) => sum + claim.lines.length, 0);
  parts.push(
    `${checked.document.claims.length} claims, ${services} lines: ${error} errors, ${warning} warnings, ${info} infos, ${hint} hints`,
  );
  const unchecked = checked.notChecked.map(
    ({ rule, reason, lines: count }) => `not checked: ${rule}, ${count} lines: ${reason}`,
  );
  return `${[...parts, unchecked.sort().join('\n')].filter(Boolean).join('\n\n')}\n`;
}

function rendered({ finding, claim, span }: PlacedFinding, text: string, lines: LineIndex): string {
  const { line, character } = lines.positionAt(span.start);
  const where = claim?.id ? `claim ${claim.id.value} ` : '';
  const shown = [`${finding.severity} ${finding.rule} ${where}at ${line + 1}:${character + 1}`, ...excerpt(text, span)];
  shown.push(`  ${finding.message}`);
  for (const { claim: other, span: place, message } of finding.related ?? []) {
    const base = (other ?? claim)?.base ?? 0;
    const at = lines.positionAt(base + place.start);
    shown.push(`  see ${at.line + 1}:${at.character + 1} ${message}`);
  }
  for (const { title } of finding.fixes ?? []) shown.push(`  fix: ${title}`);
  if (finding.citation) shown.push(`  by ${Object.values(finding.citation).join(' ')}`);
  return shown.join('\n');
}

/** The segment, or in text the line, that holds a place, with the place underlined. An X12 file is often one line. */
function excerpt(text: string, span: { start: number; end: number }): string[] {
  const ends = /^ISA/.test(text) ? new Set([text[105]!, '\n', '\r']) : new Set(['\n', '\r']);
  let start = span.start;
  while (start > 0 && !ends.has(text[start - 1]!)) start--;
  let end = span.end;
  while (end < text.length && !ends.has(text[end]!)) end++;
  return [
    `  ${text.slice(start, end)}`.replaceAll('\t', ' '),
    `  ${' '.repeat(span.start - start)}${'^'.repeat(Math.max(1, span.end - span.start))}`,
  ];
}
