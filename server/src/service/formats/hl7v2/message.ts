import type { Claim, CodeMention, Party } from '../../model/claim';
import type { Day } from '../../model/date';
import type { ReadProblem } from '../../model/document';
import { dayIn, nameOf, textAt, upper } from './coded';
import { BLOCK_END, BLOCK_START, breaksOff, cutProblem, isLineStart, type Mark, marksIn } from './cut';
import { type Delimiters, delimitersAt, SegmentCursor } from './segment';
import { Visit } from './visit';

/** A message from its MSH to the next one's; the first block also has what stands before. It reads by itself. */
export interface Message {
  /** Absolute; moved by edits before it. */
  start: number;
  readonly length: number;
  readonly delimiters: Delimiters | undefined;
  readonly claims: readonly Claim[];
  /** Relative to the message. */
  readonly mentions: readonly CodeMention[];
  /** Headers and trailers of files and batches; relative to the message. */
  readonly marks: readonly Mark[];
  /** That the last message of a text is not complete; relative to the message. */
  readonly cut: ReadProblem | undefined;
}

const NO_MARKS: readonly Mark[] = [];

/** Where the next message begins at or behind `from`; the end of the text where none does. */
export function nextMessage(text: string, from: number): number {
  for (let at = text.indexOf('MSH', from); at >= 0; at = text.indexOf('MSH', at + 3)) {
    if (isMessage(text, at)) return at;
  }
  return text.length;
}

/** `MSH` and a separator, at the start of a line but for blanks and the start of an MLLP block. */
function isMessage(text: string, at: number): boolean {
  if (!text.startsWith('MSH', at)) return false;
  const separator = text.charCodeAt(at + 3);
  if (!(separator > 32) || /[A-Za-z0-9]/.test(text[at + 3]!)) return false;
  return isLineStart(text, at);
}

export function readMessage(text: string, start: number): Message {
  const head = isMessage(text, start) ? start : nextMessage(text, start);
  const end = nextMessage(text, head + 3);
  const delimiters = head < text.length ? delimitersAt(text, head) : undefined;
  const length = Math.min(end, text.length) - start;
  const before = head > start ? marksIn(text, start, start, head) : NO_MARKS;
  if (!delimiters) return { start, length, delimiters, claims: [], mentions: [], marks: before, cut: undefined };
  const reader = new MessageReader(start);
  const cursor = new SegmentCursor(text, head, end, delimiters);
  reader.read(cursor);
  const { claims, mentions, hasMarks } = reader;
  const marks = hasMarks ? [...before, ...marksIn(text, start, head, end)] : before;
  const cut = end < text.length || hasMarks ? undefined : reader.cut(cursor, head);
  return { start, length, delimiters, claims, mentions, marks, cut };
}

class MessageReader {
  readonly claims: Claim[] = [];
  readonly mentions: CodeMention[] = [];
  /** A header or trailer of a file or batch stands behind the message. */
  hasMarks = false;
  private type = '';
  private written: Day | undefined;
  private hasCharge = false;
  private visit: Visit;
  private account: 'none' | 'own' = 'none';

  constructor(private readonly start: number) {
    this.visit = new Visit(start, undefined);
  }

  read(cursor: SegmentCursor): void {
    let last = cursor.start;
    while (cursor.advance()) {
      this.readSegment(cursor);
      last = cursor.end;
    }
    this.finish(last);
  }

  private readSegment(cursor: SegmentCursor): void {
    const { visit } = this;
    switch (cursor.id) {
      case 'PID':
        this.readPatient(cursor);
        return;
      case 'PV1':
        this.readVisit(cursor);
        return;
      case 'MSH':
        this.type = cursor.value(cursor.part(9));
        // An order may be for a day to come; a charge is for a service that is done.
        this.written = this.type === 'DFT' ? dayIn(cursor.value(cursor.part(7))) : undefined;
        return;
      case 'FT1':
        this.hasCharge = true;
        visit.readTransaction(cursor);
        return;
      case 'PR1':
        visit.readProcedure(cursor);
        return;
      case 'ORC':
        visit.readOrderControl(cursor);
        return;
      case 'OBR':
        visit.readOrder(cursor);
        return;
      case 'DG1':
        visit.readDiagnosis(cursor);
        return;
      case 'IN1':
        visit.readInsurance(cursor);
        return;
      case 'UB1':
      case 'UB2':
        visit.hasBill = true;
        return;
      case 'FHS':
      case 'BHS':
      case 'BTS':
      case 'FTS':
        this.hasMarks = true;
    }
  }

  /** What shows that nothing follows because it was cut off; the cursor is at the last segment of the text. */
  cut(cursor: SegmentCursor, head: number): ReadProblem | undefined {
    const { text, start, end } = cursor;
    const place = { start: start - this.start, end: end - this.start };
    if (end === text.length && breaksOff(cursor)) return cutProblem(place, 'The last segment breaks off.');
    if (this.type === 'DFT' && !this.hasCharge) {
      return cutProblem(place, 'The message is a DFT, which charges something, but it ends without a charge (FT1).');
    }
    const isBlock = text.charCodeAt(head - 1) === BLOCK_START;
    if (isBlock && !text.slice(end).includes(String.fromCharCode(BLOCK_END))) {
      return cutProblem(place, 'The message began as a block (0B) that nothing ends (1C): it was cut on its way.');
    }
    return undefined;
  }

  /** PID: 3 (or 2) patient id, 5 name, 7 birth, 18 account. A second PID is another patient. */
  private readPatient(cursor: SegmentCursor): void {
    if (this.visit.patient) this.open(cursor, undefined);
    const ids = cursor.field(3);
    const first = ids && cursor.repetitions(ids).find((one) => cursor.value(cursor.partOf(one, 1)));
    const id = upper(cursor.value(first && cursor.partOf(first, 1))) ?? upper(cursor.value(cursor.part(2)));
    const names = cursor.field(5);
    const name = names && nameOf(cursor, cursor.repetitions(names)[0]!, 1);
    this.visit.patient = { id, name, birthDate: dayIn(cursor.value(cursor.part(7))) };
    const account = cursor.part(18);
    if (account && cursor.value(account)) {
      this.visit.id = textAt(cursor, account, this.visit.base);
      this.account = 'own';
    }
  }

  /** PV1: 2 patient class, 19 visit. A second one of a patient is another visit: a claim of its own. */
  private readVisit(cursor: SegmentCursor): void {
    if (this.visit.hasVisitSegment) this.open(cursor, this.visit.patient);
    const { visit } = this;
    visit.hasVisitSegment = true;
    visit.patientClass = cursor.value(cursor.part(2)).trim().toUpperCase();
    const number = cursor.part(19);
    if (this.account === 'none' && number && cursor.value(number)) visit.id = textAt(cursor, number, visit.base);
  }

  private open(cursor: SegmentCursor, patient: Party | undefined): void {
    this.finish(cursor.start);
    this.visit = new Visit(cursor.start, patient);
    this.account = 'none';
  }

  private finish(end: number): void {
    const claim = this.visit.close(end, this.start, this.mentions, this.written);
    if (claim) this.claims.push(claim);
  }
}
