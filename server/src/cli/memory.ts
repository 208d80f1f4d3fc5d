import { getHeapStatistics } from 'node:v8';
import type { NotText } from './bytes';

export const MEGABYTE = 1024 * 1024;
/** A JavaScript string holds no more than 512 Mi characters. */
const MOST_MEGABYTES = 500;
/** A text of this size is read without a thought. */
const SMALL = MEGABYTE;

interface Cost {
  /** The memory that a text takes that is read and judged at once, as a multiple of its size: measured on large files. */
  readonly factor: number;
  /** What to do about a file that is too large. */
  readonly remedy: string;
}

const COSTS: Readonly<Record<string, Cost>> = {
  x12: { factor: 14, remedy: 'split it between two interchanges (IEA and ISA)' },
  hl7v2: { factor: 24, remedy: 'split it between two messages, before an MSH' },
  csv: { factor: 40, remedy: 'split it between two claims, with the header on top of each part' },
  'fhir-json': { factor: 30, remedy: 'write one resource a line (NDJSON), which is read line by line' },
  'claim-text': { factor: 30, remedy: 'split it between two claims' },
};
const OTHER: Cost = { factor: 14, remedy: 'split it' };

/**
 * Why so many bytes (or characters) can't be read at once; undefined where they can. `whole` is the size of the file
 * that they are of.
 */
export function tooLargeAtOnce(bytes: number, format: string, whole = bytes): NotText | undefined {
  const { factor, remedy } = COSTS[format] ?? OTHER;
  const size = Math.ceil(bytes / MEGABYTE);
  if (size > MOST_MEGABYTES) {
    return { problem: `has more than the ${MOST_MEGABYTES} MB that are read at once; ${remedy}` };
  }
  const memory = Math.floor(getHeapStatistics().heap_size_limit / MEGABYTE);
  if (bytes < SMALL || size * factor < memory) return undefined;
  const total = Math.max(size, Math.ceil(whole / MEGABYTE));
  return {
    problem:
      `has ${total} MB that have to be read at once, too much for the ${memory} MB of memory that Node may use; ` +
      `${remedy}, or set NODE_OPTIONS=--max-old-space-size=${total * factor}`,
  };
}
