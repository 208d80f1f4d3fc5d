import type { ReadProblem } from '../../model/document';
import { lastAtOrBefore } from '../../model/search';
import type { Block } from './block';
import { ProblemList, type Sums } from './problems';

/** A block that says something of the envelope or has a problem, and what stands behind it up to the next. */
export interface Stretch extends Sums {
  /** Undefined for what stands before the first. */
  readonly block: Block | undefined;
}

/**
 * What the problems of a document are made from: a file has a claim in nearly every block, and of these only the number
 * of their segments counts. So an edit in a claim changes one number, and problems cost what the envelopes cost.
 */
export class NotableBlocks {
  private stretches: Stretch[];

  constructor(blocks: readonly Block[]) {
    this.stretches = stretchesOf(blocks);
  }

  /** `removed` of the blocks have become `inserted`; `blocks` are all. Places are those of before a shift. */
  replace(removed: readonly Block[], inserted: readonly Block[], blocks: readonly Block[]): void {
    const first = removed[0];
    if (!first || removed.some(isNotable) || inserted.some(isNotable)) {
      this.stretches = stretchesOf(blocks);
      return;
    }
    const { stretches } = this;
    const index = lastAtOrBefore(stretches.length, (one) => stretches[one]!.block?.start ?? -1, first.start);
    const stretch = stretches[index]!;
    for (const block of removed) count(stretch, block, -1);
    for (const block of inserted) count(stretch, block, 1);
  }

  problems(): readonly ReadProblem[] {
    const list = new ProblemList();
    addStretches(list, this.stretches);
    return list.end();
  }
}

function isNotable(block: Block): boolean {
  return block.envelope !== undefined || block.opens || block.problems.length > 0;
}

function stretchesOf(blocks: readonly Block[]): Stretch[] {
  const stretches = [stretchBehind(undefined)];
  for (const block of blocks) addBlock(stretches, block);
  return stretches;
}

/** `stretches` has at least one; a block that matters is kept as `kept` gives it. */
export function addBlock(stretches: Stretch[], block: Block, kept: (block: Block) => Block = asItIs): void {
  if (isNotable(block)) stretches.push(stretchBehind(kept(block)));
  else count(stretches.at(-1)!, block, 1);
}

function asItIs(block: Block): Block {
  return block;
}

/** Gives a list of problems what the blocks of a part of a file say; `offset` is added to their places. */
export function addStretches(list: ProblemList, stretches: readonly Stretch[], offset = 0): void {
  for (const stretch of stretches) {
    if (stretch.block) list.add(stretch.block, stretch.block.start + offset);
    list.pass(stretch);
  }
}

export function stretchBehind(block: Block | undefined): Stretch {
  return { block, segments: 0, cuts: 0, paid: 0, unreadable: 0 };
}

function count(stretch: Stretch, { segments, cut, paid }: Block, sign: 1 | -1): void {
  stretch.segments += sign * segments;
  if (cut) stretch.cuts += sign;
  if (Number.isNaN(paid)) stretch.unreadable += sign;
  else stretch.paid += sign * paid;
}
