import type { Unchecked } from './rules/activeRule';

/** Lines that a rule could not judge, for one reason. */
export interface NotChecked {
  readonly rule: string;
  readonly reason: string;
  readonly lines: number;
}

/** How often the claims of a text name each reason why a rule could not judge a line; of one run of the rules. */
export class UncheckedCounts {
  private entries: Unchecked[] = [];
  private lines: number[] = [];

  add(named: readonly Unchecked[]): void {
    for (let i = 0; i < named.length; i++) {
      const one = named[i]!;
      for (let last = this.lines.length; last <= one.index; last++) this.lines.push(0);
      this.entries[one.index] = one;
      this.lines[one.index]!++;
    }
  }

  takeBack(named: readonly Unchecked[]): void {
    for (const { index } of named) this.lines[index]!--;
  }

  clear(): void {
    this.entries = [];
    this.lines = [];
  }

  get all(): NotChecked[] {
    const found: NotChecked[] = [];
    this.lines.forEach((lines, i) => {
      if (lines > 0) found.push({ rule: this.entries[i]!.rule, reason: this.entries[i]!.reason, lines });
    });
    return found;
  }
}
