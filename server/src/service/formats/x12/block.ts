import type { Claim, CodeMention, DateMention } from '../../model/claim';
import type { ReadProblem } from '../../model/document';
import { ClaimBuilder, readParty, withBirthDate } from './claimBuilder';
import { procedureComposite } from './composite';
import { Cursor, skipBlank } from './cursor';
import { delimitersOfBareText, delimitersOfIsa } from './delimiters';
import { readDates, readSv1, readSv2, readSv3, readSv5, readSvc } from './lines';
import { packed } from './segmentIds';
import { kindOfGuide, OUTSIDE, transactionOf, type X12State } from './state';

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
  readonly problems: readonly ReadProblem[];
  readonly segments: number;
}

export interface ReadBlock {
  readonly block: Block;
  readonly after: X12State;
}

const ISA = packed('ISA');
const IEA = packed('IEA');
const GS = packed('GS');
const GE = packed('GE');
const ST = packed('ST');
const SE = packed('SE');
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
const NTE = packed('NTE');
const EB = packed('EB');
const EQ = packed('EQ');
const PLB = packed('PLB');

/** A block without a claim is cut here, so that an edit in a file of another kind stays local too. */
const LONGEST_BLOCK = 1000;

const NO_MENTIONS: readonly CodeMention[] = [];
const NO_PROBLEMS: readonly ReadProblem[] = [];

/** Reads the block that begins at `start`. Never throws; always moves on unless `start` is the end of the text. */
export function readBlock(text: string, start: number, before: X12State): ReadBlock {
  return before.delimiters ? readInside(text, start, before) : readOutside(text, start);
}

/** Text before the first and behind the last interchange: everything up to the next ISA. */
function readOutside(text: string, start: number): ReadBlock {
  const first = skipBlank(text, start);
  const bare = start === 0 ? delimitersOfBareText(text, first) : undefined;
  if (bare) {
    return { block: plainBlock(start, first - start, OUTSIDE), after: { ...OUTSIDE, delimiters: bare } };
  }
  for (let at = text.indexOf('ISA', first); at >= 0; at = text.indexOf('ISA', at + 3)) {
    const found = delimitersOfIsa(text, at);
    if (!found) continue;
    const block = plainBlock(start, found.end - start, OUTSIDE);
    return { block, after: { ...OUTSIDE, delimiters: found.delimiters } };
  }
  return { block: plainBlock(start, text.length - start, OUTSIDE), after: OUTSIDE };
}

function plainBlock(start: number, length: number, before: X12State): Block {
  return { start, length, before, claim: undefined, mentions: NO_MENTIONS, problems: NO_PROBLEMS, segments: 0 };
}

