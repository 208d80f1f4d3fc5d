import type { Span } from '../../../../model/span';
import type { Cursor } from '../../cursor';
import type { BlockProblem, Notice } from '../blockProblem';
import type { Guide } from '../guides';
import { excludedElement } from '../rules/invalid-element';
import { missingByNote, missingComponents, missingElements } from '../rules/missing-element';
import type { SegmentPlan } from '../segmentPlans';
import { placeOf } from '../wording';
import type { SegmentFormat } from './elementFormats';
import { type ByFirst, OF_STANDARD } from './neededElements';
import { missingParts, type NeededParts } from './partChecks';
import type { SyntaxNote } from './syntaxNotes';

/** Which elements a segment lacks. Spans are relative to the block. */
export class NeedChecks {
  private base = 0;
  /** What the guide requires more than the standard: told at the end of a block that follows it. */
  private ofGuide: BlockProblem[] | undefined;

  constructor(private readonly notice: Notice) {}

  begin(base: number): void {
    this.base = base;
    this.ofGuide = undefined;
  }

  see(cursor: Cursor, format: SegmentFormat, guide: Guide | undefined): void {
    const { needs } = format;
    const missing: number[] = [];
    let ofStandard = 0;
    for (let i = 1; i < needs.length; i++) {
      if (needs[i] === 0 || cursor.has(i)) continue;
      missing.push(i);
      if (needs[i] === OF_STANDARD) ofStandard++;
    }
    this.tell(cursor, format, missing, ofStandard, guide);
  }

  /** `parties`: by the first element, what its loop requires. */
  seeParty(cursor: Cursor, format: SegmentFormat, parties: ByFirst, guide: Guide): void {
    const required = parties.get(cursor.first);
    if (required === undefined) return;
    for (let i = 0; i < required.length; i++) {
      if (cursor.has(required[i]!)) continue;
      const missing = required.filter((at) => !cursor.has(at) && !isOfPair(cursor, at, format.notes));
      this.tell(cursor, format, missing, 0, guide);
      return;
    }
  }

  /** The components of the segment's composites. */
  seeParts(cursor: Cursor, format: SegmentPlan, parts: readonly NeededParts[], guide: Guide | undefined): void {
    const found = missingParts(cursor, parts, format.lists, guide !== undefined);
    if (!found) return;
    const { start, end } = found.span;
    const names = parts.find(({ at }) => at === found.at)!.names;
    const by = found.ofStandard || !guide ? 'X12' : guide.name;
    const problem = missingComponents(format.id, found, names, by, { start: start - this.base, end: end - this.base });
    if (found.ofStandard) this.notice(problem);
    else {
      this.ofGuide ??= [];
      this.ofGuide.push(problem);
    }
  }

  private tell(
    cursor: Cursor,
    format: SegmentFormat,
    missing: readonly number[],
    ofStandard: number,
    guide: Guide | undefined,
  ): void {
    if (missing.length === 0) return;
    const isByStandard = ofStandard === missing.length;
    const by = isByStandard || !guide ? 'X12' : guide.name;
    const problem = missingElements(format, missing, ofStandard > 0, by, this.spanOf(cursor));
    if (isByStandard) this.notice(problem);
    else {
      this.ofGuide ??= [];
      this.ofGuide.push(problem);
    }
  }

  /** `notes` are sorted by how many elements they need. */
  seeNotes(cursor: Cursor, format: SegmentFormat, notes: readonly SyntaxNote[], count: number): void {
    for (let i = 0; i < notes.length; i++) {
      const note = notes[i]!;
      if (note.least > count) return;
      if (!holds(cursor, note)) this.lookAt(cursor, format, note);
    }
  }

  private lookAt(cursor: Cursor, format: SegmentFormat, note: SyntaxNote): void {
    const there = note.at.filter((at) => cursor.has(at));
    const missing = note.at.filter((at) => !cursor.has(at));
    if (note.kind === 'E') {
      const [one, other] = there.map((at) => placeOf(format.id, at));
      const last = there.at(-1)!;
      const span = { start: cursor.from(last) - this.base, end: cursor.to(last) - this.base };
      this.notice(excludedElement(other!, one!, span));
      return;
    }
    // What is required by itself is told already.
    if (missing.some((at) => format.needs[at] !== 0)) return;
    this.notice(missingByNote(format, note, there, missing, this.spanOf(cursor)));
  }

  private spanOf({ start, end }: Cursor): Span {
    return { start: start - this.base, end: end - this.base };
  }

  end(holds: boolean): void {
    if (holds && this.ofGuide) for (const problem of this.ofGuide) this.notice(problem);
  }
}

/** NM108 and NM109: where one of them is there, the syntax note tells of the other. */
function isOfPair(cursor: Cursor, at: number, notes: readonly SyntaxNote[] = []): boolean {
  return notes.some((note) => note.kind === 'P' && note.at.includes(at) && note.at.some((other) => cursor.has(other)));
}

function holds(cursor: Cursor, { kind, at }: SyntaxNote): boolean {
  // Two that go together, which is what most are.
  if (kind === 'P' && at.length === 2) return cursor.has(at[0]!) === cursor.has(at[1]!);
  const first = cursor.has(at[0]!);
  switch (kind) {
    case 'P':
      for (let i = 1; i < at.length; i++) if (cursor.has(at[i]!) !== first) return false;
      return true;
    case 'C':
      for (let i = 1; first && i < at.length; i++) if (!cursor.has(at[i]!)) return false;
      return true;
    case 'L':
    case 'R': {
      if (kind === 'L' ? !first : first) return true;
      for (let i = 1; i < at.length; i++) if (cursor.has(at[i]!)) return true;
      return false;
    }
    case 'E': {
      for (let i = 1; first && i < at.length; i++) if (cursor.has(at[i]!)) return false;
      return true;
    }
  }
}
