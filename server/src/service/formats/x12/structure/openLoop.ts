import type { Span } from '../../../model/span';
import type { Cursor } from '../cursor';
import { packed } from '../segmentIds';
import type { Notice } from './blockProblem';
import { DIAGNOSES, type Guide, type RequiredSegment } from './guides';
import { missingSegments } from './rules/missing-segment';
import type { SegmentPlan } from './segmentPlans';

const NONE: readonly RequiredSegment[] = [];
const LX = packed('LX');

/** A loop that is open, and which of its required segments were met. One object for all loops of a kind. */
export class OpenLoop {
  isOpen = false;
  /** Of the segment that began it, relative to the block. */
  start = 0;
  /** A bit for each of `required`. */
  seen = 0;
  private stop = 0;
  private whole = 0;
  private required = NONE;

  begin(required: readonly RequiredSegment[] | undefined, cursor: Cursor, base: number): void {
    this.isOpen = true;
    this.required = required ?? NONE;
    this.whole = (1 << this.required.length) - 1;
    this.seen = 0;
    this.start = cursor.start - base;
    this.stop = cursor.end - base;
  }

  get span(): Span {
    return { start: this.start, end: this.stop };
  }

  /** Whether the loop needs the segment. */
  mark(cursor: Cursor, segment: SegmentPlan): boolean {
    if (this.seen === this.whole) return false;
    const { id } = cursor;
    const { required } = this;
    let isOfKind = false;
    for (let i = 0; i < required.length; i++) {
      const one = required[i]!;
      if (one.id !== id) continue;
      if (one.qualifier === undefined || one.qualifier === cursor.first || one.other === cursor.first) {
        this.seen |= 1 << i;
        return true;
      }
      isOfKind = true;
    }
    // A qualifier that is no code may stand for the one that is missing: its list says so.
    if (isOfKind && isUnlisted(cursor, segment)) {
      for (let i = 0; i < required.length; i++) if (required[i]!.id === id) this.seen |= 1 << i;
    }
    return false;
  }

  /** Closes the loop and tells what it lacks. `elsewhere`: what else is known of the head of a block. */
  end(
    { name }: Guide,
    notice: Notice,
    elsewhere?: {
      /** What an LX that is missing would be. */
      readonly lacks: string | undefined;
      readonly isElsewhere: (id: number) => boolean;
      /** Its lines point at diagnoses. */
      readonly points: boolean;
    },
  ): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    if (this.seen === this.whole && elsewhere?.lacks === undefined) return;
    const missing = this.required.filter(
      ({ id }, i) => (this.seen & (1 << i)) === 0 && elsewhere?.isElsewhere(id) !== true,
    );
    if (elsewhere?.lacks !== undefined) missing.push({ id: LX, text: 'LX', what: elsewhere.lacks });
    if (missing.length > 0)
      notice(missingSegments(missing, name, this.span, elsewhere?.points && missing.includes(DIAGNOSES)));
  }
}

function isUnlisted(cursor: Cursor, { lists }: SegmentPlan): boolean {
  const list = lists?.[1];
  return list !== undefined && list.component === 0 && !list.packed.has(cursor.first);
}
