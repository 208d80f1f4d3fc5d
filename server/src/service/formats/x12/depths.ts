import type { Cursor } from './cursor';
import { packed } from './segmentIds';

const ISA = packed('ISA');
const TA1 = packed('TA1');
const IEA = packed('IEA');
const GS = packed('GS');
const GE = packed('GE');
const ST = packed('ST');
const SE = packed('SE');
const HL = packed('HL');
const CLM = packed('CLM');
const CLP = packed('CLP');
const LX = packed('LX');
const SVC = packed('SVC');
const SBR = packed('SBR');
const PLB = packed('PLB');

/** Levels beyond this stand no deeper: nobody reads them, and a broken file may nest without end. */
const DEEPEST_LEVEL = 10;

/**
 * How deep each segment of a file stands: interchange, group, transaction, HL level, claim, other payer or service line.
 * The segment that begins a loop stands where its loop does, the others of the loop one deeper.
 */
export class Depths {
  private set = '';
  /** HL01 → how many levels it has above it. */
  private levels = new Map<string, number>();
  /** Where a claim of the open level stands; where the parts of the open claim stand, 0 outside of claims. */
  private loop = 0;
  private claim = 0;
  /** Where a segment stands that begins nothing. */
  private rest = 0;

  /** Asked once a segment, in their order. */
  of(cursor: Cursor): number {
    switch (cursor.id) {
      case ISA:
        return this.enter(0, 1);
      case IEA:
        return this.enter(0, 0);
      case TA1:
        return 1;
      case GS:
        return this.enter(1, 2);
      case GE:
        return this.enter(1, 1);
      case ST:
        this.set = cursor.value(1);
        this.levels = new Map();
        return this.enter(2, 3);
      case SE:
        return this.enter(2, 2);
      case HL: {
        const above = this.levels.get(cursor.value(2));
        const level = above === undefined ? 0 : Math.min(above + 1, DEEPEST_LEVEL);
        this.levels.set(cursor.value(1), level);
        return this.enter(3 + level, 4 + level);
      }
      case CLM:
      case CLP:
        this.claim = this.rest = this.loop + 1;
        return this.loop;
      case LX:
        if (this.set === '835') return this.enter(3, 4);
        return this.part();
      case SBR:
        return this.part();
      case SVC:
        this.rest = (this.claim || this.loop) + 1;
        return this.rest - 1;
      case PLB:
        return this.enter(3, 3);
      default:
        return this.rest;
    }
  }

  private enter(depth: number, inside: number): number {
    this.loop = this.rest = inside;
    this.claim = 0;
    return depth;
  }

  /** A line or another payer within the open claim. */
  private part(): number {
    if (!this.claim) return this.rest;
    this.rest = this.claim + 1;
    return this.claim;
  }
}
