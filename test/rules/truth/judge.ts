import type { CheckedText } from '../../../server/src/service/checkedText';
import type { Claim } from '../../../server/src/service/model/claim';
import type { Severity } from '../../../server/src/service/model/finding';
import type { Span } from '../../../server/src/service/model/span';
import type { Expectation, TruthCase, TruthVerdict } from './parse';

/** What is said of a place: `A2` a line, `A` a claim. */
export interface Said {
  readonly place: string;
  readonly rule: string;
  readonly severity: Severity;
  /** Lines of the finding's related places, its own left out. */
  readonly names: readonly string[];
}

export interface Saying {
  readonly findings: readonly Said[];
  /** Verdicts by `place rule`. */
  readonly verdicts: ReadonlyMap<string, TruthVerdict>;
}

/** What a checked text says, in the terms of the cases; `labels` are those of its claims, in their order. */
export function sayingOf(checked: CheckedText, labels: readonly string[]): Saying {
  const { claims } = checked.document;
  const labelOf = (claim: Claim | undefined) => labels[claim ? claims.indexOf(claim) : 0] ?? '?';
  const findings = checked.findings().map(({ finding, claim }): Said => {
    const place = `${labelOf(claim)}${finding.line === undefined ? '' : finding.line + 1}`;
    const related = (finding.related ?? []).flatMap(({ claim: other = claim, span }) => {
      const line = other ? lineAt(other, span) : undefined;
      return line === undefined ? [] : [`${labelOf(other)}${line + 1}`];
    });
    const names = [...new Set(related)].filter((name) => name !== place).sort();
    return { place, rule: finding.rule, severity: finding.severity, names };
  });
  const verdicts = new Map<string, TruthVerdict>();
  for (const claim of claims) {
    for (const { rule, line, verdict } of checked.verdictsOf(claim)) {
      const name = verdict === 'not checked' ? 'not-checked' : verdict;
      if (name !== 'pass') verdicts.set(`${labelOf(claim)}${line + 1} ${rule}`, name);
    }
  }
  return { findings, verdicts };
}

function lineAt({ lines }: Claim, span: Span): number | undefined {
  const found = lines.findIndex((line) => line.span.start <= span.start && span.end <= line.span.end);
  return found < 0 ? undefined : found;
}

/** Where what is said differs from what a case expects; empty where it does not. */
export function differences(one: TruthCase, saying: Saying): string[] {
  const wrong = one.expectations.flatMap((expected) => difference(expected, saying));
  const unexpected = saying.findings.filter(
    (said) =>
      (said.severity === 'error' || said.severity === 'warning') &&
      ![...one.expectations, ...one.open].some((expected) => isExpected(expected, said)) &&
      !one.allowed.some(({ place, rule }) => place === said.place && rule === said.rule),
  );
  return [...wrong, ...unexpected.map((said) => `unexpected: ${show(said)}`)];
}

function isExpected({ places, rules, verdicts }: Expectation, said: Said): boolean {
  return verdicts.includes('fail') && includes(rules, said.rule) && places.some((place) => covers(place, said.place));
}

function difference(expected: Expectation, saying: Saying): string[] {
  const { places, rules, verdicts } = expected;
  const found = saying.findings.filter(
    (said) => includes(rules, said.rule) && places.some((place) => covers(place, said.place)),
  );
  if (verdicts.includes('fail')) return failing(expected, found);
  return places.flatMap((place) => {
    const failed = found.filter((said) => covers(place, said.place) && said.severity !== 'hint');
    if (failed.length && rules[0] !== '*') return [`expected ${expected.text}; found ${failed.map(show).join('; ')}`];
    const verdict = [...saying.verdicts].find(([key]) => {
      const [at = '', rule = ''] = key.split(' ');
      return covers(place, at) && rules.includes(rule);
    })?.[1];
    const actual = verdict ?? 'pass';
    return verdicts.includes(actual) || rules[0] === '*' ? [] : [`expected ${expected.text}; ${place} is ${actual}`];
  });
}

/** A failure names all places of its expectation and, where it says so, the lines beside them. */
function failing({ places, severity, names, text }: Expectation, found: readonly Said[]): string[] {
  if (found.length === 0) return [`expected ${text}; found nothing`];
  const all = `expected ${text}; found ${found.map(show).join('; ')}`;
  const worst = found.some((said) => !isOf(said.severity, severity));
  if (worst) return [all];
  const named = new Set(found.flatMap((said) => [said.place, ...said.names]));
  const wanted = [...places, ...names];
  const missed = wanted.filter((place) => ![...named].some((name) => covers(place, name)));
  const more = [...named].filter((name) => !wanted.some((place) => covers(place, name)));
  return missed.length || more.length ? [all] : [];
}

function isOf(severity: Severity, expected: Expectation['severity']): boolean {
  if (expected === undefined) return true;
  return expected === 'notice' ? severity === 'info' || severity === 'hint' : severity === expected;
}

/** `A` covers every place of the claim A, `A2` itself. */
function covers(expected: string, place: string): boolean {
  return expected === place || (/^[A-Z]+$/.test(expected) && place.replace(/\d+$/, '') === expected);
}

function includes(rules: readonly string[], rule: string): boolean {
  return rules[0] === '*' || rules.includes(rule);
}

function show({ place, rule, severity, names }: Said): string {
  return `${place} ${rule} ${severity}${names.length ? ` names ${names.join(',')}` : ''}`;
}
