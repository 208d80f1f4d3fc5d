import type {
  Amount,
  Claim,
  ClaimKind,
  CodeMention,
  DateMention,
  DiagnosisMention,
  Party,
  ServiceLine,
} from '../../model/claim';
import type { At } from '../../model/span';
import type { Cursor } from './cursor';
import { componentUsed } from './delimiters';
import { adjustments, amount, elementSpan, type OpenLine, openLine } from './lines';
import { packed } from './segmentIds';
import type { X12State } from './state';
import { DIAGNOSES, type Guide, guideOf } from './structure/guides';

/** A claim while its loop (2300 of the 837, 2100 of the 835, 2200 of the 276/277, 2000E/F of the 278) is being read. */
export class ClaimBuilder {
  id: At<string> | undefined;
  frequency: At<string> | undefined;
  charge: Amount | undefined;
  paid: Amount | undefined;
  adjustments: Amount[] | undefined;
  note: At<string> | undefined;
  /** CLM05, read both as a place of service and as a bill type. */
  private facility:
    | { readonly qualifier: string; readonly billType: At<string>; readonly placeOfService: CodeMention }
    | undefined;
  serviceFrom: DateMention | undefined;
  serviceTo: DateMention | undefined;
  statementFrom: DateMention | undefined;
  statementTo: DateMention | undefined;
  rendering: Party | undefined;
  patient: Party | undefined;
  kind: ClaimKind;
  /** A 2320 loop is open: its parties belong to another payer's policy. */
  otherPayer = false;
  line: OpenLine | undefined;
  private readonly lines: ServiceLine[] = [];
  private readonly diagnoses: DiagnosisMention[] = [];
  private lacksPrincipal: boolean | undefined;
  /** The guide requires an HI, and none was read; undefined where it requires none. */
  private lacksDiagnoses: Guide | undefined;
  private pointer = 0;

  constructor(
    readonly base: number,
    kind: ClaimKind,
  ) {
    this.kind = kind;
  }

  beginLine(at: number): OpenLine {
    this.endLine(at);
    this.line = openLine(at - this.base);
    return this.line;
  }

  /** The open line; a new one where none is open or it has its service segment already. */
  lineForService(at: number): OpenLine {
    return this.line && this.line.segment === undefined ? this.line : this.beginLine(at);
  }

  private endLine(at: number): void {
    const { line } = this;
    if (!line) return;
    line.span.end = at - this.base;
    if (line.segment !== undefined) this.lines.push(line);
    this.line = undefined;
  }

  /** CLM: id · charge · – · – · C023 (facility code, qualifier, frequency). */
  readClm(cursor: Cursor, { guide, transaction }: X12State): void {
    const named = guideOf(guide);
    if (named?.set === transaction && named.claim.includes(DIAGNOSES)) this.lacksDiagnoses = named;
    const span = elementSpan(cursor, 1, this.base);
    if (span) this.id = { value: cursor.value(1), ...span };
    this.charge = amount(cursor, 2, this.base);
    const from = cursor.from(5);
    const to = cursor.to(5);
    if (from >= to) return;
    const text = cursor.text;
    let separator = cursor.delimiters.component;
    let first = until(text, separator, from, to);
    if (first === to) {
      separator = componentUsed(text.slice(from, to), separator);
      first = until(text, separator, from, to);
    }
    const second = until(text, separator, first + 1, to);
    const third = until(text, separator, second + 1, to);
    const facility = cursor.slice(from, first);
    const qualifier = cursor.slice(first + 1, second);
    const frequency = cursor.slice(second + 1, third);
    if (frequency) {
      this.frequency = { value: frequency, start: second + 1 - this.base, end: third - this.base };
    }
    if (!facility) return;
    const start = from - this.base;
    this.facility = {
      qualifier,
      billType: { value: facility + frequency, start, end: third - this.base },
      placeOfService: { kind: 'placeOfService', value: facility, start, end: first - this.base },
    };
  }

  /** CLM05-2 says what CLM05-1 is; where it doesn't, the lines of the claim do. */
  private hasBillType(): boolean {
    const qualifier = this.facility?.qualifier;
    return qualifier === 'A' || (qualifier !== 'B' && this.kind === 'institutional');
  }

  /** CLP: id · status · charge · paid · patient's share · filing · payer's id · facility code · frequency. */
  readClp(cursor: Cursor): void {
    const span = elementSpan(cursor, 1, this.base);
    if (span) this.id = { value: cursor.value(1), ...span };
    this.charge = amount(cursor, 3, this.base);
    this.paid = amount(cursor, 4, this.base);
    const frequency = elementSpan(cursor, 9, this.base);
    if (frequency) this.frequency = { value: cursor.value(9), ...frequency };
  }

  /** CAS of the line that is open, or of the claim. */
  readCas(cursor: Cursor): void {
    const target = this.line ?? this;
    target.adjustments ??= [];
    adjustments(cursor, target.adjustments, this.base);
  }

