import type { ReadProblem } from '../../../model/document';
import { type Span, shifted } from '../../../model/span';
import type { Block } from '../block';
import { packed } from '../segmentIds';
import type { EnvelopeSegment } from './envelopeSegment';
import { checkGroup } from './groupCheck';
import type { PaymentFold } from './paymentFold';
import { checkControlNumbers } from './rules/envelope-control-numbers';
import { checkCounts } from './rules/envelope-counts';
import { missingHeaders, missingTrailers } from './rules/missing-segment';

const ISA = packed('ISA');
const GS = packed('GS');
const ST = packed('ST');
const SE = packed('SE');
const GE = packed('GE');
const IEA = packed('IEA');

/** What has to be closed before a segment: 1 the transaction, 2 the group as well, 3 the interchange as well. */
const CLOSES = { ST: 1, GE: 1, GS: 2, IEA: 2, ISA: 3 } as const;

/** A part of the envelope whose header was seen. */
export interface OpenPart {
  readonly header: EnvelopeSegment;
  /** What the header's spans are counted from. */
  readonly base: number;
  /** Segments of a transaction, transactions of a group, groups of an interchange. */
  count: number;
  /** An interchange of no group that answers another (TA1). */
  acknowledges: boolean;
  /** A terminator or a header is missing inside: what was counted is a guess. */
  unsure: boolean;
  /** Of a group: a transaction in it was said to contradict it. */
  contradicted: boolean;
}

/** The interchange's own ISA16, absolute. */
export interface DeclaredSeparator extends Span {
  /** Every delimiter of the interchange. */
  readonly all: string;
}

/**
 * Follows the envelope from block to block: three counters, whatever the file's size. What stands between two envelope
 * segments adds its number of segments and nothing else.
 */
export class EnvelopeFold {
  isa: DeclaredSeparator | undefined;
  private interchange: OpenPart | undefined;
  private group: OpenPart | undefined;
  private transaction: OpenPart | undefined;
  /** A header was seen of what an IEA ends: the text is more than the end of a file. */
  private hasBegun = false;

  constructor(
    private readonly notice: (problem: ReadProblem) => void,
    private readonly payment: PaymentFold,
  ) {}

  add(block: Block, start: number): void {
    const { envelope } = block;
    if (!envelope) {
      this.pass(block.segments, block.cut);
      return;
    }
    switch (envelope.id) {
      case ISA:
        this.closeOpen('ISA', block, start);
        this.hasBegun = true;
        this.interchange = openedBy(envelope, start);
        this.group = this.transaction = undefined;
        this.isa = separatorOf(envelope, start);
        return;
      case GS:
        this.hasBegun = true;
        this.closeOpen('GS', block, start);
        if (this.interchange) this.interchange.count++;
        this.group = openedBy(envelope, start);
        this.transaction = undefined;
        return;
      case ST:
        this.closeOpen('ST', block, start);
        if (this.group) this.openInGroup(this.group, envelope, start);
        else this.lacks(['GS'], envelope, start, 'this ST stands in no group');
        this.transaction = openedBy(envelope, start);
        this.transaction.count = block.segments;
        this.transaction.unsure = block.cut;
        this.payment.begin(block, start);
        return;
      case SE:
        this.payment.end(this.transaction !== undefined && !this.transaction.unsure);
        if (this.transaction) {
          this.transaction.count++;
          this.close('SE', this.transaction, envelope, start);
        } else {
          const headers = this.group ? (['ST'] as const) : (['GS', 'ST'] as const);
          this.lacks(headers, envelope, start, 'no transaction is open that this SE could end');
        }
        this.transaction = undefined;
        return;
      case GE:
        this.closeOpen('GE', block, start);
        if (this.group) {
          if (isEmptied(this.group, envelope)) {
            this.lacks(['ST'], this.group.header, this.group.base, 'no transaction begins in this group');
          }
          this.close('GE', this.group, envelope, start);
        } else this.lacks(['GS'], envelope, start, 'no group is open that this GE could end');
        this.group = this.transaction = undefined;
        return;
      case IEA:
        this.closeOpen('IEA', block, start);
        if (this.interchange) {
          this.interchange.acknowledges = block.before.acknowledges;
          if (isEmptied(this.interchange, envelope)) {
            this.lacks(['GS'], this.interchange.header, this.interchange.base, 'no group begins in this interchange');
          }
          this.close('IEA', this.interchange, envelope, start);
        } else if (this.hasBegun) {
          const span = shifted({ start: envelope.start, end: envelope.end }, start);
          this.notice(missingHeaders(['ISA'], span, 'no interchange is open that this IEA could end'));
        }
        this.interchange = this.group = this.transaction = undefined;
        return;
    }
  }

