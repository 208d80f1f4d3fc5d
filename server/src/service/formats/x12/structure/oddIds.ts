import type { Cursor } from '../cursor';
import { packed } from '../segmentIds';
import { elementFormats } from './elements/elementFormats';

const LONGEST = 8;

/**
 * Whether a packed id may be written wrongly: small letters have bits 5 and 6, and a blank is the last or the middle of
 * three characters, or one of more than three.
 */
function isOdd(id: number): boolean {
  return id === 0 || (id & (id >> 1) & 0x202020) !== 0 || (id & 0xff) === 0x20 || (id & 0xff00) === 0x2000;
}

/**
 * Gives a segment whose id is written small, or with blanks in it, the id that is meant; false where it is written as it
 * should be, or nothing is meant that is known.
 */
export function repairId(cursor: Cursor): boolean {
  return isOdd(cursor.id) && isRepaired(cursor);
}

/** The id that a written one is a slip of. */
export function meantId(written: string): string {
  return written.replace(/\s/g, '').toUpperCase();
}

function isRepaired(cursor: Cursor): boolean {
  if (cursor.elements() === 0 || cursor.idEnd - cursor.start >= LONGEST) return false;
  const written = cursor.idText();
  const meant = meantId(written);
  if (meant === written || meant.length > 3 || !elementFormats().has(packed(meant))) return false;
  cursor.id = packed(meant);
  return true;
}