  /**
   * HI: ABK/BK and ABF/BF are what pointers count; reasons for visit, admitting and external causes are not, nor what
   * has a qualifier that no guide names.
   */
  readHi(cursor: Cursor, mention: (code: CodeMention) => void): void {
    this.lacksDiagnoses = undefined;
    const { text } = cursor;
    const count = cursor.elements();
    let hasFirst = cursor.cut;
    for (let index = 1; index <= count; index++) {
      const from = cursor.from(index);
      const to = cursor.to(index);
      if (to - from < 4) continue;
      let separator = cursor.delimiters.component;
      let border = until(text, separator, from, to);
      if (border === to) {
        separator = componentUsed(text.slice(from, to), separator);
        border = until(text, separator, from, to);
      }
      const end = until(text, separator, border + 1, to);
      if (end <= border + 1) continue;
      if (index === 1 && border > from && text.charCodeAt(border + 1) >= DIGIT) hasFirst = true;
      const qualifier = COUNTED_TEXTS.get(packedBetween(text, from, border)) ?? cursor.slice(from, border);
      const value = cursor.slice(border + 1, end);
      const start = border + 1 - this.base;
      if (COUNTED.has(qualifier)) {
        this.diagnoses.push({
          kind: 'diagnosis',
          qualifier,
          pointer: ++this.pointer,
          value,
          start,
          end: end - this.base,
        });
        continue;
      }
      const place = { value, start, end: end - this.base };
      if (UNCOUNTED.has(qualifier)) {
        this.diagnoses.push({ kind: 'diagnosis', qualifier, pointer: 0, ...place });
      } else if (qualifier === 'BP' || qualifier === 'BO') {
        mention({ kind: 'procedure', ...place });
      } else if (!NO_DIAGNOSIS.has(qualifier)) {
        this.diagnoses.push({ kind: 'diagnosis', qualifier, pointer: 0, ...place });
      }
    }
    if (!hasFirst && !hasCode(cursor)) this.lacksPrincipal = true;
  }

  /** The finished claim; undefined when nothing of one was read. `state` is what the claim stands under. */
  close(end: number, state: X12State, breaksOff: boolean): Claim | undefined {
    this.endLine(end);
    if (!this.id && this.lines.length === 0) return undefined;
    const isSubscriber = state.patient === undefined;
    return {
      base: this.base,
      span: { start: 0, end: end - this.base },
      kind: this.kind,
      role: state.transaction === '837' || state.transaction === 'other' ? 'claim' : ROLE[state.transaction],
      id: this.id,
      patient: this.patient ?? (isSubscriber ? state.subscriber : dependent(state.subscriber, state.patient)),
      billingProvider: state.billing,
      renderingProvider: this.rendering,
      payer: state.payer,
      frequency: this.frequency,
      charge: this.charge,
      paid: this.paid,
      adjustments: this.adjustments,
      created: state.created,
      note: this.note,
      from: this.serviceFrom,
      to: this.serviceTo,
      statementFrom: this.statementFrom,
      statementTo: this.statementTo,
      placeOfService: this.hasBillType() ? undefined : this.facility?.placeOfService,
      billType: this.hasBillType() ? this.facility?.billType : undefined,
      diagnoses: this.diagnoses,
      breaksOff,
      lacksPrincipal: this.lacksPrincipal,
      lacksDiagnoses: this.lacksDiagnoses && followsGuide(this.lines, this.lacksDiagnoses),
      lines: this.lines,
    };
  }
}

/** Where the services are those of another guide, what the named one requires is not asked for. */
function followsGuide(lines: readonly ServiceLine[], { line }: Guide): boolean {
  const service = line?.[0]?.text;
  return lines.every(({ segment = '' }) => segment === service || !SERVICES.has(segment));
}

const SERVICES: ReadonlySet<string> = new Set(['SV1', 'SV2', 'SV3']);

const ROLE = {
  '835': 'remittance',
  '277': 'remittance',
  '271': 'remittance',
  '270': 'inquiry',
  '276': 'inquiry',
  '278': 'inquiry',
} as const;

const COUNTED = new Set(['ABK', 'ABF', 'BK', 'BF']);
/** What stands before the digits and letters is no beginning of a code. */
const DIGIT = 48;

/** Whether a code stands in the first place of an HI, behind a separator of any kind. */
function hasCode(cursor: Cursor): boolean {
  return /\W\w/.test(cursor.value(1)) && !/^\W/.test(cursor.value(1));
}

/** The usual qualifiers by their characters as a number: nearly every HI has them, and no text is made anew. */
const COUNTED_TEXTS = new Map([...COUNTED].map((text) => [packed(text), text]));
/** Procedures, value, condition, occurrence and treatment codes, DRG; what is none of these may be a diagnosis. */
const NO_DIAGNOSIS = new Set(['BBR', 'BBQ', 'BR', 'BQ', 'BE', 'BG', 'BH', 'BI', 'TC', 'DR', 'CAH', 'TQ', 'LOI']);
const UNCOUNTED = new Set(['ABJ', 'BJ', 'APR', 'PR', 'ABN', 'BN', 'ZZ']);

function packedBetween(text: string, from: number, to: number): number {
  if (to - from > 3) return 0;
  let value = 0;
  for (let i = from; i < to; i++) value = (value << 8) | text.charCodeAt(i);
  return value;
}

function until(text: string, separator: string, from: number, to: number): number {
  const code = separator.charCodeAt(0);
  let i = from;
  while (i < to && text.charCodeAt(i) !== code) i++;
  return Math.min(i, to);
}

/** A dependent has no member id of its own: the subscriber's, with the dependent's name and birth date. */
function dependent(subscriber: Party | undefined, patient: Party): Party {
  if (patient.id || !subscriber?.id) return patient;
  return { id: subscriber.id, name: patient.name, birthDate: patient.birthDate };
}
