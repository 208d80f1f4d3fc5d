import { deepEqual, equal, fail, match, ok } from 'node:assert/strict';
import type { CheckedText, PlacedFinding } from '../../server/src/service/checkedText';
import type { Codes } from '../../server/src/service/codes/tables';
import type { TextReplacement } from '../../server/src/service/formats/format';
import { type ClaimService, createClaimService, starterCodes } from '../../server/src/service/index';
import type { Claim, DateMention } from '../../server/src/service/model/claim';
import { datesOf, type ServiceLine } from '../../server/src/service/model/claim';
import type { Severity } from '../../server/src/service/model/finding';
import { parseSettings } from '../../server/src/service/settings';
import { cursor, marked } from './marks';
import { checkSpans } from './spans';

export interface CheckOptions {
  /** As a settings file holds them. */
  readonly settings?: unknown;
  /** Tables in place of the starter's. */
  readonly codes?: Partial<Codes>;
  /** Reads the text as this, whatever it looks like. */
  readonly format?: string;
}

const service = createClaimService({ codes: starterCodes() });

export function serviceFor({ settings, codes }: CheckOptions = {}): ClaimService {
  if (settings === undefined && codes === undefined) return service;
  return service.with({
    ...(settings === undefined ? {} : { settings: parseSettings(settings) }),
    ...(codes === undefined ? {} : { codes: { ...starterCodes(), ...codes } }),
  });
}

/** Opens a text without marks; what has no other sign is claim text. Every span of the document is looked at. */
export function open(text: string, options: CheckOptions = {}): CheckedText {
  const hint = options.format ? { format: options.format } : { languageId: 'claim-text' };
  const checked = serviceFor(options).open(text, hint);
  if (!checked) return fail('the text is in no format');
  checkSpans(checked.document, text);
  return checked;
}

export interface RuleOptions extends CheckOptions {
  readonly severity?: Severity;
  /** Texts that the finding's related places must stand on, in any order; one list a finding. */
  readonly related?: readonly (readonly string[])[];
  /** A part of a reason why the rule could not judge; `[]` says that it judged every line. */
  readonly notChecked?: readonly (string | RegExp)[];
}

/**
 * The findings of a rule are exactly the `«»` ranges of the fixture, in the order of the text, and say what is
 * expected: a part of the message, or a pattern.
 */
export function checkRule(
  ruleId: string,
  fixture: string,
  messages: readonly (string | RegExp)[] = [],
  options: RuleOptions = {},
): readonly PlacedFinding[] {
  const { text, ranges } = marked(fixture);
  const checked = open(text, options);
  const found = checked.findings().filter(({ finding }) => finding.rule === ruleId);
  const show = found.map(({ span, finding }) => `${text.slice(span.start, span.end)}: ${finding.message}`).join('\n');
  deepEqual(
    found.map(({ span }) => ({ start: span.start, end: span.end })),
    ranges.map(({ start, end }) => ({ start, end })),
    `findings of ${ruleId} in\n${fixture}\nare\n${show || '(none)'}`,
  );
  equal(found.length, messages.length, `one message a finding, of which there are ${found.length}:\n${show}`);
  messages.forEach((expected, index) => {
    says(found[index]!.finding.message, expected);
  });
  for (const { finding, claim, span } of found) {
    if (options.severity) equal(finding.severity, options.severity, finding.message);
    if (finding.code !== undefined && finding.line !== undefined) {
      ok(claim && finding.line < claim.lines.length, 'the finding names a line of its claim');
      const line = claim.lines[finding.line]!;
      ok(claim.base + line.span.start <= span.start && span.end <= claim.base + line.span.end, 'range in its line');
    }
  }
  options.related?.forEach((expected, index) => {
    const places = (found[index]!.finding.related ?? []).map(({ claim, span }) => {
      const base = (claim ?? found[index]!.claim)?.base ?? 0;
      return text.slice(base + span.start, base + span.end);
    });
    deepEqual(places.sort(), [...expected].sort(), `related places of finding ${index}`);
  });
  if (options.notChecked) {
    const reasons = checked.notChecked.filter(({ rule }) => rule === ruleId).map(({ reason }) => reason);
    equal(reasons.length, options.notChecked.length, `not checked: ${reasons.join('; ')}`);
    for (const expected of options.notChecked) {
      const isThere = (reason: string) =>
        typeof expected === 'string' ? reason.includes(expected) : expected.test(reason);
      ok(reasons.some(isThere), `${expected} not among: ${reasons.join('; ')}`);
    }
  }
  return found;
}

