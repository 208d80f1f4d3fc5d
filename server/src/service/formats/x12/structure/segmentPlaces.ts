import type { Cursor } from '../cursor';
import { packed } from '../segmentIds';
import type { BlockProblem, Notice } from './blockProblem';
import type { Guide } from './guides';
import { misplacedClaim, misplacedSegment, segmentOfNoLoop } from './rules/unexpected-segment';
import { ANYWHERE, CLAIM, LINE, NO_LOOP, OF_CLAIMS, OF_LINES, PAID_SERVICE, type Place } from './segmentPlans';

const CLM = packed('CLM');
const CLP = packed('CLP');
const SERVICES = new Set(['SV1', 'SV2', 'SV3'].map(packed));
/** HL03 of those that claims belong to: subscriber and patient. */
const CLAIM_LEVELS = ['22', '23'];

/** Whether the segments of a block stand where the guide that GS08 names has them. Spans are relative to the block. */
export class SegmentPlaces {
  /** The lines have the service segment of another guide: what GS08 says of the claim does not hold. */
  isOther = false;
  private base = 0;
  private head = 0;
  private isInLine = false;
  /** By segment: each is named once in a block. */
  private readonly found = new Map<number, BlockProblem>();

  begin(base: number): void {
    this.base = base;
    this.head = 0;
    this.isInLine = this.isOther = false;
    if (this.found.size > 0) this.found.clear();
  }

  /** The block's first segment, whatever it is. */
  open(id: number): void {
    if (this.head === 0) this.head = id;
  }

  /** A segment of a transaction whose guide is known; `level` is the HL03 that it stands under. */
  see(cursor: Cursor, place: Place, guide: Guide, level: string): void {
    switch (place) {
      case ANYWHERE:
        return;
      case LINE:
        this.isInLine = true;
        if (this.head !== CLM) this.misplaced(cursor, guide, 'outside of a claim', 'Add the CLM of its claim.');
        return;
      case OF_LINES:
        if (!this.isInLine) this.misplaced(cursor, guide, 'before any LX', 'Add the LX of its line.');
        return;
      case OF_CLAIMS:
        if (this.isInLine) {
          this.misplaced(cursor, guide, 'behind the lines of its claim', 'Move it before the first LX.');
        }
        return;
      case CLAIM:
        if (!CLAIM_LEVELS.includes(level)) {
          this.find(cursor, (_, span) => misplacedClaim(level, guide.name, span));
        }
        return;
      case PAID_SERVICE:
        if (this.head !== CLP) this.misplaced(cursor, guide, 'outside of a claim payment', 'Add the CLP of its claim.');
        return;
      case NO_LOOP: {
        const isService = SERVICES.has(cursor.id);
        if (isService) this.isOther = true;
        this.find(cursor, (name, span) => segmentOfNoLoop(name, guide.name, isService, span));
      }
    }
  }

  private misplaced(cursor: Cursor, guide: Guide, where: string, remedy: string): void {
    this.find(cursor, (name, span) => misplacedSegment(name, where, remedy, guide.name, span));
  }

  private find(cursor: Cursor, problem: (name: string, span: { start: number; end: number }) => BlockProblem): void {
    if (this.found.has(cursor.id)) return;
    const { start, end } = cursor;
    const name = cursor.idText();
    this.found.set(cursor.id, problem(name, { start: start - this.base, end: end - this.base }));
  }

  /** The segment is there, though not where it belongs: nobody is told that it is missing as well. */
  hasMisplaced(id: number): boolean {
    return this.found.has(id);
  }

  /** Of a block that follows another guide the services say so, and nothing else. */
  end(notice: Notice): void {
    for (const [id, problem] of this.found) if (!this.isOther || SERVICES.has(id)) notice(problem);
  }
}
