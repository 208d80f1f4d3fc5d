import { placeOfServiceOf } from '../model/claim';
import type { JudgedLine, Rule, RuleScope } from './rule';
import { mayBeMedicare } from './support/claims';
import { codeSpan, modifierSpan } from './support/place';
import { codesOf } from './support/visits';

const REMOTE_PLACES = new Set(['02', '10']);
const REMOTE_MODIFIERS = new Set(['93', '95', 'FQ', 'G0', 'GQ', 'GT']);
/** Modifier 95 beside an office: the place that a remote visit is billed with after the emergency rules. */
const OFFICE = '11';
/** Medicare asked for the place of a visit in person beside 95 until the end of 2023. */
const EMERGENCY_FROM = 20200301;
const EMERGENCY_TO = 20231231;

/** Services that are done in person or remotely: office visits, psychiatry, therapy by talk. */
const EITHER = codesOf([
  [90791, 90792],
  [90832, 90838],
  [90846, 90847],
  [99202, 99205],
  [99211, 99215],
]);

/** A remote place of service without a modifier that says how, or the modifier without the place. */
export const missingTelehealthModifier: Rule = {
  id: 'missing-telehealth-modifier',
  summary:
    'A visit with a telehealth place (02, 10) but no telehealth modifier, or with 95 but an office as its place.',
  why: 'Many payers other than Medicare want both, and deny or price a visit wrongly that has only one of them.',
  advice:
    "Follow the payer's telehealth policy: 95 for picture and sound, 93 or FQ for sound alone, GQ for what was sent and answered later, with place 10 at home and 02 elsewhere.",
  severity: 'hint',
  stage: 'stable',
  needs: [],
  scope: 'all payers',
  appliesTo: 'claims',
  sources: [
    'CMS place of service codes 02 and 10',
    'Medicare Claims Processing Manual, chapter 12, section 190: Medicare itself reads the place alone',
  ],
  examples: {
    bad: [
      { text: 'Payer: INVENTED HEALTH PLAN\nDOS: 2025-03-04\nPOS: 10\n«99213» x1' },
      { text: 'Payer: INVENTED HEALTH PLAN\nDOS: 2025-03-04\nPOS: 11\n99213-«95» x1' },
    ],
    good: [
      { text: 'Payer: INVENTED HEALTH PLAN\nDOS: 2025-03-04\nPOS: 10\n99213-95 x1' },
      { text: 'Payer: MEDICARE\nDOS: 2025-03-04\nPOS: 10\n99213 x1', note: 'Medicare reads the place alone' },
    ],
  },
  check(scope) {
    if (scope.claim.kind === 'institutional' || scope.claim.kind === 'dental') return;
    let medicare: boolean | undefined;
    for (const line of scope.lines) {
      if (line.slip || !EITHER.has(line.code)) continue;
      const place = placeOfServiceOf(scope.claim, line.line)?.value;
      if (place === undefined || (place !== OFFICE && !REMOTE_PLACES.has(place))) continue;
      medicare ??= mayBeMedicare(scope.claim);
      if (REMOTE_PLACES.has(place)) checkRemotePlace(scope, line, place, medicare);
      else checkOffice(scope, line, place);
    }
  },
};

function checkRemotePlace(scope: RuleScope, line: JudgedLine, place: string, medicare: boolean): void {
  if (medicare || line.modifiers.some((modifier) => REMOTE_MODIFIERS.has(modifier))) {
    scope.pass(line);
    return;
  }
  scope.report({
    span: codeSpan(line),
    line: line.index,
    code: line.code,
    cause: place,
    message: `${line.code} has place of service ${place} (telehealth) but no telehealth modifier. Many payers want one: 95 for picture and sound, 93 for sound alone. Check the payer's policy.`,
  });
}

function checkOffice(scope: RuleScope, line: JudgedLine, place: string): void {
  const at = line.modifiers.indexOf('95');
  const emergency = line.from === undefined || (line.from >= EMERGENCY_FROM && line.from <= EMERGENCY_TO);
  if (at < 0 || emergency) {
    scope.pass(line);
    return;
  }
  scope.report({
    span: modifierSpan(line, at),
    line: line.index,
    code: line.code,
    cause: '95',
    message: `Modifier 95 on ${line.code} says that the visit was remote, but its place of service is ${place} (office). Most payers want 10 (patient at home) or 02 (elsewhere). Check the payer's policy.`,
  });
}
