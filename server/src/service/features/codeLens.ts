import type { CheckedText } from '../checkedText';
import type { Claim } from '../model/claim';
import type { Finding } from '../model/finding';
import type { Span } from '../model/span';

/** A line of text above a claim. */
export interface ClaimLens {
  readonly span: Span;
  readonly title: string;
}

/** An editor lays out every lens of a file. */
const MOST_LENSES = 2000;

/** Above each claim its total, its lines and its findings. */
export function claimLenses(checked: CheckedText): readonly ClaimLens[] {
  return checked.document.claims.slice(0, MOST_LENSES).map((claim) => {
    const { id, span } = claim;
    const at = id && id.end > id.start ? id : { start: span.start, end: span.start };
    return {
      span: { start: claim.base + at.start, end: claim.base + at.end },
      title: [total(claim), counted(claim.lines.length, 'line'), findings(checked.findingsOf(claim))].join(' · '),
    };
  });
}

/** As the claim says, else what its lines come to. */
function total(claim: Claim): string {
  const own = claim.charge?.value;
  if (own !== undefined) return money(own);
  const charges = claim.lines.map(({ charge }) => charge?.value);
  if (charges.every((charge) => charge === undefined)) return 'no total';
  return money(charges.reduce<number>((sum, charge) => sum + (charge ?? 0), 0));
}

function money(amount: number): string {
  const [whole = '', cents = ''] = Math.abs(amount).toFixed(2).split('.');
  return `${amount < 0 ? '-' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function findings(all: readonly Finding[]): string {
  if (all.length === 0) return 'no findings';
  const errors = all.filter(({ severity }) => severity === 'error').length;
  return errors ? `${counted(all.length, 'finding')}, ${counted(errors, 'error')}` : counted(all.length, 'finding');
}
