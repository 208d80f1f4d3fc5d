import type { ReadProblem } from '../../../model/document';

/** A problem within a block; spans are relative to the block. */
export interface BlockProblem extends ReadProblem {
  /** The component separator that a composite uses in place of the declared one. */
  readonly uses?: string;
}

export type Notice = (problem: BlockProblem) => void;
