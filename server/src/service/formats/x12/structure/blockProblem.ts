import type { ReadProblem } from '../../../model/document';

/** A problem within a block; spans are relative to the block. */
export interface BlockProblem extends ReadProblem {
  /** The component separator that a composite uses in place of the declared one. */
  readonly uses?: string;
  /** It is about HL04 of the last level before the block: span and edits are those of that element. */
  readonly ofLevelBefore?: boolean;
}

export type Notice = (problem: BlockProblem) => void;
