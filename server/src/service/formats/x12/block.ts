import type { Claim, CodeMention } from '../../model/claim';
import type { Span } from '../../model/span';
import { isBorder, leavesOpen } from './borders';
import { ClaimBuilder } from './claimBuilder';
import { type ProcedureTarget, readProcedure } from './composite';
import { Cursor, skipBlank } from './cursor';
import { readServiceDate } from './dates';
import { type Delimiters, delimitersOfBareText, delimitersOfIsa, indexOfIsa } from './delimiters';
import { readSv1, readSv2, readSv3, readSv5, readSvc } from './lines';
import { type PartyTarget, readDmg, readN1, readNm1 } from './parties';
import { packed } from './segmentIds';
import {
  copyState,
  enterLevel,
  isStatus,
  kindOfGuide,
  type OpenState,
  OUTSIDE,
  stateUnder,
  transactionOf,
  type X12State,
} from './state';
import { BlockChecks } from './structure/blockChecks';
import type { BlockProblem } from './structure/blockProblem';
import { type EnvelopeSegment, envelopeSegment, isaSegment } from './structure/envelopeSegment';
import { guideOfTransaction } from './structure/guides';
import { checkIsa } from './structure/isa';
import { levelsBehind } from './structure/levels';
import { repairId } from './structure/oddIds';
import type { Payment } from './structure/payment';
import { isaWithoutTerminator } from './structure/rules/missing-terminator';
import { undeclaredDelimiterAt } from './structure/rules/undeclared-delimiter';
import { misspelledId } from './structure/rules/unexpected-segment';

/**
 * A stretch of text that reads by itself once the state before it is known: at most one claim, or the segments
 * between two claims. Blocks tile the text; reading can begin again at any of them.
 */
export interface Block {
  /** Absolute; moved by edits before it. */
  start: number;
  readonly length: number;
  readonly before: X12State;
  readonly claim: Claim | undefined;
  /** Spans relative to the block. */
  readonly mentions: readonly CodeMention[];
  readonly problems: readonly BlockProblem[];
  /** HL04 of the level that begins the block. */
  readonly childCode: Span | undefined;
  /** The BPR of an 835: it stands in the block of its ST. */
  readonly payment: Payment | undefined;
  /** What the block adds to that payment, in cents; NaN where it can't be read. */
  readonly paid: number;
  /** An ISA stands in the block: an interchange begins. */
  readonly opens: boolean;
  /** How many segments it holds; what stands outside of an interchange is none. */
  readonly segments: number;
  /** A terminator is missing: where a segment ends, and so how many there are, is a guess. */
  readonly cut: boolean;
  /** The block's ISA, GS, ST, SE, GE or IEA; it has at most one, which begins it. */
  readonly envelope: EnvelopeSegment | undefined;
}

const ISA = packed('ISA');
const TA1 = packed('TA1');
const IEA = packed('IEA');
const GS = packed('GS');
const GE = packed('GE');
const ST = packed('ST');
const SE = packed('SE');
const BHT = packed('BHT');
const HL = packed('HL');
const CLM = packed('CLM');
const CLP = packed('CLP');
const TRN = packed('TRN');
const LX = packed('LX');
const SV1 = packed('SV1');
const SV2 = packed('SV2');
const SV3 = packed('SV3');
const SV5 = packed('SV5');
const SVC = packed('SVC');
const SVD = packed('SVD');
const DTP = packed('DTP');
const DTM = packed('DTM');
const NM1 = packed('NM1');
const N1 = packed('N1');
const DMG = packed('DMG');
const SBR = packed('SBR');
const HI = packed('HI');
const CAS = packed('CAS');
const NTE = packed('NTE');
const EB = packed('EB');
const EQ = packed('EQ');

const NO_MENTIONS: readonly CodeMention[] = [];
const NO_PROBLEMS: readonly BlockProblem[] = [];

/** Reads a text block by block. `after` is the state behind the block that was read last. */
export class BlockReader implements PartyTarget {
  after: X12State = OUTSIDE;
  /** `after` is this block's own copy and may be changed. */
  private open: OpenState | undefined;
  private cursor: Cursor | undefined;
  private start = 0;
  claim: ClaimBuilder | undefined;
  private mentions: CodeMention[] | undefined;
  private readonly checks = new BlockChecks();
  private opens = false;
  private breaksOff = false;
  private segments = 0;
  private cut = false;
  private envelope: EnvelopeSegment | undefined;

  /** `isHead`: the text begins where its file does; only there it may do without an ISA. */
  constructor(
    private readonly text: string,
    private readonly isHead = true,
    /** False where a claim is read once more: what its structure shows is known. */
    private readonly isChecked = true,
  ) {}