/** The segments up to the next that begins a block of its own. */
function readInside(text: string, start: number, before: X12State): ReadBlock {
  const cursor = new Cursor(text, start, before.delimiters!);
  let state = before;
  let claim: ClaimBuilder | undefined;
  let mentions: CodeMention[] | undefined;
  let problems: ReadProblem[] | undefined;
  let segments = 0;

  const mention = (code: CodeMention) => {
    mentions ??= [];
    mentions.push(code);
  };
  const open = (): ClaimBuilder => {
    claim ??= new ClaimBuilder(start, state);
    return claim;
  };
  const finish = (end: number): ReadBlock => ({
    block: {
      start,
      length: end - start,
      before,
      claim: claim?.close(end),
      mentions: mentions ?? NO_MENTIONS,
      problems: problems ?? NO_PROBLEMS,
      segments,
    },
    after: state,
  });
  const noticeSeparator = (undeclared: string | undefined, at: number, end: number) => {
    if (undeclared === undefined || problems) return;
    const declared = before.delimiters!.component;
    problems = [
      {
        id: 'undeclared-delimiter',
        span: { start: at - start, end: end - start },
        message:
          `ISA16 declares "${declared}" as the component separator, but this composite uses "${undeclared}". ` +
          `It was read with "${undeclared}"; a payer's translator will not. Make ISA16 and the composites agree.`,
      },
    ];
  };

  while (cursor.advance()) {
    const id = cursor.id;
    if (segments > 0 && isBorder(id, state, segments, claim !== undefined)) return finish(cursor.start);
    segments++;
    switch (id) {
      case ISA: {
        const found = delimitersOfIsa(text, cursor.start);
        if (!found) break;
        state = { ...OUTSIDE, delimiters: found.delimiters };
        return finish(found.end);
      }
      case IEA:
        if (state.delimiters!.guessed) break;
        state = OUTSIDE;
        return finish(cursor.next);
      case GS:
        state = { ...OUTSIDE, delimiters: state.delimiters, group: cursor.value(8), kind: kindOfGuide(cursor.value(8)) };
        break;
      case GE:
        state = { ...OUTSIDE, delimiters: state.delimiters };
        break;
      case ST: {
        const guide = kindOfGuide(cursor.value(3));
        state = {
          ...OUTSIDE,
          delimiters: state.delimiters,
          group: state.group,
          kind: guide === 'unknown' ? kindOfGuide(state.group) : guide,
          transaction: transactionOf(cursor.value(1)),
          inTransaction: true,
        };
        break;
      }
      case SE:
        state = { ...OUTSIDE, delimiters: state.delimiters, group: state.group };
        break;
      case HL:
        state = enterLevel(state, cursor.value(3));
        break;
      case CLM:
        open().readClm(cursor);
        break;
      case CLP:
        open().readClp(cursor);
        break;
      case TRN:
        if (isStatus(state) && cursor.has(2)) {
          const from = cursor.from(2);
          open().id = { value: cursor.value(2), start: from - start, end: cursor.to(2) - start };
        }
        break;
      case SBR:
        if (claim) claim.otherPayer = true;
        else state = { ...state, payer: { ...state.payer, filingIndicator: cursor.value(9) || undefined } };
        break;
      case NM1:
        state = readNm1(cursor, state, claim);
        break;
      case N1:
        if (state.transaction === '835' && !claim) {
          const role = cursor.value(1);
          const name = cursor.value(2).trim().toUpperCase() || undefined;
          const party = { id: cursor.value(4) || undefined, name };
          if (role === 'PR') state = { ...state, payer: { ...state.payer, ...party } };
          else if (role === 'PE') state = { ...state, billing: party };
        }
        break;
      case DMG:
        if (claim) break;
        if (state.patient) state = { ...state, patient: withBirthDate(state.patient, cursor) };
        else if (state.subscriber) state = { ...state, subscriber: withBirthDate(state.subscriber, cursor) };
        break;
      case HI:
        if (claim || state.transaction === '278') open().readHi(cursor, mention);
        break;
      case LX:
        if (state.transaction !== '835' && (claim || state.transaction === '837')) {
          const line = open().beginLine(cursor.start);
          const number = Number(cursor.value(1));
          if (cursor.has(1) && Number.isInteger(number)) {
            line.number = { value: number, start: cursor.from(1) - start, end: cursor.to(1) - start };
          }
        }
        break;
      case SV1:
      case SV2:
      case SV3:
      case SV5:
      case SVC: {
        const builder = open();
        // SV5 stands beside an SV1 of the same line in 4010 and 5010: the SV1 names the service.
        if (id === SV5 && builder.line?.segment === 'SV1') break;
        const line = builder.lineForService(cursor.start);
        if (id === SV1) {
          readSv1(line, cursor, start);
          builder.kind = 'professional';
        } else if (id === SV2) {
          readSv2(line, cursor, start);
          builder.kind = 'institutional';
        } else if (id === SV3) {
          readSv3(line, cursor, start);
          builder.kind = 'dental';
        } else if (id === SV5) readSv5(line, cursor, start);
        else readSvc(line, cursor, start);
        noticeSeparator(line.composite?.undeclared, cursor.start, cursor.end);
        break;
      }
      case SVD: {
        const composite = procedureComposite(cursor, 3, start);
        if (composite.procedure?.value) mention(composite.procedure);
        break;
      }
      case EB:
      case EQ: {
        const composite = procedureComposite(cursor, id === EB ? 13 : 2, start);
        if (composite.procedure?.value) mention(composite.procedure);
        break;
      }
      case DTP:
      case DTM: {
        if (!claim && state.transaction !== '278') break;
        readServiceDate(cursor, open(), id === DTP ? 3 : 2, start);
        break;
      }
      case NTE:
        if (claim?.line && !claim.line.note && cursor.has(2)) {
          claim.line.note = { value: cursor.value(2), start: cursor.from(2) - start, end: cursor.to(2) - start };
        }
        break;
    }
  }
  return finish(text.length);
}

