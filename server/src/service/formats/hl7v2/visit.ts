import type { Claim, ClaimKind, CodeMention, Party, Payer, ServiceLine } from '../../model/claim';
import type { Day } from '../../model/date';
import { DiagnosisList } from '../../model/diagnosisList';
import { emptyLine } from '../../model/emptyLine';
import { isLedgerWord } from '../../model/ledgerWord';
import type { At } from '../../model/span';
import {
  type Coded,
  codedField,
  dateAt,
  diagnosesIn,
  looksLikeProcedure,
  modifiersIn,
  numberAt,
  personIn,
  relative,
  textAt,
} from './coded';
import type { SegmentCursor } from './segment';

/** FT1-6: credit, payment, adjustment, co-payment; some senders write CR for a credit. None of them is a charge. */
const NO_CHARGE = new Set(['CD', 'CR', 'PY', 'AJ', 'CO']);
/** ORC-1: the order is cancelled, discontinued or refused. */
const CALLED_OFF = new Set(['CA', 'CR', 'DC', 'DR', 'OC', 'OD', 'UA', 'UC', 'UD']);
/** IN1-15 where it is an X12 claim filing indicator. */
const FILING = new Set(['MA', 'MB', 'MC', '16', 'BL', 'CH', 'CI', 'HM', 'VA']);

interface Candidate {
  readonly line: ServiceLine;
  /** A PR1 or OBR line stands only where no financial transaction (or PR1) has the same code. */
  readonly rank: 'FT1' | 'PR1' | 'OBR';
  readonly counts: boolean;
  readonly diagnoses: readonly Coded[];
}

/** One visit of a message: its charges are the lines of one claim. */
export class Visit {
  id: At<string> | undefined;
  payer: Payer | undefined;
  patientClass = '';
  hasVisitSegment = false;
  hasBill = false;
  orderCalledOff = false;
  private readonly candidates: Candidate[] = [];
  private readonly diagnoses: Coded[] = [];

  constructor(
    readonly base: number,
    public patient: Party | undefined,
  ) {}

  get isEmpty(): boolean {
    return this.candidates.length === 0;
  }

  /** DG1: 2 coding method (before version 2.4), 3 diagnosis. */
  readDiagnosis(cursor: SegmentCursor): void {
    this.diagnoses.push(...diagnosesIn(cursor, 3, cursor.value(cursor.part(2))));
  }

  readInsurance(cursor: SegmentCursor): void {
    if (this.payer) return;
    const id = cursor.value(cursor.part(3)).trim().toUpperCase() || undefined;
    const name = cursor.value(cursor.part(4)).trim().toUpperCase() || undefined;
    const filing = cursor.value(cursor.part(15)).trim().toUpperCase();
    this.payer = { id, name, filingIndicator: FILING.has(filing) ? filing : undefined };
  }

  /** FT1: 4 date, 6 type, 7 charge, 10 quantity, 11 and 12 amount, 19 diagnosis, 20 performer, 25 procedure, 26 modifiers. */
  readTransaction(cursor: SegmentCursor): void {
    const type = cursor.value(cursor.part(6)).trim().toUpperCase();
    const { base } = this;
    const code = transactionCode(cursor);
    const units = numberAt(cursor, cursor.part(10), base);
    const extended = numberAt(cursor, cursor.part(11), base);
    const unitPrice = (units?.value ?? 1) === 1 ? numberAt(cursor, cursor.part(12), base) : undefined;
    const place = placeIn(cursor);
    const revenue = cursor.part(41);
    this.add(cursor, 'FT1', code, {
      counts: !NO_CHARGE.has(type),
      diagnoses: diagnosesIn(cursor, 19),
      modifiers: modifiersIn(cursor, 26, base),
      units,
      charge: extended ?? unitPrice,
      from: dateAt(cursor, cursor.part(4), base),
      to: dateAt(cursor, cursor.part(4, 2), base),
      placeOfService: place && { kind: 'placeOfService', ...textAt(cursor, place, base) },
      revenue:
        revenue && /^\d{3,4}$/.test(cursor.value(revenue))
          ? { kind: 'revenue', ...textAt(cursor, revenue, base) }
          : undefined,
      renderingProvider: personIn(cursor, 20),
    });
  }

  /** PR1: 2 coding method, 3 procedure, 5 date, 11 surgeon, 12 practitioner, 15 diagnosis, 16 modifiers. */
  readProcedure(cursor: SegmentCursor): void {
    const code = codedField(cursor, 3, 'procedure');
    if (!code || code.system === 'other' || code.system === 'diagnosis') return;
    const method = codedField(cursor, 2, 'procedure');
    const named = code.system === 'procedure' || (method !== undefined && isProcedureMethod(method.value));
    if (!named && (method || !looksLikeProcedure(code.value))) return;
    this.add(cursor, 'PR1', code, {
      counts: true,
      diagnoses: diagnosesIn(cursor, 15),
      modifiers: modifiersIn(cursor, 16, this.base),
      from: dateAt(cursor, cursor.part(5), this.base),
      renderingProvider: personIn(cursor, 12) ?? personIn(cursor, 11),
    });
  }

  /** OBR: 4 service, 7 date, 44 procedure, 45 modifiers. What was ordered is a line as long as it was not called off. */
  readOrder(cursor: SegmentCursor): void {
    const own = codedField(cursor, 44, 'procedure');
    const service = codedField(cursor, 4, 'procedure');
    const code =
      own && (own.system === 'procedure' || (own.system === 'none' && looksLikeProcedure(own.value)))
        ? own
        : service?.system === 'procedure'
          ? service
          : undefined;
    if (!code) return;
    const status = cursor.value(cursor.part(25)).trim().toUpperCase();
    this.add(cursor, 'OBR', code, {
      counts: !this.orderCalledOff && status !== 'X',
      diagnoses: [],
      modifiers: modifiersIn(cursor, 45, this.base),
      from: dateAt(cursor, cursor.part(7), this.base),
    });
  }

