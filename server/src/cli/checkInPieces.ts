import { type CheckedStream, type ClaimService, FORMATS, lastAtOrBefore, type Position } from '../service';
import { type FileReport, type FoundAt, foundAt } from './checkFile';
import { excerptsOf } from './excerpt';
import { tooLargeAtOnce } from './memory';
import type { Source } from './sources';

/**
 * As `checkFile`, for a file that is not held in memory as a whole; undefined where its format has to be. A text is why
 * it can't be read.
 */
export async function checkInPieces(
  service: ClaimService,
  { path, text, format }: Source & { kind: 'claims' },
  relativePath?: string,
): Promise<FileReport | string | undefined> {
  if (!FORMATS.find((one) => one.id === format)?.stream) return undefined;
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
  const { counts } = stream;
  return {
    path,
    format,
    claims: stream.claims,
    lines: stream.lines,
    findings: { [Symbol.iterator]: () => findingsOf(stream) },
    counts,
    causes: stream.causes + stream.noticed.length,
    notChecked: stream.notChecked,
    problems: stream.problems,
    places: {
      position: (offset) => starts.positionAt(offset),
      excerpt(range, room) {
        const source = stream.sourceAt(range.start);
        const claim = source?.text();
        if (source === undefined || claim === undefined || range.start >= source.base + claim.length) return undefined;
        const near = { start: range.start - source.base, end: range.end - source.base };
        return excerptsOf(claim, format, text.head)(near, room);
      },
    },
  };
}

/** In the order of the file; what the reader noticed stands between the claims. */
function* findingsOf(stream: CheckedStream): Generator<FoundAt> {
  const noticed = stream.noticed.map(({ finding }) => finding);
  for (const claim of stream.results()) {
    const { base } = claim.source;
    while (noticed[0] && noticed[0].span.start <= base) yield foundAt(noticed.shift()!, 0, undefined);
    const found = claim.findings.map((finding) => foundAt(finding, base, claim.id));
    yield* found.sort((one, other) => one.start - other.start || one.end - other.end);
  }
  for (const finding of noticed) yield foundAt(finding, 0, undefined);
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Where lines begin in a text that comes in pieces: LF, CRLF and CR end a line. */
export class LineStarts {
  private readonly starts = [0];
  private length = 0;
  private endsWithReturn = false;

  push(piece: string): void {
    const { starts, length } = this;
    if (piece === '') return;
    if (this.endsWithReturn && piece.charCodeAt(0) === LINE_FEED) starts.pop();
    let feed = piece.indexOf('\n');
    let back = piece.indexOf('\r');
    while (feed >= 0 || back >= 0) {
      let end = feed;
      if (back >= 0 && (feed < 0 || back < feed)) {
        end = back + 1 === feed ? feed : back;
        back = piece.indexOf('\r', back + 1);
      }
      starts.push(length + end + 1);
      if (end === feed) feed = piece.indexOf('\n', feed + 1);
    }
    this.length += piece.length;
    this.endsWithReturn = piece.charCodeAt(piece.length - 1) === CARRIAGE_RETURN;
  }

  positionAt(offset: number): Position {
    const line = lastAtOrBefore(this.starts.length, (i) => this.starts[i]!, offset);
    return { line, character: offset - this.starts[line]! };
  }
}
