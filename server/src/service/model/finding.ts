import type { Claim } from './claim';
import type { Span } from './span';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** The table row that a finding rests on. Dates are ISO; `effective` and `deleted` are the row's own. */
export interface Citation {
  readonly table: string;
  readonly edition: string;
  readonly effective?: string;
  readonly deleted?: string;
}

/** A place in another claim, or in this one where `claim` is left out. */
export interface Related {
  readonly claim?: Claim;
  readonly span: Span;
  readonly message: string;
}

/** What a format can be asked to change. Spans are relative to the claim. */
export type Fix =
  | { readonly kind: 'replace'; readonly title: string; readonly span: Span; readonly text: string }
  | {
      readonly kind: 'removeModifier';
      readonly title: string;
      readonly line: number;
      readonly modifier: number;
      /** A later modifier of the line that goes too. */
      readonly also?: number;
    }
  | {
      readonly kind: 'orderModifiers';
      readonly title: string;
      readonly line: number;
      /** `order[i]` is the modifier, by its index, that is to stand i-th. */
      readonly order: readonly number[];
    }
  | {
      readonly kind: 'insertLine';
      readonly title: string;
      /** The new line stands before this one and takes its dates, pointers and place; one unit; charge zero. */
      readonly before: number;
      readonly code: string;
    };

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** Relative to the claim's base; absolute for a document's problems. */
  readonly span: Span;
  /** What is wrong with the value, why it matters, what to do. */
  readonly message: string;
  readonly code?: string;
  /** Index of the line in its claim. */
  readonly line?: number;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  readonly citation?: Citation;
  /** Further places of the claim that have the same cause: their findings name this one as `first`. */
  readonly repeats?: readonly Span[];
  /** The finding that explains the cause; this one is a further place of it. */
  readonly first?: Finding;
  /** What is said of a further place: what is wrong, without why it matters. */
  readonly brief?: string;
}

/** Pass, fail, bypassed by a modifier, or not checked because no table covers it. */
export type Verdict = 'pass' | 'fail' | 'bypassed' | 'not checked';

export interface LineVerdict {
  readonly rule: string;
  readonly line: number;
  readonly verdict: Verdict;
  readonly note?: string;
}
