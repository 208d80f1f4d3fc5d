import { RULES } from './rules';
import type { Unchecked } from './rules/activeRule';

/** Lines that a rule could not judge, for one reason. */
export interface NotChecked {
  readonly rule: string;
  readonly reason: string;
  readonly lines: number;
}

const ORDER = new Map(RULES.map(({ id }, index) => [id, index]));

/** How often the claims of a text name each reason why a rule could not judge a line; of one run of the rules. */
export class UncheckedCounts {
  private entries: Unchecked[] = [];
  private lines: number[] = [];
  /** What other runs counted, by rule and reason. */
  private readonly others = new Map<string, NotChecked>();

  add(named: readonly Unchecked[]): void {
    for (let i = 0; i < named.length; i++) this.count(named[i]!, 1);
  }

  /** What another run added may be taken back here. */
  takeBack(named: readonly Unchecked[]): void {
    for (const one of named) this.count(one, -1);
  }

  private count(one: Unchecked, lines: 1 | -1): void {
    for (let last = this.lines.length; last <= one.index; last++) this.lines.push(0);
    this.entries[one.index] = one;
    this.lines[one.index]! += lines;
  }

  /** Counts of another run. */
  addCounts(counts: readonly NotChecked[]): void {
    for (const one of counts) addTo(this.others, one);
  }

  clear(): void {
    this.entries = [];
    this.lines = [];
    this.others.clear();
  }

  /** In the order of the rules and then of the reasons, whatever the order in which claims were judged. */
  get all(): NotChecked[] {
    const found = new Map(this.others);
    this.lines.forEach((lines, i) => {
      if (lines !== 0) addTo(found, { rule: this.entries[i]!.rule, reason: this.entries[i]!.reason, lines });
    });
    return [...found.values()]
      .filter(({ lines }) => lines > 0)
      .sort((a, b) => placeOf(a) - placeOf(b) || compare(a.rule, b.rule) || compare(a.reason, b.reason));
  }
}

function addTo(counts: Map<string, NotChecked>, { rule, reason, lines }: NotChecked): void {
  const key = `${rule} ${reason}`;
  counts.set(key, { rule, reason, lines: lines + (counts.get(key)?.lines ?? 0) });
}

function placeOf({ rule }: NotChecked): number {
  return ORDER.get(rule) ?? ORDER.size;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
