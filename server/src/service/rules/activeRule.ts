import type { Severity } from '../model/finding';
import type { RuleSetting, Settings } from '../settings';
import type { Rule } from './rule';

/** Why a rule could not judge a line: one object of a run for each rule and reason, numbered from 0 to be counted. */
export interface Unchecked {
  readonly index: number;
  readonly rule: string;
  readonly reason: string;
}

/** A rule that the settings leave on, with what is asked of it for every claim: read from one shape, not from each rule's. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly check: Rule['check'];
  readonly needsModifiers: boolean;
  readonly needsClaim: boolean;
  readonly needsMedicare: boolean;
  readonly override: Severity | undefined;
  /** The preset lets no finding of the rule be worse than this. */
  readonly most: 'error' | 'warning';
  /** Few: a rule knows a handful of reasons, and mostly gives the same. */
  readonly reasons: Unchecked[];
}

export function activeRule(rule: Rule, settings: Settings): ActiveRule {
  const level = levelOf(rule, settings);
  const needsMedicare = rule.scope === 'medicare edits';
  return {
    rule,
    check: rule.check,
    needsModifiers: rule.judges === 'modifiers',
    needsClaim: rule.appliesTo === 'claims',
    needsMedicare,
    override: level === 'off' || level === 'default' ? undefined : level,
    most: settings.preset === 'commercial' && needsMedicare ? 'warning' : 'error',
    reasons: [],
  };
}

/** What the settings say of a rule: its own entry, else what the preset does with rules of its kind. */
export function levelOf(rule: Rule, settings: Settings): RuleSetting {
  const level = settings.rules[rule.id];
  if (level !== undefined && level !== 'default') return level;
  return settings.preset === 'structure-only' && rule.scope === 'medicare edits' ? 'off' : 'default';
}
