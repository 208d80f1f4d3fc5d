import { type ClaimService, FORMATS, type Position } from '../service';
import { countsOf, type FileReport, foundAt } from './checkFile';
import { excerptsOf } from './excerpt';
import type { Source } from './sources';

/** As `checkFile`, for a file that is not held in memory as a whole; undefined where its format has to be. */
export async function checkInPieces(
  service: ClaimService,
  { path, text, format }: Source & { kind: 'claims' },
): Promise<FileReport | undefined> {
  if (!FORMATS.find((one) => one.id === format)?.stream) return undefined;
  const stream = service.stream(text.head, { format });
  if (!stream) return undefined;
  const starts = new LineStarts();
  for await (const piece of text.pieces()) {
    starts.push(piece);
    stream.push(piece);
  }
  const found = stream.end();
  const findings = found
    .flatMap(({ id, source, findings }) => findings.map((finding) => foundAt(finding, source.base, id)))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  return {
    path,
    format,
    claims: stream.claims,
    lines: stream.lines,
    findings,
    counts: countsOf(findings),
    notChecked: stream.notChecked,
    places: {
      position: (offset) => starts.positionAt(offset),
      excerpt(range, room) {
        // Only claims with findings are kept; a place in another one is told by line and character alone.
        const source = found[lastAtOrBefore(found.length, (i) => found[i]!.source.base, range.start)]?.source;
        const claim = source?.text();
        if (source === undefined || claim === undefined || range.start >= source.base + claim.length) return undefined;
        const near = { start: range.start - source.base, end: range.end - source.base };
        return excerptsOf(claim, format, text.head)(near, room);
      },
    },
  };
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

/** The index of the last of `count` ascending values that is not above `wanted`; -1 where there is none. */
function lastAtOrBefore(count: number, at: (index: number) => number, wanted: number): number {
  let low = -1;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (at(middle) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
