import type { Severity } from './finding';

export interface RuleExample {
  /** Claim text, or X12 where only that can say it, with the expected range between « and ». */
  readonly text: string;
  readonly note?: string;
  /** Reported once the table that the note names is loaded: a few rows of it stand in `docs/exampleTables.ts`. */
  readonly imported?: true;
}

/** What is told of a rule wherever rules are listed: the page, the settings, the command line. */
export interface RuleInfo {
  readonly id: string;
  /** One line: what is reported. */
  readonly summary: string;
  /** Why a payer rejects it. */
  readonly why: string;
  /** What to do. */
  readonly advice: string;
  readonly severity: Severity;
  /** Of a rule about a format the format’s name, where that is not X12. */
  readonly reads?: string;
  readonly stage: 'stable' | 'preview';
  readonly sources: readonly string[];
  readonly examples: { readonly bad: readonly RuleExample[]; readonly good: readonly RuleExample[] };
}
