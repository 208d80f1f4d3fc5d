import type { JudgedClaim, JudgedLine, Rule, RuleScope } from './rule';
import { onDay } from './support/cite';
import { nameOf, standBeside } from './support/claims';
import { isRange } from './support/linesIndex';
import { codeSpan, pointTo } from './support/place';
import { isOfUnnamedSurgeon } from './support/surgeons';

/** Modifiers that say why the same service stands twice. */
const REPEATED = new Set(['59', '76', '77', '91', 'XE', 'XP', 'XS', 'XU']);

/**
 * Codes whose lines are counted as services and not as amounts: Category I except anesthesia, Category III, laboratory
 * tests and the visits and procedures among HCPCS Level II (G). Drugs, supplies, mileage and measures are left alone.
 */
const SERVICE = /^(?:[1-9]\d{4}|0\d{3}[MTU]|G\d{4})$/;

/** The same service on two lines, with nothing that sets the second one apart. */
export const duplicateLine: Rule = {
  id: 'duplicate-line',
  summary: 'The same service twice: code, day, practitioner, modifiers, units and charge are alike.',
  why: 'A payer takes such a line for an exact duplicate and denies it, even where the service was done twice.',
  advice:
    'Take the line off, or bill one line with the units. A service that was repeated takes 76, 77 or 91; another site or session takes 59, XE, XP, XS, XU or an anatomic modifier.',
  severity: 'warning',
  stage: 'stable',
  needs: [],
  scope: 'all payers',
  appliesTo: 'claims',
  yieldsTo: ['excess-units'],
  sources: ['Medicare Claims Processing Manual, chapter 1, section 120: detection of duplicate claims'],
  examples: {
    bad: [{ text: 'DOS: 2025-03-04\n20610 x1 $90\n«20610» x1 $90' }],
    good: [
      { text: 'DOS: 2025-03-04\n71046 x1 $90\n71046-76 x1 $90' },
      { text: 'DOS: 2025-03-04\n20610-LT x1\n20610-RT x1' },
    ],
  },
  check(scope) {
    if (scope.claim.kind === 'institutional' || scope.claim.kind === 'dental') return;
    const { lines } = scope;
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i]!;
      if (line.slip) continue;
      const first = lines.length > SHORT ? firstOfDay(scope, line) : firstAlike(lines, i);
      if (!first) scope.pass(line);
      else if (mayRepeat(line)) report(scope, line, first, 0);
    }
    if (scope.others.length) checkOtherClaims(scope);
  },
};

/** A longer claim is searched by code and day. */
const SHORT = 60;

function firstOfDay(scope: RuleScope, line: JudgedLine): JudgedLine | undefined {
  const sameCode = scope.index.ofCode(line.code);
  const first = (isRange(line) ? sameCode?.ranges : sameCode?.byDay.get(line.from))?.find((one) => isAlike(one, line));
  return first === line ? undefined : first;
}

/** Two lines like this one may be one line told twice. */
function mayRepeat(line: JudgedLine): boolean {
  if (isOfUnnamedSurgeon(line)) return false;
  for (const modifier of line.modifiers) if (REPEATED.has(modifier)) return false;
  return SERVICE.test(line.code);
}

function firstAlike(lines: readonly JudgedLine[], before: number): JudgedLine | undefined {
  for (let i = 0; i < before; i++) if (isAlike(lines[i]!, lines[before]!)) return lines[i];
  return undefined;
}

/** What a payer compares, as far as the text says it; what only one of the lines says makes them differ. */
function isAlike(a: JudgedLine, b: JudgedLine): boolean {
  if (a.code !== b.code || a.slip || a.from !== b.from || a.to !== b.to || a.provider !== b.provider) return false;
  const one = a.line;
  const other = b.line;
  if (one.units?.value !== other.units?.value || one.charge?.value !== other.charge?.value) return false;
  if (one.placeOfService?.value !== other.placeOfService?.value) return false;
  if (one.description?.value !== other.description?.value) return false;
  if (a.modifiers.length !== b.modifiers.length) return false;
  return a.modifiers.every((modifier) => b.modifiers.includes(modifier));
}

function report(scope: RuleScope, line: JudgedLine, first: JudgedLine, more: number): void {
  const where = first.claim === scope.claim ? 'an earlier line of this claim' : nameOf(first.claim);
  const lines = more === 0 ? '' : ` ${more} more ${more === 1 ? 'line is' : 'lines are'} on that claim too.`;
  scope.report({
    span: codeSpan(line),
    line: line.index,
    code: line.code,
    cause: 'duplicate',
    message:
      `${line.code}${onDay(line.from)} is on ${where} already, alike in day, practitioner, modifiers, units and charge.${lines} ` +
      'It would be denied as an exact duplicate: take it off, or add the modifier that tells the two apart (76, 77, 91, 59, XE, XP, XS, XU or an anatomic one).',
    related: [pointTo(first, scope.claim)],
  });
}

/** A line that an earlier claim of the patient has too: one finding for all of them. */
function checkOtherClaims(scope: RuleScope): void {
  for (const { lines } of claimsBefore(scope)) {
    let found: { line: JudgedLine; first: JudgedLine } | undefined;
    let more = 0;
    for (const line of scope.lines) {
      if (line.slip || line.from === undefined || !mayRepeat(line)) continue;
      const first = lines.find((other) => isAlike(other, line));
      if (!first) continue;
      if (found) more++;
      else found = { line, first };
    }
    if (!found) continue;
    report(scope, found.line, found.first, more);
    return;
  }
}

function claimsBefore(scope: RuleScope): readonly JudgedClaim[] {
  return scope.others.filter(({ claim }) => claim.base < scope.claim.base && standBeside(scope.claim, claim));
}
