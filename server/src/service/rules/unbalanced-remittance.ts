import type { ServiceLine } from '../model/claim';
import { centsOf, isMasked, MASKED, moneyText, sumOf } from '../model/money';
import type { Rule } from './rule';
import { BREAKS_OFF } from './support/breaksOff';
import { x12Example } from './support/example';

const HEAD = ['BPR*I*80*C*CHK************20250320', 'LX*1'];

/** A remittance whose payments and adjustments do not add up to the charge. */
export const unbalancedRemittance: Rule = {
  id: 'unbalanced-remittance',
  summary:
    'A payment in an 835 that is not the charge less its adjustments, on a line or on a claim, or a total that is not what its claims are paid.',
  why: 'A remittance that does not balance cannot be posted: the rest of the charge has no reason and no owner.',
  advice: 'Post it by hand and ask the payer for a corrected remittance.',
  severity: 'error',
  stage: 'stable',
  needs: [],
  scope: 'all payers',
  appliesTo: 'everything',
  sources: [
    'X12 835 005010X221A1, section 1.10.2.1, balancing: SVC02 - CAS = SVC03, CLP03 - CAS of claim and lines = CLP04, and the sum of CLP04 - PLB = BPR02',
  ],
  examples: {
    bad: [
      { text: remittance('SVC*HC:99213*100*«80»**1', 'CAS*CO*45*15') },
      {
        text: remittance('SVC*HC:99213*100*80**1', 'CAS*CO*45*20').replace('BPR*I*80', 'BPR*I*«95»'),
        note: 'the only claim is paid 80',
      },
    ],
    good: [{ text: remittance('SVC*HC:99213*100*80**1', 'CAS*CO*45*15', 'CAS*PR*3*5') }],
  },
  check(scope) {
    const { claim } = scope;
    if (!claim.paid) return;
    const claimGap = gapOf(claim.charge, claim.paid, claim.adjustments);
    let left = claimGap;
    let lineGaps = 0;
    const last = claim.lines.length - 1;
    for (let index = 0; index <= last; index++) {
      const line = claim.lines[index]!;
      const adjusted = sumOf(line.adjustments);
      left = left === undefined || adjusted === undefined ? undefined : left - adjusted;
      // Without a code behind the qualifier the elements are not where they belong.
      const gap = line.procedure?.value ? gapOf(line.charge, line.paid, line.adjustments) : undefined;
      if (!gap) continue;
      const reason = masked(line) ? MASKED : claim.breaksOff && index === last ? BREAKS_OFF : undefined;
      if (reason) {
        scope.notChecked(
          scope.lines.find((one) => one.index === index),
          reason,
        );
        left = undefined;
        continue;
      }
      lineGaps += gap;
      const { start, end } = line.paid!;
      scope.report({
        span: { start, end },
        line: index,
        code: line.procedure?.value,
        message: balanceText('The line', centsOf(line.charge)!, centsOf(line.paid)!, adjusted!, gap),
      });
    }
    // What the lines lack, the claim lacks for the same reason.
    if (!left || left === lineGaps) return;
    const reason = masked(claim) ? MASKED : claim.breaksOff ? BREAKS_OFF : undefined;
    if (reason) {
      scope.notChecked(undefined, reason);
      return;
    }
    const { start, end } = claim.paid;
    const taken = centsOf(claim.charge)! - centsOf(claim.paid)! - left;
    scope.report({
      span: { start, end },
      message: balanceText('The claim', centsOf(claim.charge)!, centsOf(claim.paid)!, taken, left),
    });
  },
};

type Amounts = Partial<Pick<ServiceLine, 'charge' | 'paid' | 'adjustments' | 'procedure'>>;

/** A code of nines is none either: what stands beside it may be changed as well, be it two digits. */
function masked({ charge, paid, adjustments = [], procedure }: Amounts): boolean {
  if (procedure && /^9{5}$/.test(procedure.value)) return true;
  return [charge, paid, ...adjustments].some((amount) => amount !== undefined && isMasked(amount.raw));
}

/** Charge less payment less adjustments, in cents; undefined where one of them can't be read. */
function gapOf(
  charge: ServiceLine['charge'],
  paid: ServiceLine['paid'],
  adjustments: ServiceLine['adjustments'],
): number | undefined {
  const charged = centsOf(charge);
  const payment = centsOf(paid);
  const taken = sumOf(adjustments);
  return charged === undefined || payment === undefined || taken === undefined ? undefined : charged - payment - taken;
}

function balanceText(what: string, charged: number, paid: number, taken: number, gap: number): string {
  return `${what} does not balance: ${moneyText(charged)} charged, ${moneyText(taken)} adjusted, ${moneyText(paid)} paid; ${moneyText(Math.abs(gap))} ${gap > 0 ? 'has no reason' : 'is adjusted or paid too much'}. It cannot be posted as it stands; ask the payer.`;
}

function remittance(...line: readonly string[]): string {
  const body = [...HEAD, 'CLP*A*1*100*80*5*12*ICN1*11*1', ...line];
  return x12Example(...body, `SE*${body.length + 2}*0001`).replace('ST*837*0001*005010X222A1', 'ST*835*0001');
}
