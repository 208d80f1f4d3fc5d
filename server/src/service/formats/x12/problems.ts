import type { ReadProblem } from '../../model/document';
import { type Span, shifted } from '../../model/span';
import type { Block } from './block';
import type { BlockProblem } from './structure/blockProblem';
import { EnvelopeFold } from './structure/envelopeFold';
import { PaymentFold } from './structure/paymentFold';
import { declareInIsa } from './structure/rules/undeclared-delimiter';

/** What blocks without an envelope segment or a problem add up to. */
export interface Sums {
  segments: number;
  /** Blocks in which a terminator is missing. */
  cuts: number;
  /** In cents; see `Block.paid`. */
  paid: number;
  /** Blocks whose part of the payment can't be read. */
  unreadable: number;
}

/** What the blocks noticed, and what shows only between them: the envelope. Blocks are given in the order of the text. */
export class ProblemList {
  readonly found: ReadProblem[] = [];
  /** One wrong separator is one mistake an interchange, however many composites show it. */
  private undeclared = false;
  private readonly payment = new PaymentFold((problem) => this.found.push(problem));
  /** HL04 of the last level, absolute. */
  private childCode: Span | undefined;
  private readonly envelope = new EnvelopeFold((problem) => this.found.push(problem), this.payment);

  /** `start` is where the block stands in the text. */
  add(block: Block, start: number): void {
    if (block.opens) this.undeclared = false;
    this.envelope.add(block, start);
    if (Number.isNaN(block.paid)) this.payment.pass(0, 1);
    else this.payment.pass(block.paid, 0);
    for (const problem of block.problems) {
      if (problem.uses !== undefined) {
        if (this.undeclared) continue;
        this.undeclared = true;
      }
      if (problem.ofLevelBefore) this.addOfLevel(problem);
      else this.found.push(this.placed(problem, start));
    }
    if (block.childCode) this.passLevel(shifted(block.childCode, start));
  }

  /** HL04 of a level, absolute. */
  passLevel(childCode: Span): void {
    this.childCode = childCode;
  }

  private addOfLevel({ ofLevelBefore, uses, ...problem }: BlockProblem): void {
    const span = this.childCode;
    if (!span) return;
    const fixes = problem.fixes?.map((fix) => ({
      ...fix,
      edits: fix.edits.map(({ text }) => ({ ...span, text })),
    }));
    this.found.push({ ...problem, span, ...(fixes && { fixes }) });
  }

  /** Blocks of which nothing but these sums matters: their segments, and what they add to the payment of an 835. */
  pass({ segments, cuts, paid, unreadable }: Sums): void {
    this.envelope.pass(segments, cuts > 0);
    this.payment.pass(paid, unreadable);
  }

  /** Behind the last block: everything in the order of the text. */
  end(): readonly ReadProblem[] {
    this.envelope.end();
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
