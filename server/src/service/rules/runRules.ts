import type { Codes } from '../codes/tables';
import type { Claim } from '../model/claim';
import type { Settings } from '../settings';
import { type ActiveRule, activeRule, levelOf, type Unchecked } from './activeRule';
import { type ClaimResult, ClaimRun, NOTHING, type RunContext } from './claimRun';
import type { JudgedClaim, Rule } from './rule';
import { isVoid, judge } from './support/judge';

const NO_OTHERS: readonly JudgedClaim[] = [];

/**
 * So many claims are judged rule by rule, not claim by claim: the code of all rules is more than a processor keeps at
 * hand, that of one rule is not.
 */
export const TOGETHER = 32;

export interface RunOptions {
  readonly rules: readonly Rule[];
  readonly codes: Codes;
  readonly settings: Settings;
  readonly verdicts?: boolean;
}

/** A claim says enough of its patient to tell another claim of the same one: an id, or a name and a birth date. */
export function hasPatient({ patient, role }: Claim): boolean {
  if (!patient || role !== 'claim') return false;
  return patient.id !== undefined || (patient.name !== undefined && patient.birthDate !== undefined);
}

/** The identity of a claim's patient within a file, or undefined where it can't be told. */
export function patientKey(claim: Claim): string | undefined {
  if (!hasPatient(claim)) return undefined;
  const { id, name, birthDate } = claim.patient!;
  return `${id ?? ''}|${name ?? ''}|${birthDate ?? ''}`;
}

/** What stands beside a claim of the same patient. */
function isCounted({ claim }: JudgedClaim): boolean {
  return !isVoid(claim) && claim.role === 'claim';
}

/** Runs every rule that the settings leave on over claims. A large file makes one run, not one a claim. */
export class RuleRun {
  private readonly active: readonly ActiveRule[];
  private readonly context: RunContext;
  private readonly runs: ClaimRun[] = [];
  /** How many objects of `Unchecked` there are. */
  private entries = 0;

  constructor({ rules, codes, settings, verdicts = false }: RunOptions) {
    const byId = new Map(rules.map((rule) => [rule.id, rule]));
    this.active = rules.filter((rule) => levelOf(rule, settings) !== 'off').map((rule) => activeRule(rule, settings));
    this.context = {
      codes,
      settings,
      verdicts,
      ruleOf: (id) => byId.get(id)!,
      entryOf: (active, reason) => this.entryOf(active, reason),
    };
  }

  /** Judges a claim whose patient has no other in the file. */
  alone(claim: Claim): ClaimResult {
    return this.check(judge(claim), NO_OTHERS);
  }

  /** As `alone`, for many claims; one result a claim, in their order. */
  each(claims: readonly Claim[]): ClaimResult[] {
    const results: ClaimResult[] = new Array(claims.length).fill(NOTHING);
    for (let from = 0; from < claims.length; from += TOGETHER) {
      const begun: number[] = [];
      for (let i = from; i < Math.min(from + TOGETHER, claims.length); i++) {
        if (this.runAt(begun.length).begin(judge(claims[i]!), NO_OTHERS)) begun.push(i);
      }
      for (const active of this.active) for (let i = 0; i < begun.length; i++) this.runs[i]!.ask(active);
      for (let i = 0; i < begun.length; i++) results[begun[i]!] = this.runs[i]!.end();
    }
    return results;
  }

  /** Judges the claims of one patient together. The result has one entry a claim, in their order. */
  together(claims: readonly Claim[]): ClaimResult[] {
    if (claims.length === 1) return [this.alone(claims[0]!)];
    const judged = claims.map(judge);
    const counted = judged.filter(isCounted);
    return judged.map((one) => this.beside(one, counted));
  }

  /** Judges one of them as `together` does. */
  among(claims: readonly Claim[], index: number): ClaimResult {
    if (claims.length === 1) return this.alone(claims[index]!);
    const judged = claims.map(judge);
    return this.beside(judged[index]!, judged.filter(isCounted));
  }

  private beside(one: JudgedClaim, counted: readonly JudgedClaim[]): ClaimResult {
    return this.check(
      one,
      counted.filter((other) => other !== one),
    );
  }

  private check(judged: JudgedClaim, others: readonly JudgedClaim[]): ClaimResult {
    const run = this.runAt(0);
    if (!run.begin(judged, others)) return NOTHING;
    for (const active of this.active) run.ask(active);
    return run.end();
  }

  private runAt(index: number): ClaimRun {
    this.runs[index] ??= new ClaimRun(this.context);
    return this.runs[index]!;
  }

  private entryOf({ rule, reasons }: ActiveRule, reason: string): Unchecked {
    for (let i = 0; i < reasons.length; i++) if (reasons[i]!.reason === reason) return reasons[i]!;
    const entry: Unchecked = { index: this.entries++, rule: rule.id, reason };
    reasons.push(entry);
    return entry;
  }
}
