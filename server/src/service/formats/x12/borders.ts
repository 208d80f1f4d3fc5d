import { packed } from './segmentIds';
import { isStatus, type X12State } from './state';

const ISA = packed('ISA');
const IEA = packed('IEA');
const GS = packed('GS');
const GE = packed('GE');
const ST = packed('ST');
const SE = packed('SE');
const HL = packed('HL');
const CLM = packed('CLM');
const CLP = packed('CLP');
const TRN = packed('TRN');
const LX = packed('LX');
const PLB = packed('PLB');

/** A block without a claim is cut here, so that an edit in a file of another kind stays local too. */
const LONGEST_BLOCK = 1000;

/** A segment that begins a block when it isn't the block's first. `segments`: of a block without a claim, before it. */
export function isBorder(id: number, state: X12State, segments: number): boolean {
  switch (id) {
    case ISA:
    case GS:
    case ST:
    case HL:
    case CLM:
    case CLP:
    case SE:
    case GE:
    case IEA:
      return true;
    case TRN:
      return isStatus(state);
    case LX:
    case PLB:
      return state.transaction === '835';
    default:
      return segments >= LONGEST_BLOCK;
  }
}

/**
 * A file was cut before this segment: an interchange or group begins though none of the one before has ended. Before an ST
 * only an SE is missing, and a trailer says that its part is whole.
 */
export function leavesOpen(id: number): boolean {
  return id === ISA || id === GS;
}
