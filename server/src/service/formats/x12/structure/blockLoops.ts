import { type Cursor, skipBlank } from '../cursor';
import { packed } from '../segmentIds';
import type { X12State } from '../state';
import type { BlockProblem, Notice } from './blockProblem';
import { EARLIER, type Guide, guideOf, guideOfTransaction, type RequiredSegment } from './guides';
import { OpenLoop } from './openLoop';
import { tooMany } from './rules/too-many';
import { misplacedClaim, misplacedSegment, segmentOfNoLoop } from './rules/unexpected-segment';
import { SegmentOrder } from './segmentOrder';
import {
  ADJUDICATED,
  ANYWHERE,
  CLAIM,
  LINE,
  NO_LOOP,
  OF_ADJUSTED,
  OF_CLAIMS,
  OF_LINES,
  OF_OTHER_PAYERS,
  OTHER_PAYER,
  PAID_SERVICE,
  type Place,
  type SegmentPlan,
} from './segmentPlans';

const ST = packed('ST');
const HL = packed('HL');
const CLM = packed('CLM');
const CLP = packed('CLP');
const SVC = packed('SVC');
const AMT = packed('AMT');
const SV1 = packed('SV1');
const NM1 = packed('NM1');
const N1 = packed('N1');
const LIN = packed('LIN');
/** SV107. */
const POINTERS = 7;
const SERVICES = new Set(['SV1', 'SV2', 'SV3'].map(packed));
/** HL03 of the billing provider, to which no claim belongs. */
const NO_CLAIM_LEVEL = '20';

/** Which loop a segment stands in; `level`: that of an HL. */
export type LoopName = 'transaction' | 'level' | 'claim' | 'other payer' | 'line' | 'adjudication' | 'payment';

const NAMES: ReadonlyMap<number, LoopName> = new Map([
  [ST, 'transaction'],
  [HL, 'level'],
  [CLM, 'claim'],
  [CLP, 'payment'],
]);

/**
 * Follows the loops of a block by the guide of its transaction: which segments they lack, and which stand where the guide
 * has none. A block is a transaction's head, a level of the 837 or a claim. Spans are relative to the block.
 */
export class BlockLoops {
  /** The loop that is open. */
  name: LoopName | undefined;
  /** It begins with the segment that was seen last. */
  began = false;
  /** The lines have the service segment of another guide: what GS08 says of the claim does not hold. */
  isOther = false;
  private guide: Guide | undefined;
  private base = 0;
  private headId = 0;
  private isAtHead = false;
  private lines = 0;
  /** A line points at a diagnosis. */
  private points = false;
  private readonly head = new OpenLoop();
  private readonly otherPayer = new OpenLoop();
  private readonly line = new OpenLoop();
  private readonly adjudication = new OpenLoop();
  /** That of a party, or of a line's drug. */
  private readonly party = new OpenLoop();
  private readonly order = new SegmentOrder();
  /** By segment: each is named once in a block. */
  private readonly misplaced = new Map<number, BlockProblem>();

  constructor(private readonly notice: Notice) {}

  begin(base: number): void {
    this.base = base;
    this.headId = this.lines = 0;
    this.name = this.guide = undefined;
    this.began = this.isAtHead = this.isOther = this.points = false;
    this.head.isOpen = this.otherPayer.isOpen = this.line.isOpen = this.adjudication.isOpen = false;
    this.party.isOpen = false;
    this.order.end();
    if (this.misplaced.size > 0) this.misplaced.clear();
  }

  /** The block's first segment; of the head of a transaction, `state` is that of before. */
  open(cursor: Cursor, { guide: named, transaction }: X12State): void {
    const { id } = cursor;
    this.headId = id;
    if (id !== HL && id !== CLM && id !== CLP && id !== ST) return;
    const guide = guideOf(id === ST ? guideOfTransaction(named, cursor.value(3)) : named);
    if (guide?.set !== (id === ST ? cursor.value(1) : transaction)) return;
    this.guide = guide;
    const required = id === ST ? guide.transaction : id === HL ? guide.levels[cursor.value(3)] : guide.claim;
    const isAgain = id === CLM && guide.segments !== undefined && namesEarlier(cursor);
    this.head.begin(isAgain ? [...required!, EARLIER] : required, cursor, this.base);
    this.isAtHead = true;
    this.name = NAMES.get(id);
  }

  /** The line has not had its service: every segment is looked at. */
  get awaitsService(): boolean {
    return this.order.isOpen;
  }