  /** The block that begins at `start`. Never throws; never empty unless `start` is the end of the text. */
  read(start: number, before: X12State): Block {
    this.start = start;
    this.after = before;
    this.open = this.claim = this.mentions = this.envelope = undefined;
    this.checks.begin(start);
    this.opens = this.cut = this.breaksOff = false;
    this.segments = 0;
    const end = before.delimiters ? this.readInside(start, before) : this.readOutside(start);
    this.checks.end(this.text, start, end, before);
    return {
      start,
      length: end - start,
      before,
      claim: (this.claim as ClaimBuilder | undefined)?.close(end, this.after, this.breaksOff && this.isChecked),
      mentions: this.mentions ?? NO_MENTIONS,
      problems: this.checks.problems ?? NO_PROBLEMS,
      childCode: this.checks.childCode,
      payment: this.checks.payment,
      paid: this.checks.paid,
      opens: this.opens,
      segments: this.segments,
      cut: this.cut,
      envelope: this.envelope,
    };
  }

  /** Text before the first and behind the last interchange: everything up to the end of the next ISA. */
  private readOutside(start: number): number {
    const { text } = this;
    const first = skipBlank(text, start);
    const bare = start === 0 && this.isHead ? delimitersOfBareText(text, first) : undefined;
    if (bare) {
      this.after = stateUnder(bare);
      return first === 0 ? this.readInside(0, this.after) : first;
    }
    if (this.isChecked && !(start === 0 && this.isHead)) this.checks.outside(text, first, start);
    for (let at = indexOfIsa(text, first); at >= 0; at = indexOfIsa(text, at + 3)) {
      const found = delimitersOfIsa(text, at);
      if (!found) continue;
      this.after = stateUnder(found.delimiters);
      this.openInterchange(at, found);
      return found.end;
    }
    return text.length;
  }

  /** The segments up to the next that begins a block of its own; returns where that is. */
  private readInside(start: number, before: X12State): number {
    const { text } = this;
    let cursor = this.cursor;
    if (cursor?.delimiters !== before.delimiters) cursor = this.cursor = new Cursor(text, start, before.delimiters!);
    else cursor!.next = start;
    for (let segments = 0; cursor!.advance(); segments++) {
      if (cursor!.isComment) continue;
      const isOdd = repairId(cursor!);
      if (segments > 0 && isBorder(cursor!.id, this.after, this.claim ? 0 : segments)) {
        this.breaksOff = leavesOpen(cursor!.id);
        return cursor!.start;
      }
      if (isOdd) this.checks.notice(misspelledId(cursor!, start));
      if (cursor!.end > cursor!.start) this.segments++;
      if (cursor!.cut) this.cut = true;
      if (this.isChecked) this.checks.see(cursor!, this.after, start);
      const end = this.readSegment(cursor!);
      if (end >= 0) return end;
    }
    this.breaksOff = true;
    return text.length;
  }

  /** Takes in one segment. Returns where the block ends when the segment ends it, else -1. */
  private readSegment(cursor: Cursor): number {
    const { start } = this;
    switch (cursor.id) {
      case ISA: {
        const found = delimitersOfIsa(this.text, cursor.start);
        if (!found) return -1;
        this.restart(stateUnder(found.delimiters));
        this.openInterchange(cursor.start, found);
        return found.end;
      }
      case IEA:
        this.envelope = envelopeSegment(cursor, start);
        if (this.after.delimiters!.guessed) return -1;
        this.restart(stateUnder(undefined));
        return cursor.next;
      case TA1:
        this.state().acknowledges = true;
        return -1;
      case GS:
        this.envelope = envelopeSegment(cursor, start);
        this.restart(stateUnder(this.after.delimiters, cursor.value(8), kindOfGuide(cursor.value(8))));
        return -1;
      case GE:
        this.envelope = envelopeSegment(cursor, start);
        this.restart(stateUnder(this.after.delimiters));
        return -1;
      case ST: {
        const { delimiters, group } = this.after;
        const transaction = transactionOf(cursor.value(1));
        const own = cursor.value(3).trim();
        const named = kindOfGuide(own);
        const kind = named === 'unknown' ? kindOfGuide(group) : named;
        this.envelope = envelopeSegment(cursor, start);
        this.restart(stateUnder(delimiters, group, kind, transaction, guideOfTransaction(group, own)));
        return -1;
      }
      case SE:
        this.envelope = envelopeSegment(cursor, start);
        this.restart(stateUnder(this.after.delimiters, this.after.group));
        return -1;
      case BHT: {
        const state = this.state();
        state.created = cursor.day(cursor.from(4), cursor.to(4));
        if (state.transaction === '278') state.purpose = cursor.value(2).trim();
        return -1;
      }
      case HL: {
        const state = this.state();
        enterLevel(state, cursor.value(3));
        if (state.transaction === '837') state.levels = levelsBehind(cursor, state.levels);
        return -1;
      }
      case CLM:
        this.openClaim().readClm(cursor, this.after);
        return -1;
      case CLP:
        this.openClaim().readClp(cursor);
        return -1;
      case TRN:
        if (isStatus(this.after) && cursor.has(2)) {
          const from = cursor.from(2);
          this.openClaim().id = { value: cursor.value(2), start: from - start, end: cursor.to(2) - start };
        }
        return -1;
      case SBR:
        if (this.claim) this.claim.otherPayer = true;
        else {
          const { id, name } = this.after.payer ?? {};
          this.state().payer = { id, name, filingIndicator: cursor.value(9) || undefined };
        }
        return -1;
      case NM1:
        readNm1(cursor, this);
        return -1;
      case N1:
        readN1(cursor, this);
        return -1;
      case DMG:
        readDmg(cursor, this);
        return -1;
      case HI:
        if (this.claim || this.after.transaction === '278') this.openClaim().readHi(cursor, this.mention);
        return -1;
      case CAS:
        // In a claim the adjustments are another payer's.
        if (this.after.transaction === '835') this.claim?.readCas(cursor);
        return -1;
      case LX:
        this.readLx(cursor);
        return -1;
      case SV1:
      case SV2:
      case SV3:
      case SV5:
      case SVC:
        this.readService(cursor);
        return -1;
      case SVD:
        this.mentionProcedure(cursor, 3);
        return -1;
      case EB:
        this.mentionProcedure(cursor, 13);
        return -1;
      case EQ:
        this.mentionProcedure(cursor, 2);
        return -1;
      case DTP:
      case DTM:
        if (this.claim || this.after.transaction === '278') {
          readServiceDate(cursor, this.openClaim(), cursor.id === DTP ? 3 : 2, start);
        }
        return -1;
      case NTE: {
        const claim = this.claim;
        const line = claim?.line;
        if (!claim || !cursor.has(2)) return -1;
        const note = { value: cursor.value(2), start: cursor.from(2) - start, end: cursor.to(2) - start };
        if (!line) claim.note ??= note;
        else line.description ??= note;
        return -1;
      }
      default:
        return -1;
    }
  }

