/** CMS splits PTP into so many parts. */
const PTP_PARTS = 4;

/**
 * Which parts of a PTP edition are not among those given. Part 0 is a file that is no part but the whole table: then
 * none is missing.
 */
export function missingParts(given: readonly number[]): number[] {
  if (given.includes(0)) return [];
  const parts = Array.from({ length: Math.max(PTP_PARTS, ...given) }, (_, at) => at + 1);
  return parts.filter((part) => !given.includes(part));
}
