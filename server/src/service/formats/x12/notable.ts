import type { ReadProblem } from '../../model/document';
import { lastAtOrBefore } from '../../model/search';
import type { Block } from './block';
import { ProblemList, type Sums } from './problems';

/** A block that says something of the envelope or has a problem, and what stands behind it up to the next. */
interface Stretch extends Sums {
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
    for (const stretch of this.stretches) {
      if (stretch.block) {
        if (stretch.block.problems.some(({ ofLevelBefore }) => ofLevelBefore))
          this.passLevelBefore(stretch.block, list);
        list.add(stretch.block, stretch.block.start);
      }
      list.pass(stretch);
    }
    return list.end();
  }

  /** The last level before a block that complains of it; it may stand some claims before. */
  private passLevelBefore({ start }: Block, list: ProblemList): void {
    const { blocks } = this;
    let index = lastAtOrBefore(blocks.length, (one) => blocks[one]!.start, start) - 1;
    while (index >= 0 && blocks[index]!.childCode === undefined) index--;
    const level = blocks[index];
    if (level) list.passLevel(level, level.start);
  }
}

function isNotable(block: Block): boolean {
  return block.envelope !== undefined || block.opens || block.problems.length > 0;
}

function stretchesOf(blocks: readonly Block[]): Stretch[] {
  let last: Stretch = stretchBehind(undefined);
  const stretches = [last];
  for (const block of blocks) {
    if (isNotable(block)) {
      last = stretchBehind(block);
      stretches.push(last);
    } else count(last, block, 1);
  }
  return stretches;
}

function stretchBehind(block: Block | undefined): Stretch {
  return { block, segments: 0, cuts: 0, paid: 0, unreadable: 0 };
}

function count(stretch: Stretch, { segments, cut, paid }: Block, sign: 1 | -1): void {
  stretch.segments += sign * segments;
  if (cut) stretch.cuts += sign;
  if (Number.isNaN(paid)) stretch.unreadable += sign;
  else stretch.paid += sign * paid;
}
