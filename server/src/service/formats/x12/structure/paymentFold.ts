import type { ReadProblem } from '../../../model/document';
import { moneyText } from '../../../model/money';
import { shifted } from '../../../model/span';
import type { Block } from '../block';
import type { Payment } from './payment';

/** The rule that balances an 835 on its lines and claims; the reader adds the whole up, which no claim sees. */
const RULE = 'unbalanced-remittance';

/**
 * Follows an 835 from its BPR to its SE: BPR02 is what the claims are paid (CLP04) less the provider's adjustments
 * (PLB04, 06 …). Two numbers, whatever the file's size. Source: X12 835 005010X221A1, section 1.10.2.1.3, transaction balancing.
 */
export class PaymentFold {
  private payment: Payment | undefined;
  /** Where the block of the BPR stands. */
  private at = 0;
  private cents = 0;
  /** Amounts that can't be read: the sum is none. */
  private unreadable = 0;

  constructor(private readonly notice: (problem: ReadProblem) => void) {}

  /** A transaction begins; its first block holds the BPR. */
  begin(block: Block, start: number): void {
    this.payment = block.payment;
    this.at = start;
    this.cents = this.unreadable = 0;
  }

  /** What blocks of the transaction add. */
  pass(cents: number, unreadable: number): void {
    this.cents += cents;
    this.unreadable += unreadable;
  }

  /** The transaction ends; `whole` where nothing of it is missing. */
  end(whole: boolean): void {
    const { payment, cents } = this;
    this.payment = undefined;
    if (!payment || !whole || this.unreadable > 0 || Number.isNaN(payment.cents) || payment.cents === cents) return;
    const gap = Math.abs(payment.cents - cents);
    this.notice({
      id: RULE,
      severity: payment.informational ? 'info' : 'error',
      span: shifted({ start: payment.start, end: payment.end }, this.at),
      message:
        `The remittance does not balance: BPR02 pays ${moneyText(payment.cents)}, but its claims (CLP04) less the provider's ` +
        `adjustments (PLB) come to ${moneyText(cents)}; ${moneyText(gap)} ${payment.cents > cents ? 'has no claim' : 'is not paid'}. ` +
        'Ask the payer before it is posted.',
    });
  }
}
