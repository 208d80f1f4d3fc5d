import { type CheckedFile, type ClaimService, FORMATS, type Position } from '../service';
import { type FileReport, type FoundAt, foundAt } from './checkFile';
import { checkInStretches, type Sharing } from './checkInStretches';
import { excerptsOf } from './excerpt';
import { LineStarts } from './lineStarts';
import { tooLargeAtOnce } from './memory';
import type { Source } from './sources';

/**
 * As `checkFile`, for a file that is not held in memory as a whole; undefined where its format has to be. A text is why
 * it can't be read.
 */
export async function checkInPieces(
  service: ClaimService,
  source: Source & { kind: 'claims' },
  relativePath?: string,
  sharing?: Sharing,
): Promise<FileReport | string | undefined> {
  const { text, format } = source;
  if (!FORMATS.find((one) => one.id === format)?.stream) return undefined;
  const shared =
    sharing && format === 'x12' ? await checkInStretches(service, source, relativePath, sharing) : undefined;
  if (shared) return { ...reportOf(source, shared.checked, shared.position), close: shared.close };
  const stream = service.stream(text.head, { format, path: relativePath });
  if (!stream) return undefined;
  const starts = new LineStarts();
  for await (const piece of text.pieces()) {
    const tooLarge = tooLargeAtOnce(stream.held + piece.length, format, text.size);
    if (tooLarge) return tooLarge.problem;
    starts.push(piece);
    stream.push(piece);
  }
  stream.end();
  return reportOf(source, stream, (offset) => starts.positionAt(offset));
}

function reportOf(
  { path, text, format }: Source & { kind: 'claims' },
  checked: CheckedFile,
  position: (offset: number) => Position,
): FileReport {
  const { claims, lines, counts, causes, noticed, notChecked, problems } = checked;
  return {
    path,
    format,
    claims,
    lines,
    findings: { [Symbol.iterator]: () => findingsOf(checked) },
    counts,
    causes: causes + noticed.length,
    notChecked,
    problems,
    places: {
      position,
      excerpt(range, room) {
        const source = checked.sourceAt(range.start);
        const claim = source?.text();
        if (source === undefined || claim === undefined || range.start >= source.base + claim.length) return undefined;
        const near = { start: range.start - source.base, end: range.end - source.base };
        return excerptsOf(claim, format, text.head)(near, room);
      },
    },
  };
}

/** In the order of the file; what the reader noticed stands between the claims. */
function* findingsOf(checked: CheckedFile): Generator<FoundAt> {
  const noticed = checked.noticed.map(({ finding }) => finding);
  for (const claim of checked.results()) {
    const { base } = claim.source;
    while (noticed[0] && noticed[0].span.start <= base) yield foundAt(noticed.shift()!, 0, undefined);
    const found = claim.findings.map((finding) => foundAt(finding, base, claim.id));
    yield* found.sort((one, other) => one.start - other.start || one.end - other.end);
  }
  for (const finding of noticed) yield foundAt(finding, 0, undefined);
}
