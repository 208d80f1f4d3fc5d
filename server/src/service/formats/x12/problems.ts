import type { ReadProblem } from '../../model/document';
import type { Block } from './block';

/** One problem of a kind an interchange: a wrong separator is one mistake, however many composites show it. */
export class ProblemList {
  readonly found: ReadProblem[] = [];
  private seen = new Set<string>();

  /** Blocks in the order of the text; `start` is where the block stands in it. */
  add(block: Block, start: number): void {
    if (block.opens) this.seen = new Set();
    for (const problem of block.problems) {
      if (this.seen.has(problem.id)) continue;
      this.seen.add(problem.id);
      const { span } = problem;
      this.found.push({ ...problem, span: { start: start + span.start, end: start + span.end } });
    }
  }
}
