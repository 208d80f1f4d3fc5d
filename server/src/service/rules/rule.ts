import type { Codes, Edition, FeeScheduleRow, ProcedureRow } from '../codes/tables';
import type { Claim, ServiceLine } from '../model/claim';
import type { Day } from '../model/date';
import type { Finding, Severity } from '../model/finding';
import type { RuleInfo } from '../model/ruleInfo';
import type { Settings } from '../settings';
import type { LinesIndex } from './support/linesIndex';

/** A table that a rule can't do without. */
export type Table = 'procedures' | 'MPFS' | 'MUE' | 'AOC' | 'PTP' | 'OPPS' | 'modifiers' | 'ICD-10-CM';

/**
 * A service line with what every rule asks of it, worked out once a claim. Only lines whose code has the shape of a
 * procedure code, or is one slip away from it, are judged.
 */
export interface JudgedLine {
  readonly index: number;
  readonly line: ServiceLine;
  readonly claim: Claim;
  /** Upper case, typing slips corrected. */
  readonly code: string;
  /** The text differs from the code: that finding comes first and this line gets no other. */
  readonly slip: boolean;
  /** Days of service; undefined where the claim has none. */
  readonly from: Day | undefined;
  readonly to: Day | undefined;
  /** Rendering provider, upper case; undefined where the file does not say. */
  readonly provider: string | undefined;
  /** Modifiers in upper case. */
  readonly modifiers: readonly string[];
  /** What tables say of the code that day, once a rule has asked: `support/rows.ts`. */
  readonly rows: LineRows;
}

/** Undefined: not asked; null: the table has no such row. */
export interface LineRows {
  procedure: ProcedureRow | null | undefined;
  fee: (FeeScheduleRow & { readonly edition: Edition }) | null | undefined;
}

export interface JudgedClaim {
  readonly claim: Claim;
  readonly lines: readonly JudgedLine[];
  /** The same lines by code and day. */
  readonly index: LinesIndex;
}

export type RuleFinding = Omit<Finding, 'rule' | 'severity' | 'repeats' | 'first'> & {
  readonly severity?: Severity;
  /** What findings of the rule in one claim must share to be places of one cause; else their message. */
  readonly cause?: string;
  /** Lines of the claim that the finding is about besides `line`, by their index. */
  readonly covers?: readonly number[];
  /** It stands whatever the rules in `yieldsTo` say. */
  readonly stands?: boolean;
};

/** What a rule is given. One scope serves one claim and one rule at a time. */
export interface RuleScope {
  readonly claim: Claim;
  readonly lines: readonly JudgedLine[];
  /** The same lines by code and day. */
  readonly index: LinesIndex;
  /** The other claims of the same patient in the file, voids left out. */
  readonly others: readonly JudgedClaim[];
  readonly codes: Codes;
  readonly settings: Settings;
  /** A failed check. `severity` overrides the rule's own where certainty differs from row to row. */
  report(finding: RuleFinding): void;
  /** The line was judged and is right. */
  pass(line: JudgedLine): void;
  /** The line would fail but for a modifier that lifts the edit. */
  bypass(line: JudgedLine, note: string): void;
  /**
   * No table says. `reason` names the table, never the line: reasons are counted over a file. Undefined: a line whose code
   * can't be judged, or the claim as a whole.
   */
  notChecked(line: JudgedLine | undefined, reason: string): void;
  /** The rule that has found, as an error, that the line is not paid; of the rules that run before this one. */
  deniedBy(line: JudgedLine): string | undefined;
}

export type { RuleExample } from '../model/ruleInfo';

export interface Rule extends RuleInfo {
  readonly needs: readonly Table[];
  /** Medicare's edits can be limited to Medicare and Medicaid payers. */
  readonly scope: 'all payers' | 'medicare edits';
  /** What is judged: claims only, or remittances and inquiries as well. */
  readonly appliesTo: 'claims' | 'everything';
  /** It has nothing to say of a claim without modifiers, and is not asked. */
  readonly judges?: 'modifiers';
  /**
   * Rules that are closer to the cause: what this one finds is not told where one of them found something in the same
   * place. For two rules of modifiers that is the modifier, for others the line.
   */
  readonly yieldsTo?: readonly string[];
  /** A line with an error of this rule is not paid, and nothing that hangs on it is. */
  readonly denies?: true;
  check(scope: RuleScope): void;
}