  private openInterchange(at: number, { delimiters, end }: { delimiters: Delimiters; end: number }): void {
    this.opens = true;
    this.envelope = isaSegment(this.text, at, this.start, delimiters, end);
    checkIsa(this.envelope, delimiters, this.checks.notice);
    if (this.envelope.cut && skipBlank(this.text, end) < this.text.length) {
      this.checks.notice(isaWithoutTerminator(this.envelope, delimiters.segment, this.envelope.gap !== ''));
    }
  }

  state(): OpenState {
    if (!this.open) this.after = this.open = copyState(this.after);
    return this.open;
  }

  /** A new interchange, group or transaction closes everything that was open in the one before. */
  private restart(state: OpenState): void {
    this.after = this.open = state;
  }

  private openClaim(): ClaimBuilder {
    this.claim ??= new ClaimBuilder(this.start, this.after.kind);
    return this.claim;
  }

  private readonly mention = (code: CodeMention): void => {
    this.mentions ??= [];
    this.mentions.push(code);
  };

  private mentionProcedure(cursor: Cursor, index: number): void {
    if (!cursor.has(index)) return;
    const target: ProcedureTarget = { modifiers: [] };
    readProcedure(cursor, index, this.start, target);
    if (target.procedure?.value) this.mention(target.procedure);
  }

  private readLx(cursor: Cursor): void {
    if (this.after.transaction === '835' || (!this.claim && this.after.transaction !== '837')) return;
    const line = this.openClaim().beginLine(cursor.start);
    const from = cursor.from(1);
    const to = cursor.to(1);
    const value = cursor.decimal(from, to);
    if (value !== undefined && Number.isInteger(value)) {
      line.number = { value, start: from - this.start, end: to - this.start };
    }
  }

  private readService(cursor: Cursor): void {
    const { start } = this;
    const { id } = cursor;
    const claim = this.openClaim();
    // SV5 stands beside an SV1 of the same line in 4010 and 5010: the SV1 names the service.
    if (id === SV5 && claim.line?.segment === 'SV1') return;
    // Beside a service that the line has, an SVC of the 835 is none.
    if (id === SVC && this.after.transaction === '837' && claim.line?.segment !== undefined) return;
    const line = claim.lineForService(cursor.start);
    if (cursor.cut && cursor.end >= this.text.length) line.breaksOff = true;
    let undeclared: string | undefined;
    if (id === SV1) {
      undeclared = readSv1(line, cursor, start);
      claim.kind = 'professional';
    } else if (id === SV2) {
      undeclared = readSv2(line, cursor, start);
      claim.kind = 'institutional';
    } else if (id === SV3) {
      undeclared = readSv3(line, cursor, start);
      claim.kind = 'dental';
    } else undeclared = id === SV5 ? readSv5(line, cursor, start) : readSvc(line, cursor, start);
    if (undeclared === undefined || this.checks.problems?.some(({ uses }) => uses !== undefined)) return;
    this.checks.notice(undeclaredDelimiterAt(cursor, start, undeclared));
  }
}
