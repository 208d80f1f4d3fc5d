import type { Claim, CodeMention } from './claim';
import type { Severity } from './finding';
import type { Span } from './span';

/** Something the reader noticed and read past; absolute spans. Never a judgement about a code. */
export interface ReadProblem {
  /** The id of a rule about the format. */
  readonly id: string;
  readonly span: Span;
  readonly message: string;
  /** Where certainty differs from the rule's own. */
  readonly severity?: Severity;
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  readonly fixes?: readonly ProblemFix[];
  /** The code that a list of X12 codes lacks, and the number of the data element by which settings name the list. */
  readonly list?: { readonly element: string; readonly value: string };
}

export interface ProblemFix {
  readonly title: string;
  /** Ascending, none over another. */
  readonly edits: readonly (Span & { readonly text: string })[];
}

/**
 * What a reader made of a text. `claims` are in the order of the text. `update` in `ClaimFormat` may reuse and move
 * claims (`base`), so a document belongs to one text version: after an update only the new document is valid.
 */
export interface ClaimDocument {
  readonly format: string;
  readonly length: number;
  readonly claims: readonly Claim[];
  /** Codes outside claims: EB13 in a 271, labelled codes in prose. Absolute spans. */
  readonly mentions: readonly CodeMention[];
  readonly problems: readonly ReadProblem[];
}

/** What an update changed: `claims.slice(at, at + removed.length)` of the old are `inserted` of the new. */
export interface ClaimChange {
  readonly at: number;
  readonly removed: readonly Claim[];
  readonly inserted: readonly Claim[];
}

/** Text between `start` and `end` (old offsets) was replaced by `text`. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