export function says(text: string, expected: string | RegExp): void {
  if (typeof expected === 'string') ok(text.includes(expected), `expected "${expected}" in "${text}"`);
  else match(text, expected);
}

/** The findings of some rules as `rule severity line code message`, for comparing two texts that say the same. */
export function briefFindings(text: string, rules: readonly string[], options: CheckOptions = {}): string[] {
  return open(text, options)
    .findings()
    .filter(({ finding }) => rules.includes(finding.rule))
    .map(({ finding }) => `${finding.rule} ${finding.severity} ${finding.line} ${finding.code} ${finding.message}`);
}

export interface FixOptions extends CheckOptions {
  /** The title of the fix to take in place of the preferred one. */
  readonly title?: string;
}

/** Takes the preferred fix of the rule's first finding: the text is `after`, and that finding is gone. */
export function checkFix(ruleId: string, before: string, after: string, options: FixOptions = {}): void {
  const checked = open(before, options);
  const first = checked.findings().find(({ finding }) => finding.rule === ruleId);
  if (!first) fail(`no finding of ${ruleId}`);
  const offers = serviceFor(options)
    .fixes(checked, first.span.start, first.span.end)
    .filter(({ finding }) => finding.finding === first.finding);
  const offer = offers.find(({ title, preferred }) => (options.title ? title === options.title : preferred));
  if (!offer) fail(`no such fix; offered: ${offers.map(({ title }) => title).join(', ') || 'none'}`);
  const fixed = replaced(before, offer.edits);
  equal(fixed, after);
  const still = open(fixed, options)
    .findings()
    .filter(({ finding }) => finding.rule === ruleId && finding.code === first.finding.code);
  deepEqual(
    still.map(({ finding }) => finding.message),
    [],
    'clean after the fix',
  );
}