  /** A segment of a transaction whose guide is known, by its plan; undefined: no segment that X12 has for claims. */
  see(cursor: Cursor, segment: SegmentPlan | undefined, guide: Guide, state: X12State): void {
    this.began = this.isAtHead;
    this.isAtHead = false;
    if (this.order.isOpen) this.seeInOrder(cursor, guide);
    const place = segment === undefined ? NO_LOOP : segment.place;
    if (cursor.id === NM1 || cursor.id === N1) this.beginParty(cursor, guide);
    else if (cursor.id === LIN && guide.drug !== undefined && this.line.isOpen)
      this.beginInner(guide.drug, cursor, guide);
    if (place !== ANYWHERE) this.seePlaced(cursor, place, guide, state);
    if (segment?.isRequired) this.mark(cursor, segment);
    if (cursor.id === SV1 && cursor.has(POINTERS)) this.points = true;
  }

  private seePlaced(cursor: Cursor, place: Place, guide: Guide, { level, levels }: X12State): void {
    switch (place) {
      case LINE:
        this.beginLine(cursor, guide);
        return;
      case OF_LINES:
        if (!this.line.isOpen) this.misplace(cursor, guide, 'before any LX', 'Add the LX of its line.');
        return;
      case OF_CLAIMS:
        if (this.line.isOpen) this.misplaceBehindLines(cursor, guide);
        return;
      case OTHER_PAYER:
        if (this.line.isOpen) this.misplaceBehindLines(cursor, guide);
        else if (this.headId === CLM) this.beginOtherPayer(cursor, guide);
        return;
      case OF_OTHER_PAYERS:
        this.seeOfOtherPayer(cursor, guide);
        return;
      case ADJUDICATED:
        if (this.line.isOpen) this.beginAdjudication(cursor, guide);
        else this.misplace(cursor, guide, 'before any LX', 'Add the LX of its line.');
        return;
      case OF_ADJUSTED:
        if (!this.line.isOpen) this.seeOfOtherPayer(cursor, guide);
        else if (!this.adjudication.isOpen) {
          this.misplace(
            cursor,
            guide,
            'on a line without an SVD before it',
            'Add the SVD of the payer that adjusted it.',
          );
        }
        return;
      case CLAIM:
        // Of an HL03 that is none, its own finding.
        if (levels === undefined || level === NO_CLAIM_LEVEL) {
          this.find(cursor, (_, span) => misplacedClaim(level, guide.name, span));
        }
        return;
      case PAID_SERVICE:
        if (this.headId !== CLP)
          this.misplace(cursor, guide, 'outside of a claim payment', 'Add the CLP of its claim.');
        return;
      case NO_LOOP:
        this.seeOfNoLoop(cursor, guide);
    }
  }

  private seeOfNoLoop(cursor: Cursor, guide: Guide): void {
    const isService = SERVICES.has(cursor.id);
    if (isService) this.isOther = true;
    // The line has its service, though of a wrong kind.
    if ((isService || cursor.id === SVC) && this.line.isOpen) this.line.seen |= 1;
    if (!guide.segments) return;
    const service = isService || cursor.id === SVC ? (guide.line?.[0]?.text ?? 'SVC') : undefined;
    this.find(cursor, (name, span) => segmentOfNoLoop(name, guide.name, service, span));
  }

  private seeOfOtherPayer(cursor: Cursor, guide: Guide): void {
    // AMT of other loops have other qualifiers, and those of lines are looked at by no one.
    if (cursor.id === AMT && (this.line.isOpen || !OF_OTHER_PAYER_AMOUNTS.has(cursor.first))) return;
    if (this.line.isOpen) this.misplaceBehindLines(cursor, guide);
    else if (!this.otherPayer.isOpen) {
      this.misplace(cursor, guide, 'outside of the loop of another payer', 'Add the SBR of that payer before it.');
    }
  }

  /** A name begins the loop of a party; what another payer calls its parties has no address. */
  private beginParty(cursor: Cursor, guide: Guide): void {
    const hasNeeds = !this.otherPayer.isOpen && cursor.id === (guide.set === '837' ? NM1 : N1);
    this.beginInner(hasNeeds ? guide.parties.get(cursor.first) : undefined, cursor, guide);
  }

  /** The loop of a party or a drug, which ends where the next one begins. */
  private beginInner(required: readonly RequiredSegment[] | undefined, cursor: Cursor, guide: Guide): void {
    this.party.end(guide, this.notice);
    if (required) this.party.begin(required, cursor, this.base);
  }

