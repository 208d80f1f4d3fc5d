import type { ReadProblem } from '../../model/document';
import { lastAtOrBefore } from '../../model/search';
import { type Span, shifted } from '../../model/span';
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

  constructor(private blocks: readonly Block[]) {
    this.stretches = stretchesOf(blocks);
  }

  /** `removed` of the blocks have become `inserted`; `blocks` are all. Places are those of before a shift. */
  replace(removed: readonly Block[], inserted: readonly Block[], blocks: readonly Block[]): void {
    this.blocks = blocks;
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
    addStretches(list, this.stretches, 0, (block) => this.levelBefore(block));
    return list.end();
  }

  /** The last level before a block; it may stand some claims before. */
  private levelBefore({ start }: Block): Span | undefined {
    const { blocks } = this;
    let index = lastAtOrBefore(blocks.length, (one) => blocks[one]!.start, start) - 1;
    while (index >= 0 && blocks[index]!.childCode === undefined) index--;
    const level = blocks[index];
    return level && shifted(level.childCode!, level.start);
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

/** The block has a problem that stands at the level before it. */
export function isOfLevelBefore({ problems }: Block): boolean {
  return problems.some(({ ofLevelBefore }) => ofLevelBefore === true);
}

/**
 * Gives a list of problems what the blocks of a part of a file say; `offset` is added to their places. `levelBefore`
 * gives HL04 of the level before a block where that stands in the part.
 */
export function addStretches(
  list: ProblemList,
  stretches: readonly Stretch[],
  offset: number,
  levelBefore: (block: Block) => Span | undefined,
): void {
  for (const stretch of stretches) {
    const { block } = stretch;
    if (block) {
      const level = isOfLevelBefore(block) ? levelBefore(block) : undefined;
      if (level) list.passLevel(shifted(level, offset));
      list.add(block, block.start + offset);
    }
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
