import type { CodeMention } from '../model/claim';
import type { Rule, RuleScope } from './rule';

/** A place of service that is not assigned. */
export const invalidPlaceOfService: Rule = {
  id: 'invalid-place-of-service',
  summary: 'A place of service code that is not assigned.',
  why: 'The place decides between facility and non-facility payment; a code that is not in the set is rejected.',
  advice: 'Take the two digits of the place where the patient was: 11 office, 21 inpatient, 22 on-campus outpatient …',
  severity: 'error',
  stage: 'stable',
  needs: [],
  scope: 'all payers',
  appliesTo: 'claims',
  sources: ['CMS Place of Service Code Set'],
  examples: {
    bad: [
      { text: 'DOS: 2025-03-04   POS: «1»\n99213 x1' },
      { text: 'DOS: 2025-03-04   POS: «29»\n99213 x1', note: 'not assigned' },
    ],
    good: [{ text: 'DOS: 2025-03-04   POS: 11\n99213 x1' }],
  },
  check(scope) {
    const { claim, codes } = scope;
    if (claim.kind === 'institutional') return;
    const { placesOfService } = codes;
    const own = claim.placeOfService;
    if (own && !placesOfService.get(own.value)) report(scope, own);
    for (let index = 0; index < claim.lines.length; index++) {
      const place = claim.lines[index]!.placeOfService;
      if (!place || placesOfService.get(place.value)) continue;
      report(scope, place, index);
    }
  },
};

function report(scope: RuleScope, { value, start, end }: CodeMention, line?: number): void {
  const span = { start, end };
  const padded = /^\d$/.test(value) ? `0${value}` : undefined;
  const edition = scope.codes.editions.find(({ table }) => table === 'placesOfService');
  const set = edition ? ` (set of ${edition.edition})` : '';
  const known = padded !== undefined && scope.codes.placesOfService.get(padded);
  scope.report({
    span,
    line,
    message: /^\d\d$/.test(value)
      ? `${value} is not an assigned place of service${set}. The claim would be rejected; take the code of the place where the patient was.`
      : `"${value}" is no place of service: expected two digits such as 11. The claim would be rejected; take the code of the place where the patient was.`,
    fixes: known ? [{ kind: 'replace', title: `Change to ${padded}, ${known.name}`, span, text: padded }] : undefined,
    citation: edition && { table: 'CMS place of service codes', edition: edition.edition },
  });
}