  private beginLine(cursor: Cursor, guide: Guide): void {
    this.endLine(guide);
    this.line.begin(this.headId === CLM ? guide.line : undefined, cursor, this.base);
    this.order.begin(guide);
    this.enter('line');
    this.lines++;
    if (this.headId !== CLM) this.misplace(cursor, guide, 'outside of a claim', 'Add the CLM of its claim.');
    else if (this.lines === guide.mostLines + 1) {
      this.notice(tooMany('LX', guide.mostLines, 'its claim', guide.name, this.line.span));
    }
  }

  private beginOtherPayer(cursor: Cursor, guide: Guide): void {
    this.party.end(guide, this.notice);
    this.otherPayer.end(guide, this.notice);
    this.otherPayer.begin(guide.otherPayer, cursor, this.base);
    this.enter('other payer');
  }

  private beginAdjudication(cursor: Cursor, guide: Guide): void {
    this.party.end(guide, this.notice);
    this.adjudication.end(guide, this.notice);
    this.adjudication.begin(guide.adjudication, cursor, this.base);
    this.enter('adjudication');
  }

  private enter(name: LoopName): void {
    this.name = name;
    this.began = true;
  }

  private endLine(guide: Guide): void {
    this.party.end(guide, this.notice);
    this.adjudication.end(guide, this.notice);
    this.otherPayer.end(guide, this.notice);
    this.line.end(guide, this.notice);
    this.order.end();
  }

  /** The innermost loop that needs the segment has it. */
  private mark(cursor: Cursor, segment: SegmentPlan): void {
    const { party, adjudication, line, otherPayer, head } = this;
    if (party.isOpen && party.mark(cursor, segment)) return;
    if (adjudication.isOpen && adjudication.mark(cursor, segment)) return;
    if (line.isOpen) line.mark(cursor, segment);
    else if (!otherPayer.isOpen || !otherPayer.mark(cursor, segment)) head.mark(cursor, segment);
  }

  /** Before the service of its line. */
  private seeInOrder(cursor: Cursor, guide: Guide): void {
    const early = this.order.see(cursor, this.base);
    if (early) {
      const service = guide.line![0]!.text;
      const problem = misplacedSegment(
        early.name,
        `before the ${service} of its line`,
        `Move it behind the ${service}.`,
        guide.name,
        early.span,
        early.fix,
      );
      if (!this.misplaced.has(early.id)) this.misplaced.set(early.id, problem);
    }
  }

  private misplaceBehindLines(cursor: Cursor, guide: Guide): void {
    this.misplace(cursor, guide, 'behind the lines of its claim', 'Move it before the first LX.');
  }

  private misplace(cursor: Cursor, guide: Guide, where: string, remedy: string): void {
    this.find(cursor, (name, span) => misplacedSegment(name, where, remedy, guide.name, span));
  }

  private find(cursor: Cursor, problem: (name: string, span: { start: number; end: number }) => BlockProblem): void {
    if (this.misplaced.has(cursor.id)) return;
    const { start, end } = cursor;
    this.misplaced.set(cursor.id, problem(cursor.idText(), { start: start - this.base, end: end - this.base }));
  }

  /**
   * The block ends at `end`. What is cut off at the end of the text lacks what was cut, but for what a claim has before its
   * lines; what stands in another place is not said to be missing as well. Of a block that follows another guide its
   * services say so.
   */
  end(text: string, end: number): void {
    const { guide, head, misplaced } = this;
    const whole = end < text.length;
    if (guide && whole) this.endLine(guide);
    if (guide && (whole || (this.headId === CLM && this.lines > 0))) {
      const lacksLines =
        this.headId === CLM && this.lines === 0 && guide.line !== undefined && !misplaced.has(guide.line[0]!.id);
      const lacksHeader = this.headId === ST && text.startsWith('CLP', skipBlank(text, end));
      if (this.isOther) head.isOpen = false;
      head.end(guide, this.notice, {
        lacks: lacksLines ? 'a service line' : lacksHeader ? 'the number before its first CLP' : undefined,
        isElsewhere: (id) => misplaced.has(id),
        points: this.points,
      });
    }
    for (const [id, problem] of misplaced) if (!this.isOther || SERVICES.has(id)) this.notice(problem);
  }
}

/** AMT01 of loop 2320: paid by the other payer, not covered, left to the patient. */
const OF_OTHER_PAYER_AMOUNTS = new Set(['D', 'A8', 'EAF'].map(packed));

/** CLM05-3, claim frequency: 7 replacement, 8 void. */
function namesEarlier(cursor: Cursor): boolean {
  const last = cursor.text[cursor.to(5) - 1];
  return (last === '7' || last === '8') && cursor.value(5).split(cursor.delimiters.component)[2] === last;
}
