import { frequencyOfBill } from '../../model/billType';
import type { Claim, ClaimKind, DiagnosisMention, Party, ServiceLine } from '../../model/claim';
import { type DiagnosisSet, isMeantAsDiagnosis } from '../../model/diagnosis';
import { DiagnosisList } from '../../model/diagnosisList';
import type { At, Span } from '../../model/span';
import type { Header } from './header';
import { diagnosesIn } from './lists';
import type { ServiceRow } from './serviceRow';
import { datesIn, dayIn, isBillType, isFrequency, numberIn, textIn } from './values';

/** X12 element 1032 where it is one. */
const FILING = /^(?:[A-Z]{2}|1\d)$/;
/** What may stand in a column of diagnoses; text without a digit keeps its place, for others count on. */
const SHAPE = /^[A-Z\d]{3,7}(?:\.[A-Z\d]{0,4})?$/i;
const ICD = /^[A-TV-Z]\d[A-Z\d](?:\.?[A-Z\d]{1,4})?$/i;

/** The claim that adjacent rows make; none where they have no service. */
export function claimOf(text: string, header: Header, all: readonly ServiceRow[]): Claim | undefined {
  const base = all[0]!.row.start;
  const diagnoses = new Diagnoses(text, base);
  const lines: ServiceLine[] = [];
  let isWhole = true;
  let hasUnread = false;
  for (const row of all) {
    diagnoses.addClaims(row);
    const own = row.lines(base);
    for (const line of own) lines.push(diagnoses.pointing(row, line));
    if (own.length === 0 && !row.isHeader && row.find('charge')) isWhole = false;
    hasUnread ||= row.hasSeveralProcedures;
  }
  if (lines.length === 0) return undefined;
  const dated = (role: 'claimFrom' | 'claimTo') => {
    const cell = find(all, role);
    return cell && datesIn(text, cell, base)?.from;
  };
  const filing = say(all, 'filing').toUpperCase();
  const payer = say(all, 'payer').toUpperCase();
  const isFiled = FILING.test(filing);
  // A charge without a code is no line, and the total is not that of the others.
  const charge = isWhole ? find(all, 'claimCharge') : undefined;
  const billType = billTypeOf(text, find(all, 'billType'), base);
  const filled = all.filter(({ row }) => row.cells.some((cell) => cell.end > cell.start));
  const end = filled.at(-1)!.row.end;
  return {
    base,
    span: { start: 0, end: end - base },
    kind: kindOf(lines, billType),
    role: header.columns.all.some(({ role }) => role === 'decision') ? 'inquiry' : 'claim',
    id: idOf(text, find(all, 'claim'), base),
    patient: patientOf(all),
    billingProvider: first(all, (row) => row.party('billing')),
    renderingProvider: undefined,
    payer:
      payer || isFiled
        ? { id: undefined, name: payer || undefined, filingIndicator: isFiled ? filing : undefined }
        : undefined,
    frequency: frequencyIn(text, find(all, 'frequency'), base) ?? frequencyOfBill(billType),
    charge: charge && numberIn(text, charge, base, header.delimiter),
    from: undefined,
    to: undefined,
    statementFrom: dated('claimFrom'),
    statementTo: dated('claimTo'),
    placeOfService: undefined,
    billType,
    diagnoses: diagnoses.found,
    hasUnread: hasUnread || undefined,
    lines,
  };
}

function first<T>(rows: readonly ServiceRow[], get: (row: ServiceRow) => T | undefined): T | undefined {
  for (const row of rows) {
    const found = row.isHeader ? undefined : get(row);
    if (found !== undefined) return found;
  }
  return undefined;
}

type ClaimRole = Parameters<ServiceRow['find']>[0];

function find(rows: readonly ServiceRow[], role: ClaimRole) {
  return first(rows, (row) => row.find(role));
}

function say(rows: readonly ServiceRow[], role: ClaimRole): string {
  return first(rows, (row) => row.value(role) || undefined) ?? '';
}

function idOf(text: string, cell: Span | undefined, base: number): At<string> | undefined {
  return cell && textIn(text, cell, base);
}

function frequencyIn(text: string, cell: Span | undefined, base: number) {
  return cell && isFrequency(text, cell) ? idOf(text, cell, base) : undefined;
}

function billTypeOf(text: string, cell: Span | undefined, base: number) {
  return cell && isBillType(text, cell) ? idOf(text, { start: cell.end - 3, end: cell.end }, base) : undefined;
}

/** A bill type or revenue codes are a hospital's, a place of service is a practice's; both, or neither, say nothing. */
function kindOf(lines: readonly ServiceLine[], billType: At<string> | undefined): ClaimKind {
  const institutional = billType !== undefined || lines.some(({ revenue }) => revenue);
  const professional = lines.some(({ placeOfService }) => placeOfService);
  return institutional === professional ? 'unknown' : institutional ? 'institutional' : 'professional';
}

function patientOf(rows: readonly ServiceRow[]): Party | undefined {
  const who = say(rows, 'patient').toUpperCase();
  const name = say(rows, 'patientName').toUpperCase();
  const birthDate = dayIn(say(rows, 'birth'));
  // A column that is named "Patient" has ids or names.
  const isId = /\d/.test(who);
  const id = isId ? who : undefined;
  const called = name || (isId ? '' : who);
  return id || called || birthDate ? { id, name: called || undefined, birthDate } : undefined;
}

/** The claim's diagnoses in the order of their columns, each once; what only a line has stands behind them. */
class Diagnoses {
  private readonly list = new DiagnosisList();

  constructor(
    private readonly text: string,
    private readonly base: number,
  ) {}

  get found(): readonly DiagnosisMention[] {
    return this.list.found;
  }

  addClaims(row: ServiceRow): void {
    if (row.isHeader) return;
    for (const column of row.columns('diagnosis')) this.addAll(row.cell(column));
    this.add(row.diagnosis, row.diagnosisSet);
  }

  /** A cell's one, or all that it lists; with what the claim counts each by. */
  private addAll(cell: Span | undefined): (Span & { readonly pointer: number })[] {
    if (!cell) return [];
    const listed = diagnosesIn(this.text, cell);
    return (listed.length ? listed : [cell]).flatMap((one) => {
      const pointer = this.add(one);
      return pointer === undefined ? [] : [{ start: one.start, end: one.end, pointer }];
    });
  }

  private add(cell: Span | undefined, codeSet?: DiagnosisSet): number | undefined {
    if (!cell || cell.end - cell.start > 12) return undefined;
    const value = this.text.slice(cell.start, cell.end);
    if (!codeSet && !SHAPE.test(value) && !isMeantAsDiagnosis(value)) return undefined;
    const { start, end } = cell;
    return this.list.add({ kind: 'diagnosis', codeSet, value, start: start - this.base, end: end - this.base });
  }

  pointing(row: ServiceRow, line: ServiceLine): ServiceLine {
    if (row.columns('lineDiagnosis').length === 0) return line;
    const pointers: At<number>[] = [...line.pointers];
    for (const column of row.columns('lineDiagnosis')) {
      for (const { pointer, start, end } of this.addAll(row.cell(column))) {
        // A column of pointers says which of them the line is for.
        if (line.pointers.length || !isCode(this.text.slice(start, end))) continue;
        pointers.push({ value: pointer, start: start - this.base, end: end - this.base });
      }
    }
    return { ...line, pointers };
  }
}

function isCode(text: string): boolean {
  return ICD.test(text) || isMeantAsDiagnosis(text);
}
