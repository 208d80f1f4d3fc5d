import type { Finding, Severity } from '../model/finding';
import type { Rule, RuleFinding } from './rule';

/** A finding as its rule gave it, with the severity that the rule itself holds it for. */
export type Reported = Finding & RuleFinding;

/**
 * Field by field: V8 gives each object that is made by spreading, with more behind it, a shape of its own, and what has
 * many shapes is read slowly.
 */
export function reported(finding: RuleFinding, rule: string, severity: Severity): Reported {
  return {
    rule,
    severity,
    span: finding.span,
    message: finding.message,
    code: finding.code,
    line: finding.line,
    related: finding.related,
    fixes: finding.fixes,
    citation: finding.citation,
    repeats: undefined,
    first: undefined,
    brief: finding.brief,
    cause: finding.cause,
    covers: finding.covers,
    stands: finding.stands,
  };
}

/** Error and warning say that a check failed; information and hints never keep one of them from being told. */
const WEIGHT: Readonly<Record<Severity, number>> = { error: 2, warning: 2, info: 1, hint: 0 };

/**
 * One cause, one finding: leaves out what another rule explains better (`Rule.yieldsTo`), and joins the places of one
 * cause, of which the first in the text explains it. `own` has the severities before settings, in the same order.
 */
export function settle(
  found: readonly Reported[],
  own: readonly Severity[],
  ruleOf: (id: string) => Rule,
): readonly Finding[] {
  if (found.length < 2) return found;
  return joined(withoutExplained(found, own, ruleOf));
}

function withoutExplained(
  found: readonly Reported[],
  own: readonly Severity[],
  ruleOf: (id: string) => Rule,
): readonly Reported[] {
  let told: Map<string, Told> | undefined;
  const left = found.filter((finding, at) => {
    const rule = ruleOf(finding.rule);
    if (!rule.yieldsTo || finding.stands) return true;
    told ??= toldByRule(found, own);
    return !isExplained(finding, WEIGHT[own[at]!], rule, told, ruleOf);
  });
  return left.length === found.length ? found : left;
}

/** Where a rule found something, with the weight of it. */
interface Told {
  readonly lines: Map<number, number>;
  readonly places: Map<number, number>;
}

function toldByRule(found: readonly Reported[], own: readonly Severity[]): Map<string, Told> {
  const told = new Map<string, Told>();
  found.forEach(({ rule, span, line, covers }, at) => {
    const weight = WEIGHT[own[at]!];
    let by = told.get(rule);
    if (!by) {
      by = { lines: new Map(), places: new Map() };
      told.set(rule, by);
    }
    raise(by.places, span.start, weight);
    if (line !== undefined) raise(by.lines, line, weight);
    for (const one of covers ?? []) raise(by.lines, one, weight);
  });
  return told;
}

function raise(weights: Map<number, number>, key: number, weight: number): void {
  if (weight > (weights.get(key) ?? -1)) weights.set(key, weight);
}

function isExplained(
  { span, line, related }: Reported,
  weight: number,
  rule: Rule,
  told: ReadonlyMap<string, Told>,
  ruleOf: (id: string) => Rule,
): boolean {
  const holds = (weights: Map<number, number>, key: number) => (weights.get(key) ?? -1) >= weight;
  return rule.yieldsTo!.some((id) => {
    const by = told.get(id);
    if (!by) return false;
    if (line !== undefined && !(rule.judges === 'modifiers' && ruleOf(id).judges === 'modifiers')) {
      return holds(by.lines, line);
    }
    // The winner speaks of the finding's place or of one that the finding names beside it.
    if (holds(by.places, span.start)) return true;
    return related?.some((one) => one.claim === undefined && holds(by.places, one.span.start)) ?? false;
  });
}

function joined(found: readonly Reported[]): readonly Finding[] {
  if (!hasRuleTwice(found)) return found;
  const groups = new Map<string, Reported[]>();
  for (const finding of found) {
    const key = `${finding.rule} ${finding.severity} ${finding.cause ?? finding.message}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  if (groups.size === found.length) return found;
  const settled = new Map<Reported, Finding>();
  for (const group of groups.values()) {
    if (group.length === 1) continue;
    const explains = group.reduce((first, one) => (one.span.start < first.span.start ? one : first));
    const first = copyOf(explains);
    first.repeats = group.filter((one) => one !== explains).map(({ span }) => span);
    settled.set(explains, first);
    for (const one of group) if (one !== explains) settled.set(one, furtherPlace(one, first));
  }
  return found.map((finding) => settled.get(finding) ?? finding);
}

type Open = { -readonly [K in keyof Reported]: Reported[K] };

function copyOf(finding: Reported): Open {
  return reported(finding, finding.rule, finding.severity);
}

function furtherPlace(finding: Reported, first: Finding): Reported {
  const place = copyOf(finding);
  place.first = first;
  place.brief ??= firstSentence(finding.message);
  return place;
}

function hasRuleTwice(found: readonly Reported[]): boolean {
  const seen = new Set<string>();
  for (const { rule } of found) {
    if (seen.has(rule)) return true;
    seen.add(rule);
  }
  return false;
}

/** Messages begin with what is wrong; why it matters and what to do follow. */
function firstSentence(message: string): string {
  return /^.*?[^\s.]\.(?=\s+[A-Z"])/s.exec(message)?.[0] ?? message;
}
