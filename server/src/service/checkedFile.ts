import type { Counts } from './checkedText';
import type { ClaimSource } from './formats/format';
import type { FoundClaim, JudgedClaims } from './judgedClaims';
import type { ReadProblem } from './model/document';
import type { NoticedFinding, NoticedFindings } from './noticed';
import type { NotChecked } from './uncheckedCounts';

/** A file that was read and judged and is not held: a few numbers a claim, from which findings are worked out again. */
export abstract class CheckedFile {
  protected abstract readonly judged: JudgedClaims;
  protected abstract readonly readings: NoticedFindings;
  /** What the reader noticed outside of claims, whatever the settings say of it. */
  abstract readonly problems: readonly ReadProblem[];

  /** The last claim that begins at or before an offset of the file. */
  abstract sourceAt(offset: number): ClaimSource | undefined;

  get claims(): number {
    return this.judged.claims;
  }

  /** Service lines. */
  get lines(): number {
    return this.judged.lines;
  }

  /** Findings of claims, each cause of a claim counted once. */
  get causes(): number {
    return this.judged.causes;
  }

  get counts(): Counts {
    return this.readings.addedTo(this.judged.counts);
  }

  get notChecked(): NotChecked[] {
    return this.judged.notChecked;
  }

  /** What the reader noticed, as the settings have it, in the order of the file; absolute spans. */
  get noticed(): readonly NoticedFinding[] {
    return this.readings.all;
  }

  /** The claims with findings, in the order of the file, each worked out when it is its turn. */
  results(): Generator<FoundClaim> {
    return this.judged.results();
  }
}
