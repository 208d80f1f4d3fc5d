import { CATALOGUE } from '../../server/src/service/index';
import type { Claim, ServiceLine } from '../../server/src/service/model/claim';
import { marked } from './marks';

/** The languages of the editor by the first words of an example. */
const LANGUAGES: readonly (readonly [RegExp, string])[] = [
  [/^(?:ISA|ST|CLM)\*/, 'x12'],
  [/^(?:MSH|BHS|FHS)\|/, 'hl7v2'],
  [/^\s*\{/, 'json'],
];

export interface BadExample {
  readonly rule: string;
  readonly name: string;
  readonly text: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly languageId: string;
}

/** What every rule shows of what it reports. */
export const BAD: readonly BadExample[] = CATALOGUE.flatMap(({ id, examples }) =>
  examples.bad.flatMap(({ text: fixture, imported }, index) => {
    if (imported) return [];
    const { text, ranges } = marked(fixture);
    const languageId = LANGUAGES.find(([head]) => head.test(text))?.[1] ?? 'claim-text';
    return { rule: id, name: `${id}, bad ${index + 1}`, text, span: ranges[0]!, languageId };
  }),
);

/**
 * The rules that change nothing, and why: a fix is offered only where one change is right whoever looks at it. Every
 * other rule has a fix: a new one belongs into one of the two lists.
 */
export const WITHOUT_FIX: Readonly<Record<string, string>> = {
  'unknown-code': 'which code was meant, only the record says',
  'not-yet-effective-code': 'the date or the code may be wrong, and the record says which',
  'future-service-date': 'the day of the service stands in the record',
  'reversed-dates': 'either date may be wrong, or only their order',
  'service-date-outside-claim': 'the date or the period may be wrong',
  'invalid-diagnosis-pointer': 'which diagnosis is the reason, the record says',
  'missing-diagnosis-pointer': 'which diagnosis is the reason, the record says',
  'unknown-diagnosis': 'which code was meant, only the record says',
  'nonbillable-diagnosis': 'several codes stand below the heading, and the record says which',
  'invalid-units': 'how often a service was done, the record says',
  'zero-charge': 'the fee is not in the claim',
  'unbalanced-remittance': 'what a payer wrote is not changed by who reads it',
  'missing-element': 'what belongs there, the record says',
  'missing-description': 'what was done, the record says',
  'bundled-pair': 'a modifier needs its reason in the record, and taking a line off loses a charge',
  'duplicate-line': 'a repeated service takes a modifier, a copied line goes: the record says which',
  'noncovered-status': 'another code, no line or GY: the practice decides',
  'not-paid-under-opps': 'another code, another bill or no line: the hospital decides',
  'not-paid-in-setting': 'the place may be wrong, or the code is the hospital’s',
  'unknown-modifier': 'which modifier was meant, only the record says',
  'missing-em-modifier': '25 and 57 say that the record shows a visit of its own',
  'missing-telehealth-modifier': 'sound alone or a picture as well, or the place is wrong: the record says',
  'contractor-priced': 'what was done, the record says',
  'too-many': 'a claim is split by its author',
  'cut-message': 'what was cut off is with the sender',
  'broken-json': 'what was cut off is with the sender',
};

/** Rules whose fix needs a table, or a value, that no example of the page shows; their own tests carry it out. */
export const FIXED_ELSEWHERE: ReadonlySet<string> = new Set(['deleted-code', 'wrong-code-kind']);

/** All that is read of claims, by where it stands, so that what a change changes can be told. */
export function readingOf(claims: readonly Claim[]): readonly Reading[] {
  return claims.map((claim) => ({ claim: facetsOfClaim(claim), lines: claim.lines.map(facetsOfLine) }));
}

type Facets = Readonly<Record<string, unknown>>;

export interface Reading {
  readonly claim: Facets;
  readonly lines: readonly Facets[];
}

function facetsOfClaim(claim: Claim): Facets {
  const { kind, role, patient, payer, billingProvider, renderingProvider, created } = claim;
  const { id, frequency, charge, paid, from, to, statementFrom, statementTo, placeOfService, billType } = claim;
  return {
    ...{ kind, role, patient, payer, billingProvider, renderingProvider, created },
    ...valuesOf({ id, frequency, charge, paid, from, to, statementFrom, statementTo, placeOfService, billType }),
    diagnoses: claim.diagnoses.map(({ value, qualifier }) => [qualifier, value]),
  };
}

function facetsOfLine(line: ServiceLine): Facets {
  const { number, units, charge, from, to, placeOfService, revenue, description, paid, segment } = line;
  return {
    ...valuesOf({ number, units, charge, from, to, placeOfService, revenue, description, paid }),
    code: [line.procedure?.qualifier, line.procedure?.value],
    modifiers: line.modifiers.map(({ value }) => value),
    pointers: line.pointers.map(({ value }) => value),
    provider: line.renderingProvider,
    segment,
  };
}

function valuesOf(of: Readonly<Record<string, { readonly value?: unknown; readonly raw?: string } | undefined>>) {
  return Object.fromEntries(Object.entries(of).map(([name, one]) => [name, one && [one.value, one.raw]]));
}

/**
 * The kinds of values that differ between two readings. A line more is `a line`, and the numbers of lines follow it;
 * anything else that comes or goes is told by `claims` or `lines`.
 */
export function differences(before: readonly Reading[], after: readonly Reading[]): readonly string[] {
  if (before.length !== after.length) return ['claims'];
  const found = new Set<string>();
  before.forEach((old, index) => {
    const now = after[index]!;
    compare(old.claim, now.claim, found);
    if (now.lines.length === old.lines.length) {
      old.lines.forEach((line, at) => {
        compare(line, now.lines[at]!, found);
      });
    } else found.add(isOneMore(old.lines, now.lines) ? 'a line' : 'lines');
  });
  return [...found];
}

function compare(old: Facets, now: Facets, found: Set<string>): void {
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (JSON.stringify(old[name]) !== JSON.stringify(now[name])) found.add(name);
  }
}

function isOneMore(old: readonly Facets[], now: readonly Facets[]): boolean {
  const plain = (lines: readonly Facets[]) => JSON.stringify(lines.map(({ number, ...rest }) => rest));
  const whole = plain(old);
  return (
    now.length === old.length + 1 && now.some((_, at) => plain(now.filter((_one, index) => index !== at)) === whole)
  );
}