  private openInGroup(group: OpenPart, transaction: EnvelopeSegment, start: number): void {
    group.count++;
    if (group.contradicted) return;
    group.contradicted = checkGroup(group, transaction, start, this.notice);
  }

  /** Once for the part that lacks a header; a text without an ISA is a part. What that part counts is a guess. */
  private lacks(headers: readonly ('GS' | 'ST')[], at: EnvelopeSegment, base: number, why: string): void {
    const part = this.group ?? this.interchange;
    if (!this.interchange || !part || part.unsure) return;
    part.unsure = this.interchange.unsure = true;
    this.notice(missingHeaders(headers, shifted({ start: at.start, end: at.end }, base), why));
  }

  /** Segments that are none of the envelope's. */
  pass(segments: number, cut: boolean): void {
    const { transaction } = this;
    if (!transaction) return;
    transaction.count += segments;
    transaction.unsure ||= cut;
  }

  /** Behind the last block. */
  end(): void {
    this.closeOpen(undefined, undefined, 0);
  }

  /** `next` stands where a trailer should: what it leaves open is closed by none. A text without an ISA is a part. */
  private closeOpen(next: keyof typeof CLOSES | undefined, block: Block | undefined, start: number): void {
    const { interchange } = this;
    if (!interchange) return;
    const level = next === undefined ? CLOSES.ISA : CLOSES[next];
    const open = (
      [
        ['SE', this.transaction, 1],
        ['GE', this.group, 2],
        ['IEA', interchange, 3],
      ] as const
    ).filter(([, part, own]) => part !== undefined && own <= level);
    if (open.length === 0) return;
    const [, inner] = open[0]!;
    const delimiters = block?.before.delimiters;
    const isSure = delimiters !== undefined && open.every(([, part]) => !part!.unsure);
    const text = open.map(([id, part]) => {
      const count = part!.count + (id === 'SE' ? 1 : 0);
      return [id, count, part!.header.control.value].join(delimiters?.element) + delimiters?.segment + part!.header.gap;
    });
    this.notice(
      missingTrailers(
        open.map(([id]) => id),
        shifted({ start: inner!.header.start, end: inner!.header.end }, inner!.base),
        next,
        isSure ? { at: start, text: text.join('') } : undefined,
      ),
    );
  }

  private close(trailer: 'SE' | 'GE' | 'IEA', part: OpenPart, segment: EnvelopeSegment, base: number): void {
    // A segment cut off by the end of the text or by a line has lost elements that it may have had.
    if (segment.cut && segment.control.value === '') return;
    checkControlNumbers(trailer, part, segment, base, this.notice);
    checkCounts(trailer, part, segment, base, this.notice);
  }
}

function openedBy(header: EnvelopeSegment, base: number): OpenPart {
  return { header, base, count: 0, acknowledges: false, unsure: false, contradicted: false };
}

/** Its trailer counts parts, but none was met. A TA1 needs none, and whoever counts it counts wrong. */
function isEmptied({ count, acknowledges }: OpenPart, trailer: EnvelopeSegment): boolean {
  return count === 0 && !acknowledges && Number(trailer.count?.value) > 0;
}

function separatorOf({ elements = [] }: EnvelopeSegment, base: number): DeclaredSeparator | undefined {
  const last = elements[15];
  return last?.value ? { ...shifted(last, base), all: elements[10]!.value + last.value } : undefined;
}
