import { centsOf, isMasked, MASKED, moneyText } from '../model/money';
import type { Rule } from './rule';
import { BREAKS_OFF } from './support/breaksOff';
import { x12Example } from './support/example';
import { isTotal } from './support/revenue';

const LINES = ['HI*ABK:C4359', 'LX*1', 'SV1*HC:99213*145*UN*1***1', 'LX*2', 'SV1*HC:20610*130*UN*1***1', 'SE*8*0001'];

/** A claim whose total is not the sum of its lines. */
export const unbalancedClaim: Rule = {
  id: 'unbalanced-claim',
  summary: "A claim's total charge (CLM02) that is not the sum of its lines.",
  why: 'A front end adds the lines up; where they do not give the total the claim is rejected.',
  advice: 'Correct the total, or the line that is wrong or missing.',
  severity: 'error',
  stage: 'stable',
  needs: [],
  scope: 'all payers',
  appliesTo: 'claims',
  sources: ['X12 837 005010X222A1, X223A2 and X224A2, CLM02: the sum of all line charges'],
  examples: {
    bad: [{ text: x12Example('CLM*A*«200»***11:B:1', ...LINES) }],
    good: [{ text: x12Example('CLM*A*275***11:B:1', ...LINES) }],
  },
  check(scope) {
    const { charge } = scope.claim;
    const lines = scope.claim.lines.filter((line) => !isTotal(line.revenue));
    const total = centsOf(charge);
    if (!charge || total === undefined || lines.length === 0) return;
    let sum = 0;
    for (const line of lines) {
      const cents = centsOf(line.charge);
      if (cents === undefined || line.segment === 'SV5') return;
      sum += cents;
    }
    if (sum === total) return;
    if (scope.claim.breaksOff) {
      scope.notChecked(undefined, BREAKS_OFF);
      return;
    }
    if ([charge, ...lines.map((line) => line.charge!)].some(({ raw }) => isMasked(raw))) {
      scope.notChecked(undefined, MASKED);
      return;
    }
    const span = { start: charge.start, end: charge.end };
    const fits = sum % 100 === 0 ? String(sum / 100) : moneyText(sum);
    scope.report({
      span,
      message: `The claim's total is ${moneyText(total)}, but its ${lines.length === 1 ? 'line has' : `${lines.length} lines add up to`} ${moneyText(sum)}. The claim would be rejected; correct the total or the line that is wrong.`,
      fixes: [{ kind: 'replace', title: `Change the total to ${fits}`, span, text: fits }],
    });
  },
};