/** 276 and 277: a claim is what one TRN names. */
function isStatus(state: X12State): boolean {
  return (
    (state.transaction === '276' || state.transaction === '277') &&
    (state.level === '22' || state.level === '23' || state.level === 'PT')
  );
}

/** A segment that begins a block when it isn't the block's first. */
function isBorder(id: number, state: X12State, segments: number, inClaim: boolean): boolean {
  switch (id) {
    case ISA:
    case GS:
    case ST:
    case HL:
    case CLM:
    case CLP:
    case SE:
    case GE:
    case IEA:
      return true;
    case TRN:
      return isStatus(state);
    case LX:
    case PLB:
      return state.transaction === '835';
    default:
      return segments >= LONGEST_BLOCK && !inClaim;
  }
}

function enterLevel(state: X12State, level: string): X12State {
  switch (level) {
    case '20':
    case '21':
    case '19':
      return {
        ...state,
        level,
        billing: level === '20' ? undefined : state.billing,
        subscriber: undefined,
        patient: undefined,
        payer: level === '20' && state.transaction !== '837' ? undefined : state.payer,
      };
    case '22':
      return { ...state, level, subscriber: undefined, patient: undefined, payer: undefined };
    case '23':
      return { ...state, level, patient: undefined };
    default:
      return { ...state, level };
  }
}

function readNm1(cursor: Cursor, state: X12State, claim: ClaimBuilder | undefined): X12State {
  const role = cursor.value(1);
  if (claim) {
    if (role === '82' || (role === '1P' && isStatus(state))) {
      if (claim.line) claim.line.renderingProvider = readParty(cursor);
      else if (!claim.otherPayer) claim.rendering = readParty(cursor);
    } else if (role === 'QC' && state.transaction === '835') {
      claim.patient = readParty(cursor);
    }
    return state;
  }
  switch (role) {
    case '85':
      return { ...state, billing: readParty(cursor) };
    case '1P':
      return state.billing ? state : { ...state, billing: readParty(cursor) };
    case 'IL':
      return { ...state, subscriber: readParty(cursor) };
    case 'QC':
      return { ...state, patient: readParty(cursor) };
    case 'PR': {
      const { id, name } = readParty(cursor);
      return { ...state, payer: { ...state.payer, id, name } };
    }
    default:
      return state;
  }
}

/** DTP/DTM: 472 service, 150/151 its ends (835), 434 statement, 232/233 its ends (835). */
function readServiceDate(cursor: Cursor, claim: ClaimBuilder, index: number, base: number): void {
  const qualifier = cursor.value(1);
  if (qualifier !== '472' && qualifier !== '150' && qualifier !== '151') {
    if (claim.line || (qualifier !== '434' && qualifier !== '232' && qualifier !== '233')) return;
    const dates = readDates(cursor, index, base);
    if (qualifier === '233') claim.statementTo = dates?.from;
    else {
      claim.statementFrom = dates?.from;
      claim.statementTo = dates?.to ?? claim.statementTo;
    }
    return;
  }
  const dates = readDates(cursor, index, base);
  if (!dates) return;
  const { line } = claim;
  if (line) {
    if (qualifier === '151') line.to = sameDay(line.from, dates.from);
    else {
      line.from = dates.from;
      line.to = dates.to ?? line.to;
    }
  } else if (qualifier === '151') claim.serviceTo = sameDay(claim.serviceFrom, dates.from);
  else {
    claim.serviceFrom = dates.from;
    claim.serviceTo = dates.to ?? claim.serviceTo;
  }
}

/** The 835 gives the first and the last day in two segments, also for a single day. */
function sameDay(from: DateMention | undefined, to: DateMention): DateMention | undefined {
  return from?.raw === to.raw ? undefined : to;
}
