import type { JudgedLine } from '../rule';

/** Two surgeons (62), or a team (66). */
const SHARED = new Set(['62', '66']);

/** Why such lines are not taken for one surgeon's. */
export const SEVERAL_SURGEONS =
  'modifier 62 or 66 says that several surgeons report the code, and the claim does not name which of them did';

/**
 * The line is the share of one of several surgeons, each of whom reports the code once, and nobody says whose: where only
 * the group that bills is named, two such lines are more likely of two surgeons than of one. Units are limited, and
 * duplicates told, for one practitioner. Source: Medicare Claims Processing Manual, chapter 12, section 40.8: each
 * surgeon bills for the procedure with the modifier; NCCI Policy Manual, chapter I, section V: units by the same provider.
 */
export function isOfUnnamedSurgeon({ modifiers, line, claim }: JudgedLine): boolean {
  if (line.renderingProvider ?? claim.renderingProvider) return false;
  return modifiers.some((modifier) => SHARED.has(modifier));
}