  readOrderControl(cursor: SegmentCursor): void {
    this.orderCalledOff = CALLED_OFF.has(cursor.value(cursor.part(1)).trim().toUpperCase());
  }

  private add(
    cursor: SegmentCursor,
    rank: Candidate['rank'],
    code: Coded | undefined,
    found: Pick<Candidate, 'counts' | 'diagnoses'> & Partial<ServiceLine>,
  ): void {
    const { counts, diagnoses, ...rest } = found;
    const { base } = this;
    const set = cursor.part(1);
    const number = cursor.value(set);
    this.candidates.push({
      rank,
      counts,
      diagnoses,
      line: {
        ...emptyLine(relative(cursor, base)),
        number:
          set && /^\d{1,6}$/.test(number) && rank === 'FT1'
            ? { value: Number(number), ...relative(set, base) }
            : undefined,
        procedure: code && { kind: 'procedure', ...textAt(cursor, code, base) },
        description: code?.text && textAt(cursor, code.text, base),
        segment: rank,
        ...rest,
      },
    });
  }

  /** The claim, where anything of it is a charge; what is none is a mention, relative to `origin`; `written` is the day of the message. */
  close(end: number, origin: number, mentions: CodeMention[], written: Day | undefined): Claim | undefined {
    const codes = { FT1: this.codesOf('FT1'), PR1: this.codesOf('PR1') };
    const kept: Candidate[] = [];
    for (const one of this.candidates) {
      const code = one.line.procedure?.value ?? '';
      const isTwice = one.rank !== 'FT1' && (codes.FT1.has(code) || (one.rank === 'OBR' && codes.PR1.has(code)));
      if (one.counts && !isTwice) kept.push(one);
      else for (const mention of mentionsOf(one.line, this.base - origin)) mentions.push(mention);
    }
    if (kept.length === 0) return undefined;
    const diagnoses = this.listDiagnoses(kept);
    return {
      base: this.base,
      span: { start: 0, end: end - this.base },
      kind: this.kind,
      role: 'claim',
      id: this.id,
      patient: this.patient,
      billingProvider: undefined,
      renderingProvider: undefined,
      payer: this.payer,
      frequency: undefined,
      charge: undefined,
      created: written,
      from: undefined,
      to: undefined,
      statementFrom: undefined,
      statementTo: undefined,
      placeOfService: undefined,
      billType: undefined,
      diagnoses: diagnoses.found,
      lines: kept.map(({ line, diagnoses: own }) => ({ ...line, pointers: this.pointers(own, diagnoses) })),
    };
  }

  /** The bill segments are a hospital's; an inpatient's charges may be the hospital's or the physician's. */
  private get kind(): ClaimKind {
    if (this.hasBill) return 'institutional';
    return this.patientClass === '' || this.patientClass === 'O' ? 'professional' : 'unknown';
  }

  private codesOf(rank: Candidate['rank']): Set<string> {
    const codes = new Set<string>();
    for (const one of this.candidates) if (one.rank === rank && one.line.procedure) codes.add(one.line.procedure.value);
    return codes;
  }

  /** DG1 in order, then what only a line has. */
  private listDiagnoses(kept: readonly Candidate[]): DiagnosisList {
    const list = new DiagnosisList();
    for (const one of [...this.diagnoses, ...kept.flatMap(({ diagnoses }) => diagnoses)]) {
      list.add({ kind: 'diagnosis', value: one.value, codeSet: one.codeSet, ...relative(one, this.base) });
    }
    return list;
  }

  private pointers(own: readonly Coded[], list: DiagnosisList): readonly At<number>[] {
    return own.flatMap((one) => {
      const value = list.pointerOf(one.value);
      return value === undefined || !/^[A-Z]\S*$/i.test(one.value) ? [] : [{ value, ...relative(one, this.base) }];
    });
  }
}

function* mentionsOf(line: ServiceLine, by: number): Generator<CodeMention> {
  for (const one of [line.procedure, ...line.modifiers]) {
    if (one) yield { ...one, start: one.start + by, end: one.end + by };
  }
}

function isProcedureMethod(method: string): boolean {
  return /^(?:C4|C5|CPT-?4?|HCPCS|HPC)$/i.test(method.trim());
}

/**
 * FT1-25; where it is empty or of another system, FT1-7: by its coding system, or by its shape where none is named.
 * FT1-25 is the procedure's own field, so that a code without a system is one; a word of a ledger is none.
 */
function transactionCode(cursor: SegmentCursor): Coded | undefined {
  const written = codedField(cursor, 25, 'procedure');
  const own = written?.system === 'none' && isLedgerWord(written.value) ? undefined : written;
  if (own && (own.system === 'procedure' || own.system === 'none')) return own;
  const charge = codedField(cursor, 7, 'procedure');
  if (charge?.system === 'procedure') return charge;
  return charge?.system === 'none' && !own && looksLikeProcedure(charge.value) ? charge : undefined;
}

/** FT1-16, as practice systems use it: two digits and nothing else of a location are a place of service. */
function placeIn(cursor: SegmentCursor) {
  const field = cursor.field(16);
  const place = cursor.part(16);
  return field && place && /^\d{2}$/.test(cursor.text.slice(field.start, field.end).trim()) ? place : undefined;
}