/** Ascending edits that don't overlap, all in terms of the text before them. */
export function replaced(text: string, edits: readonly TextReplacement[]): string {
  let result = '';
  let at = 0;
  for (const edit of edits) {
    ok(edit.start >= at && edit.end >= edit.start, 'edits in order, none over another');
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** What the hover at the `«»` says; with a marked word the hover's range is that word. */
export function checkHover(fixture: string, expected: readonly RegExp[], options: CheckOptions = {}): void {
  const { text, ranges } = marked(fixture);
  const range = ranges[0] ?? fail('expected one mark');
  const found = serviceFor(options).hover(open(text, options), range.start);
  if (expected.length === 0) {
    equal(found, undefined);
    return;
  }
  if (!found) fail(`no hover in ${fixture}`);
  for (const pattern of expected) match(found.markdown, pattern);
  if (range.end > range.start) deepEqual(found.span, { start: range.start, end: range.end });
}

export interface Expected {
  /** The labels that come first, in this order. */
  readonly first?: readonly string[];
  readonly includes?: readonly string[];
  readonly excludes?: readonly string[];
  readonly deprecated?: readonly string[];
  /** Nothing may be typed here. */
  readonly none?: true;
}

/** The completions at the `«»`. All of them replace a range around it. */
export function checkCompletion(fixture: string, expected: Expected, options: CheckOptions = {}): void {
  const { text, offset } = cursor(fixture);
  const items = serviceFor(options).complete(open(text, options), offset);
  const sorted = [...items].sort((a, b) => (a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : 0));
  const labels = sorted.map(({ label }) => label);
  if (expected.none) {
    deepEqual(labels, []);
    return;
  }
  ok(labels.length > 0, `no completion in ${fixture}`);
  for (const { span, label } of items) ok(span.start <= offset && offset <= span.end, `${label} is put elsewhere`);
  equal(new Set(labels).size, labels.length, 'no label twice');
  if (expected.first) deepEqual(labels.slice(0, expected.first.length), expected.first);
  for (const label of expected.includes ?? []) ok(labels.includes(label), `${label} not among ${labels.join(' ')}`);
  for (const label of expected.excludes ?? []) ok(!labels.includes(label), `${label} among ${labels.join(' ')}`);
  for (const label of expected.deprecated ?? []) ok(sorted.find((one) => one.label === label)?.deprecated, label);
}

/** What a text reads as: one string a claim and a line; see `briefClaim` and `briefLine`. */
export function checkRead(text: string, expected: readonly string[], options: CheckOptions = {}): void {
  deepEqual(brief(open(text, options).document.claims), expected);
}

export function brief(claims: readonly Claim[]): string[] {
  return claims.flatMap((claim) => [briefClaim(claim), ...claim.lines.map((line) => `  ${briefLine(line)}`)]);
}

/** `professional claim CLAIM1 pos11 f1 by NPI for ID LAST, FIRST 19600102 payer MB dx C4359`. */
export function briefClaim(claim: Claim): string {
  const parts = [claim.kind, claim.role, claim.id?.value ?? '-'];
  if (claim.placeOfService) parts.push(`pos${claim.placeOfService.value}`);
  if (claim.billType) parts.push(`tob${claim.billType.value}`);
  if (claim.frequency) parts.push(`f${claim.frequency.value}`);
  const provider = claim.renderingProvider ?? claim.billingProvider;
  if (provider) parts.push(`by ${provider.id ?? provider.name}`);
  const { patient } = claim;
  if (patient) parts.push(`for ${[patient.id, patient.name, patient.birthDate].filter(Boolean).join(' ')}`);
  if (claim.payer?.filingIndicator) parts.push(`payer ${claim.payer.filingIndicator}`);
  if (claim.diagnoses.length) {
    parts.push(`dx ${claim.diagnoses.map((one) => (one.pointer ? one.value : `(${one.value})`)).join(' ')}`);
  }
  if (claim.from) parts.push(days(claim.from, claim.to));
  if (claim.statementFrom) parts.push(`statement ${days(claim.statementFrom, claim.statementTo)}`);
  return parts.join(' ');
}

/** `#1 HC:0709T-59 x3 UN $100 20250304 dx1,2 pos11 rev0510 by NPI "text"`. */
export function briefLine(line: ServiceLine): string {
  const parts: string[] = [];
  if (line.number) parts.push(`#${line.number.value}`);
  const { procedure } = line;
  const code = procedure && (procedure.qualifier ? `${procedure.qualifier}:${procedure.value}` : procedure.value);
  parts.push([code ?? '-', ...line.modifiers.map((modifier) => modifier.value)].join('-'));
  if (line.units)
    parts.push(`x${line.units.value ?? `?${line.units.raw}`}${line.units.unit ? ` ${line.units.unit}` : ''}`);
  if (line.charge) parts.push(`$${line.charge.value ?? `?${line.charge.raw}`}`);
  if (line.from) parts.push(days(line.from, line.to));
  if (line.pointers.length) parts.push(`dx${line.pointers.map((pointer) => pointer.value).join(',')}`);
  if (line.placeOfService) parts.push(`pos${line.placeOfService.value}`);
  if (line.revenue) parts.push(`rev${line.revenue.value}`);
  if (line.renderingProvider) parts.push(`by ${line.renderingProvider.id ?? line.renderingProvider.name}`);
  if (line.description) parts.push(`"${line.description.value}"`);
  return parts.join(' ');
}

function days(from: DateMention, to: DateMention | undefined): string {
  const one = (date: DateMention) => String(date.value ?? `?${date.raw}`);
  return to ? `${one(from)}..${one(to)}` : one(from);
}

/** The days of service of the n-th line, own or the claim's. */
export function daysOf(claim: Claim, line: number): string {
  const found = datesOf(claim, claim.lines[line]!);
  return found ? `${found.from}..${found.to}` : '-';
}
