import type { ReadProblem } from '../../model/document';
import { shifted } from '../../model/span';
import type { Block } from './block';
import type { BlockProblem } from './structure/blockProblem';
import { EnvelopeFold } from './structure/envelopeFold';
import { declareInIsa } from './structure/rules/undeclared-delimiter';

/** What the blocks noticed, and what shows only between them: the envelope. Blocks are given in the order of the text. */
export class ProblemList {
  readonly found: ReadProblem[] = [];
  /** One wrong separator is one mistake an interchange, however many composites show it. */
  private undeclared = false;
  private readonly envelope = new EnvelopeFold((problem) => this.found.push(problem));

  /** `start` is where the block stands in the text. */
  add(block: Block, start: number): void {
    if (block.opens) this.undeclared = false;
    this.envelope.add(block, start);
    for (const problem of block.problems) {
      if (problem.uses !== undefined) {
        if (this.undeclared) continue;
        this.undeclared = true;
      }
      this.found.push(this.placed(problem, start));
    }
  }

  /** Blocks of which nothing but the number of their segments matters. */
  pass(segments: number, cut: boolean): void {
    this.envelope.pass(segments, cut);
  }

  /** Behind the last block: everything in the order of the text. */
  end(): readonly ReadProblem[] {
    return this.found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  }

  private placed({ uses, ...problem }: BlockProblem, start: number): ReadProblem {
    const span = shifted(problem.span, start);
    const isa = uses === undefined ? undefined : this.envelope.isa;
    if (isa && uses !== undefined) return { ...problem, span, ...declareInIsa(isa, uses) };
    const fixes = problem.fixes?.map((fix) => ({
      ...fix,
      edits: fix.edits.map((edit) => ({ ...edit, ...shifted(edit, start) })),
    }));
    const related = problem.related?.map((one) => ({ ...one, span: shifted(one.span, start) }));
    return { ...problem, span, ...(fixes && { fixes }), ...(related && { related }) };
  }
}
