import {
  type ClaimService,
  type Finding,
  LineIndex,
  type NotChecked,
  type ReadProblem,
  type Severity,
} from '../service';
import { checkInPieces } from './checkInPieces';
import type { Sharing } from './checkInStretches';
import { excerptsOf, type Places } from './excerpt';
import type { Source } from './sources';

/** A finding at its place in the file. */
export interface FoundAt {
  readonly finding: Finding;
  /** The id of its claim. */
  readonly claim: string | undefined;
  /** Where its claim begins: what its spans are counted from. */
  readonly base: number;
  readonly start: number;
  readonly end: number;
}

/** What the check of one file found. */
export interface FileReport {
  readonly path: string;
  readonly format: string;
  readonly claims: number;
  /** Service lines. */
  readonly lines: number;
  /** In the order of the text; those of a large file are worked out as they are gone through. */
  readonly findings: Iterable<FoundAt>;
  readonly counts: Readonly<Record<Severity, number>>;
  /** The findings, each cause of a claim counted once. */
  readonly causes: number;
  readonly notChecked: readonly NotChecked[];
  /** Why there are no claims, where there are none. */
  readonly noClaims?: string;
  /** What to tell where there are claims, and nothing in them that is checked by its code. */
  readonly noLines?: string;
  /** What the reader noticed, whatever the settings say of it. */
  readonly problems: readonly ReadProblem[];
  readonly places: Places;
  /** Nothing more is asked of the report. */
  close?(): void;
}

/** The report, or why the file can't be read. `sharing`: large files may be shared between threads. */
export async function checkFile(
  service: ClaimService,
  source: Source & { kind: 'claims' },
  relativePath?: string,
  sharing?: Sharing,
): Promise<FileReport | string> {
  const { path, text, format } = source;
  const inPieces = text.large ? await checkInPieces(service, source, relativePath, sharing) : undefined;
  if (inPieces) return inPieces;
  const whole = await text.whole(format);
  if (typeof whole !== 'string') return whole.problem;
  const checked = service.open(whole, { format, path: relativePath });
  if (!checked) throw new Error('no reader');
  const { claims } = checked.document;
  const findings = checked.findings().map(({ finding, claim }) => foundAt(finding, claim?.base ?? 0, claim?.id?.value));
  let index: LineIndex | undefined;
  return {
    path,
    format,
    claims: claims.length,
    lines: claims.reduce((sum, claim) => sum + claim.lines.length, 0),
    findings,
    counts: countsOf(findings),
    causes: findings.reduce((sum, { finding }) => (finding.first ? sum : sum + 1), 0),
    notChecked: checked.notChecked,
    problems: checked.document.problems,
    places: {
      position(offset) {
        index ??= new LineIndex(whole);
        return index.positionAt(offset);
      },
      excerpt: excerptsOf(whole, format),
    },
  };
}

export function foundAt(finding: Finding, base: number, claim: string | undefined): FoundAt {
  return { finding, claim, base, start: base + finding.span.start, end: base + finding.span.end };
}

export function countsOf(findings: readonly FoundAt[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const { finding } of findings) counts[finding.severity]++;
  return counts;
}

/** Where related places stand in the file: each is counted from its own claim. */
export function relatedPlaces({ finding, base }: FoundAt): { start: number; end: number; message: string }[] {
  return (finding.related ?? []).map(({ claim, span, message }) => {
    const from = claim?.base ?? base;
    return { start: from + span.start, end: from + span.end, message };
  });
}
