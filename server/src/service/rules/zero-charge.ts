import { classOf } from '../codes/shape';
import type { JudgedLine, Rule, RuleScope } from './rule';
import { isMedicare } from './support/payer';
import { wholeFeeRowOf } from './support/rows';

/** SL and FB: supplied free. Q0, Q1: in a study. GX, GY, GZ: not expected to be paid. 55: care behind another's fee. */
const FREE = new Set(['SL', 'FB', 'FC', 'Q0', 'Q1', 'GX', 'GY', 'GZ']);

/** Status values of codes that are not paid by themselves, so that a charge of zero is usual. */
const NO_PAYMENT = new Set(['B', 'M', 'N', 'P', 'I', 'X', 'E']);

/** A visit during the days after surgery, reported without a fee. */
const FOLLOW_UP = '99024';

/** A service that is billed for nothing beside others that are not. */
export const zeroCharge: Rule = {
  id: 'zero-charge',
  summary: 'A service with a charge of zero beside services that have one.',
  why: 'A payer pays at most the charge: a line of zero is paid zero, and some payers reject it.',
  advice: 'Write the fee. A line that a quick fix has inserted has no fee yet.',
  severity: 'info',
  stage: 'stable',
  needs: [],
  scope: 'all payers',
  appliesTo: 'claims',
  sources: [
    'X12 837 005010X222A1 SV102: zero is an acceptable value',
    'Medicare Claims Processing Manual, chapter 12: the lower of the actual charge and the fee schedule amount is paid',
  ],
  examples: {
    bad: [{ text: 'DOS: 2025-03-04\n99213-25 x1 $145.00\n20610 x1 «$0.00»' }],
    good: [
      { text: 'DOS: 2025-03-04\n99213 x1 $145.00\n3074F x1 $0.00', note: 'a quality measure' },
      { text: 'DOS: 2025-03-04\n90471 x1 $25.00\n90656-SL x1 $0.00', note: 'a vaccine supplied free' },
    ],
  },
  check(scope) {
    // Hospitals list what is packaged at zero, and a claim without any charge is a report of an encounter.
    if (scope.claim.kind === 'institutional') return;
    let charged: boolean | undefined;
    for (const line of scope.lines) {
      const { charge } = line.line;
      if (charge?.value !== 0) continue;
      charged ??= hasCharges(scope);
      if (!charged) return;
      if (!isPaidByItself(scope, line)) continue;
      scope.report({
        severity: isMedicare(scope.claim) ? 'warning' : 'info',
        span: { start: charge.start, end: charge.end },
        line: line.index,
        code: line.code,
        cause: 'zero',
        message: `${line.code} is billed with a charge of zero, and no payer pays more than the charge. Write the fee, unless the service was free.`,
      });
    }
  },
};

function hasCharges({ claim }: RuleScope): boolean {
  for (const { charge } of claim.lines) if (charge?.value !== undefined && charge.value > 0) return true;
  return false;
}

/** Sure only of CPT services: drugs, supplies and the measures among the G codes are often reported without a fee. */
function isPaidByItself(scope: RuleScope, line: JudgedLine): boolean {
  const codeClass = classOf(line.code);
  if (line.slip || (codeClass !== 'Category I' && codeClass !== 'Category III')) return false;
  if (line.code === FOLLOW_UP || isVaccine(line.code)) return false;
  if (line.modifiers.some((modifier) => FREE.has(modifier))) return false;
  return !NO_PAYMENT.has(wholeFeeRowOf(scope, line)?.status ?? '');
}

/** Immune globulins and vaccines, which programmes supply free: 90281-90399, 90476-90759, 91300-91322. */
function isVaccine(code: string): boolean {
  return (
    (code >= '90281' && code <= '90399') || (code >= '90476' && code <= '90759') || (code >= '91300' && code <= '91399')
  );
}
